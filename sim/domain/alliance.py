"""How one reply moves the two meters: alliance and frame, and the debt that waits.

The figures are in shift_table.py; what must hold are the inequalities in
tests/domain/test_inequalities.py. docs/engine.md tells the rules on one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.domain.reading import Reading
from sim.domain.shift_table import (
    COURTESY_STOPS_SHORT,
    EARLY_EARNS,
    FRAME_HOLDS,
    LEAVING_UNDER,
    MARKER_PHASE,
    MOST_DEBT,
    MOST_DOWN,
    MOST_UP,
    REPEATED,
    ROWS,
    TEMPERS,
    UNOWNED,
    VAGUE_OWNED,
    Pair,
    Shifts,
    Temper,
)

__all__ = [
    "FRAME_HOLDS",
    "LEAVING_UNDER",
    "MOST_DEBT",
    "MOST_DOWN",
    "MOST_UP",
    "TEMPERS",
    "Ground",
    "Pair",
    "Shift",
    "Shifts",
    "Temper",
    "best_and_half",
    "counted_levels",
    "shift",
    "worn",
]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a reply falls on: everything besides the reply that decides its effect.

    `asked`: the repair criteria asked at this moment. `repeats`: how often each
    criterion was shown earlier in this phase. `just_lost`: the alliance (>= 0) that the
    trainee's own markers cost on the turn before.
    """

    phase: str
    rupture: str
    history: str
    alliance: float
    frame: float
    debt: float
    said: int
    heard: bool
    start: float
    asked: frozenset[str]
    repeats: Mapping[str, int]
    just_lost: float = 0.0
    contract_vague: bool = False
    false_belief: bool = False

    @property
    def row(self) -> str:
        """The row of the table: hot, middle or later."""
        return ROWS[self.phase]

    @property
    def temper(self) -> Temper:
        """The factors of this client's history of conflict."""
        return TEMPERS[self.history]


@dataclass(frozen=True, slots=True)
class Shift:
    """What one reply did; `alliance`, `frame` and `debt` are the steps really taken.

    `lost` is the alliance (>= 0) that its own markers cost: what owning can give back.
    `gave_back` is what owning the turn before was worth. `parts` are the gains by
    criterion, before best-and-half, reach and clamp.
    """

    alliance: float = 0.0
    frame: float = 0.0
    debt: float = 0.0
    gave_back: float = 0.0
    lost: float = 0.0
    heard: bool = False
    parts: tuple[tuple[str, float], ...] = ()


def shift(reading: Reading, ground: Ground, table: Shifts) -> Shift:
    """The shift that this reply makes on this ground. Pure; rounded to two decimals."""
    markers = reading.markers()
    spoilt = 2 in markers.values()
    early = out_of_order(reading, ground)
    levels = {} if spoilt else counted_levels(reading, ground)
    parts = _repair_parts(levels, early, ground, table)
    back = _given_back(levels, ground)
    frame = _frame_shift(levels, early, markers, ground, table)
    debt = _debt_shift(markers, ground, table)
    lost, relief = _marker_alliance_shift(markers, ground, table)
    relief = min(relief, max(0.0, -frame) + debt)
    gain = best_and_half(v for _, v in parts) * _carried_on(levels, ground)
    alliance = _within_reach(_clamped(gain + back + relief - lost), levels, markers, ground)
    return Shift(
        alliance=round(alliance, 2),
        frame=round(frame, 2),
        debt=round(debt, 2),
        gave_back=round(back, 2),
        lost=round(max(0.0, min(lost, -alliance)), 2),
        heard=levels.get("validate_experience", 0) == 2,
        parts=tuple((name, round(value, 2)) for name, value in parts if value),
    )


def counted_levels(reading: Reading, ground: Ground) -> dict[str, int]:
    """The repair levels that count here: those asked, capped at 1 where the order is wrong."""
    early = out_of_order(reading, ground)
    levels = _asked_levels(reading, ground)
    return {c: min(n, 1) if c in early else n for c, n in levels.items()}


def out_of_order(reading: Reading, ground: Ground) -> frozenset[str]:
    """The criteria that come too soon here, and so earn at most 1 (semantics.md, "Order").

    A way forward or a need before the client was heard; validating what a withdrawn
    client has not said. A fact that frees the client from a false belief is exempt.
    """
    early = set()
    if ground.rupture == "withdrawal" and ground.said == 0:
        early.add("validate_experience")
    hears_now = _asked_levels(reading, ground).get("validate_experience") == 2
    if not (ground.heard or (hears_now and not early)):
        early.add("reach_need")
        if not ground.false_belief:
            early.add("agree_way_forward")
    return frozenset(early)


