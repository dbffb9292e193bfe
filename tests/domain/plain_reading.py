"""An independent, slow reading of conditions and routes, to hold the engine to.

A condition's answer is the set of answers that it could still turn out to have: {True},
{False}, or both where a reading is unsure. Nothing here is shared with the engine.
"""

from __future__ import annotations

from itertools import product

from sim.domain.conditions import (
    AllOf,
    Always,
    AnyOf,
    Condition,
    Earlier,
    IsVariant,
    Meter,
    Not,
    PastTurn,
    Quiet,
    Shows,
    Sought,
    Visited,
)
from sim.domain.encounter import Turn
from sim.domain.reading import Reading
from sim.domain.rubric import MARKER_IDS, REPAIR_IDS
from sim.domain.scenario import Scenario
from sim.domain.session import Session

YES, NO, EITHER = frozenset({True}), frozenset({False}), frozenset({True, False})
Possible = frozenset[bool]
COMBINE = {"all": all, "any": any, "none": lambda answers: not any(answers)}


def names(sought: Sought) -> tuple[str, ...]:
    groups = {"repair": REPAIR_IDS, "defensive": MARKER_IDS}
    return groups.get(sought.name, (sought.name,))


def found(sought: Sought, reading: Reading) -> Possible:
    doubt = False
    for name in names(sought):
        judged = reading.judgements.get(name)
        if judged is None:
            continue
        if judged.decision == "unsure":
            doubt = True
            continue
        capped = reading.taken_back and name in MARKER_IDS
        if (min(judged.level, 1) if capped else judged.level) >= sought.level:
            return YES
    return EITHER if doubt else NO


def combined(how: str, answers: list[Possible]) -> Possible:
    return frozenset(COMBINE[how](world) for world in product(*answers))


def seen(sought: Sought, past: list[PastTurn]) -> Possible:
    levels = [t.levels.get(name, 0) for t in past for name in names(sought)]
    return frozenset({any(level >= sought.level for level in levels)})


def possible(condition: Condition, moved: Session, reading: Reading) -> Possible:
    """The answers a condition may have, `moved` being the session after the reply's shift."""
    match condition:
        case Always():
            return YES
        case Not(inner):
            return frozenset(not a for a in possible(inner, moved, reading))
        case AllOf(inner):
            return combined("all", [possible(c, moved, reading) for c in inner])
        case AnyOf(inner):
            return combined("any", [possible(c, moved, reading) for c in inner])
        case Shows(how, sought):
            return combined(how, [found(s, reading) for s in sought])
        case Earlier(how, sought, at):
            past = [t for t in moved.earlier[:-1] if t.moment in at or not at]
            return combined(how, [seen(s, past) for s in sought])
        case Quiet(expected):
            return frozenset({reading.quiet == expected})
        case Visited(moment, times):
            return frozenset({moved.visited.get(moment, 0) >= times})
        case IsVariant(variants):
            return frozenset({moved.variant in variants})
        case Meter(name, least, below):
            value = getattr(moved, name)
            low, high = least if least is not None else -1, below if below is not None else 999
            return frozenset({low <= value < high})
    raise AssertionError(condition)


def mended(moved: Session, reading: Reading, told: Scenario) -> Possible:
    """What *repaired* asks for besides its route."""
    if moved.said < 3 or moved.alliance < told.start[0] or moved.frame < 50:
        return NO
    in_full = Sought("repair", 2)
    return combined("any", [found(in_full, reading), seen(in_full, list(moved.earlier[:-1]))])


def way_of(told: Scenario, turn: Turn) -> str:
    """Where a turn leads, from its routes alone; the turn itself says only what moved."""
    here = told.moments[turn.moment]
    past = PastTurn(here.id, turn.reading.levels(), turn.reading.quiet)
    before = turn.before
    moved = Session(
        variant=before.variant, moment=here.id, start=before.start, said=before.said,
        alliance=round(before.alliance + turn.shift.alliance, 2),
        frame=round(before.frame + turn.shift.frame, 2),
        debt=round(before.debt + turn.shift.debt, 2),
        visited=before.visited, earlier=(*before.earlier, past),
    )  # fmt: skip
    for way in here.routes:
        asks = [possible(way.when, moved, turn.reading)]
        if way.to in told.moments and told.moments[way.to].only:
            asks.append(frozenset({before.variant in told.moments[way.to].only}))
        if way.to in told.endings and told.endings[way.to].kind == "repaired":
            asks.append(mended(moved, turn.reading, told))
        if combined("all", asks) == YES:
            return way.to
    raise AssertionError("no route holds")
