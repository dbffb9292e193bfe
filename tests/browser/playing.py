"""What a trainee does in a browser, in the words of a test."""

from __future__ import annotations

from playwright.sync_api import Page

AISHA = "/scenario/defensive-reply"


def begin(page: Page, mode: str = "practice") -> None:
    """From the briefing into the room."""
    page.goto(AISHA)
    page.check(f"input[name=mode][value={mode}]")
    page.click("main form button[type=submit]")
    page.wait_for_selector("#room")
    page.wait_for_load_state("load")  # the keys are listened to from here on


def turn(page: Page) -> int:
    """The turn that the page is for; 0 once the session has ended."""
    field = page.locator("input[name=turn]")
    return int(field.get_attribute("value") or 0) if field.count() else 0


def wait_until_past(page: Page, taken: int) -> None:
    page.wait_for_function(
        "taken => { const f = document.querySelector('input[name=turn]');"
        " return !f || Number(f.value) > taken }", arg=taken)  # fmt: skip


def say(page: Page, which: int = 0) -> None:
    """Choose a reply by its place and wait for the client's answer."""
    now = turn(page)
    choices = page.locator("#replies button[name=choice]")
    choices.nth(which % choices.count()).click()
    wait_until_past(page, now)


def play_to_the_end(page: Page, step: int = 1) -> int:
    """Play on until the session ends; returns how many replies it took."""
    said = 0
    while turn(page):
        say(page, said * step)
        said += 1
    return said


def fits(page: Page) -> bool:
    """Whether the page needs no sideways scrolling."""
    return bool(page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))  # fmt: skip  # noqa: E501
