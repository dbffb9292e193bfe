"""What hypothesis draws: levels, readings, grounds, conditions, scenarios, whole plays."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from sim.domain.alliance import MOST_DEBT, TEMPERS, Ground
from sim.domain.conditions import Condition
from sim.domain.reading import Reading
from sim.domain.rubric import ALL_IDS, MARKER_IDS, REPAIR_IDS
from sim.domain.scenario import Scenario
from tests.domain.chance import (
    PHASES,
    RUPTURES,
    VARIANTS,
    condition_from,
    reading_from,
    scenario_from,
)
from tests.domain.plain_scenarios import HISTORIES

seeds = st.integers(0, 2**32 - 1)
tenths = st.integers(0, 1000).map(lambda n: n / 10)
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


@st.composite
def grounds(draw: st.DrawFn, **fixed: object) -> Ground:
    """Ground that a play can stand on: alliance below its ceiling, debt within bounds."""
    history = draw(st.sampled_from(HISTORIES))
    start = draw(tenths)
    top = min(100.0, start + TEMPERS[history].ceiling)
    facts = {
        "phase": draw(st.sampled_from(PHASES)),
        "rupture": draw(st.sampled_from(RUPTURES)),
        "history": history,
        "alliance": min(draw(tenths), top),
        "frame": draw(tenths),
        "debt": min(draw(tenths), MOST_DEBT),
        "said": draw(st.integers(0, 3)),
        "heard": draw(st.booleans()),
        "start": start,
        "asked": frozenset(draw(st.sets(st.sampled_from(REPAIR_IDS)))),
        "repeats": draw(st.dictionaries(st.sampled_from(REPAIR_IDS), st.integers(1, 4))),
        "just_lost": draw(st.sampled_from((0.0, 0.0, 2.4, 8.0, 14.3))),
        "contract_vague": draw(st.booleans()),
        "false_belief": draw(st.booleans()),
    }
    return Ground(**{**facts, **fixed})  # type: ignore[arg-type]
