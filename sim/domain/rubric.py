"""The rubric: eight repair criteria and ten defensive markers, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Side = Literal["repair", "defensive"]

REPAIR_IDS: tuple[str, ...] = (
    "name_rupture",
    "validate_experience",
    "own_part",
    "explore_together",
    "reach_need",
    "hold_boundary",
    "respect_autonomy",
    "agree_way_forward",
)
MARKER_IDS: tuple[str, ...] = (
    "justify_self",
    "counter_blame",
    "minimise",
    "deflect",
    "interpret_away",
    "withdraw",
    "appease",
    "boundary_collapse",
    "boundary_wield",
    "pressure_to_stay",
)
ALL_IDS: tuple[str, ...] = REPAIR_IDS + MARKER_IDS


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A line that looks like the criterion and is not (or only partly), and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One rubric id: a repair criterion or a defensive marker (clinical.md, part B).

    `anchors` holds the meaning of the levels 0, 1 and 2. `student_name` is the plain
    name a trainee reads. `severity` is given for markers only.
    """

    id: str
    side: Side
    name: str
    student_name: str
    definition: str
    anchors: tuple[str, str, str]
    examples: tuple[str, ...]
    near_misses: tuple[NearMiss, ...]
    not_applicable: str
    decisions: tuple[str, ...]
    seed: str
    counterpart: str
    severity: str | None = None


@dataclass(frozen=True, slots=True)
class Rubric:
    """All eighteen criteria under one version. A run pins the version it began with."""

    version: str
    status: str
    criteria: Mapping[str, Criterion]
    general: tuple[str, ...]

    def side(self, side: Side) -> tuple[Criterion, ...]:
        """The criteria of one side, in rubric order."""
        return tuple(c for c in self.criteria.values() if c.side == side)
