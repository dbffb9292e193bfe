"""Noticing at the edge: its form fields, its part of the room, its place in the debrief."""

from __future__ import annotations

from dataclasses import replace

from flask import request, url_for

from sim.domain.noticing import MOST_PHRASES
from sim.services import noticing, reflecting
from sim.services.debriefs import Debrief
from sim.services.rooms import Room
from sim.services.runs import Sent
from sim.web.pages import Choice, DebriefPage, Noticing, Phrase, RoomPage
from sim.web.visitor import desk, known_person

SPOTS = tuple(f"spot-{n}" for n in range(MOST_PHRASES))
FIELDS = (*SPOTS, "kind", "tap", "noticed")
TAPS = (("", "rather not say"), *reflecting.FEELING_WORDS.items())


def keep_noticing(run_id: str, sent: Sent, also_nothing: bool = False) -> None:
    """Keep what the form says was noticed. Costs nothing where nothing was.

    It comes before the reply: if the reply then cannot be stored, this is not lost.
    Raises NotFound, StoreBusy, StoreFull.
    """
    form = request.form
    chosen = [n for n, name in enumerate(SPOTS) if name in form]
    kind, tap = form.get("kind", ""), form.get("tap", "")
    changed = also_nothing or "noticed" in form
    if chosen or kind or changed:
        noticing.keep_noticed(
            desk(), known_person(), run_id, sent.turn, chosen, kind, sent.attempt
        )
    if tap or (changed and "tap" in form):
        reflecting.keep_tap(desk(), known_person(), run_id, sent.turn, tap, sent.attempt)


def noticing_in(room: Room, shown: RoomPage) -> RoomPage:
    """The room with what may be noticed now, and what was noticed before the last reply."""
    feedback = shown.feedback
    if feedback is not None:
        feedback = replace(feedback, noticed=noticing.told_of_last(desk(), room))
    return replace(shown, feedback=feedback, noticing=_offered(room))


def beside_the_replies(shown: DebriefPage, told: Debrief) -> DebriefPage:
    """The debrief with what was noticed and tapped beside each reply."""
    noticed = noticing.told_of_all(desk(), told.room)
    taps = reflecting.taps_of(desk(), told.room)
    exchanges = tuple(
        replace(
            exchange,
            noticed=noticed.get((row.attempt, row.n), ()),
            tap=taps.get((row.attempt, row.n), ""),
        )
        for exchange, row in zip(shown.exchanges, told.room.turns, strict=True)
    )
    return replace(shown, exchanges=exchanges)


def _offered(room: Room) -> Noticing | None:
    offered = noticing.phrases_now(room)
    if not offered:
        return None
    words = room.utterance().words
    kept = noticing.noticed_now(desk(), room)
    hot = noticing.is_hot(room)
    tapped = reflecting.tapped_now(desk(), room) if hot else ""
    return Noticing(
        phrases=tuple(
            Phrase(name=name, text=words[a:b], chosen=(a, b) in kept.marks)
            for name, (a, b) in zip(SPOTS, offered, strict=False)
        ),
        kinds=tuple(
            Choice(value=value, name=name, line=line, chosen=value == kept.kind)
            for value, (name, line) in noticing.KIND_WORDS.items()
        ),
        taps=tuple(Choice(value=v, name=n, chosen=v == tapped) for v, n in TAPS if hot),
        action=url_for("room.notice_first", run_id=room.run.id),
        kept=bool(kept or tapped),
    )
