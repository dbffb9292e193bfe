"""Aisha played in a real browser: by mouse, by keyboard, without JavaScript, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from playwright.sync_api import Page, expect

from tests.web.cast import AISHA, House, turns_stored
from tests.web.street import (
    PHONE,
    Device,
    heard_back,
    is_over,
    says,
    scrolls_sideways,
)

pytestmark = pytest.mark.browser
OpenDevice = Callable[..., Device]


def meet(amina: Device, mode: str = "practice") -> Page:
    """From the list into the room, with the mouse."""
    amina.goto("/")
    page = amina.page
    page.locator(f'a[href="/scenario/{AISHA}"]').click()
    page.locator(f"input[name=mode][value={mode}]").check()
    page.get_by_role("button", name="Meet Aisha").click()
    expect(page.locator("#replies button").first).to_be_visible()
    return page


def run_of(page: Page) -> str:
    return page.url.split("/run/")[1].split("#")[0].split("/")[0]


def test_amina_plays_to_the_debrief_with_the_mouse_in_one_document(
    device: OpenDevice, practice: House
) -> None:
    amina = device(reduced_motion="no-preference")
    page = meet(amina)
    chance, before = Random(3), len(amina.documents)
    turns = 0
    while not is_over(page):
        says(page, chance.randrange(page.locator("#replies button").count()))
        turns += 1
        expect(page.locator("#words")).to_be_focused()
        expect(page.locator("#latest li")).to_have_count(2)
    assert len(amina.documents) == before, "every turn is a swap, never a new document"
    carried_on = page.locator("#settled").inner_html().split()
    page.reload()
    assert page.locator("#settled").inner_html().split() == carried_on
    assert turns == turns_stored(practice.desk, run_of(page)) > 2
    page.get_by_role("link", name="How it ended").click()
    page.get_by_role("link", name="Look back at what happened").click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.endswith("/debrief")
    expect(page.get_by_text("not an assessment of fitness to practise").first).to_be_visible()


def test_amina_plays_with_nothing_but_the_keyboard(device: OpenDevice) -> None:
    amina = device()
    amina.goto("/")
    page = amina.page
    tab_to(page, f'a[href="/scenario/{AISHA}"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/scenario/**")
    tab_to(page, "form.begin button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/run/**")
    chance = Random(7)
    while not is_over(page):
        number = chance.randint(1, page.locator("#replies button").count())
        turn = page.locator("#replies input[name=turn]").input_value()
        page.keyboard.press(str(number))
        assert page.locator(f'[aria-keyshortcuts="{number}"]:focus').count() == 1
        assert page.locator("#replies input[name=turn]").input_value() == turn
        page.keyboard.press("Enter")
        heard_back(page, turn)
        expect(page.locator("#words")).to_be_focused()
        expect(page.locator("#heard")).to_have_text("")  # the focus reads it, once
    tab_to(page, "#room .onward a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ending")


def tab_to(page: Page, selector: str) -> None:
    """Tab until it has the focus, as one must without a mouse."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"sixty tabs and {selector} was not reached")


def test_amina_plays_without_javascript(device: OpenDevice, practice: House) -> None:
    amina = device(java_script_enabled=False)
    page = meet(amina, "explore")
    chance = Random(5)
    for turn in range(1, 60):
        if is_over(page):
            break
        buttons = page.locator("#replies button")
        buttons.nth(chance.randrange(buttons.count())).click()
        page.wait_for_load_state()
        assert turns_stored(practice.desk, run_of(page)) == turn
        assert page.url.endswith("#here")
        expect(page.locator("#here")).to_be_in_viewport()
    assert is_over(page)
    page.get_by_role("link", name="How it ended").click()
    page.get_by_role("link", name="Look back at what happened").click()
    expect(page.locator("h1")).to_be_visible()


