"""A desk for each test, with Amina and Ben at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.services.desk import Desk
from tests.services.cast import a_desk, joins


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    yield opened
    opened.store.close()


@pytest.fixture
def amina(desk: Desk) -> int:
    return joins(desk, "Amina")


@pytest.fixture
def ben(desk: Desk) -> int:
    return joins(desk, "Ben")
