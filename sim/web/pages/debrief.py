"""The debrief: what happened, told back with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sim.web.pages.chrome import Chrome, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailPoint:
    """Both meters after one turn."""

    turn: int
    """0 is the start, before the first reply; then 1, 2, …"""
    alliance: int
    """Closeness, 0 to 100."""
    frame: int
    """Clarity of the frame, 0 to 100."""
    jump: bool = False
    """A jump in time lies just before this turn."""
    turning: str = ""
    """What turned here, in a few words; empty where nothing did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of a reply; the pieces together are the whole reply, spaces included.

    A marked piece has no space at its ends, so that its letter stands close to it.
    """

    text: str
    side: str = ""
    """repair, defensive or unsure where these words are evidence; empty where not."""
    letters: str = ""
    """Letters of the judgements that these words earned: "a", or "a b"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One judgement of a reply."""

    letter: str
    """Ties it to its words in the reply."""
    side: str
    """repair, defensive or unsure."""
    name: str
    """The criterion's name, or the marker's student name."""
    level: str
    """In words: fully there, partly there, not there; a touch, plainly; could not tell."""
    url: str
    """Its place in the glossary."""
    has_words: bool
    """Whether words of the reply are marked for it; the letter is shown only then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One turn of the annotated transcript."""

    turn: int
    """From 1."""
    between: str
    """A jump in time before it. May be empty."""
    direction: str
    words: str
    """What the client said."""
    inner: str
    """What the client did not say aloud. May be empty."""
    reply: tuple[Span, ...]
    quiet: bool
    """The trainee stayed silent; the reply is then a stage direction."""
    judged: tuple[Judged, ...]
    counts: str
    """A word where this turn does not count though others do. May be empty."""
    did: str
    left: str
    aloud: str
    """One other wording to try aloud. May be empty."""
    noticed: tuple[str, ...] = ()
    """What the trainee had noticed before replying, beside what the author hears."""
    tap: str = ""
    """What the trainee had felt, tapped before replying; private, never printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileLine:
    """One repair criterion over the run, as counts. No percentages, no sum."""

    name: str
    url: str
    asked: int
    """How often the moments of this run asked for it; 0 means "not asked here"."""
    fully: int
    partly: int
    not_yet: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerLine:
    """One defensive marker over the run, as counts."""

    name: str
    """The student name: "explaining before hearing"."""
    url: str
    plainly: int
    touch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterDebrief:
    """Where one may go from the debrief."""

    chair_url: str
    supervision_url: str
    progress_url: str = ""
    check: Link | None = None
    """A short unaided check; None after a run that was unaided itself."""
    check_line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefPage(Chrome):
    """debrief.html; its print style is a two-page handout."""

    template: ClassVar[str] = "debrief.html"

    scenario_title: str
    client_name: str
    mode: str
    played: str
    """When it was played, in words or as a date."""
    kind: str
    """Kind of ending in plain words."""
    unpreventable: bool
    ending_title: str
    meaning: tuple[str, ...]
    openness: int
    """0 to 10 at the end; decoration only."""
    could_not_say: str
    """What the client could not risk saying. May be empty."""
    tell_a_friend: str
    """What the client might tell a friend tonight. May be empty."""
    trail: tuple[TrailPoint, ...]
    """From turn 0 on; at least one point."""
    trail_words: str
    """The trail in two sentences, for those who do not see the picture."""
    exchanges: tuple[Exchange, ...]
    profile: tuple[ProfileLine, ...]
    """All eight repair criteria, also those that were not asked."""
    markers: tuple[MarkerLine, ...]
    """The markers that were seen; empty where none was."""
    supervision: tuple[str, ...]
    """Questions to take to supervision."""
    again_url: str
    """The briefing of the same scenario."""
    delete_url: str
    """Where "delete this run" is posted."""
    attempt: int
    """The number of the attempt that is looked back on."""
    attempts: int
    """How many attempts there are."""
    attempts_url: str
    """To all attempts; empty where there is one."""
    counting: str
    """How much of this path counts, in a sentence."""
    retry_url: str
    """Where "try again from here" is posted: `attempt`, `turn`. Empty where it may not be."""
    map_url: str
    """To the map of paths."""
    after: AfterDebrief | None = None
    """Doors to the chair, to supervision and onwards; None on paper and in copies."""
