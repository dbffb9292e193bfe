"""The database: one connection per thread to read, one behind a lock to write.

Measured (docs/measurements.md): with `synchronous=NORMAL` acknowledged turns are lost at
a power cut, with FULL they are not; a deferred transaction fails at once when two write.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from sim.store.faults import StoreBusy, StoreCorrupt, StoreError, StoreFull, told

__all__ = ["Store", "StoreBusy", "StoreCorrupt", "StoreError", "StoreFull"]

WAIT_SECONDS = 10.0


class Store:
    """One database file. Safe to share between threads; other processes may use it too.

    Opening creates or migrates it. `wait` is how long (in seconds) a locked database is
    waited for. Raises StoreCorrupt, StoreBusy or StoreFull with a sentence to show.
    """

    def __init__(self, path: Path, wait: float = WAIT_SECONDS) -> None:
        self.path = path
        self.wait = wait
        self._threads = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.RLock()
        from sim.store.migrations import bring_up_to_date

        try:
            with self._explained():
                self._writing = self._connect()
                bring_up_to_date(self)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction, BEGIN IMMEDIATE to COMMIT: all of it is stored, or none.

        When this returns without an exception, what was written survives a power cut.
        """
        with self._lock, self._explained():
            db = self._writing
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Read with this thread's own connection."""
        with self._explained():
            return self._reading().execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Row | None:
        """The first row, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    @contextmanager
    def exclusively(self) -> Iterator[sqlite3.Connection]:
        """The writing connection outside a transaction: for checkpoints and backups."""
        with self._lock, self._explained():
            yield self._writing

    @property
    def database(self) -> Database:
        """The writing connection as sqlite-utils sees it, for migrations and the shell."""
        return Database(self._writing)

    def forget_really(self) -> None:
        """After a deletion: empty the write-ahead log, so that no old page stays behind."""
        with self.exclusively() as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection. The store cannot be used afterwards."""
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()

    def _reading(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            connection = self._connect()
            connection.execute("PRAGMA query_only = ON")
            self._threads.connection = connection
        return connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=self.wait, isolation_level=None, check_same_thread=False
        )
        with self._lock:
            self._opened.append(connection)
        connection.row_factory = sqlite3.Row
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            explained = told(error)
            if explained is error:
                raise
            raise explained from error
