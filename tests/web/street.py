"""A real server on a free port, and a real browser that walks up to it."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.web.cast import House, Trainee
from tools.browser import find

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
DESK = {"width": 1100, "height": 800}
PHONE = {"width": 360, "height": 740}


class _Quietly(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, *args: Any) -> None:
        """Requests are not what these tests read."""


@contextmanager
def served(house: House) -> Iterator[str]:
    """The house at an address of its own, threads and sockets included."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, house.app, threaded=True, request_handler=_Quietly)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


def launched(playwright: Playwright) -> Browser:
    """Chromium; where there is none the test is skipped, or fails if one is asked for."""
    path = find()
    if path is None:
        if os.environ.get("SIM_REQUIRE_BROWSER") == "1":
            pytest.fail("SIM_REQUIRE_BROWSER=1, and there is no Chromium or Chrome")
        pytest.skip("no Chromium or Chrome; SIM_BROWSER may name one")
    return playwright.chromium.launch(executable_path=path, args=QUIET)


@dataclass
class Device:
    """One browser profile at one address: its cookies, its pages, what it complained of."""

    base: str
    context: BrowserContext
    page: Page = field(init=False)
    complaints: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.set_default_timeout(10_000)
        self.page = self.tab()

    def tab(self) -> Page:
        page = self.context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)
        return page

    def goto(self, url: str) -> None:
        self.page.goto(self.base + url)

    def as_trainee(self, trainee: Trainee) -> None:
        """Take over the cookies of a trainee who played up to here without a browser."""
        cookie = trainee.client.get_cookie("rupture_and_repair")
        assert cookie is not None
        given = {"name": cookie.key, "value": cookie.value, "url": self.base}
        self.context.add_cookies([given])  # type: ignore[list-item]

    def _heard(self, message: Any) -> None:
        # Chromium notes each 4xx and 5xx as an error of its own; the tests ask for some.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)

    def _asked(self, request: Any) -> None:
        if request.resource_type == "document":
            self.documents.append(request.url)


def focused(page: Page) -> str:
    """The id of what has the keyboard's attention; its tag where it has none."""
    found: str = page.evaluate("document.activeElement.id || document.activeElement.tagName")
    return found


def says(page: Page, number: int) -> None:
    """Click a reply and wait until the room has answered."""
    turn = page.locator("#replies input[name=turn]").input_value()
    page.locator("#replies button").nth(number).click()
    heard_back(page, turn)


def heard_back(page: Page, turn: str) -> None:
    """Wait for the turn after `turn`, or for the end of the session."""
    page.wait_for_function(
        "turn => (document.querySelector('#replies input[name=turn]')?.value !== turn"
        " || document.querySelector('#room .onward')) && !document.querySelector('.htmx-request')",
        arg=turn,
    )


def is_over(page: Page) -> bool:
    return page.locator("#room .onward").count() > 0


def scrolls_sideways(page: Page) -> bool:
    found: bool = page.evaluate(
        "document.scrollingElement.scrollWidth > document.documentElement.clientWidth"
    )
    return found


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds, one line each: the rule, and where. All rules, or those named."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{v['id']}: {v['help']}: {' | '.join(str(n['target']) for n in v['nodes'][:4])}"
        for v in found["violations"]
    ]
