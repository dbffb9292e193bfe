"""The encounter: one verb, pure, the same every time, whoever plays beside whom."""

from __future__ import annotations

import json
import sys
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace
from random import Random
from types import ModuleType

import pytest
from hypothesis import given

from sim.domain.conditions import Earlier, Shows, Sought
from sim.domain.encounter import Encounter, Turn
from sim.domain.reading import Judgement, Reading, reading_of
from sim.domain.scenario import Line, Scenario, Variant
from sim.domain.session import Session
from tests.domain.chance import reading_from, scenario_from
from tests.domain.plain_reading import way_of
from tests.domain.plain_scenarios import HEAR, OWN, corridor, ending, moment, route, scenario, steps
from tests.domain.strategies import plays, scenarios, seeds, variants


def played(encounter: Encounter, variant: str, replies: list[Reading]) -> list[Turn]:
    session, turns = encounter.begin(variant), []
    for reading in replies:
        if session.ended:
            break
        turns.append(encounter.take_turn(session, reading))
        session = turns[-1].after
    return turns


@given(scenarios(), plays(), variants)
def test_replaying_the_same_readings_gives_the_identical_run(
    told: Scenario, replies: list[Reading], variant: str
) -> None:
    first = played(Encounter(told), variant, replies)
    again = played(Encounter(told), variant, [turn.reading for turn in first])
    assert again == first


@given(scenarios(), plays(), variants)
def test_a_snapshot_comes_back_from_json_and_the_play_goes_on_the_same(
    told: Scenario, replies: list[Reading], variant: str
) -> None:
    encounter = Encounter(told)
    for turn in played(encounter, variant, replies):
        kept = Session.from_data(json.loads(json.dumps(turn.before.to_data())))
        assert kept == turn.before
        assert encounter.take_turn(kept, turn.reading) == turn


@given(scenarios(), plays(), variants)
def test_the_machine_goes_where_a_plain_reading_of_the_routes_leads(
    told: Scenario, replies: list[Reading], variant: str
) -> None:
    for turn in played(Encounter(told), variant, replies):
        if turn.asked:
            assert turn.after.moment == turn.moment
            continue
        way = way_of(told, turn)
        over = turn.n >= told.turns and way in told.moments
        assert turn.after.moment == ("open" if over else way)


@given(scenarios(), plays(), variants)
def test_every_play_comes_to_an_ending_within_the_turns_of_its_hour(
    told: Scenario, replies: list[Reading], variant: str
) -> None:
    turns = played(Encounter(told), variant, replies)
    assert len(turns) <= told.turns
    assert turns[-1].after.ended
    assert turns[-1].after.moment in told.endings


def test_when_the_hour_is_over_the_play_rests_at_time_up() -> None:
    round_and_round = scenario(moment("asks", route("asks")), turns=3)
    turns = played(Encounter(round_and_round), "one", [reading_of({})] * 9)
    assert [turn.after.moment for turn in turns] == ["asks", "asks", "open"]


def test_random_plays_come_to_every_ending_and_to_plain_questions() -> None:
    """The random tests above would prove nothing if they never came so far."""
    chance = Random(7)
    ends, asked = set(), False
    for _ in range(400):
        replies = [reading_from(chance) for _ in range(10)]
        turns = played(Encounter(scenario_from(chance)), "hug", replies)
        ends.add(turns[-1].after.moment)
        asked = asked or any(turn.asked for turn in turns)
    assert (ends, asked) == ({"met", "open", "gone"}, True)


def test_what_happened_earlier_leaves_the_present_reply_out_for_routes() -> None:
    once_heard = Earlier("any", (Sought(HEAR),))
    told = scenario(moment("asks", route("open", once_heard), route("asks")))
    turns = played(Encounter(told), "one", [reading_of({HEAR: 2}), reading_of({})])
    assert [turn.after.moment for turn in turns] == ["asks", "open"]


FRESH = Session("one", "asks", 55.0, 60.0, 55.0)


def test_a_reply_after_the_end_is_refused_and_changes_nothing() -> None:
    encounter = Encounter(scenario(moment("asks", route("open"))))
    ended = encounter.take_turn(encounter.begin("one"), reading_of({})).after
    kept = ended.to_data()
    with pytest.raises(ValueError, match="ended"):
        encounter.take_turn(ended, reading_of({HEAR: 2}))
    assert ended.to_data() == kept


@pytest.mark.parametrize("name", ["nowhere", "", "open", "to_open", "__class__"])
def test_a_position_at_no_moment_of_this_scenario_is_refused(name: str) -> None:
    encounter = Encounter(scenario(moment("asks", route("open"))))
    with pytest.raises(KeyError):
        encounter.take_turn(replace(FRESH, moment=name), reading_of({}))


def test_an_unknown_variant_is_refused() -> None:
    with pytest.raises(KeyError, match="telepathy"):
        Encounter(scenario(moment("asks", route("open")))).begin("telepathy")


