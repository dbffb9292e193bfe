"""A personal code: shown once, kept as a fingerprint, renewed, withdrawn, never locked out."""

from __future__ import annotations

import time

from sim.services.codes import ALPHABET, LENGTH, wrong_today
from tests.forms import Form, Page
from tests.web.cast import House, Trainee, run_id


def form(page: Page, end: str) -> Form:
    return next(f for f in page.forms if f.action.endswith(end))


def makes(trainee: Trainee) -> str:
    page = trainee.get("/elsewhere")
    shown = trainee.follows(trainee.submits(page, form(page, "/code")))
    return shown.text.split('translate="no">')[1].split("<")[0]


def enters(trainee: Trainee, code: str) -> Page:
    page = trainee.get("/elsewhere")
    return trainee.submits(page, form(page, "/enter"), code=code)


def test_amina_goes_on_on_her_phone(house: House) -> None:
    room = house.amina.begins()
    phone = house.newcomer()
    assert phone.get(room.url).status == 404
    assert enters(phone, makes(house.amina)).headers["location"] == "/"
    assert phone.get(room.url).status == 200
    assert any(run_id(room) in link for link in phone.get("/").links)
    assert house.amina.get(room.url).status == 200


def test_a_code_is_shown_once_and_kept_only_as_a_fingerprint(house: House) -> None:
    house.amina.begins()
    code = makes(house.amina)
    assert code not in house.amina.get("/elsewhere").text
    stored = b"".join(p.read_bytes() for p in house.folder.glob("practice.db*"))
    assert code.encode() not in stored
    assert code.replace("-", "").encode() not in stored


def test_a_code_cannot_be_misread_and_is_taken_as_it_is_typed(house: House) -> None:
    assert not set(ALPHABET) & set("01258OILZSBU")
    house.amina.begins()
    code = makes(house.amina)
    assert len(code.replace("-", "")) == LENGTH
    assert set(code) <= set(ALPHABET + "-")
    assert enters(house.newcomer(), f" {code.lower().replace('-', ' ')} ").status == 303


def test_a_new_code_takes_the_place_of_the_old_and_devices_stay(house: House) -> None:
    room = house.amina.begins()
    old, phone = makes(house.amina), house.newcomer()
    enters(phone, old)
    new = makes(house.amina)
    assert enters(house.newcomer(), old).status == 422
    assert enters(house.newcomer(), new).status == 303
    assert phone.get(room.url).status == 200


def test_withdrawing_signs_out_every_device_but_this_one(house: House) -> None:
    room = house.amina.begins()
    code, phone = makes(house.amina), house.newcomer()
    enters(phone, code)
    page = phone.get("/elsewhere")
    assert phone.submits(page, form(page, "/withdraw")).status == 303
    assert phone.get(room.url).status == 200
    assert house.amina.get(room.url).status == 404
    assert enters(house.newcomer(), code).status == 422


def test_wrong_codes_are_counted_and_nobody_is_locked_out_or_made_to_wait(house: House) -> None:
    house.amina.begins()
    code, stranger = makes(house.amina), house.newcomer()
    began = time.monotonic()
    for n in range(30):
        answer = enters(stranger, f"3467-9ACD-EFGH-{n:04}")
        assert answer.status == 422
    assert time.monotonic() - began < 20
    assert "0029" in answer.text, "what was typed stays in the field"
    assert wrong_today(house.desk) == 30
    assert enters(stranger, code).status == 303
    assert wrong_today(house.desk) == 30


def test_a_device_with_runs_of_its_own_is_asked_before_they_are_left_behind(house: House) -> None:
    theirs, mine = house.amina.begins(), house.ben.begins()
    asked = enters(house.ben, makes(house.amina))
    assert asked.status == 409
    assert house.ben.get(mine.url).status == 200
    leave = next(f for f in asked.forms if "leave" in f)
    assert house.ben.submits(asked, leave, leave="yes").status == 303
    assert house.ben.get(theirs.url).status == 200
    assert house.ben.get(mine.url).status == 404


def test_a_shared_computer_can_be_left_once_there_is_a_code(house: House) -> None:
    room = house.amina.begins()
    first = house.amina.get("/elsewhere")
    assert not [f for f in first.forms if f.action.endswith("/forget")]
    code = makes(house.amina)
    page = house.amina.get("/elsewhere")
    assert house.amina.submits(page, form(page, "/forget")).status == 303
    assert house.amina.get(room.url).status == 404
    enters(house.amina, code)
    assert house.amina.get(room.url).status == 200


def test_without_a_code_nobody_leaves_their_own_runs_by_accident(house: House) -> None:
    room = house.amina.begins()
    page = house.amina.get("/elsewhere")
    away = Form("/elsewhere/forget", "post", form(page, "/code").fields)
    assert house.amina.submits(page, away).status == 409
    assert house.amina.get(room.url).status == 200


def test_a_device_without_work_has_nothing_to_make_a_code_for(house: House) -> None:
    page = house.newcomer().get("/elsewhere")
    assert "nothing on this device to go on with yet" in page.text
    assert not [f for f in page.forms if f.action.endswith("/code")]