def _asked_levels(reading: Reading, ground: Ground) -> dict[str, int]:
    """Owning a slip of one's own is always asked on the turn after it."""
    asked = ground.asked | ({"own_part"} if ground.just_lost else set())
    return {c: n for c, n in reading.repair().items() if c in asked}


def best_and_half(shifts: Iterable[float]) -> float:
    """The best gain, half the second; losses count in full. The rest adds nothing."""
    values = sorted(shifts, reverse=True)
    gains = [v for v in values if v > 0]
    losses = [v for v in values if v < 0]
    return sum(gains[:1]) + sum(gains[1:2]) / 2 + sum(losses)


def worn(criterion: str, ground: Ground) -> float:
    """How much a criterion still counts: in full, then a half, then a quarter."""
    return REPEATED[min(ground.repeats.get(criterion, 0), len(REPEATED) - 1)]


def _repair_parts(
    levels: Mapping[str, int], early: frozenset[str], ground: Ground, table: Shifts
) -> list[tuple[str, float]]:
    temper = ground.temper
    factor = temper.gains_once_said if ground.said >= 2 else temper.gains
    parts = []
    for criterion, level in levels.items():
        value = table.gains[ground.row][criterion][level - 1]
        scaled = value * (factor * worn(criterion, ground) if value > 0 else temper.losses)
        parts.append((criterion, min(scaled, EARLY_EARNS) if criterion in early else scaled))
    return parts


def _carried_on(levels: Mapping[str, int], ground: Ground) -> float:
    """Carrying on after a slip without owning it: what is gained counts two fifths."""
    unowned = ground.just_lost > 0 and levels.get("own_part", 0) < 2
    return UNOWNED if unowned else 1.0


def _given_back(levels: Mapping[str, int], ground: Ground) -> float:
    if levels.get("own_part", 0) < 2:
        return 0.0
    return ground.just_lost * ground.temper.gives_back * worn("own_part", ground)


def _marker_alliance_shift(
    markers: Mapping[str, int], ground: Ground, table: Shifts
) -> tuple[float, float]:
    values = [table.marker_alliance[m][level - 1] for m, level in markers.items()]
    scale = MARKER_PHASE[ground.row] * ground.temper.losses
    lost = -sum(v for v in values if v < 0) * scale
    return lost, sum(v for v in values if v > 0)


def _frame_shift(
    levels: Mapping[str, int],
    early: frozenset[str],
    markers: Mapping[str, int],
    ground: Ground,
    table: Shifts,
) -> float:
    gains = []
    for criterion, level in levels.items():
        value = table.frame_gains.get(criterion, (0, 0))[level - 1] * worn(criterion, ground)
        gains.append(min(value, EARLY_EARNS) if criterion in early else value)
    if ground.contract_vague and levels.get("own_part") == 2:
        gains.append(VAGUE_OWNED * worn("own_part", ground))
    # A marker never makes the frame clearer, whatever figures a scenario brings.
    losses = sum(min(0.0, table.marker_frame.get(m, (0, 0))[n - 1]) for m, n in markers.items())
    change = _clamped(best_and_half(gains) + losses)
    return max(-ground.frame, min(100.0 - ground.frame, change))


def _debt_shift(markers: Mapping[str, int], ground: Ground, table: Shifts) -> float:
    added = sum(table.marker_debt.get(m, (0, 0))[n - 1] for m, n in markers.items())
    return max(0.0, min(added, MOST_DEBT - ground.debt))


def _within_reach(
    change: float, levels: Mapping[str, int], markers: Mapping[str, int], ground: Ground
) -> float:
    """Keep within 0 and the ceiling; courtesy alone (level 1) stops short of the start."""
    top = min(100.0, ground.start + ground.temper.ceiling)
    if 2 not in levels.values() and not _relieves(markers):
        top = min(top, ground.start - COURTESY_STOPS_SHORT)
    if change > 0:
        change = min(change, max(0.0, top - ground.alliance))
    return max(change, -ground.alliance)


def _relieves(markers: Mapping[str, int]) -> bool:
    return "appease" in markers or "boundary_collapse" in markers


def _clamped(change: float) -> float:
    return max(MOST_DOWN, min(MOST_UP, change))
