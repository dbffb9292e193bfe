"""The debrief: a finished play looked back on, from stored judgements alone."""

from __future__ import annotations

from dataclasses import dataclass

from sim.domain import debrief as looking_back
from sim.domain.debrief import CriterionCount, TrailPoint, TurningPoint
from sim.domain.encounter import Turn
from sim.domain.scenario import Ending
from sim.domain.session import Session
from sim.services.desk import Desk
from sim.services.rooms import (
    Feedback,
    Room,
    Utterance,
    begun,
    feedback_on,
    replay,
    room_of,
    utterance_at,
)
from sim.services.runs import NotFound, run_for


@dataclass(frozen=True, slots=True)
class Exchange:
    """One utterance and the reply to it, with what the reply was judged to show."""

    utterance: Utterance
    turn: Turn
    words: str
    feedback: Feedback | None


@dataclass(frozen=True, slots=True)
class Debrief:
    """All that the debrief page tells of one attempt."""

    room: Room
    ending: Ending
    last: Utterance
    begun: Session
    exchanges: tuple[Exchange, ...]
    trail: tuple[TrailPoint, ...]
    turning: tuple[TurningPoint, ...]
    profile: tuple[CriterionCount, ...]


def debrief_of(desk: Desk, person: int, run_id: str) -> Debrief:
    """The debrief of one's own finished run. Raises NotFound before it has ended."""
    room = room_of(desk, run_for(desk, person, run_id))
    if room.ending is None:
        raise NotFound(run_id)
    turns = replay(room)
    start = begun(room)
    return Debrief(
        room=room,
        ending=room.ending,
        last=room.utterance(),
        begun=start,
        exchanges=_exchanges(room, start, turns),
        trail=looking_back.trail(start, turns),
        turning=looking_back.turning_points(start, turns),
        profile=looking_back.profile(room.scenario, turns),
    )


def _exchanges(room: Room, start: Session, turns: tuple[Turn, ...]) -> tuple[Exchange, ...]:
    told = []
    session, led_here = start, None
    for row, turn in zip(room.turns, turns, strict=True):
        said = utterance_at(room.scenario, session, led_here)
        if said.words != row.utterance:  # the client had asked what was meant
            said = Utterance(row.utterance)
        told.append(
            Exchange(said, turn, row.words, feedback_on(room.scenario, turn, row.reply))
        )
        session, led_here = turn.after, turn.reading
    return tuple(told)


def is_sound(room: Room) -> bool:
    """Whether replaying the stored judgements ends where the stored snapshot stands."""
    turns = replay(room)
    return (turns[-1].after if turns else begun(room)) == room.session
