"""A damaged database: refused with a sentence, or everything served exactly as it was."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from sim.store.backup import backup
from sim.store.connection import Store, StoreCorrupt
from sim.store.files import backups_of
from sim.store.runs import run_of
from sim.store.turns import turns_of
from tests.store.cast import WORDS, Player, begins
from tests.store.whole import told

DAMAGES = 60 * int(os.environ.get("SIM_SOAK", "1"))
PAGE = 4096


def whole_page(content: bytearray, at: int, draw: random.Random) -> None:
    content[at : at + PAGE] = draw.randbytes(PAGE)


def zeros(content: bytearray, at: int, draw: random.Random) -> None:
    content[at : at + PAGE] = bytes(PAGE)


def some_bytes(content: bytearray, at: int, draw: random.Random) -> None:
    length, first = draw.randint(1, 16), at + draw.randrange(PAGE - 16)
    content[first : first + length] = draw.randbytes(length)


def one_bit(content: bytearray, at: int, draw: random.Random) -> None:
    content[at + draw.randrange(PAGE)] ^= 1 << draw.randrange(8)


def another_page(content: bytearray, at: int, draw: random.Random) -> None:
    other = draw.randrange(len(content) // PAGE) * PAGE
    content[at : at + PAGE] = content[other : other + PAGE]


def cut_short(content: bytearray, at: int, draw: random.Random) -> None:
    del content[at + draw.randrange(PAGE) :]


WHOLE = (whole_page, zeros, another_page, cut_short)
"""Damages after which a page in use is another one, or gone: the structure no longer holds
together, and SQLite's quick_check sees it. A few bytes or one bit it sees only where they
belong to the structure; in an author's or a trainee's words the seals see them, and in the
unused middle of a page nobody needs to."""

KINDS: list[Callable[[bytearray, int, random.Random], None]] = [
    whole_page, zeros, some_bytes, one_bit, another_page, cut_short,
]  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Any], list[Any]]:
    """A database that was closed well, its players, and all that it tells."""
    path = tmp_path_factory.mktemp("sound") / "practice.db"
    store = Store(path)
    players = [(name, begins(store, name)) for name in ("Amina", "Ben", "Carol")]
    for n in range(1, 10):
        for _, player in players:
            player.replies(n, ending="mended" if n == 9 else None)
    players += [("Ben", begins(store, "Ben", f"open-{i}")) for i in range(8)]
    answers = told(store, players)
    store.close()
    return path, players, answers


def damaged(path: Path, folder: Path, seed: int, near: str = "") -> Path:
    """A copy with one damage, drawn by the seed; `near`: in a page that holds this text."""
    draw = random.Random(seed)
    content = bytearray(path.read_bytes())
    page = draw.randrange(len(content) // PAGE) if seed % 4 else 0  # the first is worth most
    if near:
        starts = range(0, len(content), PAGE)
        page = draw.choice([i // PAGE for i in starts if near.encode() in content[i : i + PAGE]])
    KINDS[seed % len(KINDS)](content, page * PAGE, draw)
    copy = folder / f"damaged-{seed}.db"
    copy.write_bytes(content)
    return copy


def differs(path: Path, folder: Path, seed: int) -> bool:
    """Whether this damage changed anything at all: a page may be replaced by itself."""
    copy = damaged(path, folder, seed)
    changed = copy.read_bytes() != path.read_bytes()
    copy.unlink()
    return changed


def test_a_damaged_page_is_refused_or_does_no_harm(
    sound: tuple[Path, list[Any], list[Any]], tmp_path: Path
) -> None:
    path, players, answers = sound
    unseen = []
    for seed in range(DAMAGES):
        copy = damaged(path, tmp_path, seed)
        before = copy.read_bytes()
        try:
            store = Store(copy)
        except StoreCorrupt:
            assert copy.read_bytes() == before, f"seed {seed}: it was written to"
            continue
        try:
            assert told(store, players) == answers, f"seed {seed}"
            unseen.append(seed)
        except StoreCorrupt:
            pass
        finally:
            store.close()
            copy.unlink()
    whole = [seed for seed in unseen if KINDS[seed % len(KINDS)] in WHOLE]
    missed = [seed for seed in whole if differs(path, tmp_path, seed)]
    assert missed == [], "a page in use was another one, and nobody saw it"
    assert len(unseen) < DAMAGES


def test_of_a_page_damaged_while_the_program_runs_nothing_false_is_ever_served(
    sound: tuple[Path, list[Any], list[Any]], tmp_path: Path
) -> None:
    """What is served is true; only a start, a backup and the doctor see that something lacks."""
    path, players, answers = sound
    true = str(answers)
    sound_rows = served_raw(path, players)
    harmful = 0
    for seed in range(DAMAGES):
        copy = tmp_path / f"running-{seed}.db"
        shutil.copyfile(path, copy)
        store = Store(copy)
        copy.write_bytes(damaged(path, tmp_path, seed, near=WORDS).read_bytes())
        false = [row for row in served_raw(copy, players) if row not in sound_rows]
        harmful += bool(false)
        try:
            served = [row for _, player in players for row in turns_of(store, player.attempt)]
            served += [run_of(store, player.run, player.person) for _, player in players]
            assert [row for row in served if row and str(row) not in true] == [], f"seed {seed}"
            assert not false, f"seed {seed}: SQLite alone would have served {false[:1]}"
        except StoreCorrupt:
            pass
        finally:
            store.close()
    assert harmful, "or no damage reached what is served, and the test could not fail"


def served_raw(path: Path, players: list[Any]) -> list[tuple[Any, ...]]:
    """What SQLite alone would serve of these players, seals not looked at; where it notices
    the damage by itself, nothing."""
    rows: list[tuple[Any, ...]] = []
    with closing(sqlite3.connect(path)) as db:
        db.text_factory = bytes
        for _, player in players:
            for sql, value in (("turn WHERE attempt = ? ORDER BY n", player.attempt),
                               ("run WHERE id = ?", player.run)):  # fmt: skip
                with suppress(sqlite3.Error):
                    rows += db.execute(f"SELECT * FROM {sql}", (value,)).fetchall()
    return rows


def test_one_changed_letter_in_somebody_s_words_is_noticed(
    store: Store, amina: Player, ben: Player
) -> None:
    amina.replies(1)
    ben.replies(1, words="I did write.")
    with store.write() as db:
        db.execute("UPDATE turn SET words = ? WHERE attempt = ?", (WORDS.replace("didn’t", "did"),
                                                                   amina.attempt))  # fmt: skip
    assert turns_of(store, ben.attempt)
    with pytest.raises(StoreCorrupt):
        turns_of(store, amina.attempt)
    with pytest.raises(StoreCorrupt, match="damaged"):
        ben.replies(2)  # nothing more is written into a damaged file
    assert turns_of(store, ben.attempt), "what is sound can still be read"


def test_a_damaged_database_names_the_newest_backup_that_is_whole(
    store: Store, amina: Player
) -> None:
    folder = backups_of(store.path)
    backup(store, folder / "1-whole.db")
    backup(store, folder / "2-damaged.db")
    (folder / "2-damaged.db").write_bytes(b"\0" * 9000)
    os.utime(folder / "1-whole.db", (1, 1))
    store.close()
    store.path.write_bytes(store.path.read_bytes()[:5000])
    with pytest.raises(StoreCorrupt, match=r"The newest good one is .*1-whole\.db"):
        Store(store.path)


def test_a_table_s_name_that_is_no_text_any_more_is_damage_too(store: Store) -> None:
    store.close()
    content = store.path.read_bytes()
    assert b"CREATE TABLE turn" in content
    store.path.write_bytes(content.replace(b"CREATE TABLE turn", b"CREATE TABL\xed turn"))
    with pytest.raises(StoreCorrupt):
        Store(store.path)
