"""Who may call what: every route, called by everybody, in every state of a run."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from flask import Flask

from sim.web.access import declared
from tests.forms import Page
from tests.web.cast import AISHA, House, Trainee, at_random, choices, run_id

STATES = ("anonymous", "amina", "ben", "amina after leaving", "amina at the end")
UNKNOWN = "A" * 43

ANYONE = (200, 200, 200, 200, 200)
EXPECTED: dict[tuple[str, str], tuple[int, ...]] = {
    ("GET", "/"): ANYONE,
    ("GET", "/static/<path:filename>"): ANYONE,
    ("GET", "/help"): ANYONE,
    ("GET", "/who-can-see-my-words"): ANYONE,
    ("GET", "/glossary"): ANYONE,
    ("GET", "/about"): ANYONE,
    ("GET", "/deleted"): ANYONE,
    ("GET", "/how-it-has-gone"): ANYONE,
    ("GET", "/elsewhere"): ANYONE,
    ("GET", "/two-minutes"): ANYONE,
    ("GET", "/settings"): ANYONE,
    ("POST", "/settings/keep"): (303, 303, 303, 303, 303),
    ("POST", "/elsewhere/code"): (303, 303, 303, 303, 303),
    ("POST", "/elsewhere/enter"): (422, 422, 422, 422, 422),
    ("POST", "/elsewhere/withdraw"): (303, 303, 303, 303, 303),
    ("POST", "/elsewhere/forget"): (303, 409, 409, 409, 409),
    ("GET", "/scenario/<scenario_id>"): ANYONE,
    ("POST", "/scenario/<scenario_id>/begin"): (303, 303, 303, 303, 303),
    ("GET", "/run/<run_id>"): (404, 200, 404, 303, 200),
    ("POST", "/run/<run_id>/noticing"): (404, 303, 404, 303, 303),
    ("POST", "/run/<run_id>/turn"): (404, 303, 404, 303, 409),
    ("GET", "/run/<run_id>/ending"): (404, 303, 404, 303, 200),
    ("POST", "/run/<run_id>/leave"): (404, 303, 404, 303, 303),
    ("GET", "/run/<run_id>/left"): (404, 303, 404, 200, 303),
    ("POST", "/run/<run_id>/delete"): (404, 303, 404, 303, 303),
    ("GET", "/run/<run_id>/debrief"): (404, 404, 404, 404, 200),
    ("GET", "/run/<run_id>/chair"): (404, 404, 404, 404, 200),
    ("POST", "/run/<run_id>/chair/keep"): (404, 404, 404, 404, 303),
    ("GET", "/run/<run_id>/supervision"): (404, 404, 404, 404, 200),
    ("POST", "/run/<run_id>/supervision/keep"): (404, 404, 404, 404, 303),
    ("POST", "/run/<run_id>/sheet/<sheet>/delete"): (404, 303, 404, 303, 303),
    ("POST", "/run/<run_id>/again"): (404, 404, 404, 404, 303),
    ("GET", "/run/<run_id>/attempts"): (404, 200, 404, 404, 200),
    ("GET", "/run/<run_id>/beside"): (404, 303, 404, 404, 303),
    ("GET", "/run/<run_id>/paths"): (404, 404, 404, 404, 200),
}
OWN_RUN = [key for key in EXPECTED if "<run_id>" in key[1]]


@dataclass
class Setting:
    """Who calls, and the run that they call about."""

    caller: Trainee
    run: str
    choice: str


def routes(app: Flask) -> set[tuple[str, str]]:
    """Every method and rule; what comes by itself (HEAD, OPTIONS) left out."""
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_every_route_has_a_row_and_every_row_a_route(house: House) -> None:
    assert routes(house.app) == set(EXPECTED)


def test_every_route_declares_who_may_call_it(house: House) -> None:
    for rule in house.app.url_map.iter_rules():
        wanted = "owner" if "run_id" in rule.arguments else "anyone"
        assert declared(house.app, rule.endpoint) == wanted, rule


def test_a_route_that_forgot_to_declare_is_closed(house: House) -> None:
    house.app.add_url_rule("/forgotten", view_func=lambda: "open", endpoint="forgotten")
    assert declared(house.app, "forgotten") is None
    assert house.amina.get("/forgotten").status == 404
    assert ("GET", "/forgotten") not in EXPECTED


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("method", "rule"), EXPECTED, ids=lambda part: part)
def test_the_matrix(practice: House, method: str, rule: str, state: str) -> None:
    setting = set_the_scene(practice, state)
    answer = call(setting.caller, method, rule, setting)
    assert answer.status == EXPECTED[method, rule][STATES.index(state)]


@pytest.mark.parametrize(("method", "rule"), OWN_RUN, ids=lambda part: part)
def test_somebody_elses_run_looks_exactly_like_one_that_never_was(
    house: House, method: str, rule: str
) -> None:
    for state in ("ben", "anonymous"):
        setting = set_the_scene(house, state)
        setting.caller.get("/")
        theirs = call(setting.caller, method, rule, setting)
        nobodys = call(setting.caller, method, rule, Setting(setting.caller, UNKNOWN, "x"))
        assert (theirs.status, nobodys.status) == (404, 404)
        assert theirs.text == nobodys.text
        assert theirs.headers == nobodys.headers
        assert "Aisha" not in theirs.text


def test_what_ben_tries_leaves_aminas_run_as_it_was(house: House) -> None:
    setting = set_the_scene(house, "ben")
    before = house.desk.store.rows("SELECT * FROM run") + house.desk.store.rows(
        "SELECT * FROM event"
    )
    for method, rule in OWN_RUN:
        call(setting.caller, method, rule, setting)
    after = house.desk.store.rows("SELECT * FROM run") + house.desk.store.rows(
        "SELECT * FROM event"
    )
    assert [tuple(row) for row in after] == [tuple(row) for row in before]


@pytest.mark.parametrize("rule", [rule for method, rule in EXPECTED if method == "POST"])
def test_nothing_changes_by_following_a_link(house: House, rule: str) -> None:
    setting = set_the_scene(house, "amina")
    assert call(setting.caller, "GET", rule, setting).status == 405


def test_a_cookie_that_somebody_made_up_opens_nothing(house: House) -> None:
    room = house.amina.begins()
    stranger = house.newcomer()
    for value in ("", "x", "eyJwZXJzb24iOiJhIn0.aa.bb", '"; person=1'):
        stranger.client.set_cookie("rupture_and_repair", value)
        assert stranger.get(room.url).status == 404


def test_a_runs_name_cannot_be_guessed(house: House) -> None:
    names = {run_id(house.amina.begins()) for _ in range(20)}
    assert len(names) == 20
    assert all(len(name) >= 43 for name in names), "256 bits in letters"


def set_the_scene(house: House, state: str) -> Setting:
    amina = house.amina
    room = amina.begins()
    choice = choices(room)[0]
    if state == "amina after leaving":
        leave = next(f for f in room.forms if f.action.endswith("/leave"))
        amina.submits(room, leave)
    if state == "amina at the end":
        amina.plays(room, at_random(5))
    caller = amina
    if state == "ben":
        caller = house.ben
        caller.begins()
    if state == "anonymous":
        caller = house.newcomer()
    return Setting(caller, run_id(room), choice)


def call(caller: Trainee, method: str, rule: str, setting: Setting, token: str = "") -> Page:
    url = (
        rule.replace("<run_id>", setting.run)
        .replace("<scenario_id>", AISHA)
        .replace("<sheet>", "chair")
        .replace("<path:filename>", "css/base.css")
    )
    if method == "GET":
        return caller.get(url)
    token = token or caller.get(f"/scenario/{AISHA}").form("mode")["csrf_token"]
    fields = {"csrf_token": token}
    if rule.endswith(("/chair/keep", "/supervision/keep")):
        fields |= {"version": "0"}
    if rule.endswith("/noticing"):
        fields |= {"turn": "1", "key": "a-key", "spot-0": "on", "kind": "none", "tap": "heat"}
    if rule.endswith("/turn"):
        fields |= {"turn": "1", "key": "a-key", "choice": setting.choice}
    if rule.endswith("/again"):
        fields |= {"attempt": "1", "turn": "2"}
    if rule.endswith("/begin"):
        fields |= {"mode": "practice"}
    return caller.sends(method, url, urlencode(fields))
