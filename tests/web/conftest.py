"""A house for each test, and one per module for tests that only look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.web.cast import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The program with its own scenarios, over an empty data folder."""
    opened = House(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def open_house(tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Opens a house with other scenarios or settings; closed when the test ends."""
    opened: list[House] = []

    def build(**given: object) -> House:
        opened.append(House(tmp_path / f"data-{len(opened)}", **given))  # type: ignore[arg-type]
        return opened[-1]

    yield build
    for house in opened:
        house.close()