@pytest.mark.parametrize("level", [-1, 3, 99, "2", None])
def test_a_level_out_of_range_is_refused(level: object) -> None:
    with pytest.raises(ValueError, match="a level is 0, 1 or 2"):
        Judgement(HEAR, level, "present")  # type: ignore[arg-type]


@pytest.mark.parametrize("meant", [{HEAR: 3}, {HEAR: -1}, {"empathy": 1}])
def test_a_statement_of_what_was_meant_that_makes_no_sense_is_refused(
    meant: dict[str, int],
) -> None:
    encounter = Encounter(scenario(moment("asks", route("open"))))
    session = encounter.begin("one")
    kept = session.to_data()
    with pytest.raises(ValueError, match=r"not a rubric id|a level is"):
        encounter.take_turn(session, reading_of({}), meant)
    assert session.to_data() == kept


@pytest.mark.parametrize("spoilt", [{"ghost": 1}, {"moment": ...}])
def test_a_snapshot_of_another_shape_is_refused(spoilt: dict[str, object]) -> None:
    data = {**FRESH.to_data(), **spoilt}
    if spoilt.get("moment") is ...:
        del data["moment"]
    with pytest.raises((TypeError, KeyError)):
        Session.from_data(data)


def test_a_position_cannot_be_changed_in_place_nor_through_its_snapshot() -> None:
    session = Encounter(scenario(moment("asks", route("open")))).begin("one")
    with pytest.raises(FrozenInstanceError):
        session.alliance = 100.0  # type: ignore[misc]
    data = session.to_data()
    read_back = Session.from_data(data)
    data["visited"]["asks"] = 99
    assert session.visited == read_back.visited == {"asks": 1}


def test_a_turn_leaves_the_position_before_it_as_it_was() -> None:
    encounter = Encounter(corridor(steps("hot hot", [0, 2])))
    session = encounter.begin("one")
    kept = session.to_data()
    encounter.take_turn(session, reading_of({OWN: 2, "appease": 1}))
    assert session.to_data() == kept


def test_nobody_can_jump_to_a_place_the_machine_has_only_two_events() -> None:
    encounter = Encounter(corridor(steps("hot hot middle", [0, 1, 2])))
    assert set(encounter._machine.events) == {"answer", "time_up"}


def test_words_with_dots_are_never_imported_nor_called(monkeypatch: pytest.MonkeyPatch) -> None:
    sprung: list[str] = []
    trap = ModuleType("trap")
    trap.spring = lambda *_: sprung.append("sprung")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "trap", trap)
    word = "trap.spring"
    line = (Line(word),)
    asks = moment(
        word, route("trap.spring.end", Shows("any", (Sought(word),))), route("trap.spring.end"),
        client=line, inner=line, direction=line, goal=word, between=word, unclear=word,
    )  # fmt: skip
    told = scenario(
        asks,
        endings={"trap.spring.end": ending("trap.spring.end")},
        time_up="trap.spring.end",
        variants={word: Variant(word, word)},
    )
    (turn,) = played(Encounter(told), word, [reading_of({HEAR: 2})])
    assert turn.after.ended
    assert not sprung


@given(seeds)
def test_places_may_be_called_like_methods_of_a_machine(seed: int) -> None:
    names = Random(seed).sample(["trigger", "state", "answer", "time_up", "to_open", "initial"], 3)
    moments = [
        moment(name, route(to)) for name, to in zip(names, [*names[1:], "open"], strict=True)
    ]
    turns = played(Encounter(scenario(*moments)), "one", [reading_of({})] * 3)
    assert [turn.moment for turn in turns] == names


def test_two_hundred_plays_share_one_machine_and_come_out_right() -> None:
    chance = Random(20)
    told = replace(scenario_from(chance), turns=10)
    encounter = Encounter(told)
    replies = [[reading_from(chance) for _ in range(10)] for _ in range(200)]
    alone = [played(Encounter(told), "hug", one) for one in replies]
    with ThreadPoolExecutor(max_workers=200) as class_room:
        together = list(class_room.map(lambda one: played(encounter, "hug", one), replies))
    assert together == alone
    assert len({tuple(t.after.moment for t in turns) for turns in alone}) > 1


def test_a_player_costs_little_memory() -> None:
    encounter = Encounter(corridor(steps("hot " * 30, [0] * 30)))
    encounter.take_turn(encounter.begin("one"), reading_of({HEAR: 2}))
    tracemalloc.start()
    seats = [encounter.take_turn(encounter.begin("one"), reading_of({})) for _ in range(500)]
    each = tracemalloc.get_traced_memory()[0] / len(seats)
    tracemalloc.stop()
    assert each < 8_000


def test_a_thousand_moments_compile_in_under_a_second() -> None:
    told = corridor(steps("hot " * 1_000, [0] * 1_000))
    began = time.perf_counter()
    Encounter(told)
    assert time.perf_counter() - began < 1
