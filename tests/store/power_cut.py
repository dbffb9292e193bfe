"""A model of a power cut: what the disk was never told to keep may be gone, or garbled.

The SQL that the store truly executes is recorded, its PRAGMAs included, and run once more
through a file system of our own (apsw), which writes down every write, truncation and sync.
At a cut, what was synced is there; of the rest, any part may have reached the disk. What
is left is then opened by the store itself.

A model of durability, not of concurrency: it holds no shared memory, so the recorded
script runs in SQLite's exclusive locking mode. The order of writes and syncs is the same.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw
import pytest

from sim.store import connection as store_connection
from sim.store.connection import Store, StoreError
from tests.store.cast import begins
from tests.store.whole import turns_kept

NAMES = ("Amina", "Ben")
SECTOR = 512


@dataclass(frozen=True)
class Answered:
    """From here on the trainee has seen that this turn was taken."""

    run: str
    n: int


@dataclass(frozen=True)
class Write:
    file: str
    offset: int
    data: bytes


@dataclass(frozen=True)
class Truncate:
    file: str
    size: int


@dataclass(frozen=True)
class Sync:
    file: str


@dataclass(frozen=True)
class Delete:
    file: str


Script = list[str | Answered]
Change = Write | Truncate
Happening = Write | Truncate | Sync | Delete | Answered


def recorded(path: Path, turns: int, patch: pytest.MonkeyPatch) -> Script:
    """What the store's writing connection executes while Amina and Ben play, and when they
    see each answer."""
    script: Script = []
    plain = store_connection.connect

    def listening(*given: Any) -> sqlite3.Connection:
        opened = plain(*given)
        if not script:  # the first to be opened is the one that writes
            script.append("PRAGMA locking_mode = EXCLUSIVE")
            opened.set_trace_callback(script.append)
        return opened

    patch.setattr(store_connection, "connect", listening)
    store = Store(path)
    players = [begins(store, name) for name in NAMES]
    for n in range(1, turns + 1):
        for player in players:
            assert player.replies(n) == "taken"
            script.append(Answered(player.run, n))
    store.close()
    patch.undo()
    return script


class _File:
    """One open file. Only its happenings matter; its bytes are kept in memory."""

    def __init__(self, name: str, content: bytearray, log: list[Happening]) -> None:
        self.name, self.content, self.log = name, content, log

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self.content[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        write(self.content, offset, data)
        self.log.append(Write(self.name, offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        resize(self.content, size)
        self.log.append(Truncate(self.name, size))

    def xSync(self, flags: int) -> None:
        self.log.append(Sync(self.name))

    def xFileSize(self) -> int:
        return len(self.content)

    def xFileControl(self, op: int, pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return 4096

    def xDeviceCharacteristics(self) -> int:
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE  # as SQLite takes it to be on Linux

    def xLock(self, level: int) -> None: ...
    def xUnlock(self, level: int) -> None: ...
    def xClose(self) -> None: ...
    def xCheckReservedLock(self) -> bool:
        return False


class _Files(apsw.VFS):
    """A file system in memory that writes its happenings down."""

    def __init__(self) -> None:
        self.contents: dict[str, bytearray] = {}
        self.log: list[Happening] = []
        super().__init__("listening", base="")

    def xFullPathname(self, name: str) -> str:
        return name

    def xAccess(self, pathname: str, flags: int) -> bool:
        return pathname in self.contents

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.contents.pop(filename, None)
        self.log.append(Delete(filename))

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        flags[1] = flags[0]
        if name is None:  # a temporary file, gone after a cut in any case
            return _File("", bytearray(), [])
        called = str(name.filename() if isinstance(name, apsw.URIFilename) else name)
        return _File(called, self.contents.setdefault(called, bytearray()), self.log)


def happenings(script: Script) -> list[Happening]:
    """Everything that the disk is told, and every answer, in order."""
    files = _Files()
    try:
        connection = apsw.Connection("practice.db", vfs="listening")
        for step in script:
            if isinstance(step, Answered):
                files.log.append(step)
            else:
                connection.execute(step).fetchall()
        log = list(files.log)
        connection.close()
    finally:
        files.unregister()
    return log


@dataclass
class Disk:
    """What is safe, and what was written since without a sync."""

    safe: dict[str, bytearray] = field(default_factory=dict)
    unsafe: list[Change] = field(default_factory=list)

    def take(self, happening: Happening) -> None:
        """One thing more happens."""
        match happening:
            case Write() | Truncate():
                self.unsafe.append(happening)
            case Sync(file):
                content = self.safe.setdefault(file, bytearray())
                for change in self.unsafe:
                    if change.file == file:
                        apply(content, change)
                self.unsafe = [c for c in self.unsafe if c.file != file]
            case Delete(file):
                self.safe.pop(file, None)
                self.unsafe = [c for c in self.unsafe if c.file != file]

    def after_a_cut(self, manner: str, draw: random.Random) -> dict[str, bytearray]:
        """What is found when the power comes back."""
        found = {file: bytearray(content) for file, content in self.safe.items()}
        for change in what_arrived(self.unsafe, manner, draw):
            apply(found.setdefault(change.file, bytearray()), change)
        return found


def what_arrived(unsafe: Sequence[Change], manner: str, draw: random.Random) -> Iterator[Change]:
    """The part of the unsynced writes that reached the disk before the power went."""
    if manner == "dropped":
        return
    if manner == "the first few":
        whole = draw.randint(0, len(unsafe))
        yield from unsafe[:whole]
        yield from (torn(c, draw) for c in unsafe[whole : whole + 1])
        return
    for change in unsafe:
        fate = draw.choice(("kept", "dropped", "torn", "garbled"))
        if fate == "kept":
            yield change
        elif fate == "torn":
            yield torn(change, draw)
        elif fate == "garbled" and isinstance(change, Write):
            yield Write(change.file, change.offset, draw.randbytes(len(change.data)))


MANNERS = ("dropped", "the first few", "any, torn or garbled")


def torn(change: Change, draw: random.Random) -> Change:
    """Only the first sectors of a write arrived."""
    if isinstance(change, Truncate):
        return change
    sectors = draw.randint(0, len(change.data) // SECTOR)
    return Write(change.file, change.offset, change.data[: sectors * SECTOR])


def apply(content: bytearray, change: Change) -> None:
    if isinstance(change, Truncate):
        resize(content, change.size)
    elif change.data:
        write(content, change.offset, change.data)


def write(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def resize(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))


def cut_again_and_again(log: list[Happening], cuts: int, folder: Path, seed: int) -> Counter[str]:
    """Cut the power at so many moments of one and the same play; what was found after each."""
    draw, disk, found = random.Random(seed), Disk(), Counter[str]()
    answered: dict[str, int] = {}
    moments = Counter(draw.randrange(1, len(log) + 1) for _ in range(cuts))
    for moment, happening in enumerate(log, 1):
        disk.take(happening)
        if isinstance(happening, Answered):
            answered[happening.run] = happening.n
        for _ in range(moments[moment]):
            manner = MANNERS[found["cuts"] % len(MANNERS)]
            with left_behind(folder, disk.after_a_cut(manner, draw)) as path:
                found.update(look_over(path, answered))
    return found


@contextmanager
def left_behind(folder: Path, files: dict[str, bytearray]) -> Iterator[Path]:
    """The files as they lie there after the cut."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    yield folder / "practice.db"
    for path in folder.iterdir():
        path.unlink()


def look_over(path: Path, answered: dict[str, int]) -> Counter[str]:
    """Start the program again and look for every answered turn."""
    found = Counter({"cuts": 1, "cuts after an answer": int(bool(answered))})
    try:
        store = Store(path)
    except (StoreError, sqlite3.Error):
        found["corrupt"] = 1
        return found
    with store.exclusively() as db:
        db.execute("PRAGMA synchronous = OFF")  # the disk is a model; closing need not wait
    try:
        for run, n in answered.items():
            lost = n - turns_kept(store, run)
            found["turns lost"] += max(0, lost)
            found["cuts that lost a turn"] |= int(lost > 0)
    except AssertionError:
        found["cuts that left a half"] = 1
    except KeyError:
        found["turns lost"] += sum(answered.values())
        found["cuts that lost a turn"] = 1
    except StoreError:
        found["corrupt"] = 1
    finally:
        store.close()
    return found
