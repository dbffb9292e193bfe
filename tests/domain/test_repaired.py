"""*Repaired* is an ending that has to be true: what it asks for besides its route."""

from __future__ import annotations

import pytest
from hypothesis import given

from sim.domain.encounter import Encounter
from sim.domain.reading import Reading
from sim.domain.scenario import Scenario
from tests.domain.plain_scenarios import HEAR, NAME, OWN, Levels, corridor, play, steps
from tests.domain.strategies import plays, scenarios, variants

WELL: tuple[Levels, ...] = ({HEAR: 2}, {OWN: 2}, {NAME: 2})


@pytest.mark.parametrize(
    ("said", "frame", "replies", "ends"),
    [
        (3, 50.0, WELL, "met"),
        (2, 50.0, WELL, "open"),
        (3, 49.9, WELL, "open"),
        (3, 50.0, ({HEAR: 2}, {}, {}), "open"),
    ],
)
def test_where_the_need_the_frame_or_the_alliance_is_missing_it_is_passed_over(
    said: int, frame: float, replies: tuple[Levels, ...], ends: str
) -> None:
    told = corridor(steps("hot hot hot", [2, 2, said]), start=(55.0, frame, 0))
    assert play(told, replies)[-1].after.moment == ends


def test_a_need_once_voiced_stays_voiced() -> None:
    told = corridor(steps("hot hot hot", [2, 3, 0]))
    turns = play(told, WELL)
    assert [turn.before.said for turn in turns] == [2, 3, 3]
    assert turns[-1].after.moment == "met"


@given(scenarios(), plays(), variants)
def test_repaired_needs_a_voiced_need_the_alliance_of_the_start_and_a_frame_that_holds(
    told: Scenario, replies: list[Reading], variant: str
) -> None:
    encounter = Encounter(told)
    session = encounter.begin(variant)
    for reading in replies:
        if not session.ended:
            session = encounter.take_turn(session, reading).after
    if session.moment == "met":
        assert (session.said, session.alliance >= session.start, session.frame >= 50) == (
            3, True, True
        )  # fmt: skip
