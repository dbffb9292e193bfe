"""Text and colours as the reader likes them, two minutes to begin with, and where help is."""

from __future__ import annotations

import re
from itertools import product

import pytest

from sim.services.tutorial import FIRST, SCENES
from sim.web.chrome import LOOKS
from sim.web.settings import HELP_LINE, Settings
from tests.web.cast import SECRET, House


def html_of(text: str) -> dict[str, str]:
    tag = re.search(r"<html[^>]*>", text)
    assert tag
    return dict(re.findall(r'data-(\w+)="([^"]*)"', tag[0]))


def test_what_is_chosen_is_respected_on_every_page_errors_included(house: House) -> None:
    page = house.amina.get("/settings")
    chosen = {"theme": "dark", "size": "largest", "contrast": "more", "face": "legible",
              "motion": "less"}  # fmt: skip
    answer = house.amina.submits(page, page.form("theme"), **chosen)
    assert answer.status == 303
    back = house.amina.follows(answer)
    assert "Kept." in back.text
    assert back.form("theme")["size"] == "largest"
    room = house.amina.begins()
    for url in ("/", "/help", "/no-such-page", room.url, "/settings"):
        assert html_of(house.amina.get(url).text) == chosen, url
    assert html_of(house.ben.get("/").text)["theme"] == "auto"


@pytest.mark.parametrize(
    "value", ["", "x", "dark", "....", "dark.huge.<b>", "a" * 4000, "dark.large"]
)
def test_a_cookie_of_somebodys_own_making_does_no_harm(house: House, value: str) -> None:
    stranger = house.newcomer()
    stranger.client.set_cookie("look", value)
    shown = html_of(stranger.get("/").text)
    assert all(shown[name] in known for name, known in LOOKS.items())


def test_a_value_on_no_list_counts_as_not_chosen(house: House) -> None:
    page = house.amina.get("/settings")
    back = house.amina.follows(house.amina.submits(page, page.form("theme"), theme="neon"))
    assert html_of(back.text)["theme"] == "auto"


def test_the_two_minutes_can_be_gone_through_every_way_and_keep_nothing(house: House) -> None:
    stranger = house.newcomer()
    tables = [r[0] for r in house.desk.store.rows("SELECT name FROM sqlite_master "
                                                  "WHERE type = 'table'")]  # fmt: skip
    rows = {t: house.desk.store.rows(f"SELECT * FROM [{t}]") for t in tables}
    for one in FIRST.replies:
        page = stranger.get(f"/two-minutes?one={one.id}")
        assert SCENES[one.to].words in page.text.replace("&#39;", "'")
        for two in SCENES[one.to].replies:
            end = stranger.get(f"/two-minutes?one={one.id}&two={two.id}")
            assert "Nothing of these two minutes was kept" in end.text
            assert two.did in end.text
    assert {t: house.desk.store.rows(f"SELECT * FROM [{t}]") for t in tables} == rows
    assert stranger.client.get_cookie("rupture_and_repair") is None or rows["person"] == []


def test_a_made_up_address_begins_the_two_minutes_anew(house: House) -> None:
    for one, two in product(("", "nobody", "own"), ("", "nobody", "own")):
        assert house.amina.get(f"/two-minutes?one={one}&two={two}").status == 200
    assert "1 of 3" in house.amina.get("/two-minutes?two=back").text


def test_they_are_offered_at_the_door_and_in_the_briefing(house: House) -> None:
    for url in ("/", "/scenario/defensive-reply"):
        assert "/two-minutes" in house.amina.get(url).links


def test_where_help_is_stands_on_every_page_and_names_no_unchecked_number(house: House) -> None:
    for url in ("/", "/help", "/settings", "/no-such-page"):
        assert HELP_LINE in house.amina.get(url).text
    assert not re.search(r"\d{3}", re.sub(r"<[^>]+>|v=\w+", "", main_of(house)))


def main_of(house: House) -> str:
    text = house.amina.get("/help").text
    return text[text.index("<main") : text.index("</main")]


def test_a_line_from_the_environment_comes_before_the_tutors_and_that_before_ours() -> None:
    tutors = ("Ask Carol.", "Room 12.")
    assert Settings(SECRET, line="Ring the desk.", help=tutors).help_line == "Ring the desk."
    assert Settings(SECRET, help=tutors).help_line == "Ask Carol."
    assert Settings(SECRET).help_line == HELP_LINE
