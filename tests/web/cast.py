"""The cast at their devices: Amina and Ben, each with a browser of their own, without JavaScript.

A `Trainee` reads a page's forms and presses its buttons; nothing here knows a route by heart,
except where a test wants to go somewhere it has not been shown.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient

from sim.authoring.library import Library
from sim.paths import root
from sim.services.desk import Desk
from sim.services.opening import open_desk
from sim.services.runs import begin_run
from sim.store import runs as stored
from sim.store.rows import RunRow
from sim.web.app import create_app
from sim.web.settings import Settings
from tests.forms import Form, Page, page_from

AISHA = "defensive-reply"
SECRET = "a secret for the tests, long enough to be one"
HTMX = {"HX-Request": "true"}

Choose = Callable[[list[str]], str]


def first(choices: list[str]) -> str:
    return choices[0]


def at_random(seed: int) -> Choose:
    """Picks among the replies on offer; the same seed picks the same."""
    return random.Random(seed).choice


@dataclass
class Trainee:
    """A person at a device of their own: cookies, and pages as they were answered."""

    name: str
    app: Flask
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def get(self, url: str, **headers: str) -> Page:
        return self.sends("GET", url, headers=_named(headers))

    def sends(
        self, method: str, url: str, data: str | bytes = b"", headers: dict[str, str] | None = None
    ) -> Page:
        """One request as it is; no redirect is followed."""
        kind = "application/x-www-form-urlencoded" if data else None
        answer = self.client.open(
            url, method=method, data=data, content_type=kind, headers=headers or {}
        )
        return page_from(answer.status_code, url, answer.headers, answer.data)

    def submits(
        self, page: Page, form: Form, headers: dict[str, str] | None = None, **answers: str
    ) -> Page:
        """Press a button of a form: `answers` holds its name and value."""
        target = urljoin(page.url, form.action or page.url)
        return self.sends("POST", target, urlencode(form.filled(**answers)), headers)

    def follows(self, page: Page) -> Page:
        """Go where a 303 points."""
        assert page.status == 303, (page.status, page.text)
        return self.get(urljoin(page.url, page.headers["location"].partition("#")[0]))

    def begins(self, scenario: str = AISHA, mode: str = "practice") -> Page:
        """From the briefing into the room."""
        briefing = self.get(f"/scenario/{scenario}")
        assert briefing.status == 200, briefing.text
        return self.follows(self.submits(briefing, briefing.form("mode"), mode=mode))

    def says(self, room: Page, choice: str, **headers: str) -> Page:
        """Give one reply; what the server answered, a 303 perhaps."""
        return self.submits(room, room.form("choice"), _named(headers), choice=choice)

    def plays(self, room: Page, choose: Choose = first) -> Page:
        """Reply until there is nothing left to reply to: the room after the last reply."""
        for _ in range(200):
            if not can_reply(room):
                return room
            room = self.follows(self.says(room, choose(choices(room))))
        raise AssertionError("two hundred replies and no ending")


def can_reply(room: Page) -> bool:
    return any("choice" in form for form in room.forms)


def choices(room: Page) -> list[str]:
    """The replies on offer, by id, in their order on the page."""
    return room.form("choice").options["choice"]


def goes_back(trainee: Trainee, page: Page, attempt: int, turn: int) -> Page:
    """Try an earlier turn again from a page that offers it; the room that it leads to."""
    form = next((f for f in page.forms if f.action.endswith("/again")), None)
    if form is None or form["attempt"] != str(attempt):
        page = trainee.get(f"/run/{run_id(page)}/debrief?attempt={attempt}")
        form = page.form("attempt")
    return trainee.follows(trainee.submits(page, form, attempt=str(attempt), turn=str(turn)))


def run_id(room: Page) -> str:
    """The run that a page of it belongs to, from its address."""
    return urlsplit(room.url).path.split("/")[2]


def stored_run(desk: Desk, an_id: str) -> RunRow:
    """The run as it is stored, whoever's it is."""
    return next(run for run in stored.latest_runs(desk.store, 10_000) if run.id == an_id)


def turns_stored(desk: Desk, an_id: str) -> int:
    row = desk.store.row(
        "SELECT count(*) FROM turn JOIN attempt ON attempt.id = turn.attempt WHERE run = ?",
        (an_id,),
    )
    assert row is not None
    return int(row[0])


@cache
def own_scenarios() -> Library:
    """The product's scenarios, read and checked once for all tests of a process."""
    return Library(Path(root("scenarios")))


@dataclass
class House:
    """The program over a data folder of its own, and the cast that uses it."""

    folder: Path
    scenarios: Path | None = None
    settings: Settings = field(default_factory=lambda: Settings(SECRET))
    desk: Desk = field(init=False)
    app: Flask = field(init=False)
    amina: Trainee = field(init=False)
    ben: Trainee = field(init=False)
    _people: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk = open_desk(self.folder, self.scenarios)
        if self.scenarios is None:
            self.desk.library = own_scenarios()
        self.app = create_app(self.desk, self.settings)
        self.amina, self.ben = Trainee("Amina", self.app), Trainee("Ben", self.app)

    def begins(self, trainee: Trainee, variant: str, mode: str = "explore") -> Page:
        """A run of Aisha in the variant that a test needs; on the web one is drawn."""
        if trainee.name not in self._people:
            self._people[trainee.name] = stored_run(self.desk, run_id(trainee.begins())).person
        person = self._people[trainee.name]
        return trainee.get(f"/run/{begin_run(self.desk, person, AISHA, mode, variant)}")

    def newcomer(self) -> Trainee:
        """A device that has never been here."""
        return Trainee("somebody", self.app)

    def close(self) -> None:
        self.desk.store.close()


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
