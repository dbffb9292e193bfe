"""What the checks promise about any scenario, tried on random ones and on small ones by hand.

That each problem is found where it is, and not where it only seems to be, is tested from the
catalogue (test_catalogue.py).
"""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sim.authoring.checker import check
from sim.authoring.checks import CHECKS, check_map, check_ways
from sim.authoring.checks.chart import Chart
from sim.authoring.checks.graph import check_graph
from sim.authoring.checks.routes import check_routes, check_stuck
from sim.authoring.library import Library
from sim.authoring.skeleton import skeleton
from sim.authoring.walking import route_taken
from sim.domain.conditions import AllOf, Earlier, Meter, Not, Shows, Sought, Visited
from sim.domain.encounter import Encounter
from sim.domain.scenario import Now, Route, Scenario, Variant
from sim.paths import root
from tests.authoring.scenario_strategies import (
    draft_of,
    leaves,
    random_turns,
    unchecked_scenarios,
)
from tests.domain.plain_scenarios import ending, moment, route, scenario

seeds = st.integers(0, 10_000)
usual = settings(max_examples=40, deadline=None)
SHIPPED = sorted(p.stem for p in root("scenarios").glob("*.yaml"))


def codes(told: Scenario) -> set[str]:
    return {p.code for p in check_ways(draft_of(told)) if p.code.startswith("GR")}


def found_on_the_map(told: Scenario) -> set[str]:
    """As `codes`, but also where a condition names a moment that does not exist."""
    draft, chart = draft_of(told), Chart(told)
    checks = (check_graph, check_stuck, check_routes)
    return {p.code for one in checks for p in one(draft, chart)}


def shows(*names: str, quantifier: str = "any", level: int = 1) -> Shows:
    return Shows(quantifier, tuple(Sought(n, level) for n in names))  # type: ignore[arg-type]


# ── Promises about every scenario ──────────────────────────────────────────────────────


@usual
@given(unchecked_scenarios(), seeds)
def test_in_an_accepted_scenario_every_reply_finds_a_route_and_every_play_an_end(
    told: Scenario, seed: int
) -> None:
    assume(not found_on_the_map(told) & {"GR307", "GR312", "GR314", "GR317"})
    encounter = Encounter(told)
    for turn in random_turns(told, seed):
        assert route_taken(encounter, turn) is not None
        assert turn.after.ended or turn.n < told.turns


@usual
@given(unchecked_scenarios())
def test_in_an_accepted_scenario_an_ending_can_still_be_reached_from_wherever_a_play_gets(
    told: Scenario,
) -> None:
    assume(not found_on_the_map(told) & {"GR307", "GR312"})
    chart = Chart(told)
    for variant, reached in chart.reached.items():
        for name in reached & told.moments.keys():
            assert chart.open_beyond[variant][name] & told.endings.keys()


@usual
@given(unchecked_scenarios(), seeds)
def test_a_route_that_is_called_dead_is_never_taken(told: Scenario, seed: int) -> None:
    chart = Chart(told)
    taken = {(t.moment, t.before.variant, route_taken(chart.encounter, t))
             for t in random_turns(told, seed)}  # fmt: skip
    for name, variant, number in taken:
        if number is not None:
            assert number in chart.open_routes(name, variant)


@usual
@given(unchecked_scenarios(), seeds)
def test_a_place_that_is_called_unreachable_is_never_reached(told: Scenario, seed: int) -> None:
    chart = Chart(told)
    for turn in random_turns(told, seed):
        by_time = turn.after.ended and turn.n >= told.turns
        assert by_time or turn.after.moment in chart.reached[turn.before.variant]


@usual
@given(unchecked_scenarios(), seeds)
def test_an_accepted_exit_that_nobody_can_prevent_ends_in_leaving(
    told: Scenario, seed: int
) -> None:
    assume("GR318" not in found_on_the_map(told))
    for turn in random_turns(told, seed):
        in_time = turn.after.ended and turn.n < told.turns
        if in_time and told.variants[turn.before.variant].unpreventable:
            assert leaves(told, turn.after.moment)


@usual
@given(unchecked_scenarios())
def test_no_scenario_makes_the_checks_themselves_fail(told: Scenario) -> None:
    for one in CHECKS:
        for problem in one(draft_of(told)):
            assert problem.message
            assert problem.cure


@pytest.mark.parametrize("scenario_id", SHIPPED)
def test_a_shipped_scenario_has_no_problem_at_all(scenario_id: str) -> None:
    source = (root("scenarios") / f"{scenario_id}.yaml").read_bytes()
    assert [p.message for p in check(source, f"{scenario_id}.yaml")] == []


def test_the_skeleton_has_no_problem_at_all() -> None:
    assert [p.message for p in check(skeleton("my-client").encode(), "my-client.yaml")] == []


# ── Routes that can never be first ─────────────────────────────────────────────────────


def in_three_steps(*routes: Route, **changes: object) -> Scenario:
    """`m0`, then `m1` with these routes, then `m2`, which ends well or stays open."""
    return scenario(
        moment("m0", route("m1")),
        moment("m1", *routes, route("m2")),
        moment("m2", route("open", shows("withdraw")), route("agreed"), said=3),
        endings={"agreed": ending("agreed", "planned"), "open": ending("open")},
        **changes,
    )


