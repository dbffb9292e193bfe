"""What all tests share: how hard hypothesis looks, and the one browser of a process."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.web.street import launched

# In CI the same examples every time: a red run must mean that the product changed.
settings.register_profile("desk", deadline=None, max_examples=100)
settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a process: Playwright cannot be started twice in one."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()
