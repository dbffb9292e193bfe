"""Turns: stored whole or not at all, once, before anything is acknowledged."""

from __future__ import annotations

from typing import Literal

from sqlite_utils import Database

from sim.store import reading_json
from sim.store.connection import Row, Store
from sim.store.events import note
from sim.store.rows import NewTurn, TurnRow, seal
from sim.store.runs import as_json, set_state

Recorded = Literal["taken", "same", "moved"]

TURN_COLUMNS = ("seal", "attempt", "n", "key", "moment", "utterance", "reply", "words", "reading",
                "asked", "taken_at")  # fmt: skip
_INSERT = f"INSERT INTO turn ({', '.join(TURN_COLUMNS)}) VALUES ({', '.join('?' * 11)})"


def record_turn(store: Store, turn: NewTurn) -> Recorded:
    """Store a turn, the position after it, and its event, in one transaction.

    "taken": it is stored, and no power cut takes it away again. "same": this key is stored
    already, and nothing was written. "moved": the turn was taken under another key, or the
    run is no longer open, or no longer there. Raises StoreBusy, StoreFull or StoreCorrupt
    (nothing was written; the same key may be tried again), ValueError for text that cannot
    be stored.
    """
    position = as_json(turn.position)
    values = (turn.attempt, turn.n, turn.key, turn.moment, turn.utterance, turn.reply, turn.words,
              reading_json.dump(turn.reading), int(turn.asked), turn.taken_at)  # fmt: skip
    sealed = (seal(*values), *values)
    position_sealed = (position, seal(turn.run, position), turn.attempt)
    with store.write() as db:
        found = _state(db, turn)
        if found == "taken":
            db.execute(_INSERT, sealed)
            db.execute(
                "UPDATE attempt SET position = ?, position_seal = ? WHERE id = ?", position_sealed
            )
            status: Literal["ended", "open"] = "ended" if turn.ending else "open"
            set_state(db, turn.run, status, turn.ending, turn.taken_at)
            detail = {"moment": turn.moment, "to": turn.position.moment}
            note(db, turn.run, "turn", detail, turn.taken_at, turn.attempt, turn.n)
    return found


def turns_of(store: Store, attempt: int) -> list[TurnRow]:
    """The turns of an attempt, the first first."""
    rows = store.rows(
        f"SELECT {', '.join(TURN_COLUMNS)} FROM turn WHERE attempt = ? ORDER BY n", (attempt,)
    )
    return [turn_from(store, row) for row in rows]


def turns_of_run(store: Store, run_id: str) -> dict[int, list[TurnRow]]:
    """The turns of every attempt of a run by the attempt's id, each list the first first."""
    names = ", ".join(f"turn.{name}" for name in TURN_COLUMNS)
    rows = store.rows(
        f"SELECT {names} FROM attempt JOIN turn ON turn.attempt = attempt.id "
        "WHERE attempt.run = ? ORDER BY attempt.n, turn.n",
        (run_id,),
    )
    found: dict[int, list[TurnRow]] = {}
    for turn in (turn_from(store, row) for row in rows):
        found.setdefault(turn.attempt, []).append(turn)
    return found


def _state(db: Database, turn: NewTurn) -> Recorded:
    """Whether the turn may be taken: asked inside the transaction, so nobody comes between."""
    known = db.execute("SELECT attempt FROM turn WHERE key = ?", (turn.key,)).fetchone()
    if known is not None:
        # A key opens only the attempt that it was made for.
        return "same" if known[0] == turn.attempt else "moved"
    stands = db.execute(
        "SELECT r.status, (SELECT coalesce(max(t.n), a.from_turn - 1, 0) FROM turn t "
        "WHERE t.attempt = a.id) FROM attempt a JOIN run r ON r.id = a.run "
        "WHERE a.id = ? AND r.id = ?",
        (turn.attempt, turn.run),
    ).fetchone()
    return "taken" if stands == ("open", turn.n - 1) else "moved"


def turn_from(store: Store, row: Row) -> TurnRow:
    """A row of TURN_COLUMNS, its seal looked at. Raises StoreCorrupt."""
    store.must_match(*row)
    _, *head, reading, asked, taken_at = row
    return TurnRow(*(*head, reading_json.load(reading), bool(asked), taken_at))
