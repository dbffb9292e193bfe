"""Amina and Ben at a desk with one small scenario, and short ways to let them play it."""

from __future__ import annotations

from pathlib import Path

from sim.authoring.library import Library
from sim.authoring.skeleton import skeleton
from sim.services.attempts import Tree, tree_of, try_again
from sim.services.desk import Desk, fingerprint
from sim.services.rooms import Room
from sim.services.runs import Sent, begin_run, open_room, take_turn
from sim.store.connection import Store
from sim.store.people import person_for

ROBIN = "two-lines"


def a_desk(folder: Path) -> Desk:
    """A desk in a folder; its scenarios hold Robin's two lines."""
    scenarios = folder / "scenarios"
    scenarios.mkdir(parents=True)
    (scenarios / f"{ROBIN}.yaml").write_text(skeleton(ROBIN), encoding="utf-8")
    return Desk(Store(folder / "practice.db"), Library(scenarios))


def joins(desk: Desk, name: str) -> int:
    return person_for(desk.store, fingerprint(f"{name}'s device"), "2026-01-01")


def begins(desk: Desk, person: int, mode: str = "practice") -> Room:
    return open_room(desk, person, begin_run(desk, person, ROBIN, mode))


def says(desk: Desk, person: int, run: str, number: int = 0) -> Room:
    """One reply, by its place among those on offer; the room after it."""
    room = open_room(desk, person, run)
    turn = room.session.turn + 1
    key = f"{run}-{room.attempt.id}-{turn}"
    sent = Sent(turn, key, room.replies[number % len(room.replies)].id, room.attempt.id)
    outcome = take_turn(desk, person, run, sent)
    assert outcome.status == "taken", outcome.status
    return outcome.room


def says_all(desk: Desk, person: int, run: str, number: int = 0) -> Room:
    """Replies until the session ends."""
    room = open_room(desk, person, run)
    while room.ending is None:
        room = says(desk, person, run, number)
    return room


def goes_back(desk: Desk, person: int, run: str, attempt: int, turn: int) -> Tree:
    try_again(desk, person, run, attempt, turn)
    return tree_of(desk, person, run)
