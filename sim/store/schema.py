"""The tables, step by step, with sqlite-utils' own migrations.

Add a step, never change one: databases out there have taken it already. A step's name
goes into KNOWN as well.
"""

from __future__ import annotations

import sqlite3
from functools import cache

from sqlite_utils import Database, Migrations

migrations = Migrations("rupture-and-repair")

KNOWN = ("m001_first_tables", "m002_noticing_and_reflecting")
"""Every step that this program knows, in order."""

# `turn` keeps its rowid: its rows are near 1 KB, and such rows overflow in a table without
# one (measured: 20 % more time for a turn). AUTOINCREMENT, so that a reply still on its way
# to a deleted attempt can never land in a newer one of the same number. The seals: rows.seal.
FIRST = """
CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT, token_hash BLOB NOT NULL UNIQUE, made_on TEXT NOT NULL
);
CREATE TABLE scenario_version (
  sha TEXT NOT NULL PRIMARY KEY, scenario TEXT NOT NULL, source TEXT NOT NULL,
  stored_at TEXT NOT NULL, seal INTEGER NOT NULL
);
CREATE TABLE run (
  id TEXT NOT NULL PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  scenario TEXT NOT NULL,
  sha TEXT NOT NULL REFERENCES scenario_version(sha),
  rubric_version TEXT NOT NULL, engine_version TEXT NOT NULL, reader_version TEXT NOT NULL,
  variant TEXT NOT NULL, seed INTEGER NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('explore', 'practice', 'unaided')),
  begun_at TEXT NOT NULL, seal INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'ended', 'left')),
  ending TEXT, last_at TEXT NOT NULL, state_seal INTEGER NOT NULL
);
CREATE INDEX run_of_person ON run(person, status);
CREATE INDEX run_of_version ON run(sha);
CREATE TABLE attempt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  n INTEGER NOT NULL CHECK (n >= 1),
  parent INTEGER REFERENCES attempt(id) ON DELETE CASCADE, from_turn INTEGER,
  begun TEXT NOT NULL, seal INTEGER NOT NULL,
  position TEXT NOT NULL, position_seal INTEGER NOT NULL,
  UNIQUE (run, n)
);
CREATE INDEX attempt_of_parent ON attempt(parent);
CREATE TABLE turn (
  attempt INTEGER NOT NULL REFERENCES attempt(id) ON DELETE CASCADE,
  n INTEGER NOT NULL CHECK (n >= 1), key TEXT NOT NULL UNIQUE,
  moment TEXT NOT NULL, utterance TEXT NOT NULL, reply TEXT, words TEXT NOT NULL,
  reading TEXT NOT NULL, asked INTEGER NOT NULL CHECK (asked IN (0, 1)),
  taken_at TEXT NOT NULL, seal INTEGER NOT NULL,
  PRIMARY KEY (attempt, n)
);
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  attempt INTEGER, n INTEGER, kind TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL,
  seal INTEGER NOT NULL
);
CREATE INDEX event_of_run ON event(run);
"""


# What is `private_…` is the trainee's alone: no export, no tutor's page (sim/store/private.py).
NOTICING = """
CREATE TABLE noticing (
  attempt INTEGER NOT NULL REFERENCES attempt(id) ON DELETE CASCADE,
  n INTEGER NOT NULL CHECK (n >= 1), marks TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('', 'confrontation', 'withdrawal', 'mixed', 'none')),
  seal INTEGER NOT NULL, PRIMARY KEY (attempt, n)
) WITHOUT ROWID;
CREATE TABLE private_tap (
  attempt INTEGER NOT NULL REFERENCES attempt(id) ON DELETE CASCADE,
  n INTEGER NOT NULL CHECK (n >= 1),
  feeling TEXT NOT NULL CHECK (feeling IN ('heat', 'shame', 'fix', 'blank')),
  seal INTEGER NOT NULL, PRIMARY KEY (attempt, n)
) WITHOUT ROWID;
CREATE TABLE private_sheet (
  run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  sheet TEXT NOT NULL CHECK (sheet IN ('supervision', 'chair')),
  content TEXT NOT NULL, version INTEGER NOT NULL CHECK (version >= 1),
  at TEXT NOT NULL, seal INTEGER NOT NULL, PRIMARY KEY (run, sheet)
);
CREATE TABLE device (
  token_hash BLOB NOT NULL PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person(id) ON DELETE CASCADE, made_on TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX device_of_person ON device(person);
CREATE TABLE personal_code (
  person INTEGER PRIMARY KEY REFERENCES person(id) ON DELETE CASCADE,
  code_hash BLOB NOT NULL UNIQUE, made_on TEXT NOT NULL
);
CREATE TABLE wrong_code (day TEXT NOT NULL PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;
"""


@migrations()
def m001_first_tables(db: Database) -> None:
    """Persons, scenario versions, runs, attempts, turns, events."""
    _make(db, FIRST)


@migrations()
def m002_noticing_and_reflecting(db: Database) -> None:
    """What a trainee noticed, taps and sheets of their own, further devices, personal codes."""
    _make(db, NOTICING)


def _make(db: Database, tables: str) -> None:
    for statement in tables.split(";"):
        if statement.strip():
            db.execute(statement)


def described(db: Database) -> set[tuple[str, str]]:
    """Every table and index that a database says it has: its name and its SQL."""
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(str(name), str(sql)) for name, sql in rows}


@cache
def expected(steps: int) -> frozenset[tuple[str, str]]:
    """What a database must describe after so many steps; sqlite-utils' own tables left out."""
    db = Database(sqlite3.connect(":memory:", isolation_level=None), execute_plugins=False)
    try:
        migrations.apply(db, stop_before=KNOWN[steps : steps + 1])
        return frozenset((name, sql) for name, sql in described(db) if "_sqlite" not in sql)
    finally:
        db.close()
