"""How the two meters move: the figures that were calibrated, and the bounds of a turn."""

from __future__ import annotations

import pytest
from hypothesis import given

from sim.domain.alliance import MOST_DEBT, TEMPERS, Ground, Shifts, best_and_half, shift, worn
from sim.domain.encounter import Encounter
from sim.domain.reading import Reading, reading_of
from sim.domain.scenario import Scenario
from tests.domain.plain_scenarios import (
    EXPLORE,
    FORWARD,
    HEAR,
    HISTORIES,
    HOLD,
    NAME,
    NEED,
    OWN,
    client,
    corridor,
    ground,
    moment,
    play,
    route,
    scenario,
    steps,
)
from tests.domain.strategies import grounds, plays, readings, scenarios, variants

TABLE = Shifts()
EIGHT = steps("marker hot hot middle middle middle later later", [0, 1, 2, 2, 2, 3, 3, 3])
GOOD = [
    {HEAR: 2, EXPLORE: 1}, {OWN: 2, HEAR: 1}, {HEAR: 2, NAME: 1}, {EXPLORE: 2, HEAR: 1},
    {OWN: 2, HEAR: 2}, {NEED: 2, EXPLORE: 1}, {EXPLORE: 2, HEAR: 1}, {FORWARD: 2},
]  # fmt: skip


def last(history: str, replies: list[dict[str, int]], way: list[dict[str, object]]) -> float:
    return play(corridor(way, history), replies)[-1].after.alliance


@pytest.mark.parametrize(("history", "near"), [("safe", 67), ("mixed", 71), ("unsafe", 75)])
def test_good_play_from_55_ends_near_the_ceiling(history: str, near: int) -> None:
    assert last(history, GOOD, EIGHT) == pytest.approx(near, abs=1.5)


@pytest.mark.parametrize(("history", "near"), [("safe", 23), ("mixed", 14), ("unsafe", 1)])
def test_four_unowned_justifications_from_55(history: str, near: int) -> None:
    way = steps("hot hot hot hot", [0, 0, 0, 0])
    assert last(history, [{"justify_self": 2}] * 4, way) == pytest.approx(near, abs=0.5)


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize("phase", ["hot", "middle", "later"])
def test_a_defensive_reply_then_owned_returns_about_to_its_level(phase: str, history: str) -> None:
    way = steps(f"{phase} {phase}", [2, 2])
    turns = play(corridor(way, history), [{"justify_self": 2}, {OWN: 2}])
    assert turns[-1].after.alliance == pytest.approx(turns[0].before.alliance, abs=4)


@pytest.mark.parametrize("history", HISTORIES)
def test_all_level_1_replies_drift_down_a_little(history: str) -> None:
    replies = [dict.fromkeys(good, 1) for good in GOOD]
    assert 50 <= last(history, replies, EIGHT) < 55


@pytest.mark.parametrize(("history", "costs"), [("safe", 6), ("mixed", 9), ("unsafe", 12)])
def test_the_onset_costs_whatever_is_said_and_only_once(history: str, costs: int) -> None:
    calm = moment("calm", route("strained"), phase="contract")
    strained = moment("strained", route("again"), phase="marker")
    again = moment("again", route("open"), phase="hot")
    told = scenario(calm, strained, again, client=client(history))
    for said in ({}, {HEAR: 2}):
        first, second = play(told, [said, {}])
        onset = first.before.alliance + first.shift.alliance - first.after.alliance
        assert onset == pytest.approx(costs)
        assert second.after.alliance == second.before.alliance


@given(grounds(), readings())
def test_a_turn_is_clamped_to_minus_15_and_plus_10(where: Ground, reading: Reading) -> None:
    done = shift(reading, where, TABLE)
    assert -15 <= done.alliance <= 10
    assert -15 <= done.frame <= 10


def test_the_clamp_is_met_at_both_ends() -> None:
    worst = reading_of({"counter_blame": 2, "boundary_wield": 2, "pressure_to_stay": 2})
    owned = reading_of({OWN: 2, HEAR: 2})
    assert shift(worst, ground(), TABLE).alliance == -15
    assert shift(owned, ground(just_lost=15.0, alliance=30.0), TABLE).alliance == 10


@given(scenarios(), plays(), variants)
def test_both_meters_stay_in_range_and_the_alliance_below_its_ceiling(
    told: Scenario, replies: list[Reading], variant: str
) -> None:
    ceiling = told.start[0] + TEMPERS[told.client.conflict_history].ceiling
    encounter = Encounter(told)
    session = encounter.begin(variant)
    for reading in replies:
        assert 0 <= session.alliance <= min(100, ceiling)
        assert 0 <= session.frame <= 100
        assert 0 <= session.debt <= MOST_DEBT
        if session.ended:
            break
        session = encounter.take_turn(session, reading).after


@pytest.mark.parametrize(("earlier", "counts"), [(0, 1), (1, 0.5), (2, 0.25), (7, 0.25)])
def test_a_criterion_repeated_counts_a_half_then_a_quarter(earlier: int, counts: float) -> None:
    where = ground(repeats={HEAR: earlier})
    assert worn(HEAR, where) == counts
    full = shift(reading_of({HEAR: 2}), ground(), TABLE).alliance
    assert shift(reading_of({HEAR: 2}), where, TABLE).alliance == pytest.approx(
        full * counts, abs=0.01
    )


