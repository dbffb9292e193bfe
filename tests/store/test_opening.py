"""Opening a database: made, found, brought up to date, or refused with a sentence."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlite_utils import Database

from sim.store import inspection, migrations, schema
from sim.store.backup import newest_backup
from sim.store.connection import Store, StoreCorrupt, StoreError
from sim.store.files import backups_of
from tests.store.cast import Player, begins
from tests.store.whole import told

PLACES = ["practice.db", "a b?c#d%20e.db", "übung/praxis.db"]


@pytest.mark.parametrize("name", PLACES)
def test_a_new_database_is_made_wherever_it_is_wished_and_found_again(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    first = Store(path)
    amina = begins(first, "Amina")
    amina.replies(1)
    before = told(first, [("Amina", amina)])
    first.close()
    assert {p.name for p in path.parent.iterdir()} == {path.name}, "closed, it is one file"
    again = Store(path)
    assert told(again, [("Amina", amina)]) == before
    again.close()


def test_what_is_written_survives_a_power_cut_by_its_settings(store: Store) -> None:
    with store.exclusively() as db:
        kept = {
            name: db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
        assert db.execute("PRAGMA busy_timeout").fetchone()[0] == 5000
    assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_a_reading_connection_cannot_write(store: Store) -> None:
    with pytest.raises(StoreError, match="write-protected"):
        store.rows("DELETE FROM person")


@pytest.mark.skipif(os.name != "posix", reason="the system has no such rights")
def test_only_its_owner_can_read_it(store: Store, amina: Player) -> None:
    for path in store.path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_six_programs_that_start_at_once_make_one_database(tmp_path: Path) -> None:
    path = tmp_path / "practice.db"
    with get_context("spawn").Pool(6) as pool:
        assert pool.map(open_and_close, [path] * 6) == [len(schema.KNOWN)] * 6
    with closing(sqlite3.connect(path)) as db:
        taken = db.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()
    assert taken == (len(schema.KNOWN),)


def open_and_close(path: Path) -> int:
    store = Store(path)
    steps = len(schema.migrations.applied(store.reading()))
    store.close()
    return steps


def test_a_database_from_a_newer_program_is_refused_and_stays_as_it_is(
    store: Store, amina: Player
) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('rupture-and-repair', 'm999_from_the_future', 'then')"
        )
    before = store.path.read_bytes()
    with pytest.raises(StoreError, match="newer version") as refused:
        Store(store.path)
    assert not isinstance(refused.value, StoreCorrupt)
    assert store.path.read_bytes() == before


@pytest.mark.parametrize("content", [b"Dear diary, today I", b"\0" * 8192, b"SQLite format 3\0"])
def test_a_file_that_is_no_database_is_refused_and_stays_as_it_is(
    path: Path, content: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreCorrupt, match="nothing was overwritten"):
        Store(path)
    assert path.read_bytes() == content
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_another_program_s_database_is_refused_and_stays_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE recipe (id INTEGER PRIMARY KEY, dish TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreCorrupt, match="not one of this program"):
        Store(path)
    assert path.read_bytes() == before


def test_a_changed_table_is_refused(store: Store) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as db:
        db.execute("ALTER TABLE turn RENAME COLUMN words TO sentences")
    with pytest.raises(StoreCorrupt):
        Store(store.path)


def test_an_added_index_or_view_of_one_s_own_does_no_harm(store: Store, amina: Player) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as db:
        db.execute("CREATE VIEW endings AS SELECT ending, count(*) FROM run GROUP BY 1")
    Store(store.path).close()


def test_an_emptied_file_is_not_taken_for_a_new_one_where_there_are_backups(
    store: Store, amina: Player
) -> None:
    from sim.store.backup import backup

    backup(store, backups_of(store.path) / "monday.db")
    store.close()
    store.path.write_bytes(b"")
    with pytest.raises(StoreCorrupt, match=r"The newest good one is .*monday\.db"):
        Store(store.path)
    assert store.path.stat().st_size == 0


@pytest.fixture
def one_step_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program one version on: it knows a step that today's databases have not taken."""

    def m002_rooms(db: Database) -> None:
        db.execute("CREATE TABLE room (id INTEGER PRIMARY KEY)")

    monkeypatch.setattr(schema.migrations, "_migrations", [*schema.migrations._migrations])
    schema.migrations()(m002_rooms)
    known = (*schema.KNOWN, "m002_rooms")
    for module in (schema, inspection, migrations):
        monkeypatch.setattr(module, "KNOWN", known)


def test_before_a_step_of_the_schema_a_backup_is_made(
    store: Store, amina: Player, request: pytest.FixtureRequest
) -> None:
    amina.replies(1)
    before = told(store, [("Amina", amina)])
    store.close()
    request.getfixturevalue("one_step_more")
    upgraded = Store(store.path)
    assert told(upgraded, [("Amina", amina)]) == before
    assert upgraded.rows("SELECT * FROM room") == []
    upgraded.close()
    kept = newest_backup(backups_of(store.path))
    assert kept is not None
    assert "before-m002_rooms" in kept.name
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("SELECT words FROM turn").fetchall()
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'room'").fetchall()


@pytest.mark.usefixtures("one_step_more")
def test_a_new_database_needs_no_backup(path: Path) -> None:
    Store(path).close()
    assert newest_backup(backups_of(path)) is None


def test_a_step_that_fails_leaves_the_old_schema(
    store: Store, amina: Player, request: pytest.FixtureRequest
) -> None:
    store.close()
    request.getfixturevalue("one_step_more")

    def failing(db: Database) -> None:
        db.execute("DROP TABLE event")
        raise RuntimeError("half way")

    schema.migrations._migrations[-1].fn = failing
    with pytest.raises(RuntimeError):
        Store(store.path)
    request.getfixturevalue("monkeypatch").undo()
    again = Store(store.path)
    assert told(again, [("Amina", amina)])
    again.close()
