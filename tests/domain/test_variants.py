"""Which version of the rupture a run plays: settled before the first word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.domain.encounter import Encounter
from sim.domain.reading import Reading
from sim.domain.scenario import Scenario, Variant, choose_variant
from tests.domain.plain_scenarios import moment, route, scenario
from tests.domain.strategies import plays, scenarios, variants

DANIEL = scenario(
    moment("looks away", route("open")),
    moment("at the door", route("open")),
    opening="looks away",
    variants={
        "glance": Variant("glance", "You looked at the clock."),
        "gone": Variant("gone", "He has already decided.", unpreventable=True),
        "late": Variant("late", "He is late.", frame="Fifty minutes.", opening="at the door"),
    },
    frame="Weekly.",
)
picks = st.integers(0, 2**31)


@given(picks)
def test_an_exit_that_no_reply_prevents_is_never_drawn_for_a_first_play(pick: int) -> None:
    assert choose_variant(DANIEL, pick, plays_before=0) in ("glance", "late")


def test_it_may_be_drawn_for_a_later_play() -> None:
    assert {choose_variant(DANIEL, pick, plays_before=1) for pick in range(3)} == {
        "glance",
        "gone",
        "late",
    }


@given(picks, st.integers(0, 5))
def test_the_same_seed_gives_the_same_variant(pick: int, before: int) -> None:
    assert choose_variant(DANIEL, pick, before) == choose_variant(DANIEL, pick, before)


def test_carol_may_pick_any_variant_for_her_class() -> None:
    assert choose_variant(DANIEL, 0, 0, wished="gone") == "gone"


def test_a_variant_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="telepathy"):
        choose_variant(DANIEL, 0, 0, wished="telepathy")


def test_a_scenario_with_nothing_to_draw_for_a_first_play_says_so() -> None:
    only_gone = replace(DANIEL, variants={"gone": DANIEL.variants["gone"]})
    with pytest.raises(ValueError, match="no reply prevents"):
        choose_variant(only_gone, 0, plays_before=0)


@given(scenarios(), plays(), variants)
def test_the_variant_is_fixed_before_the_first_turn_and_never_changes(
    told: Scenario, replies: list[Reading], variant: str
) -> None:
    encounter = Encounter(told)
    session = encounter.begin(variant)
    for reading in replies:
        assert session.variant == variant
        if not session.ended:
            session = encounter.take_turn(session, reading).after


@given(scenarios(), plays())
def test_a_run_never_comes_to_a_moment_of_another_variant(
    told: Scenario, replies: list[Reading]
) -> None:
    encounter = Encounter(told)
    session = encounter.begin("text")
    private = {m.id for m in told.moments.values() if m.only}
    for reading in replies:
        if not session.ended:
            session = encounter.take_turn(session, reading).after
    assert not private & set(session.visited)


def test_a_variant_may_open_elsewhere_and_have_a_frame_of_its_own() -> None:
    encounter = Encounter(DANIEL)
    assert encounter.begin("glance").moment == "looks away"
    assert encounter.begin("late").moment == "at the door"
    assert [DANIEL.frame_for(v) for v in ("glance", "late")] == ["Weekly.", "Fifty minutes."]
