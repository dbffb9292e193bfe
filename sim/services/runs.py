"""A run: begun, replied to, left, deleted."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Literal

from sim.authoring.reader import Draft, Unreadable
from sim.domain.encounter import ENGINE_VERSION
from sim.domain.scenario import choose_variant
from sim.services.desk import Desk
from sim.services.rooms import Room, own_room, reply_in, room_after
from sim.store import runs as stored
from sim.store.rows import NewRun, NewTurn, RunRow
from sim.store.turns import record_turn, turns_of_run
from sim.store.versions import keep_version

READER_VERSION = "none"
MODES = ("explore", "practice", "unaided")

Status = Literal["taken", "same", "moved_on", "not_taken"]


class NotFound(Exception):
    """There is no such thing, or it is somebody else's: the two look alike."""


class BrokenScenario(Exception):
    """The scenario cannot be played; `sim check` says why."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the trainee sent: the turn that the form was for, its key, the choice, and the
    id of the attempt that the form was made in (0 where it does not say)."""

    turn: int
    key: str
    choice: str
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a reply, and the room as it stands after it.

    `kept` holds the words of a reply that could not be taken, so that nothing is lost.
    """

    status: Status
    room: Room
    kept: str = ""


def playable(desk: Desk, scenario_id: str) -> Draft:
    """The scenario's present version. Raises NotFound, or BrokenScenario for errors."""
    try:
        return desk.library.draft(scenario_id)
    except KeyError as missing:
        raise NotFound(scenario_id) from missing
    except Unreadable as broken:
        raise BrokenScenario(scenario_id) from broken


def begin_run(
    desk: Desk, person: int, scenario_id: str, mode: str, variant: str | None = None
) -> str:
    """Begin a run and return its id, an unguessable name of 256 bits.

    Raises NotFound for an unknown scenario, variant or mode, BrokenScenario for a file
    that cannot be read.
    """
    if mode not in MODES:
        raise NotFound(mode)
    draft = playable(desk, scenario_id)
    seed = secrets.randbelow(2**31)
    plays = stored.plays_before(desk.store, person, scenario_id)
    try:
        chosen = choose_variant(draft.scenario, seed, plays, variant)
    except KeyError as unknown:
        raise NotFound(variant) from unknown
    keep_version(desk.store, draft.sha, scenario_id, draft.source.decode(), desk.stamp())
    run = NewRun(
        id=desk.secret(), person=person, scenario=scenario_id, sha=draft.sha,
        rubric_version=desk.rubric.version, engine_version=ENGINE_VERSION,
        reader_version=READER_VERSION, variant=chosen, seed=seed, mode=mode,
    )  # fmt: skip
    stored.begin_run(desk.store, run, desk.encounter(draft.sha).begin(chosen), desk.stamp())
    return run.id


def run_for(desk: Desk, person: int, run_id: str) -> RunRow:
    """A run of one's own. Raises NotFound, also for somebody else's."""
    run = stored.run_of(desk.store, run_id, person)
    if run is None:
        raise NotFound(run_id)
    return run


def open_room(desk: Desk, person: int, run_id: str) -> Room:
    """The room of one's own run. Raises NotFound."""
    room = own_room(desk, person, run_id)
    if room is None:
        raise NotFound(run_id)
    return room


def take_turn(desk: Desk, person: int, run_id: str, sent: Sent) -> Outcome:
    """Take one reply. It is stored before this returns.

    The same key again gives "same" and stores nothing; a turn already taken under
    another key gives "moved_on"; a choice that is not on offer "not_taken". Raises
    NotFound for a run that is not one's own.
    """
    room = open_room(desk, person, run_id)
    if not _is_for_now(room, sent):
        return _late(desk, room, sent)
    reply = next((r for r in room.replies if r.id == sent.choice), None)
    if reply is None:
        return Outcome("not_taken", room)
    turn = room.encounter.take_turn(room.session, reply.reading)
    new = NewTurn(
        attempt=room.attempt.id, run=run_id, n=turn.n, key=sent.key, moment=turn.moment,
        utterance=room.utterance().words, reply=reply.id, words=reply.text,
        reading=turn.reading, asked=turn.asked, position=turn.after,
        ending=turn.after.moment if turn.after.ended else None, taken_at=desk.stamp(),
    )  # fmt: skip
    recorded = record_turn(desk.store, new)
    if recorded == "taken":
        return Outcome("taken", room_after(room, turn, new))
    after = open_room(desk, person, run_id)
    status: Status = "moved_on" if recorded == "moved" else recorded
    return Outcome(status, after, reply.text if status == "moved_on" else "")


def leave_run(desk: Desk, person: int, run_id: str) -> None:
    """Leave an open run: no score, no reason. Leaving twice changes nothing; a run that had
    ended before, and in which something was tried again, is ended again."""
    run = run_for(desk, person, run_id)
    if run.status == "open":
        stored.leave_run(desk.store, run.id, desk.stamp())


def delete_run(desk: Desk, person: int, run_id: str) -> None:
    """Delete a run, at once and really. Raises NotFound for a run that is not one's own."""
    stored.delete_run(desk.store, run_for(desk, person, run_id).id)


def _is_for_now(room: Room, sent: Sent) -> bool:
    """Whether the form was for the turn that is due, in the attempt that is gone on with."""
    here = room.is_due(sent.turn, sent.attempt)
    return here and room.run.status == "open" and room.moment is not None


def _late(desk: Desk, room: Room, sent: Sent) -> Outcome:
    """A reply to a turn that is taken already: by itself, or by another."""
    if any(turn.key == sent.key for turn in room.turns):
        return Outcome("same", room)
    return Outcome("moved_on", room, _words_of(desk, room, sent))


def _words_of(desk: Desk, room: Room, sent: Sent) -> str:
    """The words of a choice that came too late: from the turn that its form was for."""
    turns = room.turns
    if sent.attempt not in (0, room.attempt.id):
        turns = tuple(turns_of_run(desk.store, room.run.id).get(sent.attempt, ()))
    moment = next((room.scenario.moments[t.moment] for t in turns if t.n == sent.turn), None)
    reply = reply_in(moment, room.session.variant, sent.choice) if moment else None
    return reply.text if reply else ""
