"""Two minutes to see how the room works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sim.web.pages.chrome import Chrome, Link
from sim.web.pages.room import Feedback, Line, ReplyLine, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class TutorialPage(Chrome):
    """tutorial.html: a tiny moment of which nothing is kept; its state is its address."""

    template: ClassVar[str] = "tutorial.html"

    step: int
    """1 to 3."""
    hint: str
    """What there is to see on this page, in two or three sentences."""
    earlier: tuple[Line, ...]
    """What was said before the last exchange; it is folded away."""
    latest: tuple[Line, ...]
    """The last exchange; before the first reply, what led here."""
    feedback: Feedback | None
    window: Window
    direction: str
    words: str
    """What Nell says now; empty at the end."""
    replies: tuple[ReplyLine, ...]
    """Empty at the end."""
    field: str
    """Under which name a reply is sent."""
    carried: str
    """The first reply, sent along with the second; empty before it."""
    action: str
    notice: None = None
    """The room's feedback asks for it; here there is never one."""
    onward: Link
    """To the scenarios."""
