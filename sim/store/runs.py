"""Runs and attempts. The owner is part of every question about a run."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from sim.domain.session import Session
from sim.store.connection import Store
from sim.store.rows import AttemptRow, NewRun, RunRow

_RUN = ("id", "person", "scenario", "sha", "rubric_version", "engine_version",
        "reader_version", "variant", "seed", "mode", "status", "ending",
        "begun_at", "last_at")  # fmt: skip
_SELECT = f"SELECT {', '.join(_RUN)} FROM run"


def begin_run(store: Store, run: NewRun, begun: Session, at: str) -> None:
    """Store a new run with its first attempt, in one transaction."""
    snapshot = as_json(begun)
    with store.write() as db:
        db.execute(
            "INSERT INTO run (id, person, scenario, sha, rubric_version, engine_version, "
            "reader_version, variant, seed, mode, begun_at, last_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (run.id, run.person, run.scenario, run.sha, run.rubric_version, run.engine_version,
             run.reader_version, run.variant, run.seed, run.mode, at, at),
        )  # fmt: skip
        db.execute(
            "INSERT INTO attempt (run, n, begun, position) VALUES (?, 1, ?, ?)",
            (run.id, snapshot, snapshot),
        )
        note(db, run.id, "begun", {"variant": run.variant, "mode": run.mode}, at)


def run_of(store: Store, run_id: str, person: int) -> RunRow | None:
    """One's own run; None where there is none, or where it is somebody else's."""
    row = store.row(f"{_SELECT} WHERE id = ? AND person = ?", (run_id, person))
    return RunRow(*row) if row else None


def open_runs(store: Store, person: int) -> list[RunRow]:
    """One's unfinished runs, the latest first."""
    return _of(store.rows(
        f"{_SELECT} WHERE person = ? AND status = 'open' ORDER BY last_at DESC, rowid DESC",
        (person,)))  # fmt: skip


def ended_runs(store: Store, person: int) -> list[RunRow]:
    """One's finished runs, the latest first. Runs that were left are not among them."""
    return _of(store.rows(
        f"{_SELECT} WHERE person = ? AND status = 'ended' ORDER BY last_at DESC, rowid DESC",
        (person,)))  # fmt: skip


def latest_runs(store: Store, most: int) -> list[RunRow]:
    """The latest runs of everybody: for the doctor, never for a page."""
    return _of(store.rows(f"{_SELECT} ORDER BY rowid DESC LIMIT ?", (most,)))


def plays_before(store: Store, person: int, scenario: str) -> int:
    """How many plays of a scenario one has finished."""
    row = store.row(
        "SELECT count(*) FROM run WHERE person = ? AND scenario = ? AND status = 'ended'",
        (person, scenario),
    )
    return int(row[0]) if row else 0


def attempt_of(store: Store, run_id: str) -> AttemptRow:
    """The latest attempt of a run. Raises KeyError where there is none."""
    row = store.row(
        "SELECT id, run, n, parent, from_turn, begun, position FROM attempt "
        "WHERE run = ? ORDER BY n DESC LIMIT 1",
        (run_id,),
    )
    if row is None:
        raise KeyError(run_id)
    return AttemptRow(
        id=row["id"], run=row["run"], n=row["n"], parent=row["parent"],
        from_turn=row["from_turn"], begun=json.loads(row["begun"]),
        position=json.loads(row["position"]),
    )  # fmt: skip


def leave_run(store: Store, run_id: str, at: str) -> None:
    """Leave an open run. No score and no reason are kept."""
    with store.write() as db:
        db.execute(
            "UPDATE run SET status = 'left', last_at = ? WHERE id = ? AND status = 'open'",
            (at, run_id),
        )
        note(db, run_id, "left", {}, at)


def delete_run(store: Store, run_id: str) -> None:
    """Delete a run with all its attempts, turns and events, at once and really."""
    with store.write() as db:
        db.execute("DELETE FROM run WHERE id = ?", (run_id,))
    store.forget_really()


def note(
    db: sqlite3.Connection, run: str, kind: str, detail: dict[str, str], at: str,
    attempt: int | None = None, n: int | None = None,
) -> None:  # fmt: skip
    """One line of the event log; part of the caller's transaction. Never holds words."""
    db.execute(
        "INSERT INTO event (run, attempt, n, kind, detail, at) VALUES (?, ?, ?, ?, ?, ?)",
        (run, attempt, n, kind, json.dumps(detail), at),
    )


def as_json(session: Session) -> str:
    """A snapshot as text."""
    return json.dumps(session.to_data(), ensure_ascii=False, separators=(",", ":"))


def _of(rows: Iterable[sqlite3.Row]) -> list[RunRow]:
    return [RunRow(*row) for row in rows]
