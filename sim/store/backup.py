"""Backups: taken under load, checked before they count, gone after a week."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sim.store.faults import StoreBusy, StoreCorrupt, StoreError, told
from sim.store.files import backups_of, connect, explained, make_private, opened, settle
from sim.store.inspection import is_whole, steps_taken

if TYPE_CHECKING:
    from sim.store.connection import Store

KEEP_AT_MOST = 24
KEEP_FOR = timedelta(days=7)
PARTS = ("", "-wal", "-shm")
UNSOUND = "{path} is missing, damaged, or no backup of this program. Nothing was changed."
THERE_ALREADY = "{path} is already there and was left as it is. Choose another name."
IN_USE = "The program is running with this database. Stop it first, then: sim restore FILE."


def backup(store: Store, target: Path) -> None:
    """Write a checked copy of everything answered so far; players go on meanwhile.

    Raises StoreError when the target exists already, StoreCorrupt when the copy turns out
    unsound, StoreFull when there is no room; then there is no backup of that name.
    """
    with explained():
        copy_whole(store.reading().conn, target)


def copy_whole(connection: sqlite3.Connection, target: Path) -> None:
    """A checked copy of an open database under a new name, complete from the first moment."""
    if target.exists():
        raise StoreError(THERE_ALREADY.format(path=target))
    half = _half(target)
    try:
        # All pages in one step: a copy in several would begin anew at each turn stored.
        with closing(connect(half, "rw")) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        _must_be_sound(half)
        settle(half)
        os.replace(half, target)
    finally:
        half.unlink(missing_ok=True)


def restore(source: Path, database: Path, now: datetime) -> Path | None:
    """Put a backup in place; returns where the former database now lies, if there was one.

    That copy lies among the backups and expires with them. Raises StoreCorrupt for a backup
    that is damaged or none of ours, StoreError for one from a newer program, StoreBusy while
    the program is running; then nothing was changed.
    """
    _must_be_sound(source)
    half = _half(database)
    try:
        with opened(source, "ro") as there, opened(half, "rw") as here:
            there.backup(here)
        settle(half)
        aside = _set_aside(database, now) if database.exists() else None
        with explained():
            os.replace(half, database)
    finally:
        half.unlink(missing_ok=True)
    return aside


def newest_backup(folder: Path) -> Path | None:
    """The youngest backup of a folder, or None."""
    return next(iter(_youngest_first(folder, "*.db")), None)


def newest_good_backup(folder: Path) -> Path | None:
    """The youngest backup that is whole and ours, or None."""
    for path in _youngest_first(folder, "*.db"):
        try:
            _must_be_sound(path)
        except StoreError:
            continue
        return path
    return None


def with_newest(sentence: str, database: Path) -> str:
    """A sentence about damage, and which backup to take."""
    try:
        newest = newest_good_backup(backups_of(database))
    except OSError:
        newest = None
    return f"{sentence} The newest good one is {newest}." if newest else sentence


def expire(folder: Path, now: datetime) -> list[Path]:
    """Delete backups older than seven days and beyond the newest 24; returns those gone.

    What a restore set aside goes after seven days too: it may hold what was deleted since.
    """
    oldest = (now - KEEP_FOR).timestamp()
    kept = _youngest_first(folder, "*.db")
    asides = [p for end in PARTS for p in _youngest_first(folder, f"*.aside{end}")]
    gone = [p for p in kept + asides if p.stat().st_mtime < oldest]
    gone += [p for p in kept[KEEP_AT_MOST:] if p not in gone]
    for path in gone:
        path.unlink()
    return gone


def _youngest_first(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern), key=lambda p: p.stat().st_mtime, reverse=True)


def _half(target: Path) -> Path:
    """An empty private file beside the target, to be renamed when it is complete."""
    half = target.with_name(target.name + ".part")
    with explained():
        half.unlink(missing_ok=True)
        make_private(half)
    return half


def _set_aside(database: Path, now: datetime) -> Path:
    """Copy the present database to the backups, then take its log away.

    Copied, not moved: were this cut short, the database would still be in its place.
    """
    aside = backups_of(database) / f"{database.stem}.{now:%Y%m%d-%H%M%S}.aside"
    with explained():
        aside.parent.mkdir(parents=True, exist_ok=True)
        if aside.exists():
            raise StoreError(THERE_ALREADY.format(path=aside))
        for end in PARTS:
            part = database.with_name(database.name + end)
            if part.exists():
                copy = aside.with_name(aside.name + end)
                copy.touch(mode=0o600)
                shutil.copyfile(part, copy)
        try:
            _must_not_be_in_use(database)
        except StoreBusy:
            for end in PARTS:
                aside.with_name(aside.name + end).unlink(missing_ok=True)
            raise
        for end in PARTS[1:]:
            database.with_name(database.name + end).unlink(missing_ok=True)
    return aside


def _must_not_be_in_use(database: Path) -> None:
    """Leaving WAL needs the file for oneself, so it shows whether anybody else has it open."""
    try:
        with closing(connect(database, "rw", wait=0)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        # A damaged file may well be replaced: that is what a restore is for.
        if isinstance(told(error), StoreBusy):
            raise StoreBusy(IN_USE) from error


def _must_be_sound(path: Path) -> None:
    """Thorough, whatever the size: a backup is only as good as its check."""
    ours = path.is_file()
    try:
        if ours:
            with opened(path, "ro") as connection:
                ours = steps_taken(path) > 0 and is_whole(connection, thorough=True)
    except StoreCorrupt:
        ours = False
    if not ours:
        raise StoreCorrupt(UNSOUND.format(path=path))
