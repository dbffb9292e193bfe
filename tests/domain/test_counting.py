"""Which turns of a run count when turns were tried again."""

from __future__ import annotations

import pytest

from sim.domain.counting import Tried, first_tries

FIRST = Tried(7, (1, 2, 3), ended=False)
SECOND = Tried(9, (2, 3, 4, 5), ended=True)
THIRD = Tried(12, (5, 6), ended=True)


def test_of_each_turn_the_first_try_counts() -> None:
    expected = {(7, 1), (7, 2), (7, 3), (9, 4), (9, 5)}
    assert first_tries("practice", [FIRST, SECOND]) == expected


def test_after_the_first_ending_nothing_more_counts() -> None:
    assert first_tries("practice", [FIRST, SECOND, THIRD]) == first_tries(
        "practice", [FIRST, SECOND]
    )


def test_explore_counts_nothing() -> None:
    assert first_tries("explore", [FIRST, SECOND]) == frozenset()


@pytest.mark.parametrize("mode", ["practice", "unaided"])
def test_each_turn_counts_at_most_once(mode: str) -> None:
    numbers = [n for _, n in first_tries(mode, [FIRST, SECOND, THIRD])]
    assert sorted(numbers) == sorted(set(numbers))


def test_a_run_without_a_turn_counts_nothing() -> None:
    assert first_tries("practice", []) == frozenset()
