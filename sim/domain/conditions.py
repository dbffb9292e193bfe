"""Conditions: the closed set of questions that a scenario file may ask.

An author's text never becomes code. Each condition is evaluated here, by our own
functions, against `Facts`. A question about a reply that the reader could not decide
has the answer None ("it depends"): Kleene's three-valued logic, so that doubt matters
only where it could change the route (semantics.md, "Unsure").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from sim.domain.reading import Reading
from sim.domain.rubric import MARKER_IDS, REPAIR_IDS

Truth = bool | None
GROUPS: Mapping[str, tuple[str, ...]] = {"repair": REPAIR_IDS, "defensive": MARKER_IDS}
MeterName = Literal["alliance", "frame", "said", "debt"]
Quantifier = Literal["all", "any", "none"]
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class PastTurn:
    """A reply already given: where, and the levels that it was judged to show."""

    moment: str
    levels: Mapping[str, int]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a condition may look at. `reading` is None before the first reply."""

    reading: Reading | None
    meters: Mapping[MeterName, float]
    visited: Mapping[str, int]
    earlier: tuple[PastTurn, ...]
    variant: str


@dataclass(frozen=True, slots=True)
class Sought:
    """A rubric id, or a group of them, at a level or above (1 or 2)."""

    name: str
    level: int = 1

    def ids(self) -> tuple[str, ...]:
        """The rubric ids that satisfy it."""
        return GROUPS.get(self.name, (self.name,))

    def in_reading(self, reading: Reading) -> Truth:
        """True, False, or None where the reader was unsure."""
        named = [c for c in self.ids() if c in reading.judgements]
        if any(reading.level(c) >= self.level for c in named):
            return True
        return None if any(reading.unsure(c) for c in named) else False

    def in_levels(self, levels: Mapping[str, int]) -> bool:
        """Whether a past reply showed it."""
        return any(levels.get(c, 0) >= self.level for c in self.ids())


@dataclass(frozen=True, slots=True)
class Always:
    """Holds always: `otherwise`, or no condition at all."""

    def holds(self, facts: Facts) -> Truth:
        return True


@dataclass(frozen=True, slots=True)
class Shows:
    """What this reply shows: all, any or none of the ids sought."""

    quantifier: Quantifier
    sought: tuple[Sought, ...]

    def holds(self, facts: Facts) -> Truth:
        if facts.reading is None:
            return self.quantifier == "none"
        answers = [s.in_reading(facts.reading) for s in self.sought]
        return _quantified(self.quantifier, answers)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Whether this reply is a silence."""

    expected: bool = True

    def holds(self, facts: Facts) -> Truth:
        quiet = facts.reading is not None and facts.reading.quiet
        return quiet is self.expected


@dataclass(frozen=True, slots=True)
class Meter:
    """A meter at least, or below, a number."""

    name: MeterName
    at_least: float | None = None
    below: float | None = None

    def holds(self, facts: Facts) -> Truth:
        value = facts.meters[self.name]
        high_enough = self.at_least is None or value >= self.at_least
        return high_enough and (self.below is None or value < self.below)


@dataclass(frozen=True, slots=True)
class Visited:
    """A moment reached at least so many times, the present visit included."""

    moment: str
    times: int = 1

    def holds(self, facts: Facts) -> Truth:
        return facts.visited.get(self.moment, 0) >= self.times


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the earlier replies of this attempt showed, anywhere or `at` some moments."""

    quantifier: Quantifier
    sought: tuple[Sought, ...]
    at: tuple[str, ...] = ()

    def holds(self, facts: Facts) -> Truth:
        past = [t for t in facts.earlier if not self.at or t.moment in self.at]
        return _quantified(
            self.quantifier, [any(s.in_levels(t.levels) for t in past) for s in self.sought]
        )


@dataclass(frozen=True, slots=True)
class IsVariant:
    """The run plays one of these variants."""

    names: tuple[str, ...]

    def holds(self, facts: Facts) -> Truth:
        return facts.variant in self.names


@dataclass(frozen=True, slots=True)
class Not:
    """The condition inside does not hold."""

    inner: Condition

    def holds(self, facts: Facts) -> Truth:
        return negated(self.inner.holds(facts))


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every condition inside holds."""

    inner: tuple[Condition, ...] = field(default=())

    def holds(self, facts: Facts) -> Truth:
        return conjunction(c.holds(facts) for c in self.inner)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one condition inside holds."""

    inner: tuple[Condition, ...] = field(default=())

    def holds(self, facts: Facts) -> Truth:
        return disjunction(c.holds(facts) for c in self.inner)


Condition = (
    Always | Shows | Quiet | Meter | Visited | Earlier | IsVariant | Not | AllOf | AnyOf
)

ALWAYS = Always()


def negated(truth: Truth) -> Truth:
    """Kleene's not: doubt stays doubt."""
    return None if truth is None else not truth


def conjunction(truths: Iterable[Truth]) -> Truth:
    """Kleene's and: one False settles it, else one doubt leaves it open."""
    answers = list(truths)
    if any(a is False for a in answers):
        return False
    return None if any(a is None for a in answers) else True


def disjunction(truths: Iterable[Truth]) -> Truth:
    """Kleene's or: one True settles it, else one doubt leaves it open."""
    answers = list(truths)
    if any(a is True for a in answers):
        return True
    return None if any(a is None for a in answers) else False


def depth(condition: Condition) -> int:
    """How deep a condition nests; `not`, `either` and "all of these" each add one."""
    if isinstance(condition, Not):
        return 1 + depth(condition.inner)
    if isinstance(condition, AllOf | AnyOf):
        return 1 + max((depth(c) for c in condition.inner), default=0)
    return 1


def _quantified(quantifier: Quantifier, answers: Iterable[Truth]) -> Truth:
    if quantifier == "all":
        return conjunction(answers)
    found = disjunction(answers)
    return found if quantifier == "any" else negated(found)
