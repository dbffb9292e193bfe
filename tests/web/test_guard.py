"""What protects every request and every answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from sim.paths import root
from sim.web.access import open_to
from sim.web.guard import CSP, HEADERS
from sim.web.settings import Settings
from tests.forms import Form, Page
from tests.web.cast import (
    AISHA,
    HTMX,
    SECRET,
    House,
    Trainee,
    at_random,
    choices,
    run_id,
    turns_stored,
)

OpenHouse = Callable[..., House]


def every_kind_of_answer(house: House) -> Iterator[Page]:
    amina = house.amina
    yield amina.get("/")
    yield amina.get("/static/css/base.css")
    yield amina.get("/static/no-such-file.css")
    yield amina.get("/no-such-page")
    yield amina.sends("PUT", "/")
    room = amina.begins()
    form = room.form("choice")
    yield amina.says(room, "no-such-choice")
    yield amina.says(room, "x" * 70_000)
    yield amina.submits(room, form, {"Origin": "http://evil.example"}, choice="x")
    yield amina.submits(room, form, choice="x", csrf_token="made-up")
    yield amina.says(room, choices(room)[0])
    yield amina.submits(room, form, choice=choices(room)[0], key="another")
    yield amina.get("/", Host="evil.example")
    house.app.view_functions["standing.about"] = broken
    yield amina.get("/about")


@open_to("anyone")
def broken() -> str:
    raise ZeroDivisionError("what Amina wrote: canary")


def test_the_same_headers_are_on_every_kind_of_answer(house: House) -> None:
    met = set()
    for answer in every_kind_of_answer(house):
        met.add(answer.status)
        for name, value in HEADERS.items():
            assert answer.headers.get(name.lower()) == value, (answer.status, answer.url, name)
        assert "server" not in answer.headers
        if not answer.url.startswith("/static/css"):
            assert answer.headers["cache-control"] == "no-store"
    assert met >= {200, 303, 400, 403, 404, 405, 409, 413, 421, 422, 500}


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert "unsafe" not in CSP
    assert "nonce" not in CSP
    assert "*" not in CSP
    assert "http" not in CSP
    given = dict(part.strip().split(" ", 1) for part in CSP.split(";"))
    assert given["default-src"] == "'self'"
    assert given["form-action"] == "'self'"
    assert {given[n] for n in ("object-src", "base-uri", "frame-ancestors")} == {"'none'"}


class _Inline(HTMLParser):
    """Finds what a strict policy would refuse, and whatever comes from another place."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("style", "iframe", "object", "embed", "base"):
            self.found.append(f"<{tag}>")
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.found.append(f"<script {given}>")
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on", "hx-vals", "data-hx-on")):
                self.found.append(f"<{tag} {name}=…>")
            if (value or "").lower().lstrip().startswith(("javascript:", "data:")):
                self.found.append(f"<{tag} {name}={value}>")
            if name in ("src", "action", "hx-post") and not (value or "").startswith("/"):
                self.found.append(f"<{tag} {name}={value}>")


def test_no_page_holds_anything_inline(house: House) -> None:
    for page in pages_of_a_play(house.amina):
        reader = _Inline()
        reader.feed(page.text)
        assert reader.found == [], page.url


def test_no_template_asks_for_what_the_policy_refuses() -> None:
    refused = re.compile(
        r"<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe|Markup|autoescape\s+false", re.I
    )
    for path in root("templates").rglob("*.html"):
        found = refused.findall(path.read_text(encoding="utf-8"))
        assert found == [], path.name


def pages_of_a_play(amina: Trainee) -> Iterator[Page]:
    for url in ("/", f"/scenario/{AISHA}", "/help", "/who-can-see-my-words", "/glossary",
                "/about", "/deleted", "/no-such-page"):  # fmt: skip
        yield amina.get(url)
    room = amina.begins()
    yield room
    yield amina.says(room, "no-such-choice")
    yield amina.says(room, choices(room)[0], **HTMX)
    ended = amina.plays(amina.get(room.url), at_random(6))
    yield ended
    for name in ("ending", "debrief"):
        yield amina.get(f"/run/{run_id(ended)}/{name}")


