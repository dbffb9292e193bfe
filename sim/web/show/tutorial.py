"""The two minutes as a page object."""

from __future__ import annotations

from flask import url_for

from sim.services.tutorial import BEFORE, FIRST, SCENES, Scene, Try, said
from sim.web.chrome import chrome
from sim.web.pages import Feedback, Line, Link, ReplyLine, TutorialPage, Window

GOALS = ("Something small has just gone between you.", "She has answered what you said.")
HINTS = (
    "The large words are what she says now. Below is what you could say; nothing tells you "
    "which is good, and more than one may be. Touch a reply, or press its number and then "
    "Enter.",
    "What you said has settled above, and she has answered it: another reply would have had "
    "another answer. The note says what your words did. The light follows how open it is "
    "between you.",
    "That is all. In a session you can mark where you hear the strain before you reply, leave at "
    "any moment, and look back at the end on every line, also on what was not said. Nothing of "
    "these two minutes was kept.",
)


def tutorial_page(one: str, two: str) -> TutorialPage:
    """The page after these replies; a reply that does not exist has not been given."""
    first = said(FIRST, one)
    scene = SCENES[first.to] if first else FIRST
    second = said(scene, two) if first else None
    step = 1 + (first is not None) + (second is not None)
    last = second or first
    said_before = _settled(first, scene, second)
    return TutorialPage(
        **chrome("Two minutes to see how it works"),
        step=step,
        hint=HINTS[step - 1],
        earlier=tuple(said_before[:-2] if first else ()),
        latest=tuple(said_before[-2:] if first else said_before),
        feedback=_feedback(last, GOALS[step - 2]) if last else None,
        window=Window(openness=scene.openness, sentence="" if second else scene.moved),
        direction="" if second else scene.direction,
        words="" if second else scene.words,
        replies=() if second else tuple(
            ReplyLine(id=r.id, text=r.text, quiet=r.quiet) for r in scene.replies
        ),
        field="two" if first else "one",
        carried=first.id if first else "",
        action=url_for("standing.two_minutes"),
        onward=Link(words="Choose someone to meet", url=url_for("start.home", _anchor="scenarios")),
    )  # fmt: skip


def _feedback(last: Try, goal: str) -> Feedback:
    quote = "" if last.quiet else last.text
    return Feedback(goal=goal, quote=quote, did=last.did, left=last.left, aloud="")


def _settled(first: Try | None, scene: Scene, second: Try | None) -> list[Line]:
    lines = [Line(who=w, name="Nell" if w == "client" else "You", text=t) for w, t in BEFORE]
    if first:
        lines += [_nell(FIRST), _you(first)]
    if second:
        lines += [_nell(scene), _you(second)]
    return lines


def _nell(scene: Scene) -> Line:
    return Line(who="client", name="Nell", text=scene.words)


def _you(reply: Try) -> Line:
    return Line(who="you", name="You", text=reply.text, quiet=reply.quiet)
