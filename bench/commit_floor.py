"""What storing one turn costs, against the commits that it cannot do without.

python -m bench.commit_floor                    400 turns at each level of synchronous
python -m bench.commit_floor --turns 2000

The raw commits are made through sqlite3 alone in tables without an index: one row of as
many bytes as a turn, and the four rows that a turn writes. All in one loop, by turns.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.table import median, ms
from sim.domain.conditions import PastTurn
from sim.domain.reading import reading_of
from sim.domain.session import Session
from sim.store.connection import Store
from sim.store.people import person_for
from sim.store.rows import NewRun, NewTurn
from sim.store.runs import attempt_of, begin_run
from sim.store.turns import record_turn
from sim.store.versions import keep_version

AT = "2026-01-01T00:00:00+00:00"
FRESH = Session("v", "asks", 55.0, 70.0, start=55.0, visited={"asks": 1})
READING = reading_of({"own_part": 2, "validate_experience": 1})
TURNS_A_RUN, WARM = 12, 40


class Turns:
    """The product's own way, from run to run."""

    def __init__(self, path: Path, level: str) -> None:
        self.store, self.n, self.runs = Store(path), TURNS_A_RUN, 0
        with self.store.exclusively() as db:
            db.execute(f"PRAGMA synchronous = {level}")
        self.person = person_for(self.store, b"p" * 32, AT[:10])
        keep_version(self.store, "s" * 64, "scenario", "source", AT)

    def ready(self) -> None:
        """The next turn, made outside the time that is measured."""
        if self.n == TURNS_A_RUN:
            self.runs, self.n = self.runs + 1, 0
            run = NewRun(f"{self.runs:0>43}", self.person, "scenario", "s" * 64, "1", "1", "1",
                         "v", 7, "practice")  # fmt: skip
            begin_run(self.store, run, FRESH, AT)
            self.run, self.attempt = run.id, attempt_of(self.store, run.id).id
        self.n += 1
        past = tuple(PastTurn("asks", READING.levels()) for _ in range(self.n))
        self.next = NewTurn(
            attempt=self.attempt, run=self.run, n=self.n, key=f"{self.runs:0>16}-{self.n:0>5}",
            moment="asks", utterance="u" * 160, reply="owns", words="w" * 160, reading=READING,
            asked=False, position=replace(FRESH, turn=self.n, earlier=past), ending=None,
            taken_at=AT,
        )  # fmt: skip

    def turn(self) -> None:
        assert record_turn(self.store, self.next) == "taken"


class Raw:
    """sqlite3 alone."""

    def __init__(self, path: Path, level: str) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute(f"PRAGMA synchronous = {level}")
        self.db.execute("CREATE TABLE turn (id INTEGER PRIMARY KEY, text)")
        self.db.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, text)")
        self.db.execute("CREATE TABLE attempt (id INTEGER PRIMARY KEY, text)")
        self.db.execute("CREATE TABLE run (id INTEGER PRIMARY KEY, text)")
        self.db.execute("INSERT INTO attempt VALUES (1, '')")
        self.db.execute("INSERT INTO run VALUES (1, '')")

    def one_row(self) -> None:
        self.db.execute("BEGIN IMMEDIATE")
        self.db.execute("INSERT INTO turn (text) VALUES (?)", ("t" * 1800,))
        self.db.execute("COMMIT")

    def four_rows(self) -> None:
        self.db.execute("BEGIN IMMEDIATE")
        self.db.execute("INSERT INTO turn (text) VALUES (?)", ("t" * 600,))
        self.db.execute("UPDATE attempt SET text = ? WHERE id = 1", ("p" * 1000,))
        self.db.execute("UPDATE run SET text = ? WHERE id = 1", (AT,))
        self.db.execute("INSERT INTO event (text) VALUES (?)", ("e" * 150,))
        self.db.execute("COMMIT")


def floor(folder: Path, level: str, turns: int) -> list[str]:
    """Lines of figures at one level of synchronous."""
    product = Turns(folder / f"turns-{level}.db", level)
    raw = Raw(folder / f"raw-{level}.db", level)
    spent: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for _ in range(turns + WARM):
        product.ready()
        spent["one raw row"].append(timed(raw.one_row))
        spent["four raw rows"].append(timed(raw.four_rows))
        spent["a turn of the store"].append(timed(product.turn))
    product.store.close()
    raw.db.close()
    cpu = {what: median([c for c, _ in all_[WARM:]]) for what, all_ in spent.items()}
    wall = {what: median([w for _, w in all_[WARM:]]) for what, all_ in spent.items()}
    return [
        f"{level:<7} {what:<20} processor {ms(cpu[what])} ({cpu[what] / cpu['one raw row']:.2f})"
        f"   by the clock {ms(wall[what])} ({wall[what] / wall['one raw row']:.2f})"
        for what in spent
    ]


def timed(act: Callable[[], None]) -> tuple[float, float]:
    """Seconds of this process's processor time, and by the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    act()
    return time.process_time() - cpu, time.perf_counter() - wall


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--turns", type=int, default=400)
    turns = options.parse_args().turns
    with tempfile.TemporaryDirectory() as folder:
        for level in ("NORMAL", "FULL"):
            print("\n".join(floor(Path(folder), level, turns)))


if __name__ == "__main__":
    main()
