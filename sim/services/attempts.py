"""Trying again from an earlier turn, and the tree of attempts that grows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from sim.domain.counting import Tried, first_tries
from sim.domain.encounter import Turn
from sim.domain.session import Session
from sim.services.desk import Desk
from sim.services.rooms import Path, Room, replay
from sim.services.runs import NotFound, run_for
from sim.store.attempts import MOST_ATTEMPTS, NewAttempt, attempts_of, begin_attempt
from sim.store.rows import AttemptRow, RunRow, TurnRow
from sim.store.turns import turns_of_run

__all__ = ["MOST_ATTEMPTS", "NotNow", "Tree", "counted_turns", "tree_of", "try_again"]


class NotNow(Exception):
    """This cannot be tried again now: Unaided goes on to its end first, a run that was left
    stays closed, and a run holds MOST_ATTEMPTS attempts at most."""


@dataclass(frozen=True, slots=True)
class Tree:
    """All attempts of one run, the first first, with the turns that each took itself."""

    run: RunRow
    attempts: tuple[AttemptRow, ...]
    own: Mapping[int, tuple[TurnRow, ...]]
    rooms: Mapping[int, Room]
    """Each attempt as a room of its own, by its number."""

    @property
    def latest(self) -> int:
        """The number of the attempt that is, or was, played last."""
        return self.attempts[-1].n

    def attempt(self, n: int) -> AttemptRow:
        """One attempt by its number. Raises NotFound."""
        found = next((a for a in self.attempts if a.n == n), None)
        if found is None:
            raise NotFound(n)
        return found

    def by_id(self, an_id: int | None) -> AttemptRow | None:
        """One attempt by its id; None where there is none."""
        return next((a for a in self.attempts if a.id == an_id), None)

    def has_ended(self, n: int) -> bool:
        """Whether an attempt came to an ending."""
        return self.rooms[n].ending is not None

    def counted(self) -> frozenset[tuple[int, int]]:
        """The turns that count, as (attempt's id, turn)."""
        tried = (
            Tried(a.id, tuple(t.n for t in self.own[a.id]), self.has_ended(a.n))
            for a in self.attempts
        )
        return first_tries(self.run.mode, tried)

    def may_go_back(self) -> bool:
        """Whether an earlier turn may be tried again now."""
        return self.run.status == "ended" or may_try_again(self.run)


def may_try_again(run: RunRow) -> bool:
    """Whether one may go back in a run that is under way: in Explore and in Practice."""
    return run.status == "ended" or (run.status == "open" and run.mode != "unaided")


def tree_of(desk: Desk, person: int, run_id: str) -> Tree:
    """All attempts of one's own run. Raises NotFound, also for a run that was left."""
    run = run_for(desk, person, run_id)
    if run.status == "left":
        raise NotFound(run_id)
    attempts = tuple(attempts_of(desk.store, run_id))
    turns = turns_of_run(desk.store, run_id)
    own = {a.id: tuple(turns.get(a.id, ())) for a in attempts}
    encounter = desk.encounter(run.sha)
    rooms: dict[int, Room] = {}
    paths: dict[int, tuple[TurnRow, ...]] = {}
    for attempt in attempts:
        path = paths[attempt.id] = path_through(attempt, paths, own[attempt.id])
        session = Session.from_data(attempt.position)
        last = path[-1] if path else None
        look_up = partial(Path, attempts[0], path)
        rooms[attempt.n] = Room(run, attempt, encounter, session, last, look_up)
    return Tree(run, attempts, own, rooms)


def path_through(
    attempt: AttemptRow, paths: Mapping[int, tuple[TurnRow, ...]], own: tuple[TurnRow, ...]
) -> tuple[TurnRow, ...]:
    """The whole path of an attempt: its parent's turns before `from_turn`, then its own."""
    if attempt.parent is None or attempt.from_turn is None:
        return own
    return (*paths[attempt.parent][: attempt.from_turn - 1], *own)


def try_again(desk: Desk, person: int, run_id: str, attempt: int, turn: int) -> None:
    """Begin a new attempt that takes one turn of an earlier path anew (both from 1).

    The turn after the last one of an unfinished attempt goes on with it. Nothing that was
    said is overwritten. Raises NotFound for a run, an attempt or a turn that is not there,
    NotNow where it may not be.
    """
    tree = tree_of(desk, person, run_id)
    room = tree.rooms[tree.attempt(attempt).n]
    last = len(room.turns) + (room.ending is None)
    if not 1 <= turn <= last:
        raise NotFound(turn)
    if _stands_there(tree, room, turn):
        return
    if not tree.may_go_back():
        raise NotNow(run_id)
    parent = holder_of(tree, room.attempt, turn)
    new = NewAttempt(run_id, parent.id, turn, position_before(room, turn), desk.stamp())
    if begin_attempt(desk.store, new) != "begun":
        raise NotNow(run_id)


def _stands_there(tree: Tree, room: Room, turn: int) -> bool:
    """The attempt under way stands at this very turn: there is nothing to begin."""
    under_way = tree.run.status == "open" and room.attempt.n == tree.latest
    return under_way and turn == len(room.turns) + 1


def holder_of(tree: Tree, attempt: AttemptRow, turn: int) -> AttemptRow:
    """The attempt of a path from which a turn can be taken anew: its first own turn stands
    where the parent's stood, and so belongs to the parent."""
    while attempt.from_turn is not None and turn <= attempt.from_turn:
        parent = tree.by_id(attempt.parent)
        if parent is None:
            break
        attempt = parent
    return attempt


def position_before(room: Room, turn: int) -> Session:
    """Where the path of a room stood before one of its turns."""
    if turn == len(room.turns) + 1:
        return room.session
    return replay(room)[turn - 1].before


def counted_turns(tree: Tree) -> tuple[Turn, ...]:
    """The turns of a run that count, replayed, in the order of their numbers."""
    counts = tree.counted()
    found: dict[tuple[int, int], Turn] = {}
    for room in tree.rooms.values():
        for row, turn in zip(room.turns, replay(room), strict=True):
            if (row.attempt, row.n) in counts:
                found[row.attempt, row.n] = turn
    return tuple(sorted(found.values(), key=lambda turn: turn.n))
