"""No room, or somebody else in the way: a sentence, nothing lost, and on it goes after."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from sim.store.connection import Store, StoreBusy, StoreFull
from sim.store.runs import run_of
from sim.store.turns import turns_of
from tests.store.cast import Player, begins
from tests.store.whole import turns_kept


@contextmanager
def held(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program holds the database for itself."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield other


def no_more_room(store: Store, room: int = 0) -> None:
    """The disk has so many pages left, and no more."""
    with store.exclusively() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages + room}")


def talks_on(player: Player, turns: int) -> None:
    """They give that many long replies."""
    for n in range(1, turns + 1):
        assert player.replies(n, words="a long reply " * 200) == "taken"


@pytest.mark.parametrize("room", range(4))
def test_on_a_full_disk_the_turn_is_refused_whole_and_the_rest_stays(
    store: Store, amina: Player, room: int
) -> None:
    no_more_room(store, room)
    with pytest.raises(StoreFull, match="no room left on the disk"):
        talks_on(amina, 200)
    kept = turns_kept(store, amina.run)
    assert kept < 200
    assert len(turns_of(store, amina.attempt)) == kept, "reading goes on"
    no_more_room(store, 500)
    assert amina.replies(kept + 1) == "taken", "writing goes on without a restart"


def test_a_locked_database_is_waited_for_and_then_given_up_with_a_sentence(path: Path) -> None:
    store = Store(path, wait=0.3)
    amina = begins(store, "Amina")
    with held(path):
        began = time.monotonic()
        with pytest.raises(StoreBusy, match="try again in a moment"):
            amina.replies(1)
        assert 0.2 < time.monotonic() - began < 2
        assert run_of(store, amina.run, amina.person) is not None, "reading goes on"
    assert amina.replies(1) == "taken"
    store.close()


def test_everybody_waits_no_longer_than_the_time_given_however_many_they_are(path: Path) -> None:
    """Who waited for another's turn first has only the rest of the time for the database."""
    store = Store(path, wait=2)
    players = [begins(store, f"trainee {i}") for i in range(3)]
    waited: list[float] = []

    def reply(player: Player) -> None:
        began = time.monotonic()
        with pytest.raises(StoreBusy):
            player.replies(1)
        waited.append(time.monotonic() - began)

    with held(path):
        threads = [threading.Thread(target=reply, args=(player,)) for player in players]
        for thread in threads:
            thread.start()
            time.sleep(0.6)
        for thread in threads:
            thread.join()
    assert len(waited) == 3
    assert max(waited) < 2.4
    assert [player.replies(1) for player in players] == ["taken"] * 3
    store.close()


def test_a_lock_that_comes_free_in_time_is_not_noticed(path: Path) -> None:
    store = Store(path, wait=5)
    amina = begins(store, "Amina")
    with held(path) as other:
        release = threading.Timer(0.3, other.execute, ["ROLLBACK"])
        release.start()
        assert amina.replies(1) == "taken"
        release.join()
    store.close()


@pytest.mark.parametrize("kind", [RuntimeError, KeyboardInterrupt])
def test_whatever_goes_wrong_inside_a_transaction_undoes_all_of_it(
    store: Store, amina: Player, kind: type[BaseException]
) -> None:
    def write_and_stumble() -> None:
        with store.write() as db:
            db.execute("DELETE FROM turn")
            raise kind

    amina.replies(1)
    with pytest.raises(kind):
        write_and_stumble()
    assert turns_kept(store, amina.run) == 1
    assert amina.replies(2) == "taken"


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StoreFull, match="data folder"):
        Store(tmp_path / "data" / "practice.db")
