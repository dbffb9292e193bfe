"""The client's chair and supervision: private, skippable, and no word is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.services.reflecting import LONGEST
from tests.forms import Page
from tests.web.cast import House, at_random, run_id
from tests.web.faults import somebody_else_writing

WORDS = "I wanted to be the one who never forgets."


def ended(house: House, seed: int = 3) -> str:
    return run_id(house.amina.plays(house.amina.begins(), at_random(seed)))


def sheet(house: House, name: str, an_id: str) -> Page:
    return house.amina.get(f"/run/{an_id}/{name}")


def test_the_chair_shows_what_was_not_said_beside_ones_own_words(house: House) -> None:
    an_id = ended(house)
    page = sheet(house, "chair", an_id)
    assert page.text.count("Not said: ") >= 8
    assert "From across the room" in page.text


def test_the_authors_line_comes_after_ones_own_or_when_asked_for(house: House) -> None:
    an_id = ended(house)
    page = sheet(house, "chair", an_id)
    assert "How the author imagines it" not in page.text
    thought = next(link for link in page.links if "heard=1" in link)
    assert "How the author imagines it" in house.amina.get(thought.split("#")[0]).text
    written = house.amina.submits(page, page.form("friend"), friend="She asked. She did ask.")
    after = house.amina.follows(written)
    assert "How the author imagines it" in after.text
    assert "could not risk saying to you, and why" in after.text
    assert "She asked. She did ask." in after.text


def test_the_debrief_leads_there_and_does_not_tell_it_beforehand(house: House) -> None:
    an_id = ended(house)
    page = house.amina.get(f"/run/{an_id}/debrief")
    assert {f"/run/{an_id}/chair", f"/run/{an_id}/supervision"} <= set(page.links)
    assert 'class="client-side paper-only"' in page.text


def test_supervision_is_kept_changed_and_deleted_to_the_last_byte(house: House) -> None:
    an_id = ended(house)
    page = sheet(house, "supervision", an_id)
    answer = house.amina.submits(page, page.form("hide"), moment="2", hide=WORDS)
    page = house.amina.follows(answer)
    assert WORDS in page.text
    assert page.form("hide")["moment"] == "2"
    changed = house.amina.submits(page, page.form("hide"), hide=f"{WORDS} Even of names.")
    page = house.amina.follows(changed)
    assert "Even of names." in page.text
    form = next(f for f in page.forms if f.action.endswith("/delete"))
    assert house.amina.follows(house.amina.submits(page, form)).status == 200
    assert WORDS.encode() not in b"".join(p.read_bytes() for p in house.folder.glob("practice.db*"))


def test_all_of_it_may_be_skipped(house: House) -> None:
    an_id = ended(house)
    page = sheet(house, "supervision", an_id)
    assert house.amina.submits(page, page.form("hide")).status == 303
    assert house.desk.store.rows("SELECT * FROM private_sheet") == []


def test_two_tabs_never_overwrite_each_other_unseen(house: House) -> None:
    an_id = ended(house)
    one, other = (sheet(house, "supervision", an_id) for _ in range(2))
    house.amina.submits(one, one.form("hide"), hide="said in one tab")
    late = house.amina.submits(other, other.form("hide"), hide="said in the other")
    assert late.status == 409
    assert "said in one tab" in late.text
    assert "said in the other" in late.text
    again = house.amina.follows(house.amina.submits(late, late.form("hide"), hide="both"))
    assert "both" in again.text


def test_what_is_too_long_or_comes_while_the_store_is_busy_stays_in_the_field(
    house: House,
) -> None:
    an_id = ended(house)
    page = sheet(house, "supervision", an_id)
    long = "word " * (LONGEST // 5 + 2)
    answer = house.amina.submits(page, page.form("hide"), hide=long)
    assert answer.status == 422
    assert long.strip() in answer.text
    with somebody_else_writing(house):
        answer = house.amina.submits(page, page.form("hide"), hide=WORDS)
    assert answer.status == 503
    assert WORDS in answer.text


def test_a_draft_that_keeps_itself_learns_its_new_version(house: House) -> None:
    an_id = ended(house)
    page = sheet(house, "supervision", an_id)
    answer = house.amina.submits(page, page.form("hide"), {"X-Keep": "1"}, hide=WORDS)
    assert (answer.status, answer.headers["x-version"]) == (204, "1")


@pytest.mark.parametrize("name", ["chair", "supervision"])
def test_at_every_field_stands_what_not_to_type(house: House, name: str) -> None:
    page = sheet(house, name, ended(house))
    warned = page.text.count("Please don’t type real clients or your own therapy here.")
    assert warned == page.text.count("<textarea") > 0


def test_every_template_with_a_field_to_write_in_uses_the_field_that_warns() -> None:
    folder = Path(__file__).resolve().parents[2] / "templates"
    for path in folder.rglob("*.html"):
        if path.name != "fields.html":
            assert "<textarea" not in path.read_text(encoding="utf-8"), path.name
