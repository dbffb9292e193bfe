"""A backup holds every answered turn, and comes back; nothing is overwritten on the way."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sim.store import backup as backups
from sim.store.backup import backup, expire, newest_backup, newest_good_backup, restore
from sim.store.connection import Store, StoreBusy, StoreCorrupt, StoreError, StoreFull
from sim.store.files import backups_of
from tests.store.cast import Player, begins
from tests.store.whole import told, turns_kept

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


@pytest.fixture
def kept(store: Store, amina: Player, ben: Player) -> Path:
    """A backup from when Amina and Ben had replied twice each."""
    for n in (1, 2):
        amina.replies(n)
        ben.replies(n)
    target = backups_of(store.path) / "monday.db"
    backup(store, target)
    return target


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_one_whole_file_that_only_its_owner_can_read(kept: Path) -> None:
    assert names(kept.parent) == ["monday.db"]
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM turn").fetchone() == (4,)
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_backup_never_overwrites_anything(store: Store, kept: Path) -> None:
    before = kept.read_bytes()
    with pytest.raises(StoreError, match="already there"):
        backup(store, kept)
    assert kept.read_bytes() == before


def test_a_backup_that_cannot_be_written_is_said_plainly_and_leaves_nothing(
    store: Store, amina: Player
) -> None:
    (store.path.parent / "a file").write_text("")
    with pytest.raises(StoreFull):
        backup(store, store.path.parent / "a file" / "backup.db")
    assert amina.replies(1) == "taken"


def test_backups_under_load_hold_every_turn_answered_before_them(store: Store) -> None:
    players = [begins(store, f"trainee {i}") for i in range(4)]
    answered = dict.fromkeys((player.run for player in players), 0)
    with playing(players, answered):
        for i in range(10):
            before = dict(answered)
            target = store.path.parent / f"under-load-{i}.db"
            backup(store, target)
            with closing(Store(target)) as copy:
                for run, n in before.items():
                    assert turns_kept(copy, run) >= n
    assert sum(answered.values()) > 10, "nobody played meanwhile"


@contextmanager
def playing(players: list[Player], answered: dict[str, int]) -> Iterator[None]:
    """They reply as fast as they can, a thread each."""
    over = threading.Event()

    def play(player: Player) -> None:
        while not over.is_set():
            n = answered[player.run] + 1
            assert player.replies(n) == "taken"
            answered[player.run] = n

    threads = [threading.Thread(target=play, args=(player,)) for player in players]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def test_a_restored_backup_is_what_was_backed_up(
    store: Store, kept: Path, amina: Player, ben: Player
) -> None:
    players = [("Amina", amina), ("Ben", ben)]
    then = told(store, players)
    amina.replies(3)
    later = told(store, players)
    store.close()
    aside = restore(kept, store.path, NOW)
    with closing(Store(store.path)) as restored:
        assert told(restored, players) == then
    assert aside is not None
    with closing(Store(aside)) as former:
        assert told(former, players) == later
    assert kept.exists()


def crashed(store: Store, folder: Path) -> Path:
    """The database as it lies there after a kill: much of it only in its log."""
    folder.mkdir()
    for end in ("", "-wal", "-shm"):
        part = store.path.with_name(store.path.name + end)
        (folder / part.name).write_bytes(part.read_bytes())
    return folder / store.path.name


def test_what_was_only_in_the_log_is_set_aside_too(
    store: Store, kept: Path, amina: Player, tmp_path: Path
) -> None:
    amina.replies(3)
    database = crashed(store, tmp_path / "crashed")
    aside = restore(kept, database, NOW)
    assert aside is not None
    with closing(Store(aside)) as former:
        assert turns_kept(former, amina.run) == 3
    with closing(Store(database)) as restored:
        assert turns_kept(restored, amina.run) == 2


def test_the_log_of_a_damaged_database_is_not_played_into_the_restored_one(
    store: Store, kept: Path, amina: Player, tmp_path: Path
) -> None:
    with store.exclusively() as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    amina.replies(3)  # alone in the log: without the file it cannot be read
    database = crashed(store, tmp_path / "crashed")
    database.write_bytes(b"no database any more" * 500)
    assert restore(kept, database, NOW) is not None
    assert names(database.parent) == ["backups", "practice.db"]
    with closing(Store(database)) as restored:
        assert turns_kept(restored, amina.run) == 2


def test_a_backup_can_be_restored_where_there_is_no_database(kept: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "new machine" / "practice.db"
    assert restore(kept, elsewhere, NOW) is None
    Store(elsewhere).close()
    assert names(elsewhere.parent) == ["practice.db"]


def test_a_damaged_database_is_replaced_and_its_remains_are_kept(store: Store, kept: Path) -> None:
    store.close()
    remains = b"\0" * 5000
    store.path.write_bytes(remains)
    aside = restore(kept, store.path, NOW)
    assert aside is not None
    assert aside.read_bytes() == remains
    Store(store.path).close()


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"x" * 900])
def test_a_bad_backup_is_refused_and_nothing_changes(
    store: Store, amina: Player, tmp_path: Path, content: bytes
) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(content)
    store.close()
    before = {path: path.read_bytes() for path in store.path.parent.iterdir()}
    with pytest.raises(StoreCorrupt, match="Nothing was changed"):
        restore(bad, store.path, NOW)
    assert {path: path.read_bytes() for path in store.path.parent.iterdir()} == before


def test_a_missing_or_foreign_backup_is_refused(store: Store, tmp_path: Path) -> None:
    store.close()
    with closing(sqlite3.connect(tmp_path / "recipes.db")) as db:
        db.execute("CREATE TABLE turn (id INTEGER)")
    for name in ("missing.db", "recipes.db"):
        with pytest.raises(StoreCorrupt, match="Nothing was changed"):
            restore(tmp_path / name, store.path, NOW)
    assert not (tmp_path / "missing.db").exists()


def test_nothing_is_restored_under_a_running_program(
    store: Store, kept: Path, amina: Player
) -> None:
    with pytest.raises(StoreBusy, match="Stop it first"):
        restore(kept, store.path, NOW)
    assert amina.replies(3) == "taken"
    assert names(kept.parent) == ["monday.db"]
    assert not list(store.path.parent.glob("*.part"))


def test_a_copy_that_turns_out_bad_is_no_backup(
    store: Store, amina: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "is_whole", lambda *_, **__: False)
    with pytest.raises(StoreCorrupt):
        backup(store, backups_of(store.path) / "monday.db")
    assert names(backups_of(store.path)) == []


def aged(folder: Path, name: str, age: timedelta) -> Path:
    """A file in the folder, so old."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(name)
    then = (NOW - age).timestamp()
    os.utime(path, (then, then))
    return path


