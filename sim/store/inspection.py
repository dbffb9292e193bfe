"""Whether a file is a whole database of this program: asked before anything touches it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from sim.store.faults import CORRUPT, NEWER, StoreCorrupt, StoreError
from sim.store.files import opened
from sim.store.schema import KNOWN, described, expected, migrations

THOROUGH_UP_TO = 64 * 1024 * 1024
"""Bytes. Up to this size the indexes are compared with their tables at every start; beyond
it `sim doctor` and every backup still do, and the start keeps to SQLite's quick check."""


def steps_taken(path: Path) -> int:
    """How many steps of the schema a whole database has taken; 0 for one without tables.

    Only reads: what the file and its log hold is the same afterwards. Raises StoreCorrupt
    for a damaged or foreign file, StoreError for one from a newer program.
    """
    # A rollback journal left behind has to be played back before anything can be read.
    crashed = path.with_name(path.name + "-journal").exists()
    with opened(path, "rw" if crashed else "ro") as connection:
        try:
            return _steps(connection)
        except sqlite3.Error as error:
            if error_is_damage(error):
                raise StoreCorrupt(CORRUPT) from error
            raise


def error_is_damage(error: sqlite3.Error) -> bool:
    """A plain SQL error here (no such column …) means that the schema itself is damaged."""
    return getattr(error, "sqlite_errorcode", None) in (None, sqlite3.SQLITE_ERROR)


def is_whole(connection: sqlite3.Connection, thorough: bool) -> bool:
    """SQLite's own check; `thorough` also compares every index with its table."""
    check = "integrity_check" if thorough else "quick_check"
    return bool(connection.execute(f"PRAGMA {check}(1)").fetchone()[0] == "ok")


def _steps(connection: sqlite3.Connection) -> int:
    pages, page_size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
    )
    if not is_whole(connection, thorough=pages * page_size <= THOROUGH_UP_TO):
        raise StoreCorrupt(CORRUPT)
    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    tables = described(db)
    if not tables and pages <= 1:
        return 0
    steps = _known_steps([m.name for m in migrations.applied(db)])
    if not expected(steps) <= tables:
        raise StoreCorrupt(CORRUPT)
    return steps


def _known_steps(names: list[str]) -> int:
    """A newer program's steps come after all of ours; anything else is no history of ours."""
    if tuple(names[: len(KNOWN)]) == KNOWN:
        if len(names) > len(KNOWN):
            raise StoreError(NEWER)
        return len(KNOWN)
    if not names or tuple(names) != KNOWN[: len(names)]:
        raise StoreCorrupt(CORRUPT)
    return len(names)
