"""SIGKILL, again and again, while trainees send their turns; then the books are compared."""

from __future__ import annotations

import json
import random
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bench.live import Server
from bench.trainee import Said, Trainee
from sim.services.debriefs import is_sound
from sim.services.opening import database_path, open_desk
from sim.services.rooms import room_of
from sim.store.runs import latest_runs


@dataclass
class Storm:
    """What a storm did. `open_at_kill` counts kills that left a sent turn unanswered;
    `stored_unanswered` holds the keys of turns that were found stored with no answer yet."""

    kills: int = 0
    open_at_kill: int = 0
    stored_unanswered: set[str] = field(default_factory=set)
    answered: int = 0
    sent_again: int = 0
    restarts: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def storm(
    folder: Path, kills: int, trainees: int = 8, seed: int = 1, told: Callable[[int], None] = print
) -> Storm:
    """Kill the real server `kills` times under load. `faults` is empty when all went well."""
    server, result = Server(folder), Storm()
    up, over = threading.Event(), threading.Event()
    cast = [Trainee(server.port, up, over, seed * 1000 + i) for i in range(trainees)]
    chance = random.Random(seed)
    try:
        server.start()
        up.set()
        for trainee in cast:
            trainee.start()
        time.sleep(0.5)
        while result.kills < kills and not result.faults:
            _one_kill(server, cast, up, result, chance)
            told(result.kills)
        over.set()
        for trainee in cast:
            trainee.join(30)
    finally:
        over.set()
        up.set()
        server.kill()
    _settle(folder, cast, result)
    return result


def _wait_until_they_play(cast: list[Trainee], patience: float = 10.0) -> None:
    """Until a turn is answered again: on a busy machine the first one takes a moment, and a
    kill before it would test nothing."""
    before, until = _answered(cast), time.monotonic() + patience
    while _answered(cast) == before and time.monotonic() < until:
        time.sleep(0.005)


def _answered(cast: list[Trainee]) -> int:
    return sum(said.shown is not None for trainee in cast for said in tuple(trainee.said))


def _one_kill(
    server: Server, cast: list[Trainee], up: threading.Event, result: Storm, chance: random.Random
) -> None:
    _wait_until_they_play(cast)
    time.sleep(chance.uniform(0.02, 0.5))
    sent = [said for t in cast if (said := t.posting) is not None]
    server.kill()
    up.clear()
    time.sleep(0.02)  # whoever had an answer on the way has read it by now
    result.kills += 1
    unanswered = [said for said in sent if said.shown is None]
    result.open_at_kill += bool(unanswered)
    result.restarts.append(server.start())
    stored = stored_keys(server.folder)
    result.stored_unanswered |= {said.key for said in unanswered} & stored.keys()
    result.faults += [*_books(stored, _all_said(cast)), *half_turns(server.folder)]
    up.set()


def _books(stored: dict[str, tuple[int, str]], said: list[Said]) -> list[str]:
    """Answered turns that are missing or changed; stored turns that nobody sent."""
    faults = [
        f"lost: turn {s.turn} of {s.run}"
        for s in said
        if s.shown is not None and stored.get(s.key) != (s.turn, s.choice)
    ]
    strangers = stored.keys() - {s.key for s in said}
    return [*faults, *(f"nobody sent {key}" for key in strangers)]


def stored_keys(folder: Path) -> dict[str, tuple[int, str]]:
    """Every stored turn: its key, its number, and what was chosen."""
    with closing(_database(folder)) as db:
        return {key: (n, reply) for key, n, reply in db.execute("SELECT key, n, reply FROM turn")}


def half_turns(folder: Path) -> list[str]:
    """Attempts whose turns, position and events do not belong together."""
    with closing(_database(folder)) as db:
        db.execute("BEGIN")  # one moment in time for all three
        rows = db.execute(
            "SELECT a.id, a.position, count(t.n), coalesce(max(t.n), 0), (SELECT count(*) "
            "FROM event e WHERE e.attempt = a.id AND e.kind = 'turn') "
            "FROM attempt a LEFT JOIN turn t ON t.attempt = a.id GROUP BY a.id"
        ).fetchall()
    return [
        f"half a turn in attempt {attempt}"
        for attempt, position, count, last, events in rows
        if not count == last == events == json.loads(position)["turn"]
    ]


def _settle(folder: Path, cast: list[Trainee], result: Storm) -> None:
    """At the end nothing is open: every turn ever sent is stored once, and replays."""
    said = _all_said(cast)
    result.answered = sum(s.shown is not None for s in said)
    result.sent_again = sum(s.tries > 1 for s in said)
    result.faults += [fault for trainee in cast for fault in trainee.faults]
    result.faults += [f"never answered: turn {s.turn} of {s.run}" for s in said if s.shown is None]
    result.faults += [*_books(stored_keys(folder), said), *half_turns(folder)]
    result.faults += [*_told_otherwise(folder, said), *_unsound(folder)]


def _told_otherwise(folder: Path, said: list[Said]) -> list[str]:
    """Answers that showed other words than the client is stored to have said next."""
    with closing(_database(folder)) as db:
        rows = db.execute(
            "SELECT a.run, t.n, t.utterance FROM turn t JOIN attempt a ON a.id = t.attempt"
        ).fetchall()
    uttered = {(run, n): " ".join(words.split()) for run, n, words in rows}
    return [
        f"turn {s.turn} of {s.run} was answered with other words"
        for s in said
        if uttered.get((s.run, s.turn + 1), s.shown) != s.shown
    ]


def _unsound(folder: Path) -> list[str]:
    """Runs that do not replay to where they stand, and a damaged file."""
    desk = open_desk(folder)
    try:
        check = desk.store.row("PRAGMA integrity_check(1)")
        runs = latest_runs(desk.store, 10_000)
        bad = [f"run {r.id} does not replay" for r in runs if not is_sound(room_of(desk, r))]
    finally:
        desk.store.close()
    return bad if check is not None and check[0] == "ok" else [*bad, f"integrity: {check}"]


def _all_said(cast: list[Trainee]) -> list[Said]:
    return [said for trainee in cast for said in list(trainee.said)]


def _database(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(database_path(folder), timeout=10, isolation_level=None)
