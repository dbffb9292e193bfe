"""Things that go wrong, made to happen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager

from sim.web.access import OPEN_TO
from tests.web.cast import House

CANARY = "canary-in-the-reply"


@contextmanager
def somebody_else_writing(house: House) -> Iterator[None]:
    """Another program holds the database; this one does not wait long for it."""
    patience, house.desk.store.wait = house.desk.store.wait, 0.1
    with closing(sqlite3.connect(house.folder / "practice.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            house.desk.store.wait = patience


def a_view_broken(endpoint: str) -> Callable[[House], AbstractContextManager[None]]:
    """One view raises, with the canary in its message."""

    @contextmanager
    def broken(house: House) -> Iterator[None]:
        view = house.app.view_functions[endpoint]

        def fails(**kwargs: object) -> str:
            raise RuntimeError(CANARY)

        setattr(fails, OPEN_TO, getattr(view, OPEN_TO))
        house.app.view_functions[endpoint] = fails
        yield
        house.app.view_functions[endpoint] = view

    return broken
