"""`sim doctor`: numbered checks, each with what was found and what to do."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sim.services.codes import wrong_today
from sim.services.debriefs import is_sound
from sim.services.desk import Desk
from sim.services.opening import backup_folder, database_path
from sim.services.rooms import room_of
from sim.store import runs as stored
from sim.store.health import Health, health

Mark = Literal["good", "look", "bad"]
LITTLE_SPACE = 200 * 1024 * 1024
OLD_BACKUP = 7 * 24 * 3600
SAMPLE = 200
MANY_WRONG_CODES = 50


@dataclass(frozen=True, slots=True)
class Check:
    """One numbered check: how it stands, what was found, what to do about it."""

    number: int
    mark: Mark
    found: str
    advice: str = ""


def examine(desk: Desk, folder: Path, secret_is_private: bool) -> tuple[Check, ...]:
    """All checks over a data folder, in order; "bad" ones should be mended before a class."""
    found = health(desk.store, backup_folder(folder), time.time())
    marks = [
        _python(), _database(folder, found), *_safety(found), _space(found), _backup(found),
        _secret(secret_is_private), _private(found), _scenarios(desk), _replay(desk), _codes(desk),
    ]  # fmt: skip
    return tuple(Check(n, *mark) for n, mark in enumerate(marks, 1))


Finding = tuple[Mark, str, str]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return ("good", f"Python {version}", "")


def _database(folder: Path, found: Health) -> Finding:
    where = database_path(folder)
    if found.quick_check != "ok":
        return ("bad", f"{where} is damaged", "Stop the program, then: sim restore FILE")
    return ("good", f"{where}: sound, {found.runs} runs, {found.turns} turns", "")


def _safety(found: Health) -> Iterator[Finding]:
    if found.journal == "wal" and found.synchronous in ("FULL", "EXTRA"):
        yield ("good", "Every answered turn survives a power cut (WAL, FULL)", "")
    else:
        yield ("bad", f"Writes are not safe: {found.journal}, {found.synchronous}",
               "The data folder may lie on a disk that SQLite cannot use well; move it "
               "to a local one (SIM_DATA).")  # fmt: skip
    if found.sqlite_is_safe:
        yield ("good", f"SQLite {found.sqlite}", "")
    else:
        yield ("look", f"SQLite {found.sqlite} has a rare fault when two programs tidy up at once",
               "Safe while one program writes, as here; a Python with SQLite 3.51.3 or "
               "newer has it mended.")  # fmt: skip


def _space(found: Health) -> Finding:
    free = found.free // (1024 * 1024)
    if found.free < LITTLE_SPACE:
        return ("bad", f"Only {free} MB free", "Make room on the disk of the data folder.")
    return ("good", f"{free} MB free", "")


def _backup(found: Health) -> Finding:
    age = found.newest_backup_age
    if age is None:
        if not found.runs:
            return ("good", "Nothing to back up yet", "")
        return ("look", "There is no backup yet", "Before a class: sim backup")
    if age > OLD_BACKUP:
        return ("look", f"The newest backup is {age / 86400:.0f} days old", "Run: sim backup")
    return ("good", f"The newest backup is {age / 3600:.0f} hours old", "")


def _secret(private: bool) -> Finding:
    if private:
        return ("good", "The server's secret is readable by its owner alone", "")
    return ("bad", "Others on this machine can read the server's secret",
            "Give the file `secret` in the data folder the mode 0600.")  # fmt: skip


def _private(found: Health) -> Finding:
    if found.private:
        return ("good", "The database is not open to everybody on this machine", "")
    return ("look", "Everybody on this machine can read the database",
            "Give the data folder the mode 0700.")  # fmt: skip


def _scenarios(desk: Desk) -> Finding:
    entries = desk.library.entries()
    broken = [e.path.name for e in entries if not e.playable]
    if broken:
        return ("bad", f"Cannot be read: {', '.join(broken)}", f"Run: sim check {broken[0]}")
    many = f"{len(entries)} scenarios" if len(entries) != 1 else "One scenario"
    return ("good", f"{many} can be played", "")


def _replay(desk: Desk) -> Finding:
    """A sample of the latest runs is replayed and compared with its stored snapshots."""
    unsound = 0
    latest = stored.latest_runs(desk.store, SAMPLE)
    for run in latest:
        try:
            unsound += not is_sound(room_of(desk, run))
        except (KeyError, ValueError):
            unsound += 1
    if unsound:
        found_out = f"{unsound} of the latest {len(latest)} runs do not replay to where they stand"
        return ("bad", found_out, "Keep the data folder as it is and report this fault.")
    return ("good", f"The latest {len(latest)} runs replay to exactly where they stand", "")


def _codes(desk: Desk) -> Finding:
    wrong = wrong_today(desk)
    if wrong < MANY_WRONG_CODES:
        return ("good", f"{wrong} personal codes opened nothing today", "")
    return ("look", f"{wrong} personal codes opened nothing today",
            "Somebody may be guessing. It is hopeless, but it costs the machine work.")  # fmt: skip