ACCEPTED: list[dict[str, str]] = [
    {},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
]
FOREIGN: list[dict[str, str]] = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "Same-Origin, cross-site"},
    {"Origin": "http://evil.example"},
    {"Origin": "http://localhost:8001"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://evil.example/localhost"},
    {"Origin": "http://localhost@evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
]
POSTS = ("turn", "leave", "delete", "begin")


def form_for(amina: Trainee, post: str) -> tuple[Page, Form, dict[str, str]]:
    room = amina.begins()
    if post == "begin":
        briefing = amina.get(f"/scenario/{AISHA}")
        return briefing, briefing.form("mode"), {"mode": "explore"}
    if post == "turn":
        return room, room.form("choice"), {"choice": choices(room)[0]}
    leave = next(f for f in room.forms if f.action.endswith("/leave"))
    if post == "leave":
        return room, leave, {}
    left = amina.follows(amina.submits(room, leave))
    return left, next(f for f in left.forms if f.action.endswith("/delete")), {}


def everything(house: House) -> list[tuple[object, ...]]:
    return [
        tuple(row)
        for table in ("run", "turn", "event")
        for row in house.desk.store.rows(f"SELECT * FROM {table}")
    ]


@pytest.mark.parametrize("post", POSTS)
def test_a_form_of_this_program_is_taken(house: House, post: str) -> None:
    for headers in ACCEPTED:
        page, form, answers = form_for(house.amina, post)
        assert house.amina.submits(page, form, headers, **answers).status == 303, headers


@pytest.mark.parametrize("post", POSTS)
def test_a_form_that_came_from_elsewhere_is_refused(house: House, post: str) -> None:
    page, form, answers = form_for(house.amina, post)
    before = everything(house)
    for headers in FOREIGN:
        assert house.amina.submits(page, form, headers, **answers).status == 403, headers
    assert everything(house) == before


@pytest.mark.parametrize("post", POSTS)
@pytest.mark.parametrize("token", ["none", "empty", "made up", "Ben's"])
def test_a_form_without_ones_own_token_is_refused(house: House, post: str, token: str) -> None:
    page, form, answers = form_for(house.amina, post)
    bens = house.ben.get(f"/scenario/{AISHA}").form("mode")["csrf_token"]
    fields = [pair for pair in form.filled(**answers) if pair[0] != "csrf_token"]
    if token != "none":
        sent = {"empty": "", "made up": "IjEi.aa.bb", "Ben's": bens}[token]
        fields.append(("csrf_token", sent))
    before = everything(house)
    for headers in ACCEPTED:
        answer = house.amina.sends("POST", form.action, urlencode(fields), headers)
        assert answer.status == 400, (page.url, headers)
    assert everything(house) == before


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_the_program_answers_under_its_own_names(house: House, host: str) -> None:
    assert house.amina.get("/", Host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "a b",
        "@",
        "localhost@evil.example",
        "evil.example@localhost",
        "[::1",
        "localhost:port",
    ],
)
def test_under_any_other_name_it_says_nothing(house: House, host: str) -> None:
    answer = house.amina.get("/", Host=host)
    assert answer.status == 421
    assert "Aisha" not in answer.text
    assert "evil" not in answer.text


def test_forwarded_headers_change_nothing(house: House) -> None:
    plain = house.amina.get("/")
    forged = house.amina.get(
        "/", X_Forwarded_Host="evil.example", X_Forwarded_For="10.0.0.1", X_Forwarded_Proto="https",
        Forwarded="host=evil.example",
    )  # fmt: skip
    assert forged.text == plain.text
    assert house.amina.get("/", Host="evil.example", X_Forwarded_Host="localhost").status == 421


def test_a_name_given_at_the_start_is_answered_to(open_house: OpenHouse) -> None:
    house = open_house(settings=Settings(SECRET, hosts=("practice.example", "[2001:db8::7]")))
    assert house.amina.get("/", Host="practice.example").status == 200
    assert house.amina.get("/", Host="Practice.Example:8000").status == 200
    assert house.amina.get("/", Host="[2001:db8::7]:8000").status == 200
    assert house.amina.get("/", Host="[2001:db8::8]:8000").status == 421
    assert house.amina.get("/", Host="localhost").status == 421


def test_the_cookie_is_for_this_program_alone(house: House, open_house: OpenHouse) -> None:
    begun = begin_and_look(house.amina)
    parts = [part.strip() for part in begun.headers["set-cookie"].split(";")]
    assert "HttpOnly" in parts
    assert "SameSite=Lax" in parts
    assert "Path=/" in parts
    assert "Secure" not in parts
    assert not [part for part in parts if part.startswith("Domain")]
    assert "strict-transport-security" not in begun.headers


def test_behind_tls_the_cookie_is_sent_over_https_only(open_house: OpenHouse) -> None:
    house = open_house(settings=Settings(SECRET, tls=True))
    answer = house.amina.client.get(f"/scenario/{AISHA}", base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_looking_around_makes_no_person(house: House) -> None:
    for url in ("/", f"/scenario/{AISHA}", "/about", "/help", "/run/nothing"):
        house.newcomer().get(url)
    assert house.desk.store.rows("SELECT * FROM person") == []


def begin_and_look(amina: Trainee) -> Page:
    briefing = amina.get(f"/scenario/{AISHA}")
    return amina.submits(briefing, briefing.form("mode"), mode="explore")


def test_a_reply_is_counted_only_after_all_guards(house: House) -> None:
    room = house.amina.begins()
    house.amina.submits(room, room.form("choice"), FOREIGN[0], choice=choices(room)[0])
    assert turns_stored(house.desk, run_id(room)) == 0
