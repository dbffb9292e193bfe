"""The product in this process, played through Flask's own test client."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from bench.player import FIELD, HTMX, RoomForm, read_room
from sim.services.desk import Desk
from sim.services.opening import open_desk
from sim.web.app import create_app
from sim.web.settings import Settings

SECRET = "only for measuring, never for serving"


class Product:
    """The app over a data folder of its own."""

    def __init__(self, folder: Path, scenarios: Path | None = None) -> None:
        self.desk: Desk = open_desk(folder, scenarios)
        self.app: Flask = create_app(self.desk, Settings(secret=SECRET))

    def relax(self) -> None:
        """`synchronous = NORMAL`, to measure the processor and not the disk. Only ever here."""
        with self.desk.store.exclusively() as db:
            db.execute("PRAGMA synchronous = NORMAL")

    def visitor(self) -> Visitor:
        """A new device."""
        return Visitor(self.app.test_client())

    def close(self) -> None:
        self.desk.store.close()


class Visitor:
    """One trainee. `form` is the form of the next turn; its choices end with the session."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.url = ""
        self.form = RoomForm("", 0, "", (), "")

    def home(self) -> None:
        assert self.client.get("/").status_code == 200

    def begin(self, scenario: str = "defensive-reply", mode: str = "practice") -> None:
        token = dict(FIELD.findall(self.client.get(f"/scenario/{scenario}").text))["csrf_token"]
        answer = self.client.post(
            f"/scenario/{scenario}/begin", data={"csrf_token": token, "mode": mode}
        )
        assert answer.status_code == 303, answer.text
        self.url = answer.headers["Location"]
        self.form = read_room(self.client.get(self.url).text)

    def say(self, choice: str) -> str:
        """Send a reply as htmx does; returns the fragment. Read it with `read_room`."""
        form = self.form
        answer = self.client.post(
            f"{self.url}/turn",
            data={"csrf_token": form.token, "turn": form.turn, "key": form.key, "choice": choice},
            headers=HTMX,
        )
        assert answer.status_code == 200, answer.text
        return answer.text

    @property
    def run_id(self) -> str:
        return self.url.rsplit("/", 1)[-1]
