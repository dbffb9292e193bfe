"""What hypothesis draws: levels, readings, grounds, conditions, scenarios, whole plays."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from sim.domain.alliance import Ground
from sim.domain.conditions import Condition
from sim.domain.reading import Reading
from sim.domain.rubric import ALL_IDS, MARKER_IDS
from sim.domain.scenario import Scenario
from tests.domain.chance import (
    VARIANTS,
    condition_from,
    ground_from,
    reading_from,
    scenario_from,
)

seeds = st.integers(0, 2**32 - 1)
variants = st.sampled_from(VARIANTS)
markers = st.sampled_from(MARKER_IDS)


def levels(
    ids: Sequence[str] = ALL_IDS, most: int = 2, fewest: int = 0
) -> st.SearchStrategy[dict[str, int]]:
    """Rubric ids with levels, as an author writes them under `shows`."""
    return st.dictionaries(st.sampled_from(ids), st.integers(1, most), min_size=fewest, max_size=4)


def readings(unsure: bool = True, most: int = 2) -> st.SearchStrategy[Reading]:
    """What one reply was judged to show; some of it perhaps undecided."""
    return seeds.map(lambda seed: reading_from(Random(seed), unsure, most))


def plays(unsure: bool = True, most: int = 2) -> st.SearchStrategy[list[Reading]]:
    """The readings of a whole play; as many as any random scenario can need."""

    def drawn(seed: int) -> list[Reading]:
        chance = Random(seed)
        return [reading_from(chance, unsure, most) for _ in range(10)]

    return seeds.map(drawn)


def conditions() -> st.SearchStrategy[Condition]:
    """Conditions of every kind, nested."""
    return seeds.map(lambda seed: condition_from(Random(seed)))


def scenarios() -> st.SearchStrategy[Scenario]:
    """Random scenarios with guards, variants, jumps in time and endings."""
    return seeds.map(lambda seed: scenario_from(Random(seed)))


def grounds(**fixed: object) -> st.SearchStrategy[Ground]:
    """Ground that a play can stand on; some facts may be fixed."""
    return seeds.map(lambda seed: ground_from(Random(seed), **fixed))
