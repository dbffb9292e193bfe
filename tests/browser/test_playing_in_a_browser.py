"""Aisha in a real browser: with the mouse, the keyboard, a phone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.playing import begin, fits, play_to_the_end, say, turn, wait_until_past

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_amina_plays_from_the_list_to_the_debrief_with_the_mouse(open_page: Open) -> None:
    page = open_page()
    loads: list[str] = []
    page.goto("/")
    page.get_by_role("link", name="So it's my fault").click()
    page.get_by_role("button", name="Meet Aisha").click()
    page.wait_for_selector("#room")
    page.on("load", lambda _: loads.append(page.url))
    assert play_to_the_end(page) >= 8
    assert loads == [], "turns are swapped in, the page is never loaded again"
    page.locator(".onward a").click()
    page.get_by_role("link", name="Look back").click()
    expect(page.locator("main")).to_contain_text("not an assessment")


def test_a_number_and_enter_say_a_reply_and_focus_goes_to_what_came_of_it(open_page: Open) -> None:
    page = open_page()
    begin(page)
    page.keyboard.press("2")
    assert turn(page) == 1, "a number alone says nothing"
    page.keyboard.press("Enter")
    wait_until_past(page, 1)
    page.wait_for_function("() => document.activeElement.closest('#room') !== null")
    expect(page.locator("#words")).to_be_focused()
    expect(page.locator("#heard")).to_have_text("")  # the focus reads it, once


def test_ben_reaches_the_end_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    begin(page)
    while now := turn(page):
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        wait_until_past(page, now)
    expect(page.locator(".onward a")).to_be_visible()


def test_everything_works_without_javascript(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/scenario/defensive-reply")
    page.locator("main form button[type=submit]").click()
    said = 0
    while page.locator("#replies button[name=choice]").count():
        with page.expect_navigation():  # or the count is taken between two pages
            page.locator("#replies button[name=choice]").first.click()
        said += 1
        assert said < 40
    assert said >= 8
    page.locator(".onward a").click()
    page.get_by_role("link", name="Look back").click()
    expect(page.locator("main")).to_contain_text("not an assessment")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_never_scrolls_sideways(open_page: Open, scheme: str) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    for address in ("/", "/scenario/defensive-reply", "/glossary", "/help", "/about"):
        page.goto(address)
        assert fits(page), address
    begin(page)
    while turn(page):
        assert fits(page)
        say(page, turn(page))
    assert fits(page)
    page.locator(".onward a").click()
    assert fits(page)
    page.get_by_role("link", name="Look back").click()
    assert fits(page)


def test_amina_comes_back_after_closing_the_tab(open_page: Open) -> None:
    page = open_page()
    begin(page)
    say(page)
    words = page.locator("#words").inner_text()
    context = page.context
    page.close()
    again = context.new_page()
    again.goto("/")
    again.locator("a[href*='/run/']").first.click()
    expect(again.locator("#words")).to_have_text(words)


def test_a_double_click_says_it_once(open_page: Open) -> None:
    page = open_page()
    begin(page)
    page.locator("#replies button[name=choice]").first.dblclick()
    wait_until_past(page, 1)
    page.wait_for_timeout(300)
    assert turn(page) == 2


def test_two_tabs_and_the_second_is_told_that_the_conversation_moved_on(open_page: Open) -> None:
    page = open_page()
    begin(page)
    other = page.context.new_page()
    other.goto(page.url)
    say(page, 0)
    kept = other.locator("#replies button[name=choice] .line").nth(1).inner_text()
    other.locator("#replies button[name=choice]").nth(1).click()
    expect(other.locator(".notice")).to_contain_text("moved on")
    expect(other.locator(".notice")).to_contain_text(kept)
    expect(other.locator("#words")).to_have_text(page.locator("#words").inner_text())


def test_unaided_tells_nothing_until_the_end(open_page: Open) -> None:
    page = open_page()
    begin(page, "unaided")
    light = page.locator("svg.light").get_attribute("class")
    for n in range(3):
        say(page, n)
        assert page.locator(".feedback").count() == 0
        assert page.locator("svg.light").get_attribute("class") == light


def test_leaving_is_one_step_and_the_run_can_be_deleted_there(open_page: Open) -> None:
    page = open_page()
    begin(page)
    say(page)
    address = page.url
    page.get_by_role("button", name="Leave the room").click()
    page.locator("details.delete summary").click()
    page.get_by_role("button", name="Delete it now").click()
    page.wait_for_url("**/deleted")
    assert page.goto(address).status == 404  # type: ignore[union-attr]


def test_under_reduced_motion_nothing_moves(open_page: Open) -> None:
    page = open_page(reduced_motion="reduce")
    begin(page)
    say(page)
    moving = page.evaluate(
        "document.getAnimations().filter(a => a.effect.getComputedTiming().duration > 10).length"
    )
    assert moving == 0
