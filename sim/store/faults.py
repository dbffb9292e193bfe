"""What can go wrong with the database, in sentences for the person who reads them."""

from __future__ import annotations

import sqlite3


class StoreError(Exception):
    """The database cannot be used as asked; the message says why and what to do."""


class StoreBusy(StoreError):
    """Something else held the database for too long."""


class StoreFull(StoreError):
    """Nothing can be written: there is no room left, or the disk refuses."""


class StoreCorrupt(StoreError):
    """The file is damaged or is no database of this program; it is left as it is."""


BUSY = (
    "The database is in use by something else and did not come free in time. "
    "Nothing was lost; try again in a moment."
)
FULL = (
    "There is no room left on the disk, so nothing more can be stored. What was stored "
    "is safe. Free some space and go on."
)
REFUSED = (
    "The disk does not let the database be read or written just now. What was stored is left "
    "as it is. Check that the data folder is there, is your own and is not write-protected."
)
CORRUPT = (
    "The database is damaged, or is not one of this program. It was left as it is and nothing "
    "was overwritten. Put a backup in its place: sim restore FILE."
)
NEWER = (
    "This database was made by a newer version of the program. Update the program; the "
    "database was left as it is."
)

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_REFUSED = {
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
}
_CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG}


def told(error: sqlite3.Error) -> Exception:
    """SQLite's error as one of ours, or itself where it is a mistake in this program."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in _BUSY:
        return StoreBusy(BUSY)
    if primary == sqlite3.SQLITE_FULL:
        return StoreFull(FULL)
    if primary in _REFUSED:
        return StoreFull(REFUSED)
    # Python, not SQLite, finds text that is not UTF-8; it gives no code then.
    if primary in _CORRUPT or str(error).startswith("Could not decode to UTF-8"):
        return StoreCorrupt(CORRUPT)
    return error
