"""What is the trainee's alone: taps before hot replies, and sheets written afterwards.

Private, skippable, unscored. No export and no tutor's page may call this module; see
tests/test_privacy.py, which reads who does.
"""

from __future__ import annotations

from collections.abc import Mapping

from sim.domain.noticing import FEELINGS
from sim.services.desk import Desk
from sim.services.noticing import is_hot
from sim.services.rooms import Room
from sim.services.runs import open_room
from sim.store import private

FEELING_WORDS = {
    "heat": "heat",
    "shame": "shame",
    "fix": "an urge to fix it",
    "blank": "blank",
}


def keep_tap(desk: Desk, person: int, run_id: str, turn: int, feeling: str) -> None:
    """Keep one tap for the turn that is due; "" takes it away. A form for another turn, or
    a word that is not on offer, is passed over. Raises NotFound."""
    room = open_room(desk, person, run_id)
    if turn == room.session.turn + 1 and is_hot(room) and feeling in ("", *FEELINGS):
        private.keep_tap(desk.store, room.attempt.id, turn, feeling)


def tapped_now(desk: Desk, room: Room) -> str:
    """What was tapped before the reply that is due; "" where nothing was."""
    return private.tap_at(desk.store, room.attempt.id, room.session.turn + 1)


def taps_of(desk: Desk, room: Room) -> Mapping[tuple[int, int], str]:
    """The taps of one's own run in words, by attempt and turn: for the debrief alone."""
    found = private.taps_in(desk.store, room.run.id)
    return {at: FEELING_WORDS[feeling] for at, feeling in found.items()}
