"""A browser reduced to what it sends: one cookie, one kept connection, the room's form."""

from __future__ import annotations

import html
import http.client
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.live import HOST

FIELD = re.compile(r'<input type="hidden" name="(csrf_token|turn|key)" value="([^"]*)"')
CHOICE = re.compile(r'name="choice" value="([^"]*)"')
WORDS = re.compile(r'id="words"[^>]*>(.*?)</p>', re.S)
HTMX = {"HX-Request": "true"}


@dataclass(frozen=True)
class Answer:
    """What came back, and how."""

    status: int
    text: str
    location: str = ""


@dataclass(frozen=True)
class RoomForm:
    """The form of one turn. `choices` is empty once the session has ended."""

    token: str
    turn: int
    key: str
    choices: tuple[str, ...]
    words: str


class Lost(Exception):
    """No answer came: the server is gone, or was while it worked."""


class Player:
    """One trainee with one run. `url` is the run's address after `begin`."""

    def __init__(self, port: int, timeout: float = 20.0) -> None:
        self.url = ""
        self._cookie = ""
        self._line = http.client.HTTPConnection(HOST, port, timeout=timeout)

    def begin(self, scenario: str = "defensive-reply", mode: str = "practice") -> RoomForm:
        """Begin a run and open its room."""
        token = dict(FIELD.findall(self.get(f"/scenario/{scenario}").text))["csrf_token"]
        answer = self.post(f"/scenario/{scenario}/begin", {"csrf_token": token, "mode": mode})
        assert answer.status == 303, answer
        self.url = answer.location
        return self.look()

    def look(self) -> RoomForm:
        """The room as it stands."""
        return read_room(self.get(self.url).text)

    def say(self, form: RoomForm, choice: str, by_htmx: bool = True) -> Answer:
        """Send one reply. Raises Lost when no whole answer came."""
        fields = {
            "csrf_token": form.token, "turn": str(form.turn), "key": form.key, "choice": choice
        }  # fmt: skip
        return self.post(f"{self.url}/turn", fields, HTMX if by_htmx else {})

    def get(self, path: str) -> Answer:
        return self._send("GET", path, None, {})

    def post(
        self, path: str, fields: dict[str, str], extra: dict[str, str] | None = None
    ) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded", **(extra or {})}
        return self._send("POST", path, urlencode(fields), kind)

    def hang_up(self) -> None:
        self._line.close()

    def _send(self, method: str, path: str, body: str | None, extra: dict[str, str]) -> Answer:
        headers = {**extra, "Cookie": self._cookie} if self._cookie else extra
        try:
            self._line.request(method, path, body, headers)
            came = self._line.getresponse()
            text = came.read().decode()
        except (OSError, http.client.HTTPException) as nothing:
            self._line.close()
            raise Lost(path) from nothing
        for line in came.headers.get_all("Set-Cookie", []):
            self._cookie = line.split(";", 1)[0]
        return Answer(came.status, text, came.headers.get("Location", ""))


def read_room(text: str) -> RoomForm:
    """The first posted form of a room, as the page has it."""
    fields = dict(FIELD.findall(text))
    words = WORDS.search(text)
    return RoomForm(
        token=fields.get("csrf_token", ""),
        turn=int(fields.get("turn", 0)),
        key=fields.get("key", ""),
        choices=tuple(html.unescape(c) for c in CHOICE.findall(text)),
        words=" ".join(html.unescape(words.group(1)).split()) if words else "",
    )
