"""Facts about the database for `sim doctor`, as plain values."""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sim.store.backup import newest_backup
from sim.store.connection import Store
from sim.store.files import explained
from sim.store.schema import migrations

SAFE_SQLITE = (3, 51, 3)
"""The first version without the WAL-reset fault (two writers tidying up at once)."""

SYNCHRONOUS = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}


@dataclass(frozen=True, slots=True)
class Health:
    """`synchronous` is that of the connection that writes. `quick_check` is "ok", or the
    first thing that SQLite's full check finds. `schema` counts the steps taken.
    `newest_backup_age` in seconds, None where there is no backup; `free` in bytes.
    `private`: not everybody on this machine can read the file (taken as given where the
    system has no such rights)."""

    sqlite: str
    sqlite_is_safe: bool
    journal: str
    synchronous: str
    quick_check: str
    runs: int
    turns: int
    free: int
    newest_backup_age: float | None
    private: bool
    schema: int = 0
    deletion_due: bool = False


def health(store: Store, backups: Path, now: float) -> Health:
    """Look the database over; `now` in seconds since the epoch."""
    with store.exclusively() as db:
        journal, synchronous, due = (
            db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "user_version")
        )
    newest = newest_backup(backups)
    with explained():
        return Health(
            sqlite=sqlite3.sqlite_version,
            sqlite_is_safe=sqlite3.sqlite_version_info >= SAFE_SQLITE,
            journal=journal,
            synchronous=SYNCHRONOUS[synchronous],
            quick_check=_checked(store),
            runs=_count(store, "run"),
            turns=_count(store, "turn"),
            free=shutil.disk_usage(store.path.absolute().parent).free,
            newest_backup_age=None if newest is None else now - newest.stat().st_mtime,
            private=_is_private(store.path),
            schema=len(migrations.applied(store.reading())),
            deletion_due=bool(due),
        )


def _checked(store: Store) -> str:
    """On a reading connection: players go on meanwhile."""
    row = store.row("PRAGMA integrity_check(1)")
    return str(row[0]) if row else "nothing was answered"


def _count(store: Store, table: str) -> int:
    row = store.row(f"SELECT count(*) FROM {table}")
    return int(row[0]) if row else 0


def _is_private(path: Path) -> bool:
    if os.name != "posix":
        return True
    return not (path.stat().st_mode & 0o007 and path.absolute().parent.stat().st_mode & 0o007)
