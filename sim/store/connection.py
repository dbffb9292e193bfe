"""The database: one connection per thread to read, one behind a lock to write.

With `synchronous=NORMAL` acknowledged turns are lost at a power cut, with FULL they are
not (tests/store/test_power_cut.py); a deferred transaction fails at once when two write.
"""

from __future__ import annotations

import math
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from sim.store.backup import with_newest
from sim.store.faults import BUSY, CORRUPT, StoreBusy, StoreCorrupt, StoreError, StoreFull
from sim.store.files import connect, explained
from sim.store.migrations import bring_up_to_date
from sim.store.rows import seal

__all__ = ["Store", "StoreBusy", "StoreCorrupt", "StoreError", "StoreFull"]

WAIT_SECONDS = 10.0

PRAGMAS = ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")

VACUUM_UP_TO = 32 * 1024 * 1024
"""Bytes that may be rewritten while players wait (measured: about 1.5 s)."""

NOTHING_DUE, ERASING_DUE = 0, 1
"""Kept in the file as `user_version`, so that what is due outlives a crash."""

Row = tuple[Any, ...]


class Store:
    """One database file. Safe to share between threads; other processes may use it too.

    Opening creates or migrates it. `wait` is how long (in seconds) a locked database is
    waited for. Raises StoreCorrupt, StoreBusy or StoreFull with a sentence to show.
    """

    def __init__(self, path: Path, wait: float = WAIT_SECONDS) -> None:
        self.path = path
        self.wait = wait
        self._lock = threading.Lock()
        self._own = threading.local()
        self._readers: weakref.WeakSet[Database] = weakref.WeakSet()
        self._writer: Database | None = None
        self._damage = ""
        self._patience = round(wait * 1000)
        try:
            with self._explained():
                self._writer = bring_up_to_date(path, self._open_writer)
                self._forget_what_was_due()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def write(self) -> Iterator[Database]:
        """One transaction, BEGIN IMMEDIATE to COMMIT: all of it is stored, or none.

        When this returns without an exception, what was written survives a power cut.
        Raises StoreBusy, StoreFull or StoreCorrupt; then nothing was written.
        """
        with self._my_turn() as db, self._explained():
            if self._damage:
                raise StoreCorrupt(self._damage)
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                self._undo(db)
                raise

    @contextmanager
    def exclusively(self) -> Iterator[Database]:
        """The writing connection outside a transaction: for checkpoints and the doctor."""
        with self._my_turn() as db, self._explained():
            yield db

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Read with this thread's own connection."""
        try:
            return self.reading().execute(sql, values).fetchall()
        except (sqlite3.Error, OSError):
            with self._explained():  # only entered when needed: this is the hottest line here
                raise

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def must_match(self, sealed: int, *values: str | int | None) -> None:
        """Raises StoreCorrupt where values are not what was once stored with this seal."""
        if seal(*values) != sealed:
            self._damage = with_newest(CORRUPT, self.path)
            raise StoreCorrupt(self._damage)

    def forget_really(self, at_most: float = VACUUM_UP_TO) -> bool:
        """After a deletion: rewrite the file and empty its log, so that nothing stays behind.

        `secure_delete` is not enough: when SQLite moves rows between pages it leaves copies
        in the free middle of a page (tests/store/test_erasing.py finds them). A file of more
        than `at_most` bytes, one that somebody else still reads, or a full disk has to wait:
        then this answers False, and the next deletion or the next start does what is due.
        """
        if self.path.stat().st_size > at_most:
            return False
        try:
            with self.exclusively() as db:
                db.execute("VACUUM")
                if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    return False
                db.execute(f"PRAGMA user_version = {NOTHING_DUE}")
        except (StoreBusy, StoreFull):
            return False
        return True

    @contextmanager
    def deleting(self) -> Iterator[Database]:
        """A transaction that deletes, and then forgets really (reliability.md, T14)."""
        with self.write() as db:
            db.execute(f"PRAGMA user_version = {ERASING_DUE}")
            yield db
        self.forget_really()

    def reading(self) -> Database:
        """This thread's own connection; it cannot write."""
        db: Database | None = getattr(self._own, "db", None)
        if db is None:
            db = _database(connect(self.path, "rw", self.wait))
            db.execute("PRAGMA query_only = ON")
            # When the thread ends, its connection is closed and not merely left to the collector.
            weakref.finalize(db, db.conn.close)
            self._readers.add(db)
            self._own.db = db
        return db

    def close(self) -> None:
        """Close every connection. The store cannot be used afterwards."""
        with self._lock:
            for db in list(self._readers):
                db.close()
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    @contextmanager
    def _my_turn(self) -> Iterator[Database]:
        """The writing connection, this thread's alone. Waits no longer than `wait` in all."""
        began = time.monotonic()
        if not self._lock.acquire(timeout=self.wait):
            raise StoreBusy(BUSY)
        try:
            with self._explained():
                if self._writer is None:
                    self._writer = self._open_writer()
                self._be_patient(self._writer, self.wait - (time.monotonic() - began))
            yield self._writer
        finally:
            self._lock.release()

    def _be_patient(self, db: Database, seconds: float) -> None:
        """Let SQLite wait for what is left of the time (to a tenth: a PRAGMA is not free)."""
        left = max(1, round(seconds, 1) * 1000)
        if left != self._patience:
            db.execute(f"PRAGMA busy_timeout = {left:.0f}")
            self._patience = round(left)

    def _undo(self, db: Database) -> None:
        """Roll back. A connection that cannot is closed, which rolls back as well."""
        try:
            if db.conn.in_transaction:
                db.execute("ROLLBACK")
        except sqlite3.Error:
            self._writer = None
            with suppress(sqlite3.Error):
                db.close()

    def _forget_what_was_due(self) -> None:
        """A deletion that could not be finished, or was cut short, is finished now."""
        if self.row("PRAGMA user_version") == (ERASING_DUE,):
            self.forget_really(at_most=math.inf)

    def _open_writer(self) -> Database:
        connection = connect(self.path, "rw", self.wait)
        self._patience = round(self.wait * 1000)
        try:
            _use_wal(connection, self.wait)
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            return _database(connection)
        except BaseException:
            connection.close()
            raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            with explained():
                yield
        except StoreCorrupt as found:
            if not self._damage:
                self._damage = with_newest(str(found), self.path)
            raise StoreCorrupt(self._damage) from found


def _database(connection: sqlite3.Connection) -> Database:
    """For sqlite-utils; without plug-ins, which a stranger's installation could bring."""
    return Database(connection, execute_plugins=False)


def _use_wal(connection: sqlite3.Connection, wait: float) -> None:
    """Switch to WAL. SQLite does not wait here when another process is doing the same."""
    until = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
