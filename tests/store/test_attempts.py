"""Attempts in the store: only ever added, in one transaction, and gone with their run."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from sim.store.attempts import MOST_ATTEMPTS, NewAttempt, attempts_of, begin_attempt
from sim.store.connection import Store, StoreCorrupt
from sim.store.events import events_of
from sim.store.runs import attempt_of, delete_run, leave_run, run_of
from sim.store.turns import record_turn, turns_of, turns_of_run
from tests.store.cast import LATER, Player, after


def again(player: Player, turn: int = 2) -> NewAttempt:
    return NewAttempt(player.run, player.attempt, turn, after(turn - 1), LATER)


def in_attempt(player: Player, attempt: int) -> Player:
    return replace(player, attempt=attempt)


def test_an_attempt_names_its_parent_and_the_turn_it_takes_anew(
    store: Store, amina: Player
) -> None:
    amina.replies(1)
    assert begin_attempt(store, again(amina)) == "begun"
    latest = attempt_of(store, amina.run)
    assert (latest.n, latest.parent, latest.from_turn) == (2, amina.attempt, 2)
    assert latest.begun == latest.position == after(1).to_data()
    assert attempts_of(store, amina.run)[1] == latest


def test_its_turns_begin_where_it_was_begun_and_the_earlier_ones_stay(
    store: Store, amina: Player
) -> None:
    for n in (1, 2, 3):
        amina.replies(n)
    before = turns_of(store, amina.attempt)
    begin_attempt(store, again(amina))
    second = in_attempt(amina, attempt_of(store, amina.run).id)
    assert record_turn(store, second.turn(1, "too-early")) == "moved"
    assert record_turn(store, second.turn(3, "too-late")) == "moved"
    assert record_turn(store, second.turn(2, "anew")) == "taken"
    assert turns_of(store, amina.attempt) == before
    found = turns_of_run(store, amina.run)
    assert {k: [t.n for t in v] for k, v in found.items()} == {
        amina.attempt: [1, 2, 3],
        second.attempt: [2],
    }


def test_an_ended_run_is_open_again_and_ends_again(store: Store, amina: Player) -> None:
    amina.replies(1, ending="goes")
    begin_attempt(store, again(amina, 1))
    run = run_of(store, amina.run, amina.person)
    assert run is not None
    assert (run.status, run.ending) == ("open", None)
    leave_run(store, amina.run, LATER)
    run = run_of(store, amina.run, amina.person)
    assert run is not None
    assert (run.status, run.ending) == ("ended", "goes")


def test_a_run_that_was_left_or_deleted_takes_no_attempt(store: Store, amina: Player) -> None:
    leave_run(store, amina.run, LATER)
    assert begin_attempt(store, again(amina, 1)) == "closed"
    assert len(attempts_of(store, amina.run)) == 1
    delete_run(store, amina.run)
    assert begin_attempt(store, again(amina, 1)) == "closed"


def test_there_is_an_end_to_attempts(store: Store, amina: Player) -> None:
    amina.replies(1)
    for n in range(2, MOST_ATTEMPTS + 1):
        assert begin_attempt(store, again(amina, 1)) == "begun"
        in_attempt(amina, attempt_of(store, amina.run).id).replies(1, f"try-{n}")
    assert begin_attempt(store, again(amina, 1)) == "too many"
    assert len(attempts_of(store, amina.run)) == MOST_ATTEMPTS


def test_eight_presses_at_once_leave_one_attempt(store: Store, amina: Player) -> None:
    amina.replies(1)
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: begin_attempt(store, again(amina, 1)), range(8)))
    assert done == ["begun"] * 8
    assert [a.n for a in attempts_of(store, amina.run)] == [1, 2]


def test_a_deleted_run_takes_every_attempt_with_it(store: Store, amina: Player) -> None:
    amina.replies(1)
    begin_attempt(store, again(amina, 1))
    in_attempt(amina, attempt_of(store, amina.run).id).replies(1, "anew", words="MARKER " * 30)
    delete_run(store, amina.run)
    for table in ("attempt", "turn", "event"):
        assert store.row(f"SELECT count(*) FROM {table}") == (0,)
    assert not any(b"MARKER" in p.read_bytes() for p in store.path.parent.iterdir())


def test_the_log_says_that_something_is_tried_again(store: Store, amina: Player) -> None:
    amina.replies(1)
    begin_attempt(store, again(amina, 1))
    last = events_of(store, amina.run)[-1]
    assert (last.kind, last.n, last.detail) == ("again", 1, {"from": "asks"})


@pytest.mark.parametrize("column", ["n", "parent", "from_turn", "begun", "position"])
def test_a_changed_attempt_is_noticed(store: Store, amina: Player, column: str) -> None:
    amina.replies(1)
    begin_attempt(store, again(amina, 1))
    with store.write() as db:
        value = "'{}'" if column in ("begun", "position") else "9"
        if column == "parent":
            value = "NULL"
        db.execute(f"UPDATE attempt SET {column} = {value} WHERE n = 2")
    with pytest.raises(StoreCorrupt):
        attempts_of(store, amina.run)
