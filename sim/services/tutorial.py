"""Two minutes to see how the room works: a tiny made-up moment of which nothing is kept.

Nell is in no scenario. Her second line follows from the first reply, as in a session.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Try:
    """A reply of the tutorial: what it did, what it left, and the scene that follows."""

    id: str
    text: str
    did: str
    left: str
    to: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What Nell says, how far she has come, and what may be said to it."""

    words: str
    direction: str
    moved: str
    openness: int
    replies: tuple[Try, ...] = ()


BEFORE = (
    ("client", "So that was the allotment meeting. I didn’t say a word in it."),
    ("you", "That can’t have been easy, Nora."),
)
FIRST = Scene(
    words="It’s Nell.",
    direction="She says it to her sleeve.",
    moved="",
    openness=5,
    replies=(
        Try("own", "Nell. I called you by somebody else’s name.",
            "It says what happened, once, and goes no further.",
            "What it was like to hear it is still hers to say.", "opened"),
        Try("sorry", "Oh no. I’m so sorry, I’m dreadful with names, I really am.",
            "She can hear that it matters to you.",
            "Now there is your feeling in the room, and she may come and look after it.", "tidied"),
        Try("close", "Nell, of course. They’re quite close, aren’t they, Nell and Nora?",
            "It is friendly, and it makes the thing smaller.",
            "She had only just made it big enough to be seen.", "shut"),
        Try("quiet", "Say nothing, and wait.",
            "It leaves room. Sometimes that is the whole reply.",
            "Just after a slip, a silence can sound like not having noticed.", "shut", quiet=True),
    ),
)  # fmt: skip
SCENES: Mapping[str, Scene] = {
    "opened": Scene(
        "Yes. It’s silly. I went a whole meeting without a name, and then I come here.", "",
        "She has come a little closer.", 7,
        (
            Try("not-silly", "It doesn’t sound silly. Twice in one week, and once of it was me.",
                "It takes her side of it, and your part stays yours.",
                "She may have more to say, now that it is safe to.", ""),
            Try("plan", "Shall we think about how you could speak up next time?",
                "A way forward, and a kind one.",
                "It came before she had been heard to the end.", ""),
        )),
    "tidied": Scene(
        "No, no. You’re all right. Honestly, you must see so many people.", "She smiles, quickly.",
        "She is about where she was.", 5,
        (
            Try("back", "You’re looking after me. It was your name that went missing.",
                "It gives the moment back to her without blaming anybody.",
                "She can take it from here, or not yet.", ""),
            Try("thanks", "That’s kind of you. Where were we?",
                "The relief is real, for both of you.",
                "She has learned that this is something to be tidied away.", ""),
        )),
    "shut": Scene(
        "Anyway. The meeting.", "She looks for her glove.",
        "She has pulled back a little; there are ways back.", 3,
        (
            Try("return", "Before the meeting: I got your name wrong, and then I went past it.",
                "Going back counts. It owns the slip and what came after it.",
                "How it was for her can come next.", ""),
            Try("meeting", "Yes, tell me about the meeting.",
                "It follows her, and that is often right.",
                "This time she was leaving something behind, and you left it too.", ""),
        )),
}  # fmt: skip


def said(scene: Scene, reply: str) -> Try | None:
    """A reply of a scene by its id; None where there is no such reply."""
    return next((r for r in scene.replies if r.id == reply), None)
