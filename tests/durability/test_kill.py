"""kill -9 on the real server while turns are on their way: what was answered stays."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.storm import Storm, storm

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="kills a process group with SIGKILL"),
]
KILLS = 100
STORMS = 2
"""Two servers side by side, each with its own data: a restart keeps one processor busy."""


@pytest.fixture(scope="module")
def storms(tmp_path_factory: pytest.TempPathFactory) -> list[Storm]:
    folders = [tmp_path_factory.mktemp("storm") for _ in range(STORMS)]

    def one(i: int) -> Storm:
        return storm(folders[i], KILLS // STORMS, seed=i + 1, told=lambda _: None)

    with ThreadPoolExecutor(STORMS) as both:
        return list(both.map(one, range(STORMS)))


def test_no_answered_turn_is_lost_halved_or_stored_twice(storms: list[Storm]) -> None:
    assert [after.faults for after in storms] == [[], []]
    assert sum(after.kills for after in storms) == KILLS


def test_the_kills_came_while_turns_were_being_written(storms: list[Storm]) -> None:
    assert sum(after.answered for after in storms) > KILLS
    assert sum(after.open_at_kill for after in storms) >= KILLS // 5


def test_a_turn_that_was_stored_but_not_answered_is_answered_when_sent_again(
    storms: list[Storm],
) -> None:
    assert sum(after.sent_again for after in storms) > 0
    stored = set[str]().union(*(after.stored_unanswered for after in storms))
    assert stored, "no kill fell between storing and answering"


def test_the_server_can_be_ready_again_within_two_seconds(storms: list[Storm]) -> None:
    # The quickest counts: whatever else the machine does only ever makes it longer.
    waits = sorted(wait for after in storms for wait in after.restarts)
    assert waits[0] < 2.0, waits
