"""The facts that the doctor reports are those of this database, here and now."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

import pytest

from sim.store import health as facts
from sim.store.backup import backup
from sim.store.connection import Store
from sim.store.files import backups_of
from sim.store.health import health
from sim.store.schema import KNOWN
from tests.store.cast import Player


def test_a_sound_database_is_reported_as_such(store: Store, amina: Player, ben: Player) -> None:
    amina.replies(1)
    found = health(store, backups_of(store.path), time.time())
    assert (found.journal, found.synchronous, found.quick_check) == ("wal", "FULL", "ok")
    assert (found.runs, found.turns, found.schema) == (2, 1, len(KNOWN))
    assert found.private
    assert not found.deletion_due
    assert found.newest_backup_age is None
    assert found.free > 0
    assert found.sqlite == sqlite3.sqlite_version


@pytest.mark.parametrize(
    ("version", "safe"), [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True)]
)
def test_an_sqlite_with_the_log_reset_fault_is_warned_of(
    store: Store, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], safe: bool
) -> None:
    monkeypatch.setattr(facts.sqlite3, "sqlite_version_info", version)
    assert health(store, store.path.parent, 0).sqlite_is_safe is safe


def test_the_level_of_the_connection_that_writes_is_reported(store: Store) -> None:
    with store.exclusively() as db:
        db.execute("PRAGMA synchronous = NORMAL")
    assert health(store, store.path.parent, 0).synchronous == "NORMAL"


def test_an_index_that_does_not_fit_its_table_is_found(store: Store, amina: Player) -> None:
    amina.replies(1)
    with store.exclusively() as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master "
                   "WHERE name = 'run_of_version') WHERE name = 'attempt_of_parent'")  # fmt: skip
    other = Store.__new__(Store)  # a reading connection that sees the schema afresh
    other.__dict__.update(store.__dict__ | {"_own": type(store._own)()})
    assert health(other, store.path.parent, 0).quick_check != "ok"


def test_the_age_of_the_newest_backup_is_reported(store: Store, amina: Player) -> None:
    backup(store, backups_of(store.path) / "monday.db")
    os.utime(backups_of(store.path) / "monday.db", (1000, 1000))
    assert health(store, backups_of(store.path), 4600).newest_backup_age == 3600


@pytest.mark.skipif(os.name != "posix", reason="the system has no such rights")
def test_a_database_open_to_everybody_is_noticed(store: Store, path: Path) -> None:
    path.chmod(0o644)
    path.parent.chmod(0o755)
    assert not health(store, path.parent, 0).private
    path.parent.chmod(0o700)
    assert health(store, path.parent, 0).private
