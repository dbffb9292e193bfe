"""The figures of the engine: what each criterion moves, and what a client's history does to it.

A starting table, unvalidated (semantics.md, "Meters"); docs/engine.md shows it and a test
compares the two. How the figures are put together: alliance.py.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace

from sim.domain.rubric import ALL_IDS, MARKER_IDS, REPAIR_IDS

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
        """A copy with some figures of a scenario's own.

        `alliance` is by row (hot, middle, later) and repair id, `frame` by any rubric id.
        Raises KeyError for an unknown row or id.
        """
        _all_known(alliance, self.gains)
        _all_known(frame, ALL_IDS)
        for row in alliance.values():
            _all_known(row, REPAIR_IDS)
        gains = {row: {**table, **alliance.get(row, {})} for row, table in self.gains.items()}
        ours = {k: v for k, v in frame.items() if k in REPAIR_IDS}
        theirs = {k: v for k, v in frame.items() if k in MARKER_IDS}
        return replace(
            self,
            gains=gains,
            frame_gains={**self.frame_gains, **ours},
            marker_frame={**self.marker_frame, **theirs},
        )


def _all_known(names: Iterable[str], known: Container[str]) -> None:
    for name in names:
        if name not in known:
            raise KeyError(name)


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
EARLY_EARNS = 1.0
UNOWNED = 0.4
VAGUE_OWNED = 3.0
LEAVING_UNDER = 25.0
FRAME_HOLDS = 50.0
