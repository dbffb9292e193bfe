"""All that a store has to tell about its players, and whether it hangs together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sim.store.connection import Store
from sim.store.events import events_of
from sim.store.people import find_person
from sim.store.runs import attempt_of, ended_runs, open_runs, plays_before, run_of
from sim.store.turns import turns_of
from sim.store.versions import source_of
from tests.store.cast import SCENARIO, SHA, Player, device


def told(store: Store, players: Iterable[tuple[str, Player]]) -> list[Any]:
    """Everything that can be asked about these players, in plain values to compare."""
    answers: list[Any] = [source_of(store, SHA)]
    for name, player in players:
        person = find_person(store, device(name)) or 0
        answers += [person, run_of(store, player.run, player.person)]
        answers += [open_runs(store, person), ended_runs(store, person)]
        answers += [plays_before(store, person, SCENARIO), events_of(store, player.run)]
        answers += [attempt_of(store, player.run), turns_of(store, player.attempt)]
    return answers


def turns_kept(store: Store, run: str) -> int:
    """How many turns of a run are kept. Raises AssertionError where a turn is kept by halves:
    turns without a gap, a position, a log and a time that all tell of the same number."""
    attempt = attempt_of(store, run)
    turns = turns_of(store, attempt.id)
    kept = len(turns)
    assert [t.n for t in turns] == list(range(1, kept + 1)), "a gap"
    assert attempt.position["turn"] == kept, "the position is of another turn"
    log = [(e.kind, e.n) for e in events_of(store, run)]
    assert log == [("begun", None), *(("turn", n) for n in range(1, kept + 1))], "the log differs"
    last_at = store.row("SELECT last_at FROM run WHERE id = ?", (run,))
    assert last_at == ((turns[-1].taken_at,) if turns else last_at), "the run's time differs"
    return kept
