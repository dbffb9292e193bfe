"""Made-up endings, and a debrief long enough to test the two-page handout."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sim.web import pages
from tests.web.specimens import CHROME


def _judged(letter: str, side: str, name: str, level: str, has_words: bool = True) -> pages.Judged:
    return pages.Judged(
        letter=letter, side=side, name=name, level=level, url="/glossary#x", has_words=has_words
    )


FIRST = pages.Exchange(
    turn=1,
    between="",
    direction="She puts her cup down.",
    words="I’ve told you about Imran, what, three times? And you go ‘any brothers or sisters’. "
    "Like I’m a form.",
    inner="If I have to say his name again I’ll cry, and then we’ll be talking about me crying.",
    reply=(
        pages.Span(text="I think "),
        pages.Span(text="you only mentioned him briefly", side="defensive", letters="a"),
        pages.Span(text=", and I was trying to get the whole picture."),
    ),
    quiet=False,
    judged=(
        _judged("a", "defensive", "explaining before hearing", "plainly"),
        _judged("b", "repair", "Naming the rupture", "partly there", has_words=False),
    ),
    counts="",
    did="The gap went back to her side of the room.",
    left="Her hurt wasn’t taken up yet.",
    aloud="Three times, and then that. No wonder.",
    noticed=("You heard it where the author did, in ‘three times’.",),
    tap="heat",
)
SECOND = pages.Exchange(
    turn=2,
    between="",
    direction="She laughs, not kindly.",
    words="So it’s my fault. For not saying it loud enough.",
    inner="",
    reply=(
        pages.Span(text="No. You did say it.", side="repair", letters="a"),
        pages.Span(text=" "),
        pages.Span(text="I’d lost hold of him", side="repair", letters="a b"),
        pages.Span(text=", and "),
        pages.Span(text="then I made it sound like your doing", side="repair", letters="b"),
        pages.Span(text=". "),
        pages.Span(text="It’s been a full week.", side="unsure", letters="c"),
    ),
    quiet=False,
    judged=(
        _judged("a", "repair", "Validating the client’s experience", "fully there"),
        _judged("b", "repair", "Owning one’s part", "fully there"),
        _judged("c", "unsure", "explaining before hearing", "could not tell"),
    ),
    counts="",
    did="You took back what you had just done, and said what it was.",
    left="What it was like for her to be asked is still open.",
    aloud="I asked you for something you’d already given me.",
)
THIRD = pages.Exchange(
    turn=3,
    between="",
    direction="",
    words="What’s his name, then?",
    inner="Please know it.",
    reply=(pages.Span(text="Say nothing yet, and stay with her."),),
    quiet=True,
    judged=(),
    counts="another try, not counted",
    did="The silence left her alone with the question.",
    left="",
    aloud="",
)


def _exchanges() -> tuple[pages.Exchange, ...]:
    pattern = (FIRST, SECOND, THIRD, SECOND)
    turns = [replace(pattern[n % 4], turn=n + 1) for n in range(11)]
    turns[8] = replace(turns[8], between="A week later she is ten minutes late.")
    return tuple(turns)


TRAIL = tuple(
    pages.TrailPoint(turn=n, alliance=a, frame=f, jump=n == 9, turning=words)
    for n, (a, f, words) in enumerate(
        [
            (55, 60, ""),
            (43, 60, "You explained before hearing."),
            (49, 60, "You took it back."),
            (46, 60, ""),
            (52, 62, "His name, asked for again."),
            (50, 62, ""),
            (53, 62, ""),
            (56, 66, "You declined to be let off."),
            (59, 68, ""),
            (57, 68, ""),
            (63, 71, "She said what she needed."),
            (67, 72, ""),
        ]
    )
)
PROFILE = tuple(
    pages.ProfileLine(name=name, url="/glossary#x", asked=f + p + n, fully=f, partly=p, not_yet=n)
    for name, f, p, n in [
        ("Naming the rupture", 1, 0, 1),
        ("Validating the client’s experience", 2, 1, 2),
        ("Owning one’s part", 3, 1, 1),
        ("Collaborative exploration", 2, 2, 0),
        ("Reaching the underlying wish or need", 1, 1, 1),
        ("Holding the boundary with care", 0, 0, 0),
        ("Respecting autonomy", 1, 0, 0),
        ("Agreeing a way forward", 0, 1, 0),
    ]
)


def debrief(**changes: Any) -> pages.DebriefPage:
    """Aisha, repaired, after eleven turns."""
    page = pages.DebriefPage(
        title="Looking back: Aisha",
        **CHROME,
        scenario_title="Like I’m a form",
        client_name="Aisha",
        mode="Practice",
        played="12 March, 14:05",
        kind="Strained, and repaired",
        unpreventable=False,
        ending_title="She tells you his name again",
        meaning=(
            "Something came between you and was spoken about by both of you. It was not your "
            "apology that did it, but that she could be angry with you and still be met.",
        ),
        openness=9,
        could_not_say="That she had counted: fourteen weeks of waiting, and six hours with you.",
        tell_a_friend="She forgot about Imran. But then she didn’t pretend she hadn’t.",
        trail=TRAIL,
        trail_words="It fell at your first reply, came back when you took that back, and ended "
        "above where it began. The frame stayed clear, and grew a little clearer.",
        exchanges=_exchanges(),
        profile=PROFILE,
        markers=(
            pages.MarkerLine(
                name="explaining before hearing", url="/glossary#x", plainly=1, touch=2
            ),
            pages.MarkerLine(name="over-apologising", url="/glossary#x", plainly=0, touch=1),
        ),
        supervision=(
            "What was true in her complaint?",
            "What were you protecting when you said ‘only briefly’?",
            "What do you need, to hear the next one?",
        ),
        again_url="/scenarios/defensive-reply",
        delete_url="/runs/abc/delete",
        attempt=1,
        attempts=1,
        attempts_url="",
        counting="Every turn on this path is your first try at it, and counts.",
        retry_url="/runs/abc/again",
        map_url="/runs/abc/paths",
    )
    return replace(page, **changes)


def debrief_of_an_exit() -> pages.DebriefPage:
    """An exit that no reply prevents; nothing asked, no marker seen."""
    return debrief(
        client_name="Daniel",
        kind="He left",
        unpreventable=True,
        ending_title="He doesn’t come back",
        openness=1,
        markers=(),
        could_not_say="",
        tell_a_friend="",
        supervision=(),
        trail=TRAIL[:2],
        exchanges=_exchanges()[:1],
    )


def ending(**changes: Any) -> pages.EndingPage:
    """Aisha, repaired."""
    page = pages.EndingPage(
        title="How it ended",
        **CHROME,
        scenario_title="Like I’m a form",
        client_name="Aisha",
        kind="Strained, and repaired",
        unpreventable=False,
        ending_title="She tells you his name again",
        direction="At the door, half turned.",
        words="You had a cold that week. I remember that. Same time Thursday, then.",
        aftermath=(
            "She comes on Thursday, on time, with a photograph of Imran on her phone. She shows it "
            "to you before she sits down.",
        ),
        meaning=(
            "Something came between you and was spoken about by both of you. It was not your "
            "apology that did it, but that she could be angry with you and still be met.",
            "A repair like this does not wipe the slip out. It gives both of you something to come "
            "back to when the next one happens.",
        ),
        openness=9,
        debrief_url="/runs/abc/debrief",
    )
    return replace(page, **changes)


def ending_left() -> pages.EndingPage:
    """Daniel left, and nothing would have kept him."""
    return ending(
        client_name="Daniel",
        scenario_title="You looked at the clock",
        kind="He left",
        unpreventable=True,
        ending_title="He doesn’t come back",
        direction="A message, on the Monday.",
        words="I think I’ll leave it there. Thanks, though. Really.",
        aftermath=("He has found a football team that trains on Thursdays. It is near his work.",),
        meaning=("Some people leave before anything can be spoken about. How he went was yours.",),
        openness=2,
    )
