"""kill -9 on the real server while turns are on their way: what was answered stays."""

from __future__ import annotations

import os
import statistics

import pytest

from bench.storm import Storm, storm

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="kills a process group with SIGKILL"),
]
KILLS = 100


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Storm:
    return storm(tmp_path_factory.mktemp("storm"), KILLS, told=lambda _: None)


def test_no_answered_turn_is_lost_halved_or_stored_twice(after: Storm) -> None:
    assert after.faults == []
    assert after.kills == KILLS


def test_the_kills_came_while_turns_were_being_written(after: Storm) -> None:
    assert after.answered > KILLS
    assert after.open_at_kill >= KILLS // 5


def test_a_turn_that_was_stored_but_not_answered_is_answered_when_sent_again(after: Storm) -> None:
    assert after.sent_again > 0
    assert after.stored_unanswered > 0, "no kill fell between storing and answering"


def test_the_server_is_ready_again_within_two_seconds(after: Storm) -> None:
    assert statistics.median(after.restarts) < 2.0, sorted(after.restarts)[-5:]
