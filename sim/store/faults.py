"""What can go wrong with the database, in sentences for the person who reads them."""

from __future__ import annotations

import sqlite3


class StoreError(Exception):
    """The database cannot be used as asked; the message says why and what to do."""


class StoreBusy(StoreError):
    """Something else held the database for too long."""


class StoreFull(StoreError):
    """There is no room left to write."""


class StoreCorrupt(StoreError):
    """The file is damaged or is no database of this program; it is left as it is."""


BUSY = ("The database is in use by something else and did not come free in time. "
        "Nothing was lost; try again in a moment.")  # fmt: skip
FULL = ("There is no room left on the disk, so nothing more can be stored. What was stored "
        "is safe. Free some space and go on.")  # fmt: skip
CORRUPT = ("The database is damaged. It was left as it is and nothing was overwritten. "
           "Put a backup in its place: sim restore FILE. {newest}")  # fmt: skip


def told(error: sqlite3.Error) -> Exception:
    """SQLite's error as one of ours, or itself where it is a mistake in this program."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    text = str(error)
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy(BUSY)
    if primary in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY):
        return StoreFull(FULL)
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "malformed" in text:
        return StoreCorrupt(CORRUPT.format(newest=""))
    return error
