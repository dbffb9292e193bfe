"""The debrief: a finished play looked back on, from stored judgements alone."""

from __future__ import annotations

from dataclasses import dataclass

from sim.domain import debrief as looking_back
from sim.domain.debrief import CriterionCount, TrailPoint, TurningPoint
from sim.domain.encounter import Turn
from sim.domain.scenario import Ending
from sim.domain.session import Session
from sim.services.attempts import Tree, tree_of
from sim.services.desk import Desk
from sim.services.rooms import (
    Feedback,
    Room,
    Utterance,
    begun,
    feedback_on,
    replay,
    utterance_at,
)
from sim.services.runs import NotFound


@dataclass(frozen=True, slots=True)
class Exchange:
    """One utterance and the reply to it, with what the reply was judged to show."""

    utterance: Utterance
    turn: Turn
    words: str
    feedback: Feedback | None
    counts: bool = False
    """The first try at this turn, in a mode in which first tries count."""


@dataclass(frozen=True, slots=True)
class Debrief:
    """All that the debrief page tells of one attempt: its whole path, from the first line."""

    tree: Tree
    room: Room
    ending: Ending
    last: Utterance
    begun: Session
    exchanges: tuple[Exchange, ...]
    trail: tuple[TrailPoint, ...]
    turning: tuple[TurningPoint, ...]
    profile: tuple[CriterionCount, ...]


def debrief_of(desk: Desk, person: int, run_id: str, attempt: int | None = None) -> Debrief:
    """The debrief of one attempt of one's own run: the given one, or the latest that ended.

    Raises NotFound before it has ended.
    """
    tree = tree_of(desk, person, run_id)
    ended = [n for n in tree.rooms if tree.has_ended(n)]
    wanted = attempt if attempt is not None else max(ended, default=0)
    if wanted not in ended:
        raise NotFound(run_id)
    return told_of(tree, tree.rooms[wanted])


def told_of(tree: Tree, room: Room) -> Debrief:
    """The debrief of an attempt that has ended. Raises NotFound for one that has not."""
    if room.ending is None:
        raise NotFound(room.run.id)
    turns = replay(room)
    start = begun(room)
    return Debrief(
        tree=tree,
        room=room,
        ending=room.ending,
        last=room.utterance(),
        begun=start,
        exchanges=exchanges(room, turns, tree.counted()),
        trail=looking_back.trail(start, turns),
        turning=looking_back.turning_points(start, turns),
        profile=looking_back.profile(room.scenario, turns),
    )


def exchanges(
    room: Room, turns: tuple[Turn, ...], counted: frozenset[tuple[int, int]] = frozenset()
) -> tuple[Exchange, ...]:
    """Every utterance of a path with the reply to it; `turns` are the path replayed."""
    told = []
    session, led_here = begun(room), None
    for row, turn in zip(room.turns, turns, strict=True):
        said = utterance_at(room.scenario, session, led_here)
        if said.words != row.utterance:  # the client had asked what was meant
            said = Utterance(row.utterance)
        feedback = feedback_on(room.scenario, turn, row.reply)
        counts = (row.attempt, row.n) in counted
        told.append(Exchange(said, turn, row.words, feedback, counts))
        session, led_here = turn.after, turn.reading
    return tuple(told)


def is_sound(room: Room) -> bool:
    """Whether replaying the stored judgements ends where the stored snapshot stands, and
    passes where the attempt is said to have begun."""
    turns = replay(room)
    places = [begun(room), *(turn.after for turn in turns)]
    fork = Session.from_data(room.attempt.begun)
    return places[-1] == room.session and places[fork.turn] == fork
