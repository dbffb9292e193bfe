"""A store in an empty folder, and Amina and Ben with a run each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.store.connection import Store
from tests.store.cast import Player, begins


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "practice.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store(path, wait=5)
    yield opened
    opened.close()


@pytest.fixture
def amina(store: Store) -> Player:
    return begins(store, "Amina")


@pytest.fixture
def ben(store: Store) -> Player:
    return begins(store, "Ben")