DEAD = {
    "two conditions that exclude each other": AllOf(
        (shows("own_part"), shows("own_part", quantifier="none"))
    ),
    "a group without any of its ids": AllOf(
        (shows("defensive"), shows("defensive", quantifier="none"))
    ),
    "one of a group that must not be there": AllOf(
        (shows("appease"), shows("defensive", quantifier="none"))
    ),
    "more alliance than this client can give": Meter("alliance", at_least=72),
    "a need that nobody has voiced yet": Meter("said", at_least=3),
    "a moment that only comes later": Visited("m2"),
    "a second visit where nothing leads back": Visited("m1", 2),
    "a reply given at a moment that only comes later": Earlier(
        "any", (Sought("own_part"),), ("m2",)
    ),
    "an empty stretch of a meter": Meter("frame", at_least=60, below=50),
}


@pytest.mark.parametrize("when", DEAD.values(), ids=DEAD.keys())
def test_a_route_that_can_never_hold_is_told(when: Meter | AllOf) -> None:
    assert codes(in_three_steps(route("open", when))) == {"GR310"}


ALIVE = {
    "level 1 of something, and not level 2": AllOf(
        (shows("own_part"), Not(shows("own_part", level=2)))
    ),
    "a group, and one of its ids missing": AllOf(
        (shows("defensive"), shows("appease", quantifier="none"))
    ),
    "as much alliance as this client can give": Meter("alliance", at_least=71),
    "no reply yet that owned anything": Earlier("none", (Sought("own_part"),)),
    "a reply given at the moment before": Earlier("any", (Sought("own_part"),), ("m0",)),
    "a moment that everybody has passed": Visited("m0"),
}


@pytest.mark.parametrize("when", ALIVE.values(), ids=ALIVE.keys())
def test_a_route_that_can_hold_is_left_alone(when: Meter | AllOf) -> None:
    assert codes(in_three_steps(route("open", when))) == set()


def test_a_route_below_a_wider_one_is_in_its_shadow() -> None:
    wide, narrow = route("open", shows("defensive")), route("m2", shows("withdraw"))
    assert codes(in_three_steps(wide, narrow)) == {"GR311"}
    assert codes(in_three_steps(narrow, wide)) == set()


def test_routes_can_shadow_another_only_together() -> None:
    high, low = route("open", Meter("frame", at_least=50)), route("m2", Meter("frame", below=50))
    assert codes(in_three_steps(high, low, route("open", shows("appease")))) == {"GR311"}
    assert codes(in_three_steps(high, route("open", shows("appease")), low)) == set()


def test_level_two_is_not_in_the_shadow_of_another_id() -> None:
    first = route("open", shows("own_part"))
    assert codes(in_three_steps(first, route("m2", shows("own_part", level=2)))) == {"GR311"}
    assert codes(in_three_steps(first, route("m2", shows("reach_need", level=2)))) == set()


def test_a_route_for_whoever_is_here_takes_every_reply() -> None:
    here, later = route("open", Visited("m1")), route("m2", shows("own_part"))
    assert codes(in_three_steps(here, later)) >= {"GR311"}
    assert codes(in_three_steps(later, here)) == set()


def test_one_missing_link_is_told_once_and_not_for_each_moment_behind_it() -> None:
    told = scenario(
        moment("m0", route("m1")), moment("m1", route("met", shows("own_part")), route("open")),
        moment("lost", route("behind")), moment("behind", route("further")),
        moment("further", route("m1")),
    )  # fmt: skip
    found = [p.message for p in check_ways(draft_of(told)) if p.code == "GR305"]
    assert len(found) == 1
    assert "`lost`" in found[0]


def test_a_wrong_name_is_not_told_again_as_a_place_that_cannot_be_reached() -> None:
    told = scenario(moment("m0", route("m1")), moment("m1", route("m3")))
    assert codes(told) == {"GR301"}


def test_a_client_who_has_decided_to_go_may_go() -> None:
    assert "GR315" in codes(_after_a_rupture())
    assert "GR315" not in codes(_after_a_rupture(now=Now(leaving="decided")))


def _after_a_rupture(**changes: object) -> Scenario:
    return scenario(
        moment("m0", route("m1", shows("repair")), route("m2")),
        moment("m1", route("agreed"), phase="middle"),
        moment("m2", route("m3"), **changes),
        moment("m3", route("open"), phase="middle"),
        endings={"agreed": ending("agreed", "planned"), "open": ending("open")},
    )


def test_a_variant_that_is_kept_from_a_moment_needs_another_way() -> None:
    two = {"one": Variant("one", ""), "two": Variant("two", "")}
    told = in_three_steps(variants=two)
    moments = {**told.moments, "m2": moment("m2", route("agreed"), only=("one",), said=3)}
    closed = scenario(*moments.values(), endings=told.endings, variants=two)
    assert "GR314" in codes(closed)
    assert "GR314" not in codes(told)
    assert "GR314" in {p.code for p in check_map(draft_of(closed))}  # not offered for play


# ── What a library needs ───────────────────────────────────────────────────────────────


def test_what_the_checker_calls_sound_can_be_played_from_the_library() -> None:
    library = Library(root("scenarios"))
    for scenario_id in SHIPPED:
        Encounter(library.draft(scenario_id).scenario)
