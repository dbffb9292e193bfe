"""What is the trainee's alone: a tap before a hot reply, and sheets written afterwards.

Nothing but `sim.services.reflecting` reads this module, and no other SQL names its tables;
tests/test_privacy.py fails for an export, a tutor's page or a column that reaches them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.store.connection import Store
from sim.store.rows import seal

TABLES = ("private_tap", "private_sheet")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet as it is kept: its fields, and how often it was written (0: not yet)."""

    fields: Mapping[str, str] = field(default_factory=dict)
    version: int = 0


def keep_tap(store: Store, attempt: int, n: int, feeling: str) -> None:
    """Keep what was felt before turn `n`; "" takes it away. Only before the turn is taken."""
    untaken = "NOT EXISTS (SELECT 1 FROM turn WHERE attempt = ? AND n = ?)"
    with store.write() as db:
        db.execute(f"DELETE FROM private_tap WHERE {untaken} AND attempt = ? AND n = ?",
                   (attempt, n, attempt, n))  # fmt: skip
        if feeling:
            db.execute(
                "INSERT INTO private_tap (attempt, n, feeling, seal) SELECT ?, ?, ?, ? "
                f"WHERE {untaken}",
                (attempt, n, feeling, seal(attempt, n, feeling), attempt, n),
            )


def taps_in(store: Store, run: str) -> Mapping[tuple[int, int], str]:
    """All taps of a run, by attempt and turn."""
    rows = store.rows(
        "SELECT t.seal, t.attempt, t.n, t.feeling FROM private_tap t "
        "JOIN attempt a ON a.id = t.attempt WHERE a.run = ?", (run,),
    )  # fmt: skip
    for row in rows:
        store.must_match(*row)
    return {(attempt, n): feeling for _, attempt, n, feeling in rows}


def tap_at(store: Store, attempt: int, n: int) -> str:
    """What was tapped before one turn; "" where nothing was."""
    row = store.row(
        "SELECT seal, attempt, n, feeling FROM private_tap WHERE attempt = ? AND n = ?",
        (attempt, n),
    )
    if row is None:
        return ""
    store.must_match(*row)
    return str(row[3])


def sheet_of(store: Store, run: str, sheet: str) -> SheetRow:
    """A sheet of a run; empty and version 0 where none was written."""
    row = store.row(
        "SELECT seal, run, sheet, content, version, at FROM private_sheet "
        "WHERE run = ? AND sheet = ?", (run, sheet),
    )  # fmt: skip
    if row is None:
        return SheetRow()
    store.must_match(*row)
    return SheetRow(json.loads(row[3]), row[4])


def keep_sheet(
    store: Store, run: str, sheet: str, fields: Mapping[str, str], was: int, at: str
) -> int | None:
    """Keep a sheet that was read at version `was`; its new version, or None where it was
    changed elsewhere meanwhile (then nothing was written)."""
    content = json.dumps(dict(fields), ensure_ascii=False)
    values = (run, sheet, content, was + 1, at)
    with store.write() as db:
        row = db.execute(
            "SELECT version FROM private_sheet WHERE run = ? AND sheet = ?", (run, sheet)
        ).fetchone()
        if (row[0] if row else 0) != was:
            return None
        db.execute(
            "INSERT INTO private_sheet (run, sheet, content, version, at, seal) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (run, sheet) DO UPDATE SET "
            "content = excluded.content, version = excluded.version, at = excluded.at, "
            "seal = excluded.seal",
            (*values, seal(*values)),
        )
    return was + 1


def delete_sheet(store: Store, run: str, sheet: str) -> None:
    """Delete a sheet, at once and really."""
    with store.deleting() as db:
        db.execute("DELETE FROM private_sheet WHERE run = ? AND sheet = ?", (run, sheet))
