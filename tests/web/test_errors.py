"""Whatever goes wrong is a plain page; nothing a person wrote is in it, nor in the log."""

from __future__ import annotations

import logging
import re

import pytest

from sim.services import runs
from sim.store.connection import StoreBusy, StoreCorrupt, StoreFull
from sim.store.faults import BUSY
from tests.forms import Page
from tests.web.cast import AISHA, HTMX, House, at_random, can_reply, choices, run_id, turns_stored
from tests.web.faults import CANARY, a_view_broken, somebody_else_writing
from tests.web.test_access import EXPECTED, call, set_the_scene

ROUTES = [key for key in EXPECTED if key[1] != "/static/<path:filename>"]


@pytest.mark.parametrize(("method", "rule"), ROUTES, ids=lambda part: part)
def test_a_fault_in_any_view_is_a_page_with_a_number_and_nothing_more(
    practice: House, caplog: pytest.LogCaptureFixture, method: str, rule: str
) -> None:
    house = practice
    setting = set_the_scene(house, "amina")
    before = house.desk.store.rows("SELECT count(*) FROM event")[0][0]
    token = house.amina.get(f"/scenario/{AISHA}").form("mode")["csrf_token"]
    endpoint = next(
        r.endpoint
        for r in house.app.url_map.iter_rules()
        if r.rule == rule and method in (r.methods or ())
    )
    with a_view_broken(endpoint)(house):
        answer = call(setting.caller, method, rule, setting, token)
    assert answer.status == 500
    number = re.search(r"<code>([0-9a-f]{8})</code>", answer.text)
    assert number, answer.text
    assert number.group(1) in caplog.text
    for leak in (CANARY, "Traceback", "RuntimeError", "sim.web", ".py"):
        assert leak not in answer.text
    assert CANARY not in caplog.text
    assert house.desk.store.rows("SELECT count(*) FROM event")[0][0] == before


def test_the_log_of_a_whole_play_holds_nothing_that_was_said(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("sim", "werkzeug", "flask", "transitions"):
        caplog.set_level(logging.DEBUG, name)
    amina = house.amina
    room = amina.begins()
    ended = amina.plays(room, at_random(9))
    amina.says(room, "no-such-choice")
    amina.get(f"/run/{run_id(ended)}/debrief")
    an_id = run_id(ended)
    rows = house.desk.store.rows("SELECT words, utterance FROM turn")
    assert len(rows) > 3
    logged = caplog.text + " ".join(str(record.__dict__) for record in caplog.records)
    assert not [text for row in rows for text in row if text in logged]
    assert an_id not in logged
    assert room.form("choice")["csrf_token"] not in logged


def test_a_fault_while_a_reply_is_taken_is_logged_without_the_reply(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    room = house.amina.begins()

    def broken(store: object, turn: object) -> str:
        raise ValueError(f"could not store {turn}")

    monkeypatch.setattr(runs, "record_turn", broken)
    spoken = choices(room)[0]
    answer = house.amina.says(room, spoken)
    assert answer.status == 500
    words = next(
        reply.text
        for reply in house.desk.library.draft(AISHA).scenario.moments["my-fault"].replies
        if reply.id == spoken
    )
    assert words in room.text or words.replace("'", "&#39;") in room.text
    assert words not in caplog.text
    assert words not in answer.text
    assert "ValueError" in caplog.text, "the log does say what kind of fault it was"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_reply_that_could_not_be_stored_keeps_its_words_and_can_be_sent_again(
    house: House, headers: dict[str, str]
) -> None:
    room = house.amina.begins()
    spoken = choices(room)[1]
    with somebody_else_writing(house):
        answer = house.amina.says(room, spoken, **headers)
    assert answer.status == 503
    assert answer.headers["retry-after"].isdigit()
    assert "could not be stored" in answer.text
    assert "Your words, kept" in answer.text
    assert answer.form("choice")["key"] == room.form("choice")["key"]
    assert turns_stored(house.desk, run_id(room)) == 0
    assert house.amina.says(answer, spoken).status == 303
    assert turns_stored(house.desk, run_id(room)) == 1


@pytest.mark.parametrize("post", ["begin", "leave", "delete"])
def test_a_busy_database_is_a_sentence_elsewhere_too(house: House, post: str) -> None:
    setting = set_the_scene(house, "amina")
    rule = next(rule for _, rule in EXPECTED if rule.endswith(f"/{post}"))
    with somebody_else_writing(house):
        answer = call(setting.caller, "POST", rule, setting)
    assert answer.status == 503
    assert answer.headers["retry-after"].isdigit()
    assert "The program is busy" in answer.text
    assert can_reply(house.amina.get(f"/run/{setting.run}"))


@pytest.mark.parametrize(
    ("fault", "status"), [(StoreBusy, 503), (StoreFull, 503), (StoreCorrupt, 500)]
)
def test_each_failure_of_the_store_is_a_page(
    house: House, monkeypatch: pytest.MonkeyPatch, fault: type[Exception], status: int
) -> None:
    room = house.amina.begins()

    def fail(*_: object) -> None:
        raise fault(BUSY)

    monkeypatch.setattr(house.desk.store, "rows", fail)
    for answer in (house.amina.get(room.url), house.amina.says(room, choices(room)[0])):
        assert answer.status == status
        assert_plain(answer)


def test_every_error_page_tells_what_to_do_next(house: House) -> None:
    for answer in (house.amina.get("/nowhere"), house.amina.sends("DELETE", "/")):
        assert_plain(answer)


def assert_plain(answer: Page) -> None:
    assert "<h1" in answer.text
    assert "To the scenarios" in answer.text
    for leak in ("Traceback", "sqlite", "werkzeug", "Exception"):
        assert leak not in answer.text
