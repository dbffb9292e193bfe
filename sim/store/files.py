"""The database as files: opened, made private, copied; the same on every system."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

from sim.store.faults import CORRUPT, REFUSED, StoreCorrupt, StoreFull, told

BACKUPS = "backups"
"""The folder beside a database that holds its backups."""

Mode = Literal["ro", "rw", "rwc"]


def backups_of(database: Path) -> Path:
    """Where the backups of a database lie."""
    return database.parent / BACKUPS


def connect(path: Path, mode: Mode, wait: float = 10.0) -> sqlite3.Connection:
    """A plain connection; the caller closes it. `wait` is in seconds.

    Transactions are ours alone to begin and end (`isolation_level=None`).
    """
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=wait,
        isolation_level=None,
        check_same_thread=False,
    )


@contextmanager
def opened(path: Path, mode: Mode, wait: float = 10.0) -> Iterator[sqlite3.Connection]:
    """A connection that is closed at the end (sqlite3's own `with` only ends a transaction).

    SQLite's errors come out as StoreBusy, StoreFull or StoreCorrupt.
    """
    with explained(), closing(connect(path, mode, wait)) as connection:
        yield connection


@contextmanager
def explained() -> Iterator[None]:
    """Turn SQLite's and the system's errors into ours; a mistake of our own stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        ours = told(error)
        if ours is error:
            raise
        raise ours from error
    except UnicodeDecodeError as error:
        # SQLite's own message quotes a damaged name, and Python cannot read the message.
        raise StoreCorrupt(CORRUPT) from error
    except OSError as error:
        raise StoreFull(f"{REFUSED} ({error.strerror})") from error


def make_private(path: Path) -> None:
    """Make an empty file that only its owner may read, where the system knows such a thing.

    SQLite gives the files beside it the same rights. A file that is there already stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)


def settle(path: Path) -> None:
    """Have the system write a file out, so that a renamed file is never an empty one."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
