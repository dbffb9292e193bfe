"""What is deleted is gone from the files, not only from the pages (reliability.md, T14)."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sim.store.connection import Store, StoreFull
from sim.store.health import health
from sim.store.people import delete_person, find_person
from sim.store.runs import delete_run, run_of
from sim.store.turns import turns_of
from tests.store.cast import Player, begins, device

MARKER = "MARKER-OF-AMINA"
SEEDS = (2, 4, 7, 11)


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


# Seeds at which `secure_delete` and an emptied log alone leave words behind (SQLite 3.40.1).
@pytest.mark.parametrize("seed", SEEDS)
def test_no_page_that_was_split_or_merged_keeps_old_words(path: Path, seed: int) -> None:
    store = Store(path)
    runs = talk_much(store, random.Random(seed))
    for run in runs:
        delete_run(store, run)
        assert bytes_with(path.parent, run) == []
    assert bytes_with(path.parent, MARKER) == []
    store.close()
    assert bytes_with(path.parent, MARKER) == []


def talk_much(store: Store, draw: random.Random) -> list[str]:
    """Amina and Ben talk by turns, at length and shortly; Amina's runs, in any order."""
    players = [begins(store, "Amina", f"{MARKER}-run-{i}") for i in range(6)]
    players += [begins(store, "Ben", f"other-{i}") for i in range(6)]
    turns = [0] * len(players)
    for _ in range(90):
        i = draw.randrange(len(players))
        turns[i] += 1
        words = marked(turns[i], draw.choice((1, 5, 40, 250))) if i < 6 else "plain " * 30
        players[i].replies(turns[i], words=words)
    return [player.run for player in draw.sample(players[:6], 6)]


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


def test_a_deletion_in_a_large_file_is_erased_at_the_next_start(
    store: Store, amina: Player, ben: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store.forget_really, "__defaults__", (1.0,))
    amina.replies(1, words=marked(1, 20))
    ben.replies(1)
    delete_run(store, amina.run)
    assert health(store, store.path.parent, 0).deletion_due
    store.close()
    again = Store(store.path)
    assert not health(again, store.path.parent, 0).deletion_due
    assert bytes_with(store.path.parent, MARKER) == []
    assert len(turns_of(again, ben.attempt)) == 1
    again.close()


def test_a_full_disk_delays_the_erasing_and_not_the_deletion(
    store: Store, amina: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room() -> None:
        raise StoreFull

    amina.replies(1, words=marked(1, 20))
    monkeypatch.setattr(store, "exclusively", no_room)
    delete_run(store, amina.run)
    assert run_of(store, amina.run, amina.person) is None
    monkeypatch.undo()
    assert store.forget_really()
    assert bytes_with(store.path.parent, MARKER) == []
