"""Whichever statement of a turn fails, the turn is there whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sim.store.connection import Store, StoreBusy, StoreFull
from tests.store.cast import Player, begins
from tests.store.whole import told, turns_kept

FAULTS = {
    "full": (sqlite3.SQLITE_FULL, StoreFull),
    "disk": (sqlite3.SQLITE_IOERR, StoreFull),
    "busy": (sqlite3.SQLITE_BUSY, StoreBusy),
}
STATEMENTS = 8
"""BEGIN, is the key known, where does it stand, turn, position, run, event, COMMIT."""


class Faulty(sqlite3.Connection):
    """A connection of which a chosen statement fails, before or after it took effect."""

    armed = False
    fails: frozenset[int] = frozenset()
    afterwards = False
    error: BaseException
    seen: list[str]

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:  # type: ignore[override]
        if not Faulty.armed:
            return super().execute(sql, *values)
        Faulty.seen.append(sql.split()[0])
        if len(Faulty.seen) not in Faulty.fails:
            return super().execute(sql, *values)
        if Faulty.afterwards:
            super().execute(sql, *values)
        raise Faulty.error


@pytest.fixture
def faulty_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Faulty))
    store = Store(path)
    yield store
    Faulty.armed = False
    store.close()


def failing(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as from the disk")
    error.sqlite_errorcode = code
    return error


def reply_while(player: Player, n: int, error: BaseException, fails: set[int],
                afterwards: bool = False) -> BaseException | str:  # fmt: skip
    """Give a reply while chosen statements fail; what came of it."""
    Faulty.fails, Faulty.afterwards, Faulty.error = frozenset(fails), afterwards, error
    Faulty.seen, Faulty.armed = [], True
    try:
        return player.replies(n)
    except BaseException as raised:
        return raised
    finally:
        Faulty.armed = False


def test_a_turn_is_eight_statements(faulty_store: Store) -> None:
    amina = begins(faulty_store, "Amina")
    assert reply_while(amina, 1, KeyboardInterrupt(), set()) == "taken"
    assert Faulty.seen == (
        ["BEGIN", "SELECT", "SELECT", "INSERT", "UPDATE", "UPDATE", "INSERT", "COMMIT"]
    )
    assert len(Faulty.seen) == STATEMENTS


@pytest.mark.parametrize("afterwards", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("statement", range(1, STATEMENTS + 1))
@pytest.mark.parametrize("fault", FAULTS)
def test_one_statement_fails(
    faulty_store: Store, fault: str, statement: int, afterwards: bool
) -> None:
    amina = begins(faulty_store, "Amina")
    amina.replies(1)
    before = told(faulty_store, [("Amina", amina)])
    code, expected = FAULTS[fault]
    assert isinstance(reply_while(amina, 2, failing(code), {statement}, afterwards), expected)
    committed = statement == STATEMENTS and afterwards
    assert turns_kept(faulty_store, amina.run) == (2 if committed else 1)
    assert (told(faulty_store, [("Amina", amina)]) == before) is not committed
    assert amina.replies(2) == ("same" if committed else "taken")
    assert turns_kept(faulty_store, amina.run) == 2


@pytest.mark.parametrize("statement", range(2, STATEMENTS + 1))
def test_one_statement_fails_and_undoing_fails_too(faulty_store: Store, statement: int) -> None:
    amina = begins(faulty_store, "Amina")
    outcome = reply_while(amina, 1, failing(sqlite3.SQLITE_IOERR), {statement, statement + 1})
    assert isinstance(outcome, StoreFull)
    assert Faulty.seen[-1] == "ROLLBACK"
    assert turns_kept(faulty_store, amina.run) == 0
    assert amina.replies(1) == "taken"
    with faulty_store.exclusively() as db:
        assert db.execute("PRAGMA synchronous").fetchone() == (2,), "the new connection is as safe"


@pytest.mark.parametrize("statement", range(1, STATEMENTS + 1))
def test_the_program_is_interrupted_at_a_statement(faulty_store: Store, statement: int) -> None:
    amina = begins(faulty_store, "Amina")
    outcome = reply_while(amina, 1, KeyboardInterrupt(), {statement})
    assert isinstance(outcome, KeyboardInterrupt)
    assert turns_kept(faulty_store, amina.run) == 0
    assert amina.replies(1) == "taken"
