"""What is the trainee's alone: taps before hot replies, and sheets written afterwards.

Private, skippable, unscored. No export and no tutor's page may call this module; see
tests/test_privacy.py, which reads who does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sim.domain.noticing import FEELINGS
from sim.services.desk import Desk
from sim.services.noticing import is_hot
from sim.services.rooms import Room
from sim.services.runs import open_room, run_for
from sim.store import private

FEELING_WORDS = {
    "heat": "heat",
    "shame": "shame",
    "fix": "an urge to fix it",
    "blank": "blank",
}


def keep_tap(
    desk: Desk, person: int, run_id: str, turn: int, feeling: str, attempt: int = 0
) -> None:
    """Keep one tap for the turn that is due; "" takes it away. A form for another turn or
    attempt, or a word that is not on offer, is passed over. Raises NotFound."""
    room = open_room(desk, person, run_id)
    if room.is_due(turn, attempt) and is_hot(room) and feeling in ("", *FEELINGS):
        private.keep_tap(desk.store, room.attempt.id, turn, feeling)


def tapped_now(desk: Desk, room: Room) -> str:
    """What was tapped before the reply that is due; "" where nothing was."""
    return private.tap_at(desk.store, room.attempt.id, room.session.turn + 1)


def taps_of(desk: Desk, room: Room) -> Mapping[tuple[int, int], str]:
    """The taps of one's own run in words, by attempt and turn: for the debrief alone."""
    found = private.taps_in(desk.store, room.run.id)
    return {at: FEELING_WORDS[feeling] for at, feeling in found.items()}


SHEETS: dict[str, tuple[str, ...]] = {
    "supervision": ("moment", "hide", "first", "kind"),
    "chair": ("friend",),
}
LONGEST = 3500
"""Characters in one field."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A private sheet of a run: its fields, and its version (0: nothing written yet)."""

    fields: Mapping[str, str]
    version: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a sheet that was sent: "kept", "elsewhere" (it was changed in another
    tab meanwhile) or "too_long"; and the sheet as it is stored now."""

    status: Literal["kept", "elsewhere", "too_long"]
    sheet: Sheet


def sheet_of(desk: Desk, person: int, run_id: str, name: str) -> Sheet:
    """A sheet of one's own run. Raises NotFound."""
    run = run_for(desk, person, run_id)
    row = private.sheet_of(desk.store, run.id, name)
    return Sheet({field: row.fields.get(field, "") for field in SHEETS[name]}, row.version)


def keep_sheet(
    desk: Desk, person: int, run_id: str, name: str, fields: Mapping[str, str], was: int
) -> Kept:
    """Keep what was written on a sheet that was read at version `was`. Raises NotFound."""
    before = sheet_of(desk, person, run_id, name)
    if any(len(text) > LONGEST for text in fields.values()):
        return Kept("too_long", before)
    if fields == before.fields and was == before.version:
        return Kept("kept", before)
    version = private.keep_sheet(desk.store, run_id, name, fields, was, desk.stamp())
    if version is None:
        return Kept("elsewhere", sheet_of(desk, person, run_id, name))
    return Kept("kept", Sheet(fields, version))


def discard_sheet(desk: Desk, person: int, run_id: str, name: str) -> None:
    """Delete a sheet, at once and really. Raises NotFound."""
    private.delete_sheet(desk.store, run_for(desk, person, run_id).id, name)
