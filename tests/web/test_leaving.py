"""Leaving a run, and deleting it so that nothing of it is left."""

from __future__ import annotations

from tests.forms import Form, Page
from tests.web.cast import (
    House,
    at_random,
    choices,
    first,
    run_id,
    stored_run,
    turns_stored,
)


def test_a_room_left_cannot_be_gone_on_with(house: House) -> None:
    amina = house.amina
    room = amina.begins()
    left = amina.follows(amina.submits(room, _form(room, "/leave")))
    assert left.status == 200
    assert "/left" in left.url
    assert amina.get(room.url).headers["location"].endswith("/left")
    late = amina.says(room, choices(room)[0])
    assert late.status == 303
    assert late.headers["location"].endswith("/left")
    assert turns_stored(house.desk, run_id(room)) == 0
    assert amina.get(f"/run/{run_id(room)}/debrief").status == 404


def test_leaving_an_ended_run_leaves_it_ended(house: House) -> None:
    amina = house.amina
    room = amina.begins()
    form = _form(room, "/leave")
    amina.plays(room, at_random(3))
    amina.submits(room, form)
    assert stored_run(house.desk, run_id(room)).status == "ended"
    assert amina.get(f"/run/{run_id(room)}/debrief").status == 200


def test_a_deleted_run_is_gone_to_the_last_byte(house: House) -> None:
    amina = house.amina
    room = amina.begins()
    ended = amina.plays(room, first)
    an_id = run_id(ended)
    debrief = amina.get(f"/run/{an_id}/debrief")
    marks = [an_id.encode(), room.form("choice")["key"].encode()]
    assert any(mark in _bytes_of(house) for mark in marks)
    gone = amina.submits(debrief, _form(debrief, "/delete"))
    assert gone.headers["location"] == "/deleted"
    assert amina.follows(gone).status == 200
    for url in (f"/run/{an_id}", f"/run/{an_id}/ending", f"/run/{an_id}/debrief"):
        assert amina.get(url).status == 404
    assert not any(mark in _bytes_of(house) for mark in marks)


def _form(page: Page, end: str) -> Form:
    return next(f for f in page.forms if f.action.endswith(end))


def _bytes_of(house: House) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(house.folder.glob("practice.db*")))
