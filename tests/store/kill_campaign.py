"""Players killed in the middle of their replies, again and again (a program for POSIX).

`python -m tests.store.kill_campaign FOLDER ROUNDS SEED` prints what was found as JSON.
Two players reply as fast as they can, each a process of its own; before each reply they
say "?" and its number down a pipe, and "!" when the store has taken it. At a random
moment both are killed (SIGKILL). Then the store is opened again and every answered turn
must be there, none twice, none half.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from sim.store.connection import Store
from tests.store.cast import Player, begins
from tests.store.whole import turns_kept

NAMES = ("Amina", "Ben")
LONGEST = 0.04
"""Seconds from the first reply to the kill, at most."""


def main(folder: Path, rounds: int, seed: int) -> Counter[str]:
    """So many rounds, two kills each; what was found."""
    draw, found = random.Random(seed), Counter[str]()
    path = folder / "practice.db"
    store = Store(path)
    players = [begins(store, name) for name in NAMES]
    store.close()
    for _ in range(rounds):
        said = one_round(path, players, draw)
        began = time.monotonic()
        store = Store(path)
        found["slowest restart, ms"] = max(
            found["slowest restart, ms"], round((time.monotonic() - began) * 1000)
        )
        for player, words in zip(players, said, strict=True):
            found.update(look_over(replace(player, store=store), words))
        store.close()
    return found


def one_round(path: Path, players: list[Player], draw: random.Random) -> list[str]:
    """Let them play, kill them both; what each had said."""
    started = [start(path, player) for player in players]
    for _, pipe in started:
        os.read(pipe, 1)  # the first "?": it is under way
    time.sleep(draw.uniform(0, LONGEST))
    for process, _ in started:
        os.kill(process, signal.SIGKILL)
    for process, _ in started:
        os.waitpid(process, 0)
    return [read_all(pipe) for _, pipe in started]


def start(path: Path, player: Player) -> tuple[int, int]:
    """A process that plays until it is killed, and the end of its pipe to read from."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        play(path, player, writing)
    os.close(writing)
    return process, reading


def play(path: Path, player: Player, pipe: int) -> NoReturn:
    try:
        store = Store(path)
        n = turns_kept(store, player.run)
        while True:
            n += 1
            os.write(pipe, f"?{n} ".encode())
            outcome = replace(player, store=store).replies(n)
            os.write(pipe, f"{'!' if outcome == 'taken' else outcome}{n} ".encode())
    except BaseException as error:
        os.write(pipe, f"failed: {error!r}".encode())
        os._exit(1)


def read_all(pipe: int) -> str:
    with os.fdopen(pipe, "rb") as file:
        return "?" + file.read().decode()


def look_over(player: Player, said: str) -> dict[str, int]:
    """What became of one player who was killed."""
    asked, answered = numbers(r"\?(\d+) ", said), numbers(r"!(\d+) ", said)
    found = Counter({"kills": 1, "answered": len(answered), "half": 0})
    found["failed"] = int(not re.fullmatch(r"(\?\d+ !\d+ )*(\?\d* ?!?\d*)?", said))
    found["killed with a write open"] = int(len(asked) > len(answered))
    try:
        kept = turns_kept(player.store, player.run)
    except AssertionError:
        found["half"] = 1
        return found
    found["lost"] = sum(n > kept for n in answered)
    found["of nowhere"] = int(kept > max(asked, default=kept))
    if len(asked) > len(answered):  # the browser sends the same key again
        expected = "same" if kept == asked[-1] else "taken"
        found["answered on asking again"] = int(player.replies(asked[-1]) == expected)
        found["not answered on asking again"] = 1 - found["answered on asking again"]
    return found


def numbers(pattern: str, said: str) -> list[int]:
    return [int(n) for n in re.findall(pattern, said)]


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
