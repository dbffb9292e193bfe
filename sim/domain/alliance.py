"""How one reply moves the two meters: alliance and frame, and the debt that waits.

The figures are a starting table, unvalidated (semantics.md, "Meters"); what must hold
are the inequalities in tests/domain/test_inequalities.py. docs/engine.md tells the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sim.domain.reading import Reading
from sim.domain.rubric import MARKER_IDS, REPAIR_IDS

Pair = tuple[float, float]
Table = Mapping[str, Pair]

ROWS: Mapping[str, str] = {
    "marker": "hot", "hot": "hot", "middle": "middle", "contract": "middle", "later": "later",
}  # fmt: skip
_COLUMNS = (
    "validate_experience", "own_part", "name_rupture", "explore_together",
    "reach_need", "hold_boundary", "respect_autonomy", "agree_way_forward",
)  # fmt: skip


def _row(*pairs: Pair) -> Table:
    return dict(zip(_COLUMNS, pairs, strict=True))


def _gains() -> Mapping[str, Table]:
    return {
        "hot": _row((1, 5), (1, 5), (1, 3), (1, 2), (0, 1), (-1, 1), (0, 2), (0, 0)),
        "middle": _row((1, 3), (1, 4), (1, 3), (1, 4), (1, 5), (0, 2), (1, 3), (0, 2)),
        "later": _row((1, 2), (1, 3), (0, 1), (1, 3), (1, 4), (0, 2), (1, 4), (1, 5)),
    }


def _frame_gains() -> Table:
    return {"hold_boundary": (3, 6), "respect_autonomy": (0, 1), "agree_way_forward": (0, 3)}


def _marker_alliance() -> Table:
    mild, sharp = (-3.0, -8.0), (-4.0, -11.0)
    return {
        "justify_self": mild, "minimise": mild, "withdraw": mild, "deflect": (-2, -6),
        "counter_blame": sharp, "interpret_away": sharp, "appease": (1, 2),
        "boundary_collapse": (0, 4), "boundary_wield": sharp, "pressure_to_stay": sharp,
    }  # fmt: skip


def _marker_frame() -> Table:
    return {
        "counter_blame": (0, -3), "interpret_away": (0, -3), "appease": (-2, -4),
        "boundary_collapse": (-6, -14), "boundary_wield": (-3, -7), "pressure_to_stay": (-3, -7),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shifts:
    """The table of shifts at level 1 and level 2; a scenario may change single figures."""

    gains: Mapping[str, Table] = field(default_factory=_gains)
    frame_gains: Table = field(default_factory=_frame_gains)
    marker_alliance: Table = field(default_factory=_marker_alliance)
    marker_frame: Table = field(default_factory=_marker_frame)
    marker_debt: Table = field(
        default_factory=lambda: {"appease": (2.0, 5.0), "boundary_collapse": (3.0, 10.0)}
    )

    def changed(self, alliance: Mapping[str, Table], frame: Table) -> Shifts:
        """A copy with some figures of a scenario's own. Unknown ids raise KeyError."""
        gains = {row: {**table, **_known(alliance.get(row, {}), REPAIR_IDS)}
                 for row, table in self.gains.items()}  # fmt: skip
        ours = {k: v for k, v in frame.items() if k in REPAIR_IDS}
        theirs = {k: v for k, v in frame.items() if k in MARKER_IDS}
        return replace(
            self,
            gains=gains,
            frame_gains={**self.frame_gains, **ours},
            marker_frame={**self.marker_frame, **theirs},
        )


def _known(table: Table, ids: tuple[str, ...]) -> Table:
    for name in table:
        if name not in ids:
            raise KeyError(name)
    return table


@dataclass(frozen=True, slots=True)
class Temper:
    """What a client's history of conflict does to every shift (semantics.md)."""

    onset: float
    losses: float
    gains: float
    gains_once_said: float
    gives_back: float
    ceiling: float


