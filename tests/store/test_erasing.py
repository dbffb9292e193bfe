"""What is deleted is gone from the files, not only from the pages (reliability.md, T14)."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sim.store.connection import Store
from sim.store.health import health
from sim.store.people import delete_person, find_person
from sim.store.runs import delete_run, run_of
from sim.store.turns import turns_of
from tests.store.cast import Player, begins, device

MARKER = "MARKER-OF-AMINA"


def bytes_with(folder: Path, marker: str) -> list[str]:
    """The files of a folder that hold a marker anywhere in their bytes."""
    return [p.name for p in sorted(folder.rglob("*")) if p.is_file()
            and marker.encode() in p.read_bytes()]  # fmt: skip


def marked(n: int, size: int) -> str:
    return f"{MARKER}-{n} " + "so it goes on " * size


def test_a_deleted_run_leaves_no_byte_behind(store: Store, amina: Player, ben: Player) -> None:
    for n in range(1, 9):
        amina.replies(n, words=marked(n, 20))
        ben.replies(n)
    assert bytes_with(store.path.parent, MARKER), "or the test could not fail"
    delete_run(store, amina.run)
    assert bytes_with(store.path.parent, MARKER) == []
    assert bytes_with(store.path.parent, amina.run) == []
    assert len(turns_of(store, ben.attempt)) == 8


def test_a_deleted_person_leaves_no_byte_behind(store: Store, amina: Player, ben: Player) -> None:
    second = begins(store, "Amina", "MARKER-OF-AMINA-run")
    second.replies(1, words=marked(1, 20))
    delete_person(store, amina.person)
    assert bytes_with(store.path.parent, MARKER) == []
    assert find_person(store, device("Amina")) is None
    assert device("Amina") not in b"".join(p.read_bytes() for p in store.path.parent.iterdir())
    assert run_of(store, ben.run, ben.person) is not None


@pytest.mark.parametrize("seed", range(12))
def test_no_page_that_was_split_or_merged_keeps_old_words(path: Path, seed: int) -> None:
    draw = random.Random(seed)
    store = Store(path)
    runs = [begins(store, "Amina", f"{MARKER}-run-{i:02}") for i in range(12)]
    others = [begins(store, "Ben", f"other-{i}") for i in range(12)]
    turns = [0] * 24
    for _ in range(150):
        i = draw.randrange(24)
        turns[i] += 1
        words = marked(turns[i], draw.choice((1, 5, 40, 250))) if i < 12 else "plain " * 30
        (runs + others)[i].replies(turns[i], words=words)
    draw.shuffle(runs)
    for player in runs:
        delete_run(store, player.run)
        assert bytes_with(path.parent, f"{player.run}") == []
    assert bytes_with(path.parent, MARKER) == []
    store.close()
    assert bytes_with(path.parent, MARKER) == []


def test_while_somebody_reads_on_the_erasing_is_owed_and_done_at_the_next_start(
    path: Path,
) -> None:
    store = Store(path, wait=0.1)
    amina = begins(store, "Amina")
    amina.replies(1, words=marked(1, 1))
    with closing(sqlite3.connect(path, isolation_level=None)) as slow:
        slow.execute("BEGIN")
        slow.execute("SELECT * FROM turn").fetchall()
        delete_run(store, amina.run)
        assert run_of(store, amina.run, amina.person) is None
        assert health(store, path.parent, 0).deletion_due
        assert bytes_with(path.parent, MARKER), "an old page was still being read"
        slow.execute("COMMIT")
        again = Store(path)  # as after a crash: the first store never closes its files
        assert bytes_with(path.parent, MARKER) == []
        assert not health(again, path.parent, 0).deletion_due
        again.close()
    store.close()
