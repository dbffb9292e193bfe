"""The client's chair and supervision as a scene: private pages after a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sim.web.pages.chrome import Chrome


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNote:
    """How a private sheet stands: what its form needs beside its fields."""

    action: str
    delete_url: str
    version: int
    """As it was read, from 0; sent along, so that two tabs cannot overwrite each other."""
    longest: int
    """Characters that a field may hold."""
    notice: str = ""
    """What became of the last try to keep it; empty when nothing needs saying."""
    elsewhere: tuple[str, ...] = ()
    """What was kept in another tab meanwhile; shown so that neither is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairLine:
    """One exchange as it was for the client."""

    between: str
    words: str
    """What the client said."""
    inner: str
    """What the client did not say. May be empty."""
    reply: str
    quiet: bool
    """The trainee stayed silent; the reply is then a stage direction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairPage(Chrome):
    """chair.html: the session again, from the client's side."""

    template: ClassVar[str] = "chair.html"

    scenario_title: str
    client_name: str
    they: str
    """The client's pronoun: she, he, they."""
    lines: tuple[ChairLine, ...]
    last_words: str
    """The client's last line. May be empty."""
    last_inner: str
    friend: str
    """What the trainee wrote that the client might tell a friend. May be empty."""
    heard: bool
    """The trainee asked to hear the author's own."""
    heard_url: str
    tell_a_friend: str
    """The author's; may be empty."""
    could_not_say: str
    """What the client could not risk saying, and why. May be empty."""
    sheet: SheetNote
    debrief_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentChoice:
    """A moment of the run that can be taken to supervision."""

    value: str
    """As sent in the form field `moment`."""
    client: str
    you: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionPage(Chrome):
    """supervision.html: supervision as a scene. Private, skippable, unscored."""

    template: ClassVar[str] = "supervision.html"

    scenario_title: str
    client_name: str
    moments: tuple[MomentChoice, ...]
    hide: str
    """What I would rather hide. May be empty."""
    first: str
    """My first sentence next week. May be empty."""
    kind: str
    """What I would say to a colleague who had said it. May be empty."""
    questions: tuple[str, ...]
    """The author's questions for this ending."""
    sheet: SheetNote
    debrief_url: str