TEMPERS: Mapping[str, Temper] = {
    "safe": Temper(6, 0.8, 1.0, 1.0, 0.90, 12),
    "mixed": Temper(9, 1.0, 0.9, 1.1, 0.75, 16),
    "unsafe": Temper(12, 1.3, 0.8, 1.3, 0.60, 20),
}
MARKER_PHASE: Mapping[str, float] = {"hot": 1.0, "middle": 0.8, "later": 0.6}
REPEATED: tuple[float, ...] = (1.0, 0.5, 0.25)
MOST_DOWN, MOST_UP, MOST_DEBT = -15.0, 10.0, 25.0
COURTESY_STOPS_SHORT = 1.0
LEAVING_UNDER = 25.0
FRAME_HOLDS = 50.0


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
    """What one reply did. `lost` is the alliance that its own markers cost (>= 0)."""

    alliance: float = 0.0
    frame: float = 0.0
    debt: float = 0.0
    gave_back: float = 0.0
    lost: float = 0.0
    heard: bool = False
    parts: tuple[tuple[str, float], ...] = ()


def shift(reading: Reading, ground: Ground, table: Shifts) -> Shift:
    """The shift that this reply makes on this ground. Pure; rounded to two decimals."""
    levels = counted_levels(reading, ground)
    markers = reading.markers()
    parts = _repair_parts(levels, ground, table)
    spoilt = 2 in markers.values()
    gain = 0.0 if spoilt else best_and_half(v for _, v in parts)
    back = 0.0 if spoilt else _given_back(levels, ground)
    lost, relief = _marker_alliance_shift(markers, ground, table)
    raw = gain + back + relief - lost
    alliance = _within_reach(_clamped(raw), levels, markers, ground)
    frame = _frame_shift(levels, markers, ground, table, spoilt)
    return Shift(
        alliance=round(alliance, 2),
        frame=round(_clamped(frame), 2),
        debt=round(_debt_shift(markers, ground, table), 2),
        gave_back=round(back, 2),
        lost=round(lost, 2),
        heard=levels.get("validate_experience", 0) == 2,
        parts=tuple((name, round(value, 2)) for name, value in parts if value),
    )


def counted_levels(reading: Reading, ground: Ground) -> dict[str, int]:
    """The repair levels that count here: those asked, capped where the order is wrong.

    A way forward or a need before the client was heard counts as 1 at most; so does
    validating what a withdrawn client has not said (semantics.md, "Order"). A fact that
    frees the client from a false belief is exempt.
    """
    asked = ground.asked | ({"own_part"} if ground.just_lost else set())
    levels = {c: n for c, n in reading.repair().items() if c in asked}
    if ground.rupture == "withdrawal" and ground.said == 0:
        _cap(levels, "validate_experience")
    if not (ground.heard or levels.get("validate_experience") == 2):
        _cap(levels, "reach_need")
        if not ground.false_belief:
            _cap(levels, "agree_way_forward")
    return levels


def _cap(levels: dict[str, int], criterion: str) -> None:
    if criterion in levels:
        levels[criterion] = min(levels[criterion], 1)


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
    levels: Mapping[str, int], ground: Ground, table: Shifts
) -> list[tuple[str, float]]:
    temper = ground.temper
    factor = temper.gains_once_said if ground.said >= 2 else temper.gains
    parts = []
    for criterion, level in levels.items():
        value = table.gains[ground.row][criterion][level - 1]
        scale = factor * worn(criterion, ground) if value > 0 else temper.losses
        parts.append((criterion, value * scale))
    return parts


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
    markers: Mapping[str, int],
    ground: Ground,
    table: Shifts,
    spoilt: bool,
) -> float:
    gains = [table.frame_gains.get(c, (0, 0))[n - 1] * worn(c, ground) for c, n in levels.items()]
    if ground.contract_vague and levels.get("own_part") == 2:
        gains.append(3.0)
    losses = sum(table.marker_frame.get(m, (0, 0))[n - 1] for m, n in markers.items())
    return (0.0 if spoilt else best_and_half(gains)) + losses


def _debt_shift(markers: Mapping[str, int], ground: Ground, table: Shifts) -> float:
    added = sum(table.marker_debt.get(m, (0, 0))[n - 1] for m, n in markers.items())
    return min(added, MOST_DEBT - ground.debt)


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