def test_backups_go_after_seven_days(tmp_path: Path) -> None:
    aged(tmp_path, "fresh.db", timedelta(days=6, hours=23))
    aged(tmp_path, "old.db", timedelta(days=7, hours=1))
    aged(tmp_path, "practice.20260301-120000.aside", timedelta(days=8))
    aged(tmp_path, "practice.20260301-120000.aside-wal", timedelta(days=8))
    aged(tmp_path, "practice.20260308-120000.aside", timedelta(days=1))
    aged(tmp_path, "a letter of somebody's.txt", timedelta(days=99))
    gone = expire(tmp_path, NOW)
    assert len(gone) == 3
    assert names(tmp_path) == [
        "a letter of somebody's.txt", "fresh.db", "practice.20260308-120000.aside",
    ]  # fmt: skip


def test_of_many_backups_the_newest_twenty_four_are_kept(tmp_path: Path) -> None:
    for hours in range(30):
        aged(tmp_path, f"{hours:02}-hours-ago.db", timedelta(hours=hours))
    gone = expire(tmp_path, NOW)
    assert sorted(path.name for path in gone) == [f"{h}-hours-ago.db" for h in range(24, 30)]
    assert len(names(tmp_path)) == 24
    assert expire(tmp_path, NOW) == []


def test_the_newest_backup_is_found_and_the_newest_good_one_too(kept: Path) -> None:
    newer = kept.with_name("newer.db")
    newer.write_bytes(b"broken off half w")
    os.utime(kept, (1, 1))
    assert newest_backup(kept.parent) == newer
    assert newest_good_backup(kept.parent) == kept
    assert newest_backup(kept.parent / "no such folder") is None
