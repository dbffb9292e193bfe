"""The schema, step by step, with sqlite-utils' own migrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

from sim.store.faults import CORRUPT, StoreCorrupt, StoreError

if TYPE_CHECKING:
    from sim.store.connection import Store

migrations = Migrations("rupture-and-repair")

FIRST = """
CREATE TABLE person (
  id INTEGER PRIMARY KEY, token_hash BLOB NOT NULL UNIQUE, made_on TEXT NOT NULL
);
CREATE TABLE scenario_version (
  sha TEXT PRIMARY KEY, scenario TEXT NOT NULL, source TEXT NOT NULL, stored_at TEXT NOT NULL
);
CREATE TABLE run (
  id TEXT PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  scenario TEXT NOT NULL,
  sha TEXT NOT NULL REFERENCES scenario_version(sha),
  rubric_version TEXT NOT NULL, engine_version TEXT NOT NULL, reader_version TEXT NOT NULL,
  variant TEXT NOT NULL, seed INTEGER NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('explore', 'practice', 'unaided')),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'ended', 'left')),
  ending TEXT, begun_at TEXT NOT NULL, last_at TEXT NOT NULL
);
CREATE INDEX run_of_person ON run(person, status, last_at);
CREATE TABLE attempt (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  n INTEGER NOT NULL, parent INTEGER REFERENCES attempt(id) ON DELETE CASCADE, from_turn INTEGER,
  begun TEXT NOT NULL, position TEXT NOT NULL, UNIQUE (run, n)
);
CREATE INDEX attempt_of_parent ON attempt(parent);
CREATE TABLE turn (
  attempt INTEGER NOT NULL REFERENCES attempt(id) ON DELETE CASCADE,
  n INTEGER NOT NULL, key TEXT NOT NULL UNIQUE,
  moment TEXT NOT NULL, utterance TEXT NOT NULL, reply TEXT, words TEXT NOT NULL,
  reading TEXT NOT NULL, asked INTEGER NOT NULL, taken_at TEXT NOT NULL,
  PRIMARY KEY (attempt, n)
) WITHOUT ROWID;
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  attempt INTEGER, n INTEGER, kind TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL
);
CREATE INDEX event_of_run ON event(run);
"""


@migrations()
def m001_first_tables(db: Database) -> None:
    """Persons, scenario versions, runs, attempts, turns, events."""
    for statement in FIRST.split(";"):
        if statement.strip():
            db.execute(statement)


def bring_up_to_date(store: Store) -> None:
    """Check the file, keep a backup of an older schema, then apply what is missing.

    Raises StoreCorrupt for a damaged file, StoreError for one from a newer program.
    """
    from sim.store.backup import backup, newest_backup

    db = store.database
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        newest = newest_backup(store.path.parent / "backups")
        raise StoreCorrupt(CORRUPT.format(newest=f"The newest is {newest}." if newest else ""))
    applied = [m.name for m in migrations.applied(db)]
    if any(name not in known_names() for name in applied):
        raise StoreError("This database was made by a newer version of the program. "
                         "Update the program; the database was left as it is.")  # fmt: skip
    if not migrations.pending(db):
        return
    if applied:
        backup(store, store.path.parent / "backups" / f"before-{len(applied) + 1}.db")
    with store.write():
        migrations.apply(db)


def known_names() -> frozenset[str]:
    """Every migration that this program knows, by name."""
    return frozenset({"m001_first_tables"})
