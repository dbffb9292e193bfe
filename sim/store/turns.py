"""Turns: stored whole or not at all, once, before anything is acknowledged."""

from __future__ import annotations

import sqlite3
from typing import Literal

from sim.store import reading_json
from sim.store.connection import Store
from sim.store.rows import NewTurn, TurnRow
from sim.store.runs import as_json, note

Recorded = Literal["taken", "same", "moved"]


def record_turn(store: Store, turn: NewTurn) -> Recorded:
    """Store a turn, the position after it, and its event, in one transaction.

    "same": this key is stored already, and nothing was written. "moved": the turn was
    taken under another key, or the run is no longer open.
    """
    reading, position = reading_json.dump(turn.reading), as_json(turn.position)
    with store.write() as db:
        state = _state(db, turn)
        if state != "taken":
            return state
        db.execute(
            "INSERT INTO turn VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (turn.attempt, turn.n, turn.key, turn.moment, turn.utterance, turn.reply,
             turn.words, reading, turn.asked, turn.taken_at),
        )  # fmt: skip
        db.execute("UPDATE attempt SET position = ? WHERE id = ?", (position, turn.attempt))
        db.execute(
            "UPDATE run SET last_at = ?, ending = ?, status = ? WHERE id = ?",
            (turn.taken_at, turn.ending, "ended" if turn.ending else "open", turn.run),
        )
        detail = {"moment": turn.moment, "to": turn.position.moment}
        note(db, turn.run, "turn", detail, turn.taken_at, turn.attempt, turn.n)
    return "taken"


def _state(db: sqlite3.Connection, turn: NewTurn) -> Recorded:
    """Whether the turn may be taken: asked inside the transaction, so nobody comes between."""
    known = db.execute("SELECT attempt FROM turn WHERE key = ?", (turn.key,)).fetchone()
    if known is not None:
        return "same" if known[0] == turn.attempt else "moved"
    stands = db.execute(
        "SELECT (SELECT coalesce(max(n), 0) FROM turn WHERE attempt = ?), "
        "(SELECT status FROM run WHERE id = ?)",
        (turn.attempt, turn.run),
    ).fetchone()
    return "taken" if tuple(stands) == (turn.n - 1, "open") else "moved"


def turns_of(store: Store, attempt: int) -> list[TurnRow]:
    """The turns of an attempt, the first first."""
    rows = store.rows(
        "SELECT attempt, n, key, moment, utterance, reply, words, reading, asked, taken_at "
        "FROM turn WHERE attempt = ? ORDER BY n",
        (attempt,),
    )
    return [_turn(row) for row in rows]


def _turn(row: sqlite3.Row) -> TurnRow:
    return TurnRow(
        attempt=row["attempt"], n=row["n"], key=row["key"], moment=row["moment"],
        utterance=row["utterance"], reply=row["reply"], words=row["words"],
        reading=reading_json.load(row["reading"]), asked=bool(row["asked"]),
        taken_at=row["taken_at"],
    )  # fmt: skip
