"""Runs and attempts. The owner is part of every question about a run."""

from __future__ import annotations

import json
from typing import Literal

from sqlite_utils import Database

from sim.domain.session import Session
from sim.store.connection import Row, Store
from sim.store.events import note
from sim.store.reading_json import json_of
from sim.store.rows import AttemptRow, NewRun, RunRow, seal

_PINNED = ("id", "person", "scenario", "sha", "rubric_version", "engine_version",
           "reader_version", "variant", "seed", "mode", "begun_at")  # fmt: skip
_STATE = ("status", "ending", "last_at")
_INSERT = (f"INSERT INTO run ({', '.join((*_PINNED, 'seal', 'last_at', 'state_seal'))}) "
           f"VALUES ({', '.join('?' * 14)})")  # fmt: skip
RUN_COLUMNS = ("seal", *_PINNED, "state_seal", *_STATE)
ATTEMPT_COLUMNS = ("id", "run", "n", "parent", "from_turn", "begun", "seal", "position",
                   "position_seal")  # fmt: skip
_SELECT = f"SELECT {', '.join(RUN_COLUMNS)} FROM run"


def begin_run(store: Store, run: NewRun, begun: Session, at: str) -> None:
    """Store a new run with its first attempt, in one transaction."""
    position = as_json(begun)
    pinned = (run.id, run.person, run.scenario, run.sha, run.rubric_version, run.engine_version,
              run.reader_version, run.variant, run.seed, run.mode, at)  # fmt: skip
    with store.write() as db:
        db.execute(_INSERT, (*pinned, seal(*pinned), at, seal(run.id, "open", None, at)))
        db.execute(
            "INSERT INTO attempt (run, n, begun, seal, position, position_seal) "
            "VALUES (?, 1, ?, ?, ?, ?)",
            (run.id, position, seal(run.id, 1, None, None, position),
             position, seal(run.id, position)),
        )  # fmt: skip
        note(db, run.id, "begun", {"variant": run.variant, "mode": run.mode}, at)


def run_of(store: Store, run_id: str, person: int) -> RunRow | None:
    """One's own run; None where there is none, or where it is somebody else's."""
    row = store.row(f"{_SELECT} WHERE id = ? AND person = ?", (run_id, person))
    return run_from(store, row) if row else None


def open_runs(store: Store, person: int) -> list[RunRow]:
    """One's unfinished runs, the latest begun first."""
    return _of_person(store, person, "open")


def ended_runs(store: Store, person: int) -> list[RunRow]:
    """One's finished runs, the latest begun first. Runs that were left are not among them."""
    return _of_person(store, person, "ended")


def latest_runs(store: Store, most: int) -> list[RunRow]:
    """The latest runs of everybody: for the doctor, never for a page."""
    rows = store.rows(f"{_SELECT} ORDER BY rowid DESC LIMIT ?", (most,))
    return [run_from(store, row) for row in rows]


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
        f"SELECT {', '.join(ATTEMPT_COLUMNS)} FROM attempt WHERE run = ? ORDER BY n DESC LIMIT 1",
        (run_id,),
    )
    if row is None:
        raise KeyError(run_id)
    return attempt_from(store, row)


def attempt_from(store: Store, row: Row) -> AttemptRow:
    """A row of ATTEMPT_COLUMNS, its seals looked at. Raises StoreCorrupt."""
    attempt, run, *place, begun, sealed, position, position_sealed = row
    store.must_match(sealed, run, *place, begun)
    store.must_match(position_sealed, run, position)
    return AttemptRow(*(attempt, run, *place, json.loads(begun), json.loads(position)))


def leave_run(store: Store, run_id: str, at: str) -> None:
    """Leave an open run. No score and no reason are kept. Leaving twice changes nothing."""
    with store.write() as db:
        row = db.execute("SELECT status FROM run WHERE id = ?", (run_id,)).fetchone()
        if row is not None and row[0] == "open":
            set_state(db, run_id, "left", None, at)
            note(db, run_id, "left", {}, at)


def delete_run(store: Store, run_id: str) -> None:
    """Delete a run with all its attempts, turns and events, at once and really."""
    with store.deleting() as db:
        db.execute("DELETE FROM run WHERE id = ?", (run_id,))


def set_state(
    db: Database,
    run_id: str,
    status: Literal["open", "ended", "left"],
    ending: str | None,
    at: str,
) -> None:
    """How a run stands now; part of the caller's transaction."""
    db.execute(
        "UPDATE run SET status = ?, ending = ?, last_at = ?, state_seal = ? WHERE id = ?",
        (status, ending, at, seal(run_id, status, ending, at), run_id),
    )


def as_json(session: Session) -> str:
    """A snapshot as text."""
    return json_of(session.to_data())


def _of_person(store: Store, person: int, status: str) -> list[RunRow]:
    # By the order in which they were begun, never by time: a clock may jump.
    rows = store.rows(
        f"{_SELECT} WHERE person = ? AND status = ? ORDER BY rowid DESC", (person, status)
    )
    return [run_from(store, row) for row in rows]


def run_from(store: Store, row: Row) -> RunRow:
    """A row of RUN_COLUMNS, its seals looked at. Raises StoreCorrupt."""
    cut = len(_PINNED) + 1
    sealed, *pinned = row[:cut]
    state_sealed, *state = row[cut:]
    store.must_match(sealed, *pinned)
    store.must_match(state_sealed, row[1], *state)
    return RunRow(*pinned, *state)
