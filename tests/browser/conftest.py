"""A real Chromium against a real server on this machine's loopback address."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from sim.services.desk import Desk
from sim.services.opening import open_desk
from sim.web.app import create_app
from sim.web.settings import Settings


class Place:
    """A running program: its address, and its desk for looking behind the pages."""

    def __init__(self, folder: Path, scenarios: Path | None = None) -> None:
        self.desk: Desk = open_desk(folder, scenarios)
        app = create_app(self.desk, Settings("s" * 40, help=("Ask Carol, room 12.",)))
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
        self.desk.store.close()


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    running = Place(tmp_path_factory.mktemp("data"))
    yield running
    running.close()


@pytest.fixture
def open_page(chromium: Browser, place: Place) -> Iterator[Callable[..., Page]]:
    """Opens a device of its own; after the test no page may have broken the content policy."""
    contexts: list[BrowserContext] = []
    broken: list[str] = []

    def device(**traits: Any) -> Page:
        context = chromium.new_context(base_url=place.url, **traits)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: broken.append(m.text) if "Content Sec" in m.text else None)
        page.on("pageerror", lambda error: broken.append(str(error)))
        return page

    yield device
    for context in contexts:
        context.close()
    assert broken == []
