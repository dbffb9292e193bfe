"""A house for each test, and one per module for tests that only look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.web.cast import House
from tests.web.street import DESK, Device, served


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


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house that the browsers walk up to; every device has runs of its own in it."""
    opened = House(tmp_path_factory.mktemp("practice"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def address(practice: House) -> Iterator[str]:
    """Where the practice is served."""
    with served(practice) as base:
        yield base


@pytest.fixture
def device(chromium: Browser, address: str) -> Iterator[Callable[..., Device]]:
    """Opens devices; at the end none of them may have complained, about the CSP least of all."""
    opened: list[Device] = []

    def open_device(base: str = address, **given: Any) -> Device:
        given = {"viewport": DESK, "reduced_motion": "reduce"} | given
        opened.append(Device(base, chromium.new_context(**given)))
        return opened[-1]

    yield open_device
    complaints = [line for one in opened for line in one.complaints]
    for one in opened:
        one.context.close()
    assert complaints == []
