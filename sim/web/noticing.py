"""Noticing at the edge: its form fields, its part of the room, its place in the debrief."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from flask import request

from sim.domain.noticing import MOST_PHRASES, Noticed, phrases
from sim.services import noticing, reflecting
from sim.services.debriefs import Debrief
from sim.services.rooms import Room
from sim.services.runs import Sent
from sim.web.chrome import of_run
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
    told = noticing.told_of_last(desk(), room) if feedback is not None else ()
    if feedback is not None and told:
        feedback = replace(feedback, noticed=told)
    url = of_run("room.notice_first", room.run.id)
    return replace(shown, feedback=feedback, noticing=_offered(room), noticing_url=url)


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
    words, hot = room.utterance().words, noticing.is_hot(room)
    if not noticing.phrases_now(room):
        return None
    if room.just_taken is not None:  # before this reply nothing can have been kept yet
        return _untouched(words, hot)
    kept = noticing.noticed_now(desk(), room)
    tapped = reflecting.tapped_now(desk(), room) if hot else ""
    if not kept and not tapped:
        return _untouched(words, hot)
    return _noticing(words, hot, kept, tapped)


@lru_cache(1024)
def _untouched(words: str, hot: bool) -> Noticing:
    """An author's words with nothing marked: the same for every trainee."""
    return _noticing(words, hot, Noticed(), "")


def _noticing(words: str, hot: bool, kept: Noticed, tapped: str) -> Noticing:
    return Noticing(
        phrases=tuple(
            Phrase(name=name, text=words[a:b], chosen=(a, b) in kept.marks)
            for name, (a, b) in zip(SPOTS, phrases(words), strict=False)
        ),
        kinds=tuple(
            Choice(value=value, name=name, line=line, chosen=value == kept.kind)
            for value, (name, line) in noticing.KIND_WORDS.items()
        ),
        taps=tuple(Choice(value=v, name=n, chosen=v == tapped) for v, n in TAPS if hot),
        kept=bool(kept or tapped),
    )
