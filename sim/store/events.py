"""The log of a run: what happened, one line each. It never holds anybody's words."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlite_utils import Database

from sim.store.connection import Store
from sim.store.reading_json import json_of
from sim.store.rows import EventRow, seal


def note(
    db: Database,
    run: str,
    kind: str,
    detail: Mapping[str, str],
    at: str,
    attempt: int | None = None,
    n: int | None = None,
) -> None:
    """One more line, as part of the caller's transaction."""
    values = (run, attempt, n, kind, json_of(detail), at)
    db.execute(
        "INSERT INTO event (run, attempt, n, kind, detail, at, seal) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*values, seal(*values)),
    )


def events_of(store: Store, run: str) -> list[EventRow]:
    """The log of a run, the first line first."""
    rows = store.rows(
        "SELECT seal, run, attempt, n, kind, detail, at FROM event WHERE run = ? ORDER BY id",
        (run,),
    )
    for row in rows:
        store.must_match(*row)
    return [EventRow(*(*head, json.loads(detail), at)) for _, *head, detail, at in rows]