def test_repeats_are_counted_within_a_stretch_of_one_phase_and_session() -> None:
    way = steps("marker hot middle", [0, 0, 0])
    next_week = [*way, {"phase": "middle", "session": 2}]
    turns = play(corridor(next_week, "safe"), [{EXPLORE: 2}] * 4)
    assert [t.shift.alliance for t in turns] == [2, 1, 4, 4]


def test_a_turns_gain_is_its_best_shift_and_half_the_second() -> None:
    assert best_and_half([5, 3, 2, 1]) == 6.5
    assert best_and_half([-1, 4]) == 3
    shown = reading_of({HEAR: 2, NAME: 2, EXPLORE: 2})
    assert shift(shown, ground(history="safe"), TABLE).alliance == 6.5


def test_what_was_put_off_falls_due_at_the_jump_in_time() -> None:
    way = [*steps("hot hot", [0, 0]), {"phase": "middle", "between": "A week later."}]
    yielded, carried = play(corridor(way), [{"boundary_collapse": 2}, {}])
    assert (yielded.after.debt, yielded.after.alliance) == (10, 50)
    assert (carried.after.debt, carried.after.alliance) == (0, 40)


def test_what_is_put_off_is_never_more_than_25_nor_then_a_relief_for_nothing() -> None:
    way = steps("hot hot hot hot hot hot", [0] * 6)
    turns = play(corridor(way), [{"boundary_collapse": 2}] * 6)
    assert [t.after.debt for t in turns] == [10, 20, 25, 25, 25, 25]
    assert (turns[-1].after.frame, turns[-1].shift.alliance) == (0, 0)


def test_only_criteria_asked_at_the_moment_count() -> None:
    where = ground(asked=frozenset({HOLD}))
    assert shift(reading_of({HEAR: 2, OWN: 2}), where, TABLE).parts == ()


def test_owning_a_slip_is_always_asked_on_the_turn_after_it() -> None:
    after_a_slip = ground(asked=frozenset({HOLD}), just_lost=8.0)
    assert shift(reading_of({OWN: 2}), after_a_slip, TABLE).gave_back == 6


def test_owning_by_half_gives_nothing_back() -> None:
    half, whole = (shift(reading_of({OWN: n}), ground(just_lost=8.0), TABLE) for n in (1, 2))
    assert (half.gave_back, whole.gave_back) == (0, 6)


def test_giving_back_wears_out_like_any_repetition() -> None:
    again = ground(just_lost=8.0, repeats={OWN: 1})
    assert shift(reading_of({OWN: 2}), again, TABLE).gave_back == 3


def test_owning_never_gives_back_more_than_was_lost() -> None:
    way = steps("hot hot hot hot", [0] * 4)
    turns = play(corridor(way, start=(12.0, 60.0, 0)), [{"justify_self": 2}] * 2 + [{OWN: 2}])
    assert [t.shift.lost for t in turns] == [3, 0, 0]  # 12, less the onset of 9, is all there was
    assert turns[-1].shift.gave_back == 0


def test_a_slip_outweighed_in_its_own_reply_needs_no_owning_later() -> None:
    caught = {OWN: 2, "justify_self": 1}
    turns = play(corridor(steps("hot hot", [2, 2])), [caught, {HEAR: 2}])
    assert turns[0].after.just_lost == 0
    assert turns[1].shift.alliance == pytest.approx(5 * 1.1)


def test_a_client_who_is_blamed_in_the_same_breath_was_not_heard() -> None:
    turns = play(corridor(steps("hot hot", [2, 2])), [{HEAR: 2, "counter_blame": 2}, {}])
    assert not turns[-1].after.heard


def test_owning_a_vague_contract_makes_the_frame_clearer() -> None:
    clear, vague = (
        shift(reading_of({OWN: 2}), ground(contract_vague=was), TABLE).frame
        for was in (False, True)
    )
    assert (clear, vague) == (0, 3)


def test_a_scenario_may_change_single_figures() -> None:
    changed = TABLE.changed({"hot": {HEAR: (1, 4)}}, {"deflect": (0, -2)})
    assert changed.gains["hot"][HEAR] == (1, 4)
    assert changed.gains["middle"] == TABLE.gains["middle"]
    assert changed.marker_frame["deflect"] == (0, -2)


@pytest.mark.parametrize(
    ("alliance", "frame"),
    [({"warm": {}}, {}), ({"hot": {"empathy": (1, 2)}}, {}), ({}, {"empathy": (1, 2)})],
)
def test_a_figure_for_an_unknown_row_or_id_is_refused(alliance: dict, frame: dict) -> None:  # type: ignore[type-arg]
    with pytest.raises(KeyError):
        TABLE.changed(alliance, frame)


def test_no_figure_of_a_scenario_makes_a_marker_clear_the_frame() -> None:
    odd = TABLE.changed({}, {"boundary_wield": (9, 9)})
    assert shift(reading_of({"boundary_wield": 2}), ground(), odd).frame == 0
