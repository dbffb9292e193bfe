"""Noticing before replying: what may be marked, what is kept, and how it compares.

The sentences are kind on purpose: the author's marks are one reading of the line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from sim.domain.noticing import KINDS, Compared, Kind, Noticed, Span, compare, phrases
from sim.services.desk import Desk
from sim.services.rooms import Room
from sim.services.runs import open_room
from sim.store import noticing as stored
from sim.store.rows import TurnRow

HOT = ("marker", "hot")
KIND_WORDS: dict[Kind, tuple[str, str]] = {
    "confrontation": ("Confrontation", "the strain comes towards you"),
    "withdrawal": ("Withdrawal", "the strain draws away from you"),
    "mixed": ("Both", "it comes and goes in one line"),
    "none": ("None yet", "nothing has come between you here"),
    "": ("I can’t tell", ""),
}


def phrases_now(room: Room) -> tuple[Span, ...]:
    """The phrases that may be marked now; none while the client only asks what was meant."""
    if room.moment is None or room.run.status != "open" or (room.last and room.last.asked):
        return ()
    return _phrases(room.utterance().words)


@lru_cache(1024)
def _phrases(words: str) -> tuple[Span, ...]:
    return phrases(words)


def is_hot(room: Room) -> bool:
    """Whether a tap is offered: before the replies in which one defends oneself most easily."""
    return room.moment is not None and room.moment.phase in HOT and bool(phrases_now(room))


def noticed_now(desk: Desk, room: Room) -> Noticed:
    """What was kept before the reply that is due."""
    return stored.noticed_at(desk.store, room.attempt.id, room.session.turn + 1)


def keep_noticed(
    desk: Desk, person: int, run_id: str, turn: int, chosen: Sequence[int], kind: str,
    attempt: int = 0,
) -> None:  # fmt: skip
    """Keep the phrases (by their place in the line) and the kind for the turn that is due.

    A form for another turn or attempt (its id; 0 does not say), and what was never on offer,
    is passed over: noticing is an extra, and must not stand in the way of a reply. Raises
    NotFound.
    """
    room = open_room(desk, person, run_id)
    offered = phrases_now(room)
    if not room.is_due(turn, attempt) or not offered:
        return
    marks = tuple(offered[i] for i in sorted(set(chosen)) if 0 <= i < len(offered))
    known = next((k for k in KINDS if k == kind), KINDS[0])
    stored.keep(desk.store, room.attempt.id, turn, Noticed(marks, known))


def told_of_last(desk: Desk, room: Room) -> tuple[str, ...]:
    """What was noticed before the last reply, beside the author's marks, in sentences."""
    if room.last is None:
        return ()
    found = stored.noticed_at(desk.store, room.last.attempt, room.last.n)
    return _told(room, room.last, found)


def told_of_all(desk: Desk, room: Room) -> Mapping[tuple[int, int], tuple[str, ...]]:
    """The same for every turn of a run, by attempt and turn."""
    found = stored.noticed_in(desk.store, room.run.id)
    turns = {(t.attempt, t.n): t for t in room.turns}
    return {at: _told(room, turns[at], found[at]) for at in found if at in turns}


def _told(room: Room, turn: TurnRow, noticed: Noticed) -> tuple[str, ...]:
    if not noticed:
        return ()
    moment = room.scenario.moments[turn.moment]
    rupture = room.scenario.rupture_of(moment)
    return told(compare(turn.utterance, noticed, moment.rupture_at, rupture))


def told(compared: Compared) -> tuple[str, ...]:
    """Where two people heard it, and what they called it. At most three sentences."""
    return tuple(filter(None, (_where(compared), _also(compared), _called(compared))))


def _where(c: Compared) -> str:
    if c.authors_kind == "none":
        return "The author marked nothing in this line." if c.trainees_alone else ""
    if c.shared and c.authors_alone:
        return f"You both heard it in {_quoted(c.shared)}; the author also in " \
               f"{_quoted(c.authors_alone)}."  # fmt: skip
    if c.shared:
        return f"You heard it where the author did, in {_quoted(c.shared)}."
    if c.trainees_alone:
        return f"You heard it in {_quoted(c.trainees_alone)}, the author in " \
               f"{_quoted(c.authors_alone)}. Two people listening often catch two ends of " \
               "the same thing."  # fmt: skip
    return f"The author hears it in {_quoted(c.authors_alone)}."


def _also(c: Compared) -> str:
    if not c.trainees_alone or not (c.shared or c.authors_kind == "none"):
        return ""
    return f"You heard something in {_quoted(c.trainees_alone)} as well; keep it in mind." \
        if c.shared else \
        f"What you heard in {_quoted(c.trainees_alone)} may be early; keep it in mind."  # fmt: skip


def _called(c: Compared) -> str:
    if not c.kind:
        return ""
    if c.kind == c.authors_kind:
        return (
            "You both hear none here yet."
            if c.kind == "none"
            else f"You both call it {_name(c.kind)}."
        )
    if c.kind == "none":
        return f"You heard none yet, and the author {_name(c.authors_kind)}. It is easily " \
               "missed: people are practised at hiding it."  # fmt: skip
    if c.authors_kind == "none":
        return f"You called it {_name(c.kind)}."
    return f"You called it {_name(c.kind)}, the author {_name(c.authors_kind)}. Often there is " \
           "some of each."  # fmt: skip


def _name(kind: Kind) -> str:
    return "both at once" if kind == "mixed" else kind


def _quoted(texts: Sequence[str]) -> str:
    shown = [f"‘{text.strip(' .,;:…–—')}’" for text in texts]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
