"""How the product slows down, if it does: more scenarios, more stored turns."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

from bench.player import read_room
from bench.product import Product, Visitor
from bench.table import Table, median, ms
from sim.authoring.skeleton import skeleton

SHELVES = (1, 10, 100, 1000)
STORED = (1_000, 10_000, 100_000, 1_000_000)
REPEATS = 15
TURNS_OF_A_RUN = 10


def scenarios(folder: Path, told: Callable[[str], None]) -> Table:
    """Home page, beginning and a turn with 1 to 1,000 scenarios on the shelf."""
    rows = []
    for count in SHELVES:
        told(f"{count} scenarios")
        shelf, data = folder / f"shelf-{count}", folder / f"data-{count}"
        _fill_shelf(shelf, count)
        began = time.perf_counter()
        product = Product(data, shelf)
        product.desk.library.entries()
        read = time.perf_counter() - began
        product.relax()
        rows.append((f"{count:,}", ms(read), *_everyday(product, "client-0")))
        product.close()
    note = "Small scenarios on the shelf; time per request in process (median), NORMAL."
    return Table("scenarios", note,
                 ("scenarios", "reading all, once", "home page", "begin", "turn"),
                 tuple(rows))  # fmt: skip


def stored_turns(folder: Path, told: Callable[[str], None]) -> Table:
    """Home page, beginning and a turn on a database that holds 10^3 to 10^6 turns."""
    rows = []
    product = Product(folder / "stored")
    product.relax()
    pattern = product.visitor()
    pattern.begin()
    _play(pattern, TURNS_OF_A_RUN)
    held = 0
    for count in STORED:
        told(f"{count:,} stored turns")
        _copy_runs(product, pattern.run_id, held, count)
        held = count
        rows.append((f"{count:,}", *_everyday(product, "defensive-reply")))
    product.close()
    note = "Turns in the database, ten to a run; time per request in process (median), NORMAL."
    return Table("stored", note, ("stored turns", "home page", "begin", "turn"), tuple(rows))


def _everyday(product: Product, scenario: str) -> tuple[str, str, str]:
    visitor = product.visitor()
    begins, turns, homes = [], [], []
    for _ in range(REPEATS):
        begins.append(_wall(lambda: visitor.begin(scenario)))
        turns.append(_wall(lambda: visitor.say(visitor.form.choices[0])))
        homes.append(_wall(visitor.home))
    return ms(median(homes)), ms(median(begins)), ms(median(turns))


def _wall(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _fill_shelf(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)
    for i in range(count):
        text = skeleton(f"client-{i}", "Robin")
        (folder / f"client-{i}.yaml").write_text(text, encoding="utf-8")


def _play(visitor: Visitor, turns: int) -> None:
    for i in itertools.count():
        if visitor.form.turn > turns or not visitor.form.choices:
            return
        visitor.form = read_room(visitor.say(visitor.form.choices[i % len(visitor.form.choices)]))


def _copy_runs(product: Product, pattern: str, held: int, wanted: int) -> None:
    """Copies of one real run, each of another person, until so many turns are stored.

    Their seals are those of the pattern: nobody opens these runs.
    """
    with product.desk.store.exclusively() as db:
        (turns,) = db.execute("SELECT count(*) FROM turn").fetchone()
        each = db.execute(
            "SELECT count(*) FROM turn t JOIN attempt a ON a.id = t.attempt WHERE a.run = ?",
            (pattern,),
        ).fetchone()[0]
        first, copies = held, max(0, (wanted - turns) // each)
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN IMMEDIATE")
        for table, own in _TABLES:
            _copy(db, table, own, pattern, first, copies)
        db.execute("COMMIT")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


_NUMBERS = ("WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n "
            "WHERE i + 1 < :first + :copies) ")  # fmt: skip
_TABLES = (
    ("person", {"id": "1000000 + i", "token_hash": "CAST('copy' || i AS BLOB)"}),
    ("run", {"id": "id || '-' || i", "person": "1000000 + i"}),
    ("attempt", {"id": "1000000 + i", "run": "run || '-' || i"}),
    ("turn", {"attempt": "1000000 + i", "key": "key || '-' || i"}),
    ("event", {"id": "NULL", "run": "run || '-' || i", "attempt": "1000000 + i"}),
)
_WHERE = {
    "person": "id = (SELECT person FROM run WHERE id = :pattern)",
    "run": "id = :pattern",
    "attempt": "run = :pattern",
    "turn": "attempt = (SELECT id FROM attempt WHERE run = :pattern)",
    "event": "run = :pattern",
}


def _copy(
    db: Database, table: str, own: dict[str, str], pattern: str, first: int, copies: int
) -> None:
    names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(own.get(name, f"s.{name}") for name in names)
    values = re.sub(r"(?<![\w.])(id|run|key)(?= \|\|)", r"s.\1", values)
    db.execute(
        f"INSERT INTO {table} ({', '.join(names)}) {_NUMBERS}SELECT {values} FROM n, "
        f"(SELECT * FROM {table} WHERE {_WHERE[table]}) s",
        {"pattern": pattern, "first": first, "copies": copies},
    )
