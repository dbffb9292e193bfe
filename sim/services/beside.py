"""Two attempts side by side: where they part, and what differs from there on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from sim.services.attempts import NotNow, Tree, may_try_again
from sim.services.debriefs import Exchange, exchanges
from sim.services.rooms import Room, replay


@dataclass(frozen=True, slots=True)
class Beside:
    """Two attempts. `shared` turns are the same in both; `pairs` begin after them, with None
    where one of the two is shorter. `revealed`: inner lines and meters may be shown."""

    one: Room
    other: Room
    shared: int
    pairs: tuple[tuple[Exchange | None, Exchange | None], ...]
    revealed: bool

    @property
    def parting(self) -> int:
        """The number of the first turn that differs; the paths are the same before it."""
        return self.shared + 1


def beside(tree: Tree, one: int, other: int) -> Beside:
    """Two attempts of a run by their numbers.

    Raises NotFound for one that is not there, and NotNow in Unaided before the end. Inner
    lines and meters belong to the time after the end: while an attempt is under way they
    stay hidden on both sides.
    """
    first, second = tree.rooms[tree.attempt(one).n], tree.rooms[tree.attempt(other).n]
    if not may_try_again(tree.run):
        raise NotNow(tree.run.id)
    shared = shared_turns(first, second)
    pairs = zip_longest(_told(first)[shared:], _told(second)[shared:])
    return Beside(first, second, shared, tuple(pairs), tree.run.status == "ended")


def _told(room: Room) -> tuple[Exchange, ...]:
    return exchanges(room, replay(room))


def shared_turns(one: Room, other: Room) -> int:
    """How many turns at the beginning are the very same in both."""
    n = 0
    for mine, theirs in zip(one.turns, other.turns, strict=False):
        if (mine.attempt, mine.n) != (theirs.attempt, theirs.n):
            break
        n += 1
    return n


def default_pair(tree: Tree) -> tuple[int, int] | None:
    """The pair most worth seeing: the latest attempt and the one that it was begun from."""
    if len(tree.attempts) < 2:
        return None
    latest = tree.attempts[-1]
    parent = tree.by_id(latest.parent)
    return (parent.n if parent else 1, latest.n)
