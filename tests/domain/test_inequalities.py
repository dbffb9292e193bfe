"""Each inequality of the engine is a test, and its name is the sentence (docs/engine.md)."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim.domain.alliance import LEAVING_UNDER, TEMPERS, Ground, Shifts, shift
from sim.domain.reading import Reading, reading_of
from sim.domain.rubric import MARKER_IDS, REPAIR_IDS
from tests.domain.plain_scenarios import (
    EXPLORE,
    FORWARD,
    HEAR,
    HISTORIES,
    HOLD,
    LEAVE_FREE,
    NAME,
    NEED,
    OWN,
    ROWS,
    Levels,
    client,
    corridor,
    ground,
    moment,
    play,
    route,
    scenario,
    steps,
)
from tests.domain.strategies import grounds, levels, markers, readings

TABLE = Shifts()
YIELDING = {"appease", "boundary_collapse"}
COSTLY = sorted(set(MARKER_IDS) - YIELDING)
CENT = 0.011  # shifts are rounded to two decimals


def alliance(shown: Levels, where: Ground) -> float:
    return shift(reading_of(shown), where, TABLE).alliance


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize("phase", ROWS)
def test_collapse_lifts_the_alliance_and_lowers_the_frame(phase: str, history: str) -> None:
    done = shift(reading_of({"boundary_collapse": 2}), ground(phase=phase, history=history), TABLE)
    assert (done.alliance, done.frame, done.debt) == (4, -14, 10)


@given(grounds(), levels(), markers)
def test_a_marker_at_level_2_never_nets_a_gain(
    where: Ground, shown: dict[str, int], marker: str
) -> None:
    done = shift(reading_of({**shown, marker: 2}), where, TABLE)
    assert done.alliance + done.frame - done.debt <= CENT


@given(grounds(), levels(), markers)
def test_a_marker_at_level_2_lifts_the_alliance_by_no_more_than_the_relief_of_yielding(
    where: Ground, shown: dict[str, int], marker: str
) -> None:
    shown = {**shown, marker: 2}
    relief = sum(TABLE.marker_alliance[m][shown[m] - 1] for m in YIELDING & set(shown))
    assert alliance(shown, where) <= relief


@given(grounds(), levels(REPAIR_IDS), markers)
def test_a_marker_noticed_and_taken_back_in_the_same_reply_never_caps(
    where: Ground, repair: dict[str, int], marker: str
) -> None:
    slip = Reading(reading_of({**repair, marker: 2}).judgements, taken_back=True)
    caught, clean = shift(slip, where, TABLE), shift(reading_of(repair), where, TABLE)
    assert (caught.parts, caught.gave_back, caught.heard) == (
        clean.parts, clean.gave_back, clean.heard
    )  # fmt: skip
    assert caught == shift(reading_of({**repair, marker: 1}), where, TABLE)


def after_a_slip(slip: Levels, where: Ground) -> Ground:
    done = shift(reading_of(slip), where, TABLE)
    return replace(where, alliance=where.alliance + done.alliance, just_lost=done.lost)


@given(
    grounds(just_lost=0.0, repeats={}),
    levels(COSTLY, fewest=1),
    levels([c for c in REPAIR_IDS if c != OWN]),
)
def test_owning_on_the_next_turn_recovers_more_than_carrying_on_well_without_owning(
    where: Ground, slip: dict[str, int], well: dict[str, int]
) -> None:
    then = after_a_slip(slip, where)
    assume(then.just_lost > 0)
    owned, carried_on = alliance({OWN: 2}, then), alliance(well, then)
    ceiling = min(100.0, then.start + then.temper.ceiling)
    assert owned > carried_on or then.alliance + owned >= ceiling - CENT


@pytest.mark.parametrize(("history", "phase", "marker"), [*product(HISTORIES, ROWS, COSTLY)])
def test_owning_alone_recovers_more_than_any_two_other_good_steps(
    history: str, phase: str, marker: str
) -> None:
    for level, said in product((1, 2), (0, 2)):
        where = ground(history=history, phase=phase, said=said, heard=True)
        then = after_a_slip({marker: level}, where)
        owned = alliance({OWN: 2}, then)
        for well in combinations([c for c in REPAIR_IDS if c != OWN], 2):
            assert owned > alliance(dict.fromkeys(well, 2), then)


def test_owning_alone_recovers_more_even_where_little_was_lost() -> None:
    then = ground(phase="later", heard=True, just_lost=0.1)
    assert alliance({OWN: 2}, then) > alliance({FORWARD: 2, NEED: 2}, then)


@given(grounds(just_lost=8.0), levels([c for c in REPAIR_IDS if c != OWN]))
def test_owning_beside_all_else_never_recovers_less(where: Ground, well: dict[str, int]) -> None:
    assert alliance({**well, OWN: 2}, where) >= alliance(well, where)


@pytest.mark.parametrize(("phase", "marker", "level"), [*product(ROWS, COSTLY, (1, 2))])
def test_a_fragile_client_loses_more(phase: str, marker: str, level: int) -> None:
    safe, mixed, unsafe = (
        alliance({marker: level}, ground(phase=phase, history=history)) for history in HISTORIES
    )
    assert unsafe < mixed < safe < 0


GOOD = ({HEAR: 2}, {OWN: 2}, {HEAR: 2, EXPLORE: 2}, {NEED: 2}, {FORWARD: 2, LEAVE_FREE: 2})
WAY = steps("hot hot middle middle later", [2, 2, 2, 3, 3])


def test_a_fragile_client_once_repaired_may_gain_more() -> None:
    ends = [play(corridor(WAY * 2, h), GOOD * 2)[-1].after.alliance for h in HISTORIES]
    assert ends[0] < ends[1] < ends[2]


ORDERS = {
    "confrontation": ((HEAR, OWN, EXPLORE, NEED, FORWARD), WAY),
    "withdrawal": (
        (NAME, EXPLORE, HEAR, NEED, FORWARD),
        steps("marker middle middle middle later", [0, 0, 1, 2, 3]),
    ),
}


def final(rupture: str, history: str, order: tuple[str, ...]) -> float:
    told = corridor(ORDERS[rupture][1], history, rupture=rupture)
    return play(told, [{criterion: 2} for criterion in order])[-1].after.alliance


@pytest.mark.parametrize(("rupture", "history"), [*product(ORDERS, HISTORIES)])
def test_the_same_good_replies_in_the_wrong_order_end_lower(rupture: str, history: str) -> None:
    right, way = ORDERS[rupture]
    best, ceiling = final(rupture, history, right), 55 + TEMPERS[history].ceiling
    assert final(rupture, history, right[::-1]) < best
    for order in permutations(right):
        moved = [
            way[right.index(c)]["phase"] != at["phase"] for c, at in zip(order, way, strict=True)
        ]
        end = final(rupture, history, order)
        # Neighbours within one phase may change places, and a full meter hides an order.
        assert end < best or (end == best and (not any(moved) or end == ceiling))


@given(grounds(heard=False, false_belief=False), levels(REPAIR_IDS))
def test_a_way_forward_before_the_client_was_heard_earns_at_most_1(
    where: Ground, others: dict[str, int]
) -> None:
    others = {c: n for c, n in others.items() if c not in (FORWARD, HEAR)}
    without, with_it = (
        shift(reading_of(shown), where, TABLE) for shown in (others, {**others, FORWARD: 2})
    )
    assert with_it.alliance - without.alliance <= 1 + CENT
    assert with_it.frame - without.frame <= 1 + CENT


@pytest.mark.parametrize("phase", ["middle", "later"])
def test_so_does_a_need_before_the_client_was_heard(phase: str) -> None:
    unheard, heard = (
        ground(phase=phase, history="unsafe", heard=heard, alliance=40.0) for heard in (False, True)
    )
    assert alliance({NEED: 2}, unheard) == 1
    assert alliance({NEED: 2, HEAR: 2}, unheard) == alliance({NEED: 2, HEAR: 2}, heard)


def test_a_fact_that_frees_from_a_false_belief_is_exempt() -> None:
    mistaken, other = (
        ground(phase="later", false_belief=belief, alliance=40.0) for belief in (True, False)
    )
    assert alliance({FORWARD: 2}, mistaken) > 1 >= alliance({FORWARD: 2}, other)


@pytest.mark.parametrize(("history", "phase"), [*product(HISTORIES, ROWS)])
def test_holding_and_repairing_beats_either_alone(history: str, phase: str) -> None:
    where = ground(history=history, phase=phase, heard=True)
    for warm in (NAME, HEAR, OWN, EXPLORE):
        if alliance({warm: 2}, where) == 0:
            continue
        both, held, met = (
            shift(reading_of(shown), where, TABLE)
            for shown in ({HOLD: 2, warm: 2}, {HOLD: 2}, {warm: 2})
        )
        assert both.alliance > max(held.alliance, met.alliance)
        assert both.frame >= held.frame > met.frame


def test_where_the_frame_is_at_stake_a_short_play_needs_both_to_repair() -> None:
    told = corridor(WAY, start=(55.0, 40.0, 0))
    held = [{HOLD: 2}] * len(GOOD)
    both = [{**warm, HOLD: 2} for warm in GOOD]
    assert [play(told, replies)[-1].after.moment for replies in (GOOD, held, both)] == [
        "open",
        "open",
        "met",
    ]


small = st.fixed_dictionaries({"phase": st.sampled_from(("contract", *ROWS)), "said": st.just(3)})


@given(
    st.lists(small, min_size=1, max_size=8),
    st.lists(readings(unsure=False, most=1), min_size=8, max_size=8),
    st.sampled_from(HISTORIES),
    st.sampled_from((0.0, 30.0, 55.0)),
)
def test_no_sequence_of_level_1_replies_repairs(
    way: list[dict[str, object]], replies: list[Reading], history: str, start: float
) -> None:
    told = corridor(way, history, start=(start, 100.0, 0))
    assert play(told, replies[: len(way)])[-1].after.moment == "open"


def test_the_same_corridor_is_repaired_by_replies_at_level_2() -> None:
    assert play(corridor(WAY), GOOD)[-1].after.moment == "met"


def arriving(strain: dict[str, object], history: str = "mixed") -> tuple[float, float]:
    """The alliance before and after a calm moment that leads to this one."""
    calm = moment("calm", route("next"), phase="contract")
    told = scenario(calm, moment("next", route("open"), **strain), client=client(history))
    (turn,) = play(told, [{}])
    return turn.before.alliance, turn.after.alliance


@pytest.mark.parametrize(("history", "phase"), [*product(HISTORIES, ("marker", "hot", "middle"))])
def test_a_withdrawn_clients_first_complaint_never_lowers_the_alliance(
    history: str, phase: str
) -> None:
    complaint = {"phase": phase, "said": 2, "rupture": "withdrawal"}
    before, after = arriving(complaint, history=history)
    assert after == before


def test_a_strain_that_is_no_such_complaint_does_lower_it() -> None:
    hint, attack = ({"said": n, "rupture": r} for n, r in ((1, "withdrawal"), (2, "confrontation")))
    assert [arriving(strain)[1] for strain in (hint, attack)] == [46, 46]


def test_after_the_complaint_of_a_withdrawn_client_no_onset_is_made_up_for() -> None:
    quiet = {"rupture": "withdrawal"}
    told = scenario(
        moment("complains", route("goes on"), said=2, **quiet),
        moment("goes on", route("open"), **quiet),  # an author need not say `said` twice
    )
    assert play(told, [{}])[-1].after.alliance == 55


@given(grounds(rupture="withdrawal", said=0), levels(REPAIR_IDS))
def test_validating_what_a_withdrawn_client_has_not_said_earns_at_most_1(
    where: Ground, others: dict[str, int]
) -> None:
    others = {c: n for c, n in others.items() if c != HEAR}
    done = shift(reading_of({**others, HEAR: 2}), where, TABLE)
    assert done.alliance - alliance(others, where) <= 1 + CENT
    assert not done.heard


@pytest.mark.parametrize("history", HISTORIES)
def test_no_single_reply_brings_leaving_into_play(history: str) -> None:
    worst = dict.fromkeys(COSTLY, 2)
    told = corridor(steps("hot hot", [0, 0]), history)
    assert play(told, [worst])[-1].after.alliance >= LEAVING_UNDER
