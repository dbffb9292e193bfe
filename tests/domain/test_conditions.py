"""The closed set of questions that a scenario file may ask: each with a hit and a near miss."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.domain.conditions import (
    ALWAYS,
    DEEPEST,
    AllOf,
    AnyOf,
    Condition,
    Earlier,
    Facts,
    IsVariant,
    Meter,
    Not,
    PastTurn,
    Quiet,
    Shows,
    Sought,
    Truth,
    Visited,
    conjunction,
    depth,
    disjunction,
    negated,
)
from sim.domain.reading import Judgement, Reading, reading_of
from sim.domain.scenario import Line, spoken
from tests.domain.plain_scenarios import FORWARD, HEAR, HOLD, OWN, doubtful
from tests.domain.strategies import conditions, readings

TRUTHS: tuple[Truth, ...] = (True, None, False)
truths = st.lists(st.sampled_from(TRUTHS), max_size=4)


def facts(reading: Reading | None = None, **changes: object) -> Facts:
    """One turn in: the client was heard and put off at `asks`; alliance 45, frame 50."""
    usual: dict[str, object] = {
        "meters": {"alliance": 45.0, "frame": 50.0, "said": 2, "debt": 5.0},
        "visited": {"asks": 2, "waits": 1},
        "earlier": (PastTurn("asks", {HEAR: 1, "appease": 2}), PastTurn("waits", {OWN: 2})),
        "variant": "text",
    }
    return Facts(reading, **{**usual, **changes})  # type: ignore[arg-type]


def shows(quantifier: str, *sought: str | tuple[str, int]) -> Shows:
    return Shows(quantifier, _sought(sought))  # type: ignore[arg-type]


def earlier(quantifier: str, *sought: str | tuple[str, int], at: tuple[str, ...] = ()) -> Earlier:
    return Earlier(quantifier, _sought(sought), at)  # type: ignore[arg-type]


def _sought(sought: tuple[str | tuple[str, int], ...]) -> tuple[Sought, ...]:
    return tuple(Sought(s) if isinstance(s, str) else Sought(*s) for s in sought)


REPLY = reading_of({HEAR: 1, HOLD: 2, "deflect": 1})
HIT_AND_NEAR_MISS: list[tuple[Condition, Condition]] = [
    (shows("all", HEAR, HOLD), shows("all", HEAR, OWN)),
    (shows("any", OWN, HEAR), shows("any", OWN, FORWARD)),
    (shows("none", OWN, FORWARD), shows("none", OWN, HEAR)),
    (shows("any", (HOLD, 2)), shows("any", (HEAR, 2))),
    (shows("any", "defensive"), shows("any", ("defensive", 2))),
    (shows("all", "repair", "defensive"), shows("none", "repair")),
    (Quiet(False), Quiet(True)),
    (Meter("alliance", at_least=45), Meter("alliance", at_least=45.01)),
    (Meter("alliance", below=45.01), Meter("alliance", below=45)),
    (Meter("frame", at_least=50, below=51), Meter("frame", at_least=49, below=50)),
    (Meter("said", at_least=2), Meter("said", at_least=3)),
    (Meter("debt", at_least=5), Meter("debt", below=5)),
    (Visited("asks", 2), Visited("asks", 3)),
    (Visited("waits"), Visited("comes-back")),
    (earlier("any", OWN, FORWARD), earlier("any", HOLD)),
    (earlier("all", HEAR, OWN), earlier("all", HEAR, HOLD)),
    (earlier("none", HOLD), earlier("none", "repair")),
    (earlier("any", ("appease", 2)), earlier("any", (HEAR, 2))),
    (earlier("any", OWN, at=("waits",)), earlier("any", OWN, at=("asks",))),
    (earlier("none", OWN, at=("asks",)), earlier("none", HEAR, at=("asks",))),
    (IsVariant(("hug", "text")), IsVariant(("hug",))),
    (Not(Quiet()), Not(shows("any", HEAR))),
    (AllOf((Visited("asks"), shows("any", HEAR))), AllOf((Visited("asks"), shows("any", OWN)))),
    (AnyOf((Visited("gone"), shows("any", HEAR))), AnyOf((Visited("gone"), shows("any", OWN)))),
]


@pytest.mark.parametrize(("hit", "near_miss"), HIT_AND_NEAR_MISS)
def test_a_condition_holds_for_its_hit_and_not_for_its_near_miss(
    hit: Condition, near_miss: Condition
) -> None:
    assert hit.holds(facts(REPLY)) is True
    assert near_miss.holds(facts(REPLY)) is False


def test_a_silence_is_quiet_and_a_reply_is_not() -> None:
    assert Quiet().holds(facts(Reading(quiet=True))) is True
    assert Quiet().holds(facts(REPLY)) is False
    assert Quiet().holds(facts()) is False


def test_before_the_first_reply_nothing_is_shown() -> None:
    assert shows("any", "repair").holds(facts()) is False
    assert shows("none", "repair").holds(facts()) is True


@pytest.mark.parametrize(
    ("condition", "sure", "truth"),
    [
        (shows("any", HEAR), {}, None),
        (shows("any", HEAR, OWN), {OWN: 1}, True),
        (shows("all", HEAR, OWN), {}, False),
        (shows("all", HEAR, OWN), {OWN: 1}, None),
        (shows("none", HEAR), {}, None),
        (shows("none", HEAR, OWN), {OWN: 1}, False),
        (shows("any", "repair"), {}, None),
        (shows("any", "repair"), {HOLD: 1}, True),
        (shows("any", ("repair", 2)), {HOLD: 1}, None),
        (Not(shows("any", HEAR)), {}, None),
    ],
)
def test_a_doubt_is_an_answer_of_its_own_only_where_it_could_decide(
    condition: Condition, sure: dict[str, int], truth: Truth
) -> None:
    assert condition.holds(facts(doubtful(HEAR, sure=sure))) is truth


@given(conditions(), readings())
def test_a_certain_answer_stays_whatever_the_doubts_turn_out_to_be(
    condition: Condition, reading: Reading
) -> None:
    truth = condition.holds(facts(reading))
    doubts = [c for c in reading.judgements if reading.unsure(c)]
    for outcome in product((0, 1, 2), repeat=len(doubts)):
        settled = {c: Judgement(c, n, "partial") for c, n in zip(doubts, outcome, strict=True)}
        world = Reading(
            {**reading.judgements, **settled}, quiet=reading.quiet, taken_back=reading.taken_back
        )
        answer = condition.holds(facts(world))
        assert answer is not None
        assert truth is None or answer is truth


@given(truths)
def test_not_all_is_some_not(answers: list[Truth]) -> None:
    assert negated(conjunction(answers)) is disjunction(negated(a) for a in answers)
    assert negated(disjunction(answers)) is conjunction(negated(a) for a in answers)


@given(truths, st.randoms())
def test_and_and_or_do_not_depend_on_the_order(answers: list[Truth], chance: object) -> None:
    shuffled = answers[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert conjunction(shuffled) is conjunction(answers)
    assert disjunction(shuffled) is disjunction(answers)


def test_and_and_or_follow_kleenes_tables() -> None:
    rank = {False: 0, None: 1, True: 2}
    for a, b in product(TRUTHS, TRUTHS):
        assert rank[conjunction([a, b])] == min(rank[a], rank[b])
        assert rank[disjunction([a, b])] == max(rank[a], rank[b])
    assert [negated(a) for a in TRUTHS] == [False, None, True]
    assert (conjunction([]), disjunction([])) == (True, False)


@given(truths, truths)
def test_and_spreads_over_or(left: list[Truth], right: list[Truth]) -> None:
    whole = conjunction([disjunction(left), disjunction(right)])
    assert whole is disjunction(conjunction([a, b]) for a in left for b in right)


def test_depth_counts_how_deep_a_condition_nests() -> None:
    simple = shows("any", HEAR)
    assert (depth(ALWAYS), depth(simple), depth(AllOf())) == (1, 1, 1)
    assert depth(Not(simple)) == depth(AnyOf((simple,))) == 2
    assert depth(AllOf((simple, Not(AnyOf((Not(simple), simple)))))) == DEEPEST + 1


def test_the_first_wording_that_holds_is_spoken() -> None:
    lines = (
        Line("You said I could.", earlier("any", "boundary_collapse")),
        Line("I nearly did not come.", earlier("any", "appease")),
        Line("I’m late."),
    )
    assert spoken(lines, facts()) == "I nearly did not come."
    assert spoken(lines[:1], facts()) == ""


def test_an_undecided_reply_speaks_no_line_of_its_own() -> None:
    lines = (Line("You heard me.", shows("any", HEAR)), Line("…"))
    assert spoken(lines, facts(doubtful(HEAR))) == "…"
