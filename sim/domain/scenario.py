"""A scenario as the engine sees it: moments, routes between them, endings.

Built from a file by `sim.authoring.reader`, or by hand in tests. `faults()` of the
checker decides whether it is fit to play; nothing here reads or writes files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sim.domain.alliance import Shifts
from sim.domain.conditions import ALWAYS, Condition, Facts
from sim.domain.reading import Reading

Phase = Literal["contract", "marker", "hot", "middle", "later"]
Rupture = Literal["confrontation", "withdrawal", "mixed"]
Conflict = Literal["safe", "mixed", "unsafe"]
Leaving = Literal["no", "hinted", "decided"]
EndingKind = Literal[
    "repaired", "planned", "attempted", "left", "left_and_returns", "unresolved"
]
LEAVING_KINDS: tuple[EndingKind, ...] = ("left", "left_and_returns")


@dataclass(frozen=True, slots=True)
class Line:
    """One wording of a line; spoken when its condition holds."""

    say: str
    when: Condition = ALWAYS


Lines = tuple[Line, ...]


def spoken(lines: Lines, facts: Facts) -> str:
    """The first wording whose condition holds; empty when there is none."""
    return next((line.say for line in lines if line.when.holds(facts) is True), "")


@dataclass(frozen=True, slots=True)
class Client:
    """The person in the other chair: a fictional composite."""

    name: str
    pronouns: str
    about: str
    usual_conflict_pattern: str
    conflict_history: Conflict
    could_not_say: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """One version of the rupture. A run plays exactly one, chosen before the first turn.

    In an `unpreventable` variant every play ends in leaving, whatever is said.
    """

    id: str
    about: str
    frame: str = ""
    opening: str = ""
    unpreventable: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line said before the first moment. `only` names variants; empty means all."""

    who: Literal["client", "you"]
    say: str
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Now:
    """What is true at a moment, stated by the author (semantics.md, "Moment facts")."""

    leaving: Leaving = "no"
    own_part: Literal["yes", "maybe", "no"] = "maybe"
    asked_why: bool = False
    client_linked_past: bool = False
    overwhelmed: bool = False
    wants_to_leave_it: bool = False
    frame_at_stake: bool = False
    contract_vague: bool = False
    false_belief: bool = False
    feels: str = ""
    duty: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that may be chosen, with its author's judgements and feedback."""

    id: str
    text: str
    reading: Reading
    did: str
    left: str = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """A guarded way from a moment to the next moment or to an ending."""

    to: str
    when: Condition = ALWAYS
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A golden typed reply: what it shows and where it leads; runs as a test."""

    text: str
    shows: Mapping[str, int]
    leads_to: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A stop in the scenario: the client has spoken, the trainee replies.

    `said` (0-3) is what the client has put into words by now: nothing, a hint, a
    complaint, a need. `between` marks a jump in time before this moment.
    """

    id: str
    phase: Phase
    client: Lines
    replies: tuple[Reply, ...]
    routes: tuple[Route, ...]
    goal: str = ""
    inner: Lines = ()
    direction: Lines = ()
    only: tuple[str, ...] = ()
    session: int = 1
    between: str = ""
    rupture: Rupture | None = None
    said: int = 0
    now: Now = field(default_factory=Now)
    rupture_at: tuple[str, ...] = ()
    applies: tuple[str, ...] = ()
    unclear: str = ""
    examples: tuple[Example, ...] = ()
    teach: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a run may come to rest. Leaving can be the good ending."""

    id: str
    kind: EndingKind
    title: str
    client: Lines
    aftermath: Lines
    meaning: str
    direction: Lines = ()
    inner: Lines = ()
    tell_a_friend: str = ""
    unpreventable: bool = False
    supervision: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole scenario in one version. `start` is (alliance, frame, said).

    `turns` is the most replies that a play can take; then the hour is over and the run
    comes to rest at the ending `time_up`.
    """

    id: str
    title: str
    client: Client
    rupture: Rupture
    moments: Mapping[str, Moment]
    endings: Mapping[str, Ending]
    variants: Mapping[str, Variant]
    opening: str
    time_up: str
    turns: int = 30
    start: tuple[float, float, int] = (55.0, 60.0, 0)
    shifts: Shifts = field(default_factory=Shifts)
    language: str = "en"
    scale: Literal["full", "exercise"] = "full"
    level: str = "introductory"
    minutes: int = 10
    trigger: str = "other"
    content_note: str = ""
    learning: tuple[str, ...] = ()
    you: str = ""
    briefing: str = ""
    frame: str = ""
    wish: str = ""
    before: tuple[Spoken, ...] = ()

    def opening_for(self, variant: str) -> str:
        """The moment at which a run of this variant begins."""
        return self.variants[variant].opening or self.opening

    def frame_for(self, variant: str) -> str:
        """The frame as agreed in this variant."""
        return self.variants[variant].frame or self.frame

    def rupture_of(self, moment: Moment) -> Rupture:
        """The kind of rupture at a moment: its own, or the scenario's."""
        return moment.rupture or self.rupture


def choose_variant(
    scenario: Scenario, pick: int, plays_before: int, wished: str | None = None
) -> str:
    """The variant for a new run, settled before the first turn.

    `pick` is the run's seed (>= 0). An exit that no reply can prevent is never drawn for
    a first play; a tutor may still wish for it. Raises KeyError for an unknown wish,
    ValueError where a first play has nothing to draw from.
    """
    if wished is not None:
        return scenario.variants[wished].id
    free = [v.id for v in scenario.variants.values() if plays_before or not v.unpreventable]
    if not free:
        raise ValueError("every variant ends in an exit that no reply prevents")
    return free[pick % len(free)]
