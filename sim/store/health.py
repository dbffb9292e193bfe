"""Facts about the database for `sim doctor`, as plain values."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sim.store.backup import newest_backup
from sim.store.connection import Store

SAFE_SQLITE = (3, 51, 3)
SYNCHRONOUS = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}


@dataclass(frozen=True, slots=True)
class Health:
    """`newest_backup_age` in seconds, None where there is no backup; `free` in bytes."""

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


def health(store: Store, backups: Path, now: float) -> Health:
    """Look the database over; `now` in seconds since the epoch."""
    with store.exclusively() as db:
        journal = db.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = db.execute("PRAGMA synchronous").fetchone()[0]
        check = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        runs = db.execute("SELECT count(*) FROM run").fetchone()[0]
        turns = db.execute("SELECT count(*) FROM turn").fetchone()[0]
    newest = newest_backup(backups)
    return Health(
        sqlite=sqlite3.sqlite_version,
        sqlite_is_safe=sqlite3.sqlite_version_info >= SAFE_SQLITE,
        journal=journal,
        synchronous=SYNCHRONOUS[synchronous],
        quick_check=check,
        runs=runs,
        turns=turns,
        free=shutil.disk_usage(store.path.parent).free,
        newest_backup_age=None if newest is None else now - newest.stat().st_mtime,
        private=store.path.stat().st_mode & 0o007 == 0,
    )
