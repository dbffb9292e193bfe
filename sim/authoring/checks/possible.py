"""What can hold at a moment: a search for replies and histories that open a route.

The search asks for one assignment of levels, meters and history under which some
conditions hold and others do not. It knows a little too few limits and never too many, so
that "never" is certain and "perhaps" may be wrong: a route is only called dead when it is.
Readings are certain here; doubt (None in conditions.py) is used for "not settled yet".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sim.domain.conditions import (
    GROUPS,
    AllOf,
    Always,
    AnyOf,
    Condition,
    Earlier,
    IsVariant,
    Meter,
    MeterName,
    Not,
    Quantifier,
    Quiet,
    Shows,
    Sought,
    Truth,
    Visited,
    conjunction,
    disjunction,
    negated,
)

Value = str | float | bool
Question = tuple[str, ...]
"""Something that must be settled: a level, a meter, a number of visits, the variant."""

Answers = Mapping[Question, Value]
Wish = tuple[Condition, bool]
"""A condition, and whether it should hold."""

ANY_LEVEL: tuple[Value, ...] = (0, 1, 2)
PATIENCE = 4_000
"""How many steps one search may take; beyond them the answer is "perhaps"."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is possible at one moment, before any reply is looked at.

    `meters` gives the least and the most of each meter, `said` its possible values,
    `visits` the least and the most of each moment that conditions name, `past` the
    moments at which earlier replies may have been given.
    """

    meters: Mapping[MeterName, tuple[float, float]]
    said: frozenset[int]
    visits: Mapping[str, tuple[int, int]]
    past: frozenset[str]
    variants: tuple[str, ...]


class Outlook:
    """The questions that some conditions raise at a moment, and every answer to them."""

    def __init__(self, conditions: Iterable[Condition], limits: Limits) -> None:
        self._limits = limits
        atoms = [atom for condition in conditions for atom in atoms_of(condition)]
        named = {s.name for a in atoms if isinstance(a, Shows) for s in a.sought}
        self._ids = _ids_to_settle(named)
        self.answers: dict[Question, tuple[Value, ...]] = {}
        for atom in atoms:
            for question in self._questions(atom):
                self.answers.setdefault(question, self._possible(question, atoms))

    def can(self, wishes: Sequence[Wish], given: Answers | None = None) -> bool:
        """Whether all wishes can come true together. `given` settles some questions."""
        return _Search(self, wishes).found(dict(given or {}))

    def truth(self, condition: Condition, answers: Answers) -> Truth:
        """True, False, or None while the answers so far do not settle it."""
        match condition:
            case Always():
                return True
            case Not(inner):
                return negated(self.truth(inner, answers))
            case AllOf(inner):
                return conjunction(self.truth(c, answers) for c in inner)
            case AnyOf(inner):
                return disjunction(self.truth(c, answers) for c in inner)
            case Shows(quantifier, sought):
                return _quantified(quantifier, [self._shown(s, answers) for s in sought])
            case Earlier(quantifier, sought, at):
                past = [_at_least(answers.get(("earlier", s.name, *at)), s.level) for s in sought]
                return _quantified(quantifier, past)
            case _:
                return _plain_truth(condition, answers)

    def open_question(self, condition: Condition, answers: Answers) -> Question | None:
        """A question of this condition that is not settled yet."""
        for atom in atoms_of(condition):
            for question in self._questions(atom):
                if question not in answers:
                    return question
        return None

    def _shown(self, sought: Sought, answers: Answers) -> Truth:
        ids = [i for i in self._ids if i in sought.ids() or i == f"other {sought.name}"]
        return disjunction(_at_least(answers.get(("shows", i)), sought.level) for i in ids)

    def _questions(self, atom: Condition) -> Iterator[Question]:
        match atom:
            case Shows(_, sought):
                for one in sought:
                    for name in self._ids:
                        if name in one.ids() or name == f"other {one.name}":
                            yield ("shows", name)
            case Earlier(_, sought, at):
                yield from (("earlier", one.name, *at) for one in sought)
            case Quiet():
                yield ("quiet",)
            case Meter(name):
                yield ("meter", name)
            case Visited(moment):
                yield ("visited", moment)
            case IsVariant():
                yield ("variant",)

    def _possible(self, question: Question, atoms: Sequence[Condition]) -> tuple[Value, ...]:
        kind = question[0]
        if kind == "shows":
            return ANY_LEVEL
        if kind == "earlier":
            at = question[2:]
            return ANY_LEVEL if self._limits.past.intersection(at or self._limits.past) else (0,)
        if kind == "meter":
            return self._meter_values(question[1], atoms)
        if kind == "visited":
            low, high = self._limits.visits.get(question[1], (0, 0))
            times = (a.times for a in atoms if isinstance(a, Visited) and a.moment == question[1])
            return _bands(low, high, times)
        return self._limits.variants if kind == "variant" else (False, True)

    def _meter_values(self, name: str, atoms: Sequence[Condition]) -> tuple[Value, ...]:
        if name == "said":
            return tuple(sorted(self._limits.said))
        bounds = [b for a in atoms if isinstance(a, Meter) and a.name == name
                  for b in (a.at_least, a.below) if b is not None]  # fmt: skip
        low, high = next(span for meter, span in self._limits.meters.items() if meter == name)
        return _bands(low, high, bounds)


class _Search:
    """Depth first, one question at a time, giving up a way as soon as a wish fails."""

    def __init__(self, outlook: Outlook, wishes: Sequence[Wish]) -> None:
        self._outlook = outlook
        self._wishes = wishes
        self._steps = 0

    def found(self, answers: dict[Question, Value]) -> bool:
        self._steps += 1
        if self._steps > PATIENCE:
            return True
        pending: Condition | None = None
        for condition, wished in self._wishes:
            truth = self._outlook.truth(condition, answers)
            if truth is not None and truth is not wished:
                return False
            if truth is None and pending is None:
                pending = condition
        question = self._outlook.open_question(pending, answers) if pending else None
        if question is None:
            return True
        return any(
            self.found({**answers, question: value}) for value in self._outlook.answers[question]
        )


def atoms_of(condition: Condition) -> Iterator[Condition]:
    """The simple conditions inside a condition, itself included when it is simple."""
    if isinstance(condition, Not):
        yield from atoms_of(condition.inner)
    elif isinstance(condition, AllOf | AnyOf):
        for inner in condition.inner:
            yield from atoms_of(inner)
    else:
        yield condition


def _ids_to_settle(named: Iterable[str]) -> tuple[str, ...]:
    """Each id that is named; for a group that is named, one more for all its other ids."""
    names = list(dict.fromkeys(named))
    ids = [name for name in names if name not in GROUPS]
    others = [f"other {name}" for name in names if name in GROUPS and set(GROUPS[name]) - set(ids)]
    return (*ids, *others)


def _plain_truth(condition: Condition, answers: Answers) -> Truth:
    match condition:
        case Quiet(expected):
            quiet = answers.get(("quiet",))
            return None if quiet is None else quiet is expected
        case Meter(name, at_least, below):
            value = answers.get(("meter", name))
            if not isinstance(value, int | float):
                return None
            return (at_least is None or value >= at_least) and (below is None or value < below)
        case Visited(moment, times):
            return _at_least(answers.get(("visited", moment)), times)
        case IsVariant(names):
            variant = answers.get(("variant",))
            return None if variant is None else variant in names
    raise TypeError(f"not a simple condition: {condition!r}")


def _at_least(value: Value | None, least: float) -> Truth:
    return value >= least if isinstance(value, int | float) else None


def _bands(low: float, high: float, bounds: Iterable[float]) -> tuple[Value, ...]:
    """One number for each stretch between bounds; it stands for the whole stretch."""
    return (low, *sorted({b for b in bounds if low < b <= high}))


def _quantified(quantifier: Quantifier, answers: Iterable[Truth]) -> Truth:
    if quantifier == "all":
        return conjunction(answers)
    found = disjunction(answers)
    return found if quantifier == "any" else negated(found)
