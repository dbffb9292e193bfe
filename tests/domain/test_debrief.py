"""Looking back: the trail of both meters, the turning points, the profile without sums."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.domain.conditions import Shows, Sought
from sim.domain.debrief import (
    CriterionCount,
    TrailPoint,
    TurningPoint,
    movement,
    profile,
    trail,
    turning_points,
)
from sim.domain.encounter import Encounter
from sim.domain.reading import reading_of
from sim.domain.rubric import ALL_IDS
from sim.domain.scenario import Scenario
from sim.domain.session import Session
from tests.domain.plain_scenarios import (
    HEAR,
    HOLD,
    OWN,
    corridor,
    doubtful,
    moment,
    play,
    route,
    scenario,
    steps,
)

STANDING = Session("one", "asks", 50.0, 60.0, 55.0)


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (5, "much closer"), (4.9, "closer"), (1, "closer"), (0.9, "no nearer"), (0, "no nearer"),
        (-0.9, "no nearer"), (-1, "back a little"), (-4.9, "back a little"), (-5, "further back"),
    ],
)  # fmt: skip
def test_while_playing_a_movement_is_told_in_words(by: float, words: str) -> None:
    assert movement(STANDING, replace(STANDING, alliance=50.0 + by)) == words


def test_the_trail_has_both_meters_from_the_first_moment_to_the_last() -> None:
    turns = play(corridor(steps("hot hot", [2, 2])), [{HOLD: 2}, {"deflect": 2}])
    assert trail(turns[0].before, turns) == (
        TrailPoint(0, "m0", 46.0, 60.0),
        TrailPoint(1, "m1", 47.1, 66.0),
        TrailPoint(2, "open", 41.1, 66.0),
    )


def test_the_trail_of_a_play_not_yet_begun_is_one_point() -> None:
    begun = Encounter(corridor(steps("hot", [0]))).begin("one")
    assert trail(begun, ()) == (TrailPoint(0, "m0", 46.0, 60.0),)


def reasons(told: Scenario, *replies: dict[str, int]) -> list[tuple[int, str, float]]:
    turns = play(told, replies)
    return [(p.turn, p.reason, p.by) for p in turning_points(turns[0].before, turns)]


def test_the_strain_itself_is_the_first_turning_point() -> None:
    assert reasons(corridor(steps("hot", [0])), {}) == [(0, "onset", -9)]


def test_a_strain_that_comes_later_is_marked_at_its_turn() -> None:
    assert reasons(corridor(steps("contract marker", [0, 0])), {}, {}) == [(1, "onset", -9)]


@pytest.mark.parametrize(
    ("reply", "reason", "by"),
    [
        ({HEAR: 2}, "closer", 5.5),
        ({"counter_blame": 1, "minimise": 1}, "further", -7),
        ({HOLD: 2}, "clearer", 6),
        ({"boundary_collapse": 1}, "blurred", -6),
    ],
)
def test_what_moved_by_much_is_a_turning_point(
    reply: dict[str, int], reason: str, by: float
) -> None:
    calm = corridor([{"phase": "hot", "said": 2, "rupture": "withdrawal"}])  # without an onset
    assert reasons(calm, reply) == [(1, reason, by)]


def test_what_moved_by_little_is_none() -> None:
    calm = corridor([{"phase": "hot", "said": 2, "rupture": "withdrawal"}])
    assert reasons(calm, {HEAR: 1, "deflect": 1}) == []


def test_owning_a_slip_is_told_as_given_back() -> None:
    told = corridor(steps("middle middle", [2, 2]))
    assert reasons(told, {"justify_self": 2}, {OWN: 2}) == [
        (1, "further", -6.4),
        (2, "given back", 4.8),
    ]


def test_what_was_put_off_is_told_as_debt_also_when_it_falls_due_at_once() -> None:
    after_a_week = {"phase": "middle", "said": 0, "between": "A week later."}
    told = corridor([{"phase": "middle", "said": 0}, after_a_week])
    assert reasons(told, {"boundary_collapse": 2}, {}) == [(1, "debt", -10)]


def test_a_second_attempt_begins_in_the_middle_and_is_no_onset() -> None:
    turns = play(corridor(steps("hot hot", [0, 0])), [{}, {}])
    retried = turns[0].after
    assert turning_points(retried, turns[1:]) == ()
    assert [p.turn for p in trail(retried, turns[1:])] == [1, 2]


def counted(told: Scenario, *replies: object) -> dict[str, CriterionCount]:
    turns = play(told, replies)  # type: ignore[arg-type]
    return {row.criterion: row for row in profile(told, turns)}


def test_the_profile_has_a_row_for_each_of_the_eighteen_and_no_sum() -> None:
    told = corridor(steps("hot", [0]))
    assert list(counted(told, {})) == list(ALL_IDS)
    assert {row.levels for row in counted(told, {}).values()} == {(1, 0, 0)}


def test_the_profile_counts_how_often_0_1_and_2() -> None:
    told = corridor(steps("hot hot hot hot", [2] * 4))
    rows = counted(told, {HEAR: 2}, {HEAR: 1, "deflect": 2}, {HEAR: 2}, {})
    assert rows[HEAR] == CriterionCount(HEAR, 4, (1, 1, 2))
    assert rows["deflect"] == CriterionCount("deflect", 4, (3, 0, 1))


def test_what_was_not_asked_here_is_not_counted() -> None:
    told = corridor([{"applies": (HEAR,)}, {"applies": ()}])
    rows = counted(told, {HOLD: 2}, {HEAR: 2})
    assert rows[HOLD] == CriterionCount(HOLD, 0, (0, 0, 0))
    assert rows[HEAR] == CriterionCount(HEAR, 1, (1, 0, 0))
    assert rows["minimise"].asked == 2  # markers are always looked for


def test_an_unsure_reading_is_counted_against_nobody() -> None:
    rows = counted(corridor(steps("hot", [0])), doubtful(HEAR, "minimise"))
    assert rows[HEAR].asked == rows["minimise"].asked == 0


def test_a_turn_at_which_the_client_asked_what_was_meant_is_not_counted() -> None:
    told = scenario(moment("asks", route("asks", Shows("any", (Sought(HEAR),))), route("open")))
    rows = counted(told, doubtful(HEAR, sure={"deflect": 2}), reading_of({}))
    assert rows["deflect"] == CriterionCount("deflect", 1, (1, 0, 0))


def test_a_turning_point_is_one_per_turn() -> None:
    told = corridor(steps("hot hot", [2, 2]))
    turns = play(told, [{HEAR: 2, HOLD: 2}, {}])
    found = turning_points(turns[0].before, turns)
    assert [p for p in found if p.turn == 1] == [TurningPoint(1, "closer", 6.05)]
