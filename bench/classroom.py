"""A class over HTTP: one trainee, sixty, and three hundred who all press at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from bench.bare import FLOOR_FORM, Commits
from bench.live import SERVE, Server
from bench.player import Player, RoomForm, read_room
from bench.storm import stored_keys
from bench.table import Table, median, ms, percentile, verdict

BARE = (SERVE[0], "-m", "bench.bare")
PAIRS = 150
PLAYERS, SECONDS, PAUSE = 60, 20.0, 1.0
SUBMITS = 300
MOST = 1.5
Thing = TypeVar("Thing")


def timed(act: Callable[[], Thing]) -> tuple[float, Thing]:
    began = time.perf_counter()
    result = act()
    return time.perf_counter() - began, result


@contextmanager
def running(folder: Path, command: Sequence[str] = SERVE) -> Iterator[Server]:
    server = Server(folder, command)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def one_turn(folder: Path) -> Table:
    """A turn and a bare FULL commit, by turns, each from its own server."""
    turns, commits, floors = [], [], []
    with running(folder / "product") as product, running(folder / "bare", BARE) as bare:
        trainee, other = Player(product.port), Player(bare.port)
        form = trainee.begin()
        for i in range(PAIRS + 10):
            spent, form, right = _next_turn(trainee, form, i)
            assert right
            turns.append(spent)
            commits.append(timed(lambda: other.post("/commit", {"key": "k" * 22}))[0])
            floors.append(timed(lambda: other.post("/floor", FLOOR_FORM))[0])
    turn, commit, floor = turns[10:], commits[10:], floors[10:]
    rows = (
        ("bare Flask route, equal commit", ms(median(commit)), ms(percentile(commit, 0.95)), ""),
        ("floor: form, cookie, commit, fragment", ms(median(floor)), ms(percentile(floor, 0.95)),
         f"{median(floor) / median(commit):.2f}"),
        ("chosen reply, htmx", ms(median(turn)), ms(percentile(turn, 0.95)),
         verdict(median(turn) / median(commit), MOST)),
    )  # fmt: skip
    note = "One trainee over HTTP (granian, 4 threads), synchronous=FULL, the two by turns."
    return Table("http", note, ("what", "p50", "p95", "ratio of p50"), rows)


def _next_turn(trainee: Player, form: RoomForm, i: int) -> tuple[float, RoomForm, bool]:
    """How long it took, the next form, and whether it was answered as it should be."""
    if not form.choices:
        form = trainee.begin()
    choice = form.choices[i % len(form.choices)]
    spent, answer = timed(lambda: trainee.say(form, choice))
    return spent, read_room(answer.text), answer.status == 200


def sixty(folder: Path) -> Table:
    """Sixty trainees for twenty seconds, each replying about once a second."""
    spent: list[float] = []
    wrong: list[bool] = []
    with running(folder) as server:
        players = [Player(server.port) for _ in range(PLAYERS)]
        forms = [player.begin() for player in players]
        until = time.monotonic() + SECONDS

        def play(i: int) -> None:
            form = forms[i]
            time.sleep(PAUSE * i / PLAYERS)
            while time.monotonic() < until:
                took, form, right = _next_turn(players[i], form, i)
                spent.append(took)
                wrong.append(not right)
                time.sleep(PAUSE)

        together(play, PLAYERS)
    row = (str(len(spent)), f"{len(spent) / SECONDS:.0f}", ms(median(spent)),
           ms(percentile(spent, 0.95)), ms(max(spent)), str(sum(wrong)))  # fmt: skip
    note = f"{PLAYERS} trainees for {SECONDS:.0f} s, a reply about every second (FULL)."
    return Table("sixty", note, ("turns", "a second", "p50", "p95", "longest", "errors"), (row,))


def everybody_at_once(folder: Path) -> Table:
    """300 replies within one second, against 300 FULL commits one after the other."""
    with running(folder) as server:
        players = [Player(server.port) for _ in range(SUBMITS)]
        forms = [player.begin() for player in players]
        results: list[tuple[float, int]] = []

        def submit(i: int) -> None:
            time.sleep(i / SUBMITS)
            spent, answer = timed(lambda: players[i].say(forms[i], forms[i].choices[0]))
            results.append((spent, answer.status))

        together(submit, SUBMITS)
        errors = sum(status != 200 for _, status in results)
        stored = stored_keys(folder)
        missing = sum(form.key not in stored for form in forms)
        twice = len(stored) - (SUBMITS - missing)
    commits = _commits(folder)
    p95 = percentile([spent for spent, _ in results], 0.95)
    rows = (
        (f"{SUBMITS} FULL commits, nothing else", ms(commits), "", "", ""),
        (f"{SUBMITS} replies within a second: p95", ms(p95), str(errors + missing), str(twice),
         verdict(p95 / commits, MOST)),
    )  # fmt: skip
    return Table("at-once", "300 trainees, one reply each, all within one second (FULL).",
                 ("what", "time", "errors", "duplicates", "ratio"), rows)  # fmt: skip


def _commits(folder: Path) -> float:
    raw = Commits(folder / "raw.db", "FULL")
    began = time.perf_counter()
    for _ in range(SUBMITS):
        raw.one()
    return time.perf_counter() - began


def together(act: Callable[[int], None], count: int) -> None:
    """Run `act(0)` to `act(count - 1)`, a thread each. An error in one is raised here."""
    errors: list[BaseException] = []

    def guarded(i: int) -> None:
        try:
            act(i)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
