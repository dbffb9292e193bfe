"""Backups: taken under load, checked before they count, gone after a week."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from sim.store.connection import Store
from sim.store.faults import StoreCorrupt, StoreError

KEEP_AT_MOST = 24
KEEP_FOR = timedelta(days=7)


def backup(store: Store, target: Path) -> None:
    """Write a checked copy of everything answered so far; players may go on meanwhile.

    Raises StoreError when the target exists already or the copy turns out unsound.
    """
    if target.exists():
        raise StoreError(f"{target} is already there and was left as it is. Choose another name.")
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)
    with store.exclusively() as db:
        copy = sqlite3.connect(half)
        try:
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
    _must_be_sound(half)
    os.replace(half, target)


def restore(source: Path, database: Path, now: datetime) -> Path | None:
    """Put a backup in place; returns where the former database now lies, if there was one.

    Raises StoreCorrupt for a backup that is damaged or none of ours; then nothing changed.
    """
    _must_be_sound(source)
    half = database.with_name(database.name + ".part")
    half.unlink(missing_ok=True)
    _copy(source, half)
    aside = None
    if database.exists():
        aside = database.with_name(f"{database.stem}.{now:%Y%m%d-%H%M%S}.aside{database.suffix}")
        for end in ("", "-wal", "-shm"):
            part = database.with_name(database.name + end)
            if part.exists():
                os.replace(part, aside.with_name(aside.name + end))
    os.replace(half, database)
    return aside


def newest_backup(folder: Path) -> Path | None:
    """The youngest backup of a folder, or None."""
    return max(_backups(folder), key=lambda p: p.stat().st_mtime, default=None)


def expire(folder: Path, now: datetime) -> list[Path]:
    """Delete backups older than seven days and beyond the newest 24; returns those gone."""
    kept = sorted(_backups(folder), key=lambda p: p.stat().st_mtime, reverse=True)
    oldest = (now - KEEP_FOR).timestamp()
    gone = [p for i, p in enumerate(kept) if i >= KEEP_AT_MOST or p.stat().st_mtime < oldest]
    for path in gone:
        path.unlink()
    return gone


def _backups(folder: Path) -> list[Path]:
    return list(folder.glob("*.db")) if folder.is_dir() else []


def _copy(source: Path, target: Path) -> None:
    with _opened(source) as there, _opened(target, "rwc") as here:
        there.backup(here)


class _opened:
    """A connection that closes itself (sqlite3's own `with` only ends a transaction)."""

    def __init__(self, path: Path, mode: str = "ro") -> None:
        self.path, self.mode = path, mode

    def __enter__(self) -> sqlite3.Connection:
        uri = f"{self.path.absolute().as_uri()}?mode={self.mode}"
        self.connection = sqlite3.connect(uri, uri=True)
        return self.connection

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def _must_be_sound(path: Path) -> None:
    try:
        with _opened(path) as db:
            sound = db.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            ours = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'turn'").fetchone()
    except sqlite3.Error:
        sound, ours = False, None
    if not sound or ours is None:
        raise StoreCorrupt(
            f"{path} is missing, damaged, or no backup of this program. Nothing was changed."
        )
