"""What the product is compared with: Flask alone, and one equal commit.

python -m bench.bare --port 8000        the bare route, served as `sim serve` serves
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import threading
from pathlib import Path

from flask import Flask, render_template_string, request
from itsdangerous import URLSafeTimedSerializer

from bench.live import HOST
from sim.web.server import THREADS, WAITING

ROW = (1, "k" * 22, "moment", "u" * 160, "reply", "w" * 160, "r" * 200, 0, "2026-01-01T00:00:00")
POSITION = "p" * 1200
WORDS = tuple(f"line {i}: " + "so it goes on " * 8 for i in range(30))
SIGNER = URLSafeTimedSerializer("only for measuring")
KNOWN = {"person": "n" * 43, "csrf_token": "t" * 43}
FLOOR_FORM = {"token": str(SIGNER.dumps(KNOWN)), "turn": "1", "key": "k" * 22, "choice": "reply"}
FRAGMENT = "{% for line in words %}<p>{{ line }}</p>{% endfor %}"


class Commits:
    """One transaction as a turn makes it: a turn, a position, a run, an event. No reading."""

    def __init__(self, path: Path, synchronous: str) -> None:
        self.db = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        self.lock = threading.Lock()
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute(f"PRAGMA synchronous = {synchronous}")
        self.db.execute("CREATE TABLE IF NOT EXISTS turn (n, key, m, u, r, w, reading, asked, at)")
        self.db.execute("CREATE TABLE IF NOT EXISTS attempt (id INTEGER PRIMARY KEY, position)")
        self.db.execute("CREATE TABLE IF NOT EXISTS run (id INTEGER PRIMARY KEY, status, at)")
        self.db.execute("CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, kind, at)")
        self.db.execute("INSERT OR IGNORE INTO attempt VALUES (1, '')")
        self.db.execute("INSERT OR IGNORE INTO run VALUES (1, 'open', '')")

    def one(self) -> None:
        """Four rows, one commit."""
        with self.lock:
            self.db.execute("BEGIN IMMEDIATE")
            self.db.execute("INSERT INTO turn VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", ROW)
            self.db.execute("UPDATE attempt SET position = ? WHERE id = 1", (POSITION,))
            self.db.execute("UPDATE run SET status = 'open', at = ? WHERE id = 1", (ROW[-1],))
            self.db.execute("INSERT INTO event (kind, at) VALUES ('turn', ?)", (ROW[-1],))
            self.db.execute("COMMIT")

    def insert(self) -> None:
        """One raw insert that commits by itself."""
        self.db.execute("INSERT INTO event (kind, at) VALUES ('turn', ?)", (ROW[-1],))


def bare_app(folder: Path | None = None, synchronous: str = "FULL") -> Flask:
    """A page that does nothing, a route that makes one equal commit, and the floor."""
    where = folder or Path(os.environ["SIM_DATA"])
    commits = Commits(where / "bare.db", synchronous)
    app = Flask("bare")

    @app.get("/")
    def page() -> str:
        return "<p>Ready.</p>"

    @app.post("/commit")
    def commit() -> str:
        assert request.form["key"]
        commits.one()
        return "<p>Stored.</p>"

    @app.post("/floor")
    def floor() -> str:
        """What any Flask route has to do that takes a form from somebody it knows: read the
        form, unsign who it is, make an equal commit, render a fragment as long as the room's.
        (Not with Flask's session: its secret would make the bare page above dearer too.)"""
        assert SIGNER.loads(request.form["token"]) == KNOWN
        commits.one()
        return render_template_string(FRAGMENT, words=WORDS)

    return app


def serve(port: int) -> None:
    """As sim.web.server serves: one process, the same number of threads."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "bench.bare:bare_app",
        factory=True,
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        backpressure=WAITING,
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--port", type=int, required=True)
    serve(options.parse_args().port)
