"""axe finds nothing on any page in any state, at 360 px and wide, in the light and the dark."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Place
from tests.browser.playing import begin, fits, play_to_the_end, say, turn

pytestmark = pytest.mark.browser
AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
Open = Callable[..., Page]


def home(page: Page) -> None:
    page.goto("/")


def home_with_a_run(page: Page) -> None:
    begin(page)
    say(page)
    page.goto("/")


def nothing_found(page: Page) -> None:
    page.goto("/?q=nobody-of-that-name")


def briefing(page: Page) -> None:
    page.goto("/scenario/defensive-reply")


def first_turn(page: Page) -> None:
    begin(page)


def after_a_turn(page: Page) -> None:
    begin(page)
    say(page, 1)


def later(page: Page) -> None:
    begin(page)
    for n in range(6):
        say(page, n)


def moved_on(page: Page) -> None:
    begin(page)
    other = page.context.new_page()
    other.goto(page.url)
    say(other)
    other.close()
    page.locator("#replies button[name=choice]").first.click()
    page.wait_for_selector(".notice")


def session_over(page: Page) -> None:
    begin(page)
    play_to_the_end(page, 2)


def ending(page: Page) -> None:
    session_over(page)
    page.locator(".onward a").click()


def debrief(page: Page) -> None:
    ending(page)
    page.get_by_role("link", name="Look back").click()


def chair(page: Page) -> None:
    debrief(page)
    page.get_by_role("link", name="chair").click()


def supervision(page: Page) -> None:
    debrief(page)
    page.get_by_role("link", name="supervision").click()


def attempts(page: Page) -> None:
    debrief(page)
    page.goto(run_address(page) + "/attempts")


def paths(page: Page) -> None:
    debrief(page)
    page.goto(run_address(page) + "/paths")


def beside(page: Page) -> None:
    begin(page)
    say(page)
    say(page, 1)
    page.get_by_text("Earlier in the session").click()
    page.get_by_role("button", name="Try again from here in turn 1").click()
    say(page, 2)
    page.goto(run_address(page) + "/beside")


def run_address(page: Page) -> str:
    found = re.match(r"(.*/run/[^/?#]+)", page.url)
    assert found, page.url
    return found[1]


def left(page: Page) -> None:
    begin(page)
    page.get_by_role("button", name="Leave the room").click()


def standing(address: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        page.goto(address)

    return go


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "home": ("start.home", home),
    "home with a run to go on with": ("start.home", home_with_a_run),
    "home, nothing found": ("start.home", nothing_found),
    "briefing": ("start.briefing", briefing),
    "room, first turn": ("room.room", first_turn),
    "room, after a turn": ("room.room", after_a_turn),
    "room, later": ("room.room", later),
    "room, moved on (409)": ("room.room", moved_on),
    "room, session over": ("room.room", session_over),
    "ending": ("room.ending", ending),
    "debrief": ("debrief.debrief", debrief),
    "chair": ("reflecting.chair", chair),
    "supervision": ("reflecting.supervision", supervision),
    "attempts": ("again.attempts", attempts),
    "two attempts side by side": ("again.beside", beside),
    "map of paths": ("again.paths", paths),
    "how it has gone": ("progress.progress", standing("/how-it-has-gone")),
    "elsewhere": ("elsewhere.elsewhere", standing("/elsewhere")),
    "two minutes": ("standing.two_minutes", standing("/two-minutes?one=own")),
    "settings": ("look.show", standing("/settings")),
    "left": ("room.left", left),
    "deleted": ("room.deleted", standing("/deleted")),
    "help": ("standing.help_page", standing("/help")),
    "who can see my words": ("standing.privacy", standing("/who-can-see-my-words")),
    "glossary": ("standing.glossary", standing("/glossary")),
    "about": ("standing.about", standing("/about")),
    "not found": ("", standing("/nowhere")),
}


def test_every_page_is_in_the_list(place: Place) -> None:
    rules = place.server.app.url_map.iter_rules()  # type: ignore[attr-defined]
    pages = {r.endpoint for r in rules if "GET" in (r.methods or ())} - {"static"}
    assert pages == {endpoint for endpoint, _ in STATES.values()} - {""}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing(open_page: Open, state: str, width: int, scheme: str) -> None:
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme,
                     reduced_motion="reduce")  # fmt: skip
    STATES[state][1](page)
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]]
    assert told == []
    assert fits(page)


def test_the_room_reads_in_the_order_it_is_played(open_page: Open) -> None:
    page = open_page()
    begin(page)
    say(page)
    assert turn(page) == 2
    tree = page.locator("#room").aria_snapshot()
    heard = [tree.index(words) for words in ("On your words", "Aisha", "What do you say?", "Leave")]
    assert heard[0] < heard[2] < heard[3]
    assert "button" in tree
