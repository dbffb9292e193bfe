"""Noticing by keyboard, by touch and without JavaScript, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.cast import House, Trainee, turns_stored
from tests.web.street import PHONE, Device

pytestmark = pytest.mark.browser
OpenDevice = Callable[..., Device]


def aishas_room(device: Device, house: House) -> tuple[Page, str]:
    amina = Trainee("Amina", house.app)
    room = amina.begins()
    device.as_trainee(amina)
    device.goto(room.url)
    return device.page, room.url.split("/")[2]


def test_by_keyboard_alone_enter_keeps_the_marks_and_says_nothing(
    device: OpenDevice, practice: House
) -> None:
    page, run = aishas_room(device(), practice)
    page.locator(".noticing summary").focus()
    page.keyboard.press("Enter")
    for key in ("Tab", "Tab", "Space", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("[data-kept]")).to_be_focused()
    expect(page.locator(".phrase input").nth(1)).to_be_checked()
    assert turns_stored(practice.desk, run) == 0


def test_the_marks_go_along_with_the_reply_by_touch(device: OpenDevice, practice: House) -> None:
    here = device(viewport=PHONE, has_touch=True, is_mobile=True)
    page, run = aishas_room(here, practice)
    page.locator(".noticing summary").tap()
    page.locator(".phrase").nth(2).tap()
    page.locator(".tap").nth(2).tap()
    page.locator("#replies button").first.tap()
    expect(page.locator(".feedback-noticed")).to_be_visible()
    assert turns_stored(practice.desk, run) == 1


def test_without_javascript_the_same(device: OpenDevice, practice: House) -> None:
    page, run = aishas_room(device(java_script_enabled=False), practice)
    page.locator(".noticing summary").click()
    page.locator(".phrase").nth(2).click()
    page.locator(".keep button").click()
    expect(page.locator(".phrase input").nth(2)).to_be_checked()
    assert turns_stored(practice.desk, run) == 0
    page.locator("#replies button").first.click()
    expect(page.locator(".feedback-noticed")).to_be_visible()
    assert turns_stored(practice.desk, run) == 1
