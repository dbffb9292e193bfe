"""A run belongs to one person, pins what it began with, and can be left."""

from __future__ import annotations

import pytest

from sim.domain.session import Session
from sim.store.connection import Store
from sim.store.events import events_of
from sim.store.runs import (
    attempt_of,
    begin_run,
    delete_run,
    ended_runs,
    latest_runs,
    leave_run,
    open_runs,
    plays_before,
    run_of,
    set_state,
)
from sim.store.versions import keep_version, source_of
from tests.store.cast import (
    AT,
    FRESH,
    LATER,
    SCENARIO,
    SHA,
    SOURCE,
    Player,
    begins,
    joins,
    new_run,
)


def test_a_run_keeps_everything_that_it_pins(store: Store, amina: Player) -> None:
    run = run_of(store, amina.run, amina.person)
    assert run is not None
    wished = new_run(amina.person, amina.run)
    for name in wished.__slots__:
        assert getattr(run, name) == getattr(wished, name)
    assert (run.status, run.ending, run.begun_at, run.last_at) == ("open", None, AT, AT)


def test_a_run_begins_with_its_first_attempt(store: Store, amina: Player) -> None:
    attempt = attempt_of(store, amina.run)
    assert (attempt.n, attempt.parent, attempt.from_turn) == (1, None, None)
    assert Session.from_data(attempt.begun) == Session.from_data(attempt.position) == FRESH
    assert [e.kind for e in events_of(store, amina.run)] == ["begun"]


def test_ben_cannot_find_amina_s_run(store: Store, amina: Player, ben: Player) -> None:
    assert run_of(store, amina.run, ben.person) is None
    assert run_of(store, "no such run", ben.person) is None
    assert amina.run not in [run.id for run in open_runs(store, ben.person)]


def test_a_run_for_nobody_or_of_no_version_is_not_begun(store: Store, amina: Player) -> None:
    import sqlite3

    with pytest.raises(sqlite3.IntegrityError):
        begin_run(store, new_run(999, "stray"), FRESH, AT)
    assert [run.id for run in latest_runs(store, 9)] == [amina.run]


def test_a_run_that_fails_to_begin_leaves_no_half(store: Store, amina: Player) -> None:
    import sqlite3

    with pytest.raises(sqlite3.IntegrityError):
        begin_run(store, new_run(amina.person, amina.run), FRESH, AT)
    assert len(store.rows("SELECT * FROM attempt")) == len(store.rows("SELECT * FROM event")) == 1


def test_open_runs_come_with_the_one_played_last_first_whatever_the_clock_says(
    store: Store, amina: Player
) -> None:
    second = begins(store, "Amina", "second")
    assert [run.id for run in open_runs(store, amina.person)] == [second.run, amina.run]
    amina.replies(1)
    with store.write() as db:  # the clock was put back
        set_state(db, amina.run, "open", None, "1999-01-01T00:00:00+00:00")
    assert [run.id for run in open_runs(store, amina.person)] == [amina.run, second.run]


def test_leaving_keeps_no_reason_and_counts_nothing(store: Store, amina: Player) -> None:
    amina.replies(1)
    leave_run(store, amina.run, LATER)
    run = run_of(store, amina.run, amina.person)
    assert run is not None
    assert (run.status, run.ending, run.last_at) == ("left", None, LATER)
    assert open_runs(store, amina.person) == ended_runs(store, amina.person) == []
    assert plays_before(store, amina.person, SCENARIO) == 0
    assert events_of(store, amina.run)[-1].detail == {}


def test_leaving_twice_or_after_the_end_changes_nothing(store: Store, amina: Player) -> None:
    amina.replies(1, ending="mended")
    before = (run_of(store, amina.run, amina.person), events_of(store, amina.run))
    leave_run(store, amina.run, LATER)
    leave_run(store, "no such run", LATER)
    assert (run_of(store, amina.run, amina.person), events_of(store, amina.run)) == before


def test_only_one_s_own_finished_plays_of_a_scenario_count_as_played_before(
    store: Store, amina: Player, ben: Player
) -> None:
    begins(store, "Amina", "other", scenario="another-scenario").replies(1, ending="mended")
    ben.replies(1, ending="mended")
    assert plays_before(store, amina.person, SCENARIO) == 0
    amina.replies(1, ending="mended")
    assert plays_before(store, amina.person, SCENARIO) == 1


def test_a_deleted_run_is_gone_with_all_that_hung_on_it(
    store: Store, amina: Player, ben: Player
) -> None:
    amina.replies(1)
    ben.replies(1)
    delete_run(store, amina.run)
    assert run_of(store, amina.run, amina.person) is None
    with pytest.raises(KeyError):
        attempt_of(store, amina.run)
    for table in ("attempt", "turn", "event"):
        assert {row[0] for row in store.rows(f"SELECT count(*) FROM {table}")} <= {1, 2}
    assert run_of(store, ben.run, ben.person) is not None


def test_a_device_that_comes_again_is_the_same_person(store: Store) -> None:
    assert joins(store, "Amina") == joins(store, "Amina") != joins(store, "Ben")


def test_a_scenario_version_is_kept_once_and_comes_back_unchanged(store: Store) -> None:
    keep_version(store, SHA, SCENARIO, SOURCE, AT)
    keep_version(store, SHA, SCENARIO, SOURCE, LATER)
    assert source_of(store, SHA) == SOURCE
    assert source_of(store, "0" * 64) is None