def test_on_a_small_phone_nothing_runs_out_at_the_side(device: OpenDevice) -> None:
    amina = device(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    page = meet(amina)
    chance = Random(2)
    while not is_over(page):
        assert not scrolls_sideways(page)
        expect(page.locator("#here")).to_be_in_viewport()
        says(page, chance.randrange(page.locator("#replies button").count()))
    assert not scrolls_sideways(page)
    for name in ("How it ended", "Look back at what happened"):
        page.get_by_role("link", name=name).click()
        page.wait_for_load_state()
        assert not scrolls_sideways(page), page.url


def test_a_closed_tab_is_gone_on_with_from_the_list(device: OpenDevice) -> None:
    amina = device()
    page = meet(amina)
    says(page, 0)
    words = page.locator("#words").inner_text()
    page.close()
    page = amina.tab()
    page.goto(amina.base)
    page.locator(".go-on-link").first.click()
    expect(page.locator("#words")).to_have_text(words)
    says(page, 0)


def test_a_double_click_says_one_thing(device: OpenDevice, practice: House) -> None:
    for with_scripts in (True, False):
        amina = device(java_script_enabled=with_scripts)
        page = meet(amina)
        page.locator("#replies button").nth(1).dblclick(no_wait_after=True)
        expect(page.locator("#replies input[name=turn]")).to_have_value("2")
        page.wait_for_load_state("networkidle")
        assert turns_stored(practice.desk, run_of(page)) == 1


def test_an_old_tab_is_told_that_the_conversation_moved_on(
    device: OpenDevice, practice: House
) -> None:
    amina = device()
    page = meet(amina)
    old = amina.tab()
    old.goto(page.url)
    says(page, 0)
    kept = old.locator("#replies button .line").nth(2).inner_text()
    old.locator("#replies button").nth(2).click()
    notice = old.locator(".notice-moved_on")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text(kept)
    assert old.locator("#words").inner_text() == page.locator("#words").inner_text()
    assert turns_stored(practice.desk, run_of(page)) == 1
    says(old, 0)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_going_back_and_choosing_otherwise_never_rewrites_what_was_said(
    device: OpenDevice, practice: House, scripts: bool
) -> None:
    amina = device(java_script_enabled=scripts)
    page = meet(amina)
    an_id = run_of(page)
    page.locator("#replies button").nth(0).click()
    expect(page.locator("#replies input[name=turn]")).to_have_value("2")
    said = practice.desk.store.rows("SELECT words FROM turn")
    page.get_by_role("link", name="Where to get help").first.click()
    page.wait_for_url("**/help")
    page.go_back()
    if not scripts:
        page.go_back()
    page.wait_for_load_state()
    expect(page.locator("#replies button").first).to_be_visible()
    page.locator("#replies button").nth(1).click()
    page.wait_for_load_state("networkidle")
    moved_on = page.locator(".notice-moved_on").count()
    assert turns_stored(practice.desk, an_id) == (1 if moved_on else 2)
    assert practice.desk.store.rows("SELECT words FROM turn")[: len(said)] == said


def test_a_reply_that_does_not_get_through_is_said_to_be_unsaid(
    device: OpenDevice, practice: House
) -> None:
    amina = device()
    page = meet(amina)
    amina.context.set_offline(True)
    page.locator("#replies button").nth(0).click()
    expect(page.locator("#replies .waiting.failed")).to_be_visible()
    expect(page.locator("#replies button").first).to_be_enabled()
    assert all(line.startswith("htmx:") for line in amina.complaints), amina.complaints
    amina.complaints.clear()
    amina.context.set_offline(False)
    says(page, 0)
    assert turns_stored(practice.desk, run_of(page)) == 1


def test_whoever_asked_for_less_motion_gets_none(device: OpenDevice) -> None:
    page = meet(device(reduced_motion="reduce"))
    says(page, 0)
    running = page.evaluate(
        "document.getAnimations().filter(a => a.playState === 'running' && "
        "a.effect.getComputedTiming().duration > 20).length"
    )
    assert running == 0


def test_the_page_follows_the_device_into_the_dark(device: OpenDevice) -> None:
    page = meet(device(color_scheme="light"))
    ground = "getComputedStyle(document.body).backgroundColor"
    by_day = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    by_night = page.evaluate(ground)
    assert by_day != by_night
    assert brightness(by_day) > 180 > 80 > brightness(by_night)


def brightness(colour: str) -> float:
    parts = [float(p) for p in colour.strip("rgba()").split(",")[:3]]
    return sum(parts) / 3
