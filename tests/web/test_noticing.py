"""Noticing before a reply, without JavaScript: optional, kept, compared, never in the way."""

from __future__ import annotations

from sim.web.noticing import SPOTS
from tests.forms import Form, Page
from tests.web.cast import HTMX, House, choices, run_id, turns_stored
from tests.web.faults import somebody_else_writing


def reply_form(room: Page) -> Form:
    return room.form("choice", "kind")


def keeps(house: House, room: Page, **answers: str) -> Page:
    form = reply_form(room)
    there = Form(form.action.replace("/turn", "/noticing"), "post", form.fields)
    return house.amina.submits(room, there, **answers)


def test_nobody_has_to_notice_anything(house: House) -> None:
    room = house.begins(house.amina, "briefly")
    after = house.amina.follows(house.amina.says(room, choices(room)[0]))
    assert "What you noticed first" not in after.text
    assert house.desk.store.rows("SELECT * FROM noticing") == []
    assert house.desk.store.rows("SELECT * FROM private_tap") == []


def test_the_clients_words_can_be_marked_and_are_compared_after_the_reply(house: House) -> None:
    room = house.begins(house.amina, "briefly")
    assert "So it&#39;s my fault." in room.text
    assert "three times" not in room.text
    said = house.amina.submits(
        room, reply_form(room), choice=choices(room)[0], **{SPOTS[2]: "on"}, kind="confrontation"
    )
    after = house.amina.follows(said)
    assert "You heard it where the author did" in after.text
    assert "You both call it confrontation" in after.text


def test_it_can_be_kept_before_any_reply_and_says_nothing(house: House) -> None:
    room = house.begins(house.amina, "briefly")
    answer = keeps(house, room, **{SPOTS[0]: "on"}, kind="withdrawal", tap="heat")
    assert answer.status == 303
    back = house.amina.follows(answer)
    assert turns_stored(house.desk, run_id(room)) == 0
    form = reply_form(back)
    assert (form[SPOTS[0]], form["kind"], form["tap"]) == ("on", "withdrawal", "heat")
    assert "Kept." in back.text


def test_what_is_kept_can_be_taken_back_with_the_reply(house: House) -> None:
    room = house.begins(house.amina, "briefly")
    back = house.amina.follows(keeps(house, room, **{SPOTS[0]: "on"}, kind="none", tap="heat"))
    form = reply_form(back)
    emptied = Form(form.action, "post", [f for f in form.fields if f[0] != SPOTS[0]])
    house.amina.submits(back, emptied, choice=choices(back)[0], kind="", tap="")
    assert house.desk.store.rows("SELECT * FROM noticing") == []
    assert house.desk.store.rows("SELECT * FROM private_tap") == []


def test_by_htmx_the_room_comes_back_in_place(house: House) -> None:
    room = house.begins(house.amina, "briefly")
    form = reply_form(room)
    there = Form(form.action.replace("/turn", "/noticing"), "post", form.fields)
    answer = house.amina.submits(room, there, HTMX, **{SPOTS[0]: "on"})
    assert answer.status == 200
    assert answer.text.lstrip().startswith(("<section", "\n", "<"))
    assert "data-kept" in answer.text
    assert "<html" not in answer.text


def test_a_busy_store_keeps_the_turn_open_and_nothing_is_half_kept(house: House) -> None:
    room = house.begins(house.amina, "briefly")
    with somebody_else_writing(house):
        answer = keeps(house, room, **{SPOTS[0]: "on"})
        assert answer.status == 503
    assert house.desk.store.rows("SELECT * FROM noticing") == []
    assert keeps(house, room, **{SPOTS[0]: "on"}).status == 303


def test_unaided_tells_it_only_in_the_debrief(house: House) -> None:
    room = house.begins(house.amina, "briefly", "unaided")
    said = house.amina.submits(room, reply_form(room), choice=choices(room)[0], kind="none")
    after = house.amina.follows(said)
    assert "What you noticed first" not in after.text
    ended = house.amina.plays(after)
    debrief = house.amina.get(f"/run/{run_id(ended)}/debrief")
    assert "You heard none yet, and the author confrontation." in debrief.text


def test_a_tap_stands_beside_its_reply_in_the_debrief_and_nowhere_before(house: House) -> None:
    room = house.begins(house.amina, "briefly")
    said = house.amina.submits(room, reply_form(room), choice=choices(room)[0], tap="shame")
    after = house.amina.follows(said)
    assert "In you, just before" not in after.text
    ended = house.amina.plays(after)
    debrief = house.amina.get(f"/run/{run_id(ended)}/debrief").text
    assert debrief.count("In you, just before") == 1
    assert "shame" in debrief[debrief.index("In you, just before") :][:120]


def test_a_form_with_a_field_of_its_own_invention_is_refused(house: House) -> None:
    room = house.begins(house.amina, "briefly")
    assert keeps(house, room, **{"spot-99": "on"}).status == 400


def test_what_amina_marked_is_on_nobody_else_s_page(house: House) -> None:
    """Parts that show only an author's words are rendered once for everybody."""
    room = house.begins(house.amina, "briefly")
    kept = house.amina.follows(keeps(house, room, **{SPOTS[1]: "on"}, kind="withdrawal"))
    assert 'name="spot-1" value="on" checked' in kept.text
    bens = house.begins(house.ben, "briefly")
    assert 'value="on" checked' not in bens.text
    assert 'value="withdrawal" checked' not in bens.text
