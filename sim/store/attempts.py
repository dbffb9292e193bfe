"""Attempts: a tree for each run. An attempt is only ever added; what was said stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from sim.domain.session import Session
from sim.store.connection import Store
from sim.store.events import note
from sim.store.rows import AttemptRow, seal
from sim.store.runs import ATTEMPT, as_json, attempt_row, set_state

MOST_ATTEMPTS = 60
"""Of one run. A person needs a handful; the rest would be a program that never stops."""

Begun = Literal["begun", "closed", "too many"]
Place = tuple[str, int, int | None, int | None]
"""Where an attempt hangs: its run, its number, its parent's id, the turn it begins with."""


@dataclass(frozen=True, slots=True)
class NewAttempt:
    """An attempt about to begin at `from_turn` of its parent, from the position `begun`."""

    run: str
    parent: int
    from_turn: int
    begun: Session
    at: str


def attempts_of(store: Store, run_id: str) -> list[AttemptRow]:
    """Every attempt of a run, the first first; a parent always comes before its children."""
    rows = store.rows(f"{ATTEMPT} WHERE run = ? ORDER BY n", (run_id,))
    return [attempt_row(store, row) for row in rows]


def begin_attempt(store: Store, new: NewAttempt) -> Begun:
    """Add an attempt and open the run again, in one transaction.

    "closed": the run was left or is no longer there. "too many": it has MOST_ATTEMPTS. A
    latest attempt in which nothing was said yet makes room for the new one.
    """
    position = as_json(new.begun)
    with store.write() as db:
        row = db.execute("SELECT status FROM run WHERE id = ?", (new.run,)).fetchone()
        if row is None or row[0] == "left":
            return "closed"
        _drop_if_untouched(db, new.run)
        n = int(db.execute("SELECT max(n) FROM attempt WHERE run = ?", (new.run,)).fetchone()[0])
        if n >= MOST_ATTEMPTS:
            return "too many"
        insert_attempt(db, (new.run, n + 1, new.parent, new.from_turn), position, position)
        set_state(db, new.run, "open", None, new.at)
        note(db, new.run, "again", {"from": new.begun.moment}, new.at, None, new.from_turn)
    return "begun"


def insert_attempt(db: Database, place: Place, begun: str, position: str) -> int:
    """One more attempt, as part of the caller's transaction. Returns its id."""
    run = place[0]
    added = db.execute(
        "INSERT INTO attempt (run, n, parent, from_turn, begun, seal, position, position_seal) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*place, begun, seal(*place, begun), position, seal(run, position)),
    )
    return int(added.lastrowid or 0)


def _drop_if_untouched(db: Database, run_id: str) -> None:
    db.execute(
        "DELETE FROM attempt WHERE run = ? AND parent IS NOT NULL "
        "AND n = (SELECT max(n) FROM attempt WHERE run = ?) "
        "AND NOT EXISTS (SELECT 1 FROM turn WHERE turn.attempt = attempt.id)",
        (run_id, run_id),
    )
