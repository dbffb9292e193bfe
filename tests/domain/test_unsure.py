"""A typed reply that could be read two ways: who is asked, what moves, what decides."""

from __future__ import annotations

import pytest
from hypothesis import given

from sim.domain.alliance import Ground, Shift, Shifts, shift
from sim.domain.conditions import Meter, Shows, Sought
from sim.domain.encounter import Encounter, Turn
from sim.domain.reading import Reading, reading_of
from sim.domain.scenario import Scenario
from tests.domain.plain_scenarios import HEAR, HOLD, OWN, doubtful, moment, route, scenario
from tests.domain.strategies import grounds, plays, readings, scenarios, variants

IS_HEARD = Shows("any", (Sought(HEAR),))
IS_HELD = Shows("any", (Sought(HOLD),))


def asked_for_hearing() -> Scenario:
    """`asks` goes to `softens` for a reply that hears; otherwise, in the end, to `goes on`."""
    asks = moment(
        "asks",
        route("softens", IS_HEARD),
        route("steady", IS_HELD),
        route("goes on"),
        unclear="Sorry, is that a yes or a no?",
    )
    rest = (moment(name, route("open"), phase="later") for name in ("softens", "steady", "goes on"))
    return scenario(asks, *rest)


def replies(*given: Reading, meant: dict[str, int] | None = None) -> list[Turn]:
    """Replies from the first moment; `meant` comes with the last of them."""
    encounter = Encounter(asked_for_hearing())
    session, turns = encounter.begin("one"), []
    for n, reading in enumerate(given, start=1):
        turns.append(encounter.take_turn(session, reading, meant if n == len(given) else None))
        session = turns[-1].after
    return turns


@given(readings(), grounds())
def test_unsure_never_shifts_a_meter(reading: Reading, where: Ground) -> None:
    certain = {c: j for c, j in reading.judgements.items() if j.decision != "unsure"}
    without = Reading(certain, quiet=reading.quiet, taken_back=reading.taken_back)
    assert shift(reading, where, Shifts()) == shift(without, where, Shifts())


def test_where_doubt_could_change_the_route_the_client_asks_plainly_and_nothing_moves() -> None:
    (turn,) = replies(doubtful(HEAR, sure={OWN: 2, "appease": 1}))
    assert turn.asked
    assert turn.shift == Shift()
    assert turn.after.moment == "asks"
    assert turn.after.meters() == turn.before.meters()
    assert turn.after.earlier == ()


def test_a_doubt_that_changes_no_route_is_not_asked_about() -> None:
    (turn,) = replies(doubtful(OWN, "deflect"))
    assert (turn.asked, turn.after.moment) == (False, "goes on")


def test_a_doubt_below_a_route_that_holds_for_certain_is_not_asked_about() -> None:
    (turn,) = replies(doubtful(HOLD, sure={HEAR: 1}))
    assert (turn.asked, turn.after.moment) == (False, "softens")


def test_a_doubt_between_two_ways_to_the_same_place_is_not_asked_about() -> None:
    told = scenario(moment("asks", route("open", IS_HEARD), route("open")))
    encounter = Encounter(told)
    assert not encounter.take_turn(encounter.begin("one"), doubtful(HEAR)).asked


def test_the_client_asks_once_per_moment() -> None:
    first, second = replies(doubtful(HEAR), doubtful(HEAR))
    assert (first.asked, second.asked) == (True, False)


@given(scenarios(), plays(), variants)
def test_the_client_never_asks_twice_at_a_moment(
    told: Scenario, given_replies: list[Reading], variant: str
) -> None:
    encounter = Encounter(told)
    session, asked_at = encounter.begin(variant), []
    for reading in given_replies:
        if session.ended:
            break
        turn = encounter.take_turn(session, reading)
        asked_at += [turn.moment] if turn.asked else []
        session = turn.after
    assert len(asked_at) == len(set(asked_at))


def test_a_plain_reply_after_the_question_is_read_like_any_other() -> None:
    second = replies(doubtful(HEAR), reading_of({HEAR: 2}))[-1]
    assert second.after.moment == "softens"
    assert second.shift.alliance > 0


@pytest.mark.parametrize(("level", "leads"), [(2, "softens"), (1, "softens"), (0, "goes on")])
def test_if_still_unsure_what_the_trainee_says_was_meant_decides(level: int, leads: str) -> None:
    second = replies(doubtful(HEAR), doubtful(HEAR), meant={HEAR: level})[-1]
    assert second.after.moment == leads
    assert second.reading.judgements[HEAR].why == "as meant"


def test_what_was_meant_is_not_heard_before_the_client_has_asked() -> None:
    (first,) = replies(doubtful(HEAR), meant={HEAR: 2})
    assert first.asked


def test_what_was_meant_never_overrules_a_certain_reading() -> None:
    certain = doubtful(HOLD, sure={"deflect": 2})
    second = replies(doubtful(HEAR), certain, meant={"deflect": 0, HEAR: 2, HOLD: 1})[-1]
    assert second.reading.level("deflect") == 2
    assert second.reading.level(HEAR) == 0
    assert second.after.moment == "steady"


def test_if_still_unsure_and_nothing_is_said_a_certain_route_is_taken() -> None:
    second = replies(doubtful(HEAR), doubtful(HEAR, sure={HOLD: 1}))[-1]
    assert second.after.moment == "steady"


def test_if_no_other_route_is_certain_otherwise_is_taken() -> None:
    second = replies(doubtful(HEAR), doubtful(HEAR, HOLD))[-1]
    assert second.after.moment == "goes on"


def test_the_client_does_not_ask_when_the_hour_is_over() -> None:
    told = scenario(moment("asks", route("asks", IS_HEARD), route("open")), turns=1)
    encounter = Encounter(told)
    turn = encounter.take_turn(encounter.begin("one"), doubtful(HEAR))
    assert (turn.asked, turn.after.moment) == (False, "open")


def test_a_slip_may_still_be_owned_after_a_plain_question_in_between() -> None:
    asks = moment("asks", route("softens", IS_HEARD), route("steady"))
    told = scenario(
        moment("slips", route("asks"), phase="hot"),
        asks,
        moment("softens", route("open")),
        moment("steady", route("open")),
    )
    encounter = Encounter(told)
    slip = encounter.take_turn(encounter.begin("one"), reading_of({"justify_self": 2}))
    unclear = encounter.take_turn(slip.after, doubtful(HEAR))
    owned = encounter.take_turn(unclear.after, reading_of({OWN: 2}))
    assert unclear.asked
    assert owned.shift.gave_back == 6


def test_a_doubt_opens_no_way_that_a_meter_has_closed() -> None:
    asks = moment("asks", route("open", Meter("alliance", below=10)), route("met", IS_HEARD),
                  route("open"))  # fmt: skip
    encounter = Encounter(scenario(asks))
    turn = encounter.take_turn(encounter.begin("one"), doubtful(HEAR))
    assert (turn.asked, turn.after.moment) == (False, "open")  # `met` needs more than hearing
