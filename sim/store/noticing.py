"""What trainees noticed before they replied: kept beside the turn, never part of it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sim.domain.noticing import Noticed
from sim.store.connection import Row, Store
from sim.store.rows import seal

Place = tuple[int, int]
"""An attempt's id and the number of a turn in it."""

NOT_TAKEN_YET = "WHERE NOT EXISTS (SELECT 1 FROM turn WHERE attempt = ? AND n = ?)"


def keep(store: Store, attempt: int, n: int, noticed: Noticed) -> None:
    """Keep what was noticed before turn `n`, in place of what was kept there before.

    Nothing is written once the turn is taken: what one sees afterwards is something else.
    """
    marks = json.dumps(noticed.marks, separators=(",", ":"))
    values = (attempt, n, marks, noticed.kind)
    with store.write() as db:
        db.execute(f"DELETE FROM noticing {NOT_TAKEN_YET} AND attempt = ? AND n = ?",
                   (attempt, n, attempt, n))  # fmt: skip
        if noticed:
            db.execute(
                f"INSERT INTO noticing (attempt, n, marks, kind, seal) SELECT ?, ?, ?, ?, ? "
                f"{NOT_TAKEN_YET}",
                (*values, seal(*values), attempt, n),
            )


def noticed_in(store: Store, run: str) -> Mapping[Place, Noticed]:
    """All that was noticed in a run, by attempt and turn."""
    rows = store.rows(
        "SELECT o.seal, o.attempt, o.n, o.marks, o.kind FROM noticing o "
        "JOIN attempt a ON a.id = o.attempt WHERE a.run = ?", (run,),
    )  # fmt: skip
    return dict(_read(store, row) for row in rows)


def noticed_at(store: Store, attempt: int, n: int) -> Noticed:
    """What was noticed before one turn; nothing where nothing was."""
    row = store.row(
        "SELECT seal, attempt, n, marks, kind FROM noticing WHERE attempt = ? AND n = ?",
        (attempt, n),
    )
    return _read(store, row)[1] if row else Noticed()


def _read(store: Store, row: Row) -> tuple[Place, Noticed]:
    store.must_match(*row)
    _, attempt, n, marks, kind = row
    return (attempt, n), Noticed(tuple((a, b) for a, b in json.loads(marks)), kind)
