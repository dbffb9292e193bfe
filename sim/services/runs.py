"""A run: begun, replied to, left, deleted."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Literal

from sim.domain.encounter import ENGINE_VERSION
from sim.domain.scenario import choose_variant
from sim.services.desk import Desk
from sim.services.rooms import Room, reply_in, room_of
from sim.store import runs as stored
from sim.store.rows import RunRow
from sim.store.turns import Moved, NewTurn, Same, record_turn

READER_VERSION = "none"
MODES = ("explore", "practice", "unaided")

Status = Literal["taken", "same", "moved_on", "not_taken"]


class NotFound(Exception):
    """There is no such thing, or it is somebody else's: the two look alike."""


class BrokenScenario(Exception):
    """The scenario cannot be played; `sim check` says why."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the trainee sent: the turn that the form was for, its key, and the choice."""

    turn: int
    key: str
    choice: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a reply, and the room as it stands after it."""

    status: Status
    room: Room


def begin_run(
    desk: Desk, person: int, scenario_id: str, mode: str, variant: str | None = None
) -> str:
    """Begin a run and return its id, an unguessable name of 256 bits.

    Raises NotFound for an unknown scenario, variant or mode, BrokenScenario for a file
    with errors.
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
    run = _new_run(desk, person, scenario_id, draft.sha, chosen, seed, mode)
    desk.store.keep_version(draft.sha, scenario_id, draft.source.decode(), desk.stamp())
    begun = desk.encounter(draft.sha).begin(chosen)
    stored.begin_run(desk.store, run, begun.to_data())
    return run.id
