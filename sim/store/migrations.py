"""Bringing a database up to date at the start, with a backup before anything changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from sim.store.backup import copy_whole, newest_backup
from sim.store.faults import CORRUPT, StoreCorrupt
from sim.store.files import backups_of, make_private, opened
from sim.store.inspection import steps_taken
from sim.store.schema import KNOWN, migrations


def bring_up_to_date(path: Path, open_writer: Callable[[], Database]) -> Database:
    """Check the file, keep a backup of an older schema, then take the steps that are missing.

    Returns the connection to write with. Raises StoreCorrupt for a damaged or foreign file,
    StoreError for one from a newer program; the file is then as it was before.
    """
    make_private(path)
    if path.stat().st_size == 0 and newest_backup(backups_of(path)) is not None:
        # An emptied file would pass for a new one, and the loss would go unnoticed.
        raise StoreCorrupt(CORRUPT)
    steps = steps_taken(path)
    if 0 < steps < len(KNOWN):
        _back_up(path, KNOWN[steps])
    db = open_writer()
    try:
        if steps < len(KNOWN):
            _take_steps(db)
    except BaseException:
        db.close()
        raise
    return db


def _take_steps(db: Database) -> None:
    """All in one transaction; another process that starts now waits and finds them taken."""
    db.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _back_up(path: Path, step: str) -> None:
    target = backups_of(path) / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-before-{step}.db"
    with opened(path, "ro") as connection:
        copy_whole(connection, target)
