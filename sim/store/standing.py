"""Where a run stands, in one question: the run, its latest attempt, and the last turn of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sim.store.connection import Store
from sim.store.rows import AttemptRow, RunRow, TurnRow
from sim.store.runs import ATTEMPT_COLUMNS, RUN_COLUMNS, attempt_row, run_from
from sim.store.turns import TURN_COLUMNS, turn_from


@dataclass(frozen=True, slots=True)
class Standing:
    """One moment in time of a run. `last` is None before the first reply of the attempt."""

    run: RunRow
    attempt: AttemptRow
    last: TurnRow | None


def _of(table: str, columns: Iterable[str]) -> str:
    return ", ".join(f"{table}.{column}" for column in columns)


_QUESTION = (
    f"SELECT {_of('r', RUN_COLUMNS)}, {_of('a', ATTEMPT_COLUMNS)}, {_of('t', TURN_COLUMNS)} "
    "FROM run r JOIN attempt a ON a.run = r.id "
    "LEFT JOIN turn t ON t.attempt = a.id "
    "WHERE r.id = ? AND r.person = ? ORDER BY a.n DESC, t.n DESC LIMIT 1"
)
_RUN_ENDS = len(RUN_COLUMNS)
_ATTEMPT_ENDS = _RUN_ENDS + len(ATTEMPT_COLUMNS)


def standing_of(store: Store, run_id: str, person: int) -> Standing | None:
    """One's own run where it stands; None where there is none, or where it is somebody else's.

    Raises StoreCorrupt for a row that is not what was stored.
    """
    row = store.row(_QUESTION, (run_id, person))
    if row is None:
        return None
    turn = row[_ATTEMPT_ENDS:]
    return Standing(
        run=run_from(store, row[:_RUN_ENDS]),
        attempt=attempt_row(store, row[_RUN_ENDS:_ATTEMPT_ENDS]),
        last=None if turn[0] is None else turn_from(store, turn),
    )
