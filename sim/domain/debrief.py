"""Looking back on a play: the trail, the turning points, the profile. Counts, no sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sim.domain.encounter import Turn
from sim.domain.rubric import MARKER_IDS, REPAIR_IDS
from sim.domain.scenario import Scenario
from sim.domain.session import Session

Movement = Literal["much closer", "closer", "no nearer", "back a little", "further back"]
TurnReason = Literal["onset", "debt", "given back", "closer", "further", "clearer", "blurred"]
NOTABLE = 5.0


@dataclass(frozen=True, slots=True)
class TrailPoint:
    """Both meters (0-100) after a step. `turn` is 0 at the start of a run; `moment` is where
    the session then stood."""

    turn: int
    moment: str
    alliance: float
    frame: float


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A turn at which something moved by more than usual, and what kind of move it was."""

    turn: int
    reason: TurnReason
    by: float


@dataclass(frozen=True, slots=True)
class CriterionCount:
    """How often a repair criterion was asked, and found at 0, 1 and 2. For a marker,
    `asked` counts every reply: markers are always looked for."""

    criterion: str
    asked: int
    levels: tuple[int, int, int]


def movement(before: Session, after: Session) -> Movement:
    """How the client has moved, in five steps; the trainee reads it in words."""
    change = after.alliance - before.alliance
    if change >= NOTABLE:
        return "much closer"
    if change >= 1:
        return "closer"
    if change > -1:
        return "no nearer"
    return "back a little" if change > -NOTABLE else "further back"


def trail(begun: Session, turns: Sequence[Turn]) -> tuple[TrailPoint, ...]:
    """Both meters from the first moment to where the play stands now."""
    points = [TrailPoint(begun.turn, begun.moment, begun.alliance, begun.frame)]
    for turn in turns:
        after = turn.after
        points.append(TrailPoint(turn.n, after.moment, after.alliance, after.frame))
    return tuple(points)


def turning_points(begun: Session, turns: Sequence[Turn]) -> tuple[TurningPoint, ...]:
    """The turns that mattered most, in order: at most one reason for a turn."""
    found = []
    if begun.turn == 0 and begun.alliance < begun.start:  # a retry begins in the middle
        found.append(TurningPoint(0, "onset", round(begun.alliance - begun.start, 2)))
    for turn in turns:
        point = _turning_point(turn)
        if point is not None:
            found.append(point)
    return tuple(found)


def _turning_point(turn: Turn) -> TurningPoint | None:
    moved = turn.after.alliance - turn.before.alliance
    arrival = round(moved - turn.shift.alliance, 2)
    if arrival < 0:
        owed = turn.before.debt + turn.shift.debt
        reason: TurnReason = "debt" if turn.after.debt < owed else "onset"
        return TurningPoint(turn.n, reason, arrival)
    if turn.shift.gave_back > 0:
        return TurningPoint(turn.n, "given back", turn.shift.gave_back)
    if abs(turn.shift.alliance) >= NOTABLE:
        reason = "closer" if turn.shift.alliance > 0 else "further"
        return TurningPoint(turn.n, reason, turn.shift.alliance)
    if abs(turn.shift.frame) >= NOTABLE:
        reason = "clearer" if turn.shift.frame > 0 else "blurred"
        return TurningPoint(turn.n, reason, turn.shift.frame)
    return None


def profile(scenario: Scenario, turns: Iterable[Turn]) -> tuple[CriterionCount, ...]:
    """Per rubric id: asked, and how often 0, 1, 2. Readings left unsure are not counted."""
    counted = [t for t in turns if not t.asked]
    rows = []
    for criterion in (*REPAIR_IDS, *MARKER_IDS):
        asked = [t for t in counted if _is_asked(scenario, t, criterion)]
        levels = [t.reading.level(criterion) for t in asked]
        rows.append(
            CriterionCount(
                criterion, len(asked), (levels.count(0), levels.count(1), levels.count(2))
            )
        )
    return tuple(rows)


def _is_asked(scenario: Scenario, turn: Turn, criterion: str) -> bool:
    if turn.reading.unsure(criterion):
        return False
    return criterion in MARKER_IDS or criterion in scenario.moments[turn.moment].applies
