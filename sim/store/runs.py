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
# A run that came to an end stays a finished one while something in it is tried again.
_FINISHED = ("status != 'left' AND EXISTS (SELECT 1 FROM attempt a WHERE a.run = run.id "
             "AND json_extract(a.position, '$.ended'))")  # fmt: skip
ATTEMPT = f"SELECT {', '.join(ATTEMPT_COLUMNS)} FROM attempt"


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
    """One's unfinished runs, the one played last first."""
    return _of_person(store, person, "status = 'open'")


def ended_runs(store: Store, person: int) -> list[RunRow]:
    """One's runs that came to an end at least once, the one played last first; something
    may be tried again in them just now. Runs that were left are not among them."""
    return _of_person(store, person, _FINISHED)


def left_runs(store: Store, person: int) -> list[RunRow]:
    """One's runs that were left before any end, the latest first."""
    return _of_person(store, person, "status = 'left'")


def latest_runs(store: Store, most: int) -> list[RunRow]:
    """The latest runs of everybody: for the doctor, never for a page."""
    rows = store.rows(f"{_SELECT} ORDER BY rowid DESC LIMIT ?", (most,))
    return [run_from(store, row) for row in rows]


def plays_before(store: Store, person: int, scenario: str) -> int:
    """How many plays of a scenario one has finished."""
    row = store.row(
        f"SELECT count(*) FROM run WHERE person = ? AND scenario = ? AND {_FINISHED}",
        (person, scenario),
    )
    return int(row[0]) if row else 0


def attempt_of(store: Store, run_id: str) -> AttemptRow:
    """The latest attempt of a run: the one that is gone on with. Raises KeyError where
    there is none."""
    row = store.row(f"{ATTEMPT} WHERE run = ? ORDER BY n DESC LIMIT 1", (run_id,))
    if row is None:
        raise KeyError(run_id)
    return attempt_row(store, row)


def attempt_row(store: Store, row: Row) -> AttemptRow:
    """A row of ATTEMPT_COLUMNS as a value. Raises StoreCorrupt if it is not what was stored."""
    attempt, run, *place, begun, sealed, position, position_sealed = row
    store.must_match(sealed, run, *place, begun)
    store.must_match(position_sealed, run, position)
    return AttemptRow(*(attempt, run, *place, json.loads(begun), json.loads(position)))


def leave_run(store: Store, run_id: str, at: str) -> None:
    """Leave an open run. No score and no reason are kept. Leaving twice changes nothing.

    A run that had come to an end before is then ended again: only what was being tried is
    left, and nothing of it is deleted.
    """
    with store.write() as db:
        row = db.execute("SELECT status FROM run WHERE id = ?", (run_id,)).fetchone()
        if row is None or row[0] != "open":
            return
        ending = _ending_reached(db, run_id)
        set_state(db, run_id, "ended" if ending else "left", ending, at)
        note(db, run_id, "left", {}, at)


def _ending_reached(db: Database, run_id: str) -> str | None:
    """The ending of the latest finished attempt; None before any came to its end."""
    row = db.execute(
        "SELECT json_extract(position, '$.moment') FROM attempt "
        "WHERE run = ? AND json_extract(position, '$.ended') ORDER BY n DESC LIMIT 1",
        (run_id,),
    ).fetchone()
    return None if row is None else str(row[0])


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


def _of_person(store: Store, person: int, which: str) -> list[RunRow]:
    # By the order of what happened, never by time: a clock may jump.
    rows = store.rows(
        f"{_SELECT} WHERE person = ? AND {which} "
        "ORDER BY (SELECT max(e.id) FROM event e WHERE e.run = run.id) DESC",
        (person,),
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
