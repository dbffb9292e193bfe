"""Two attempts side by side, as a page."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from sim.domain.reading import Reading
from sim.domain.rubric import Rubric
from sim.services import telling
from sim.services.beside import Beside
from sim.services.debriefs import Exchange
from sim.services.rooms import Room
from sim.web.chrome import chrome
from sim.web.pages import BesidePage, Head, Pair, Side
from sim.web.show.attempts import stands
from sim.web.show.debrief import judged_in, marked_reply

NOTHING = Side(words="", inner="", reply=(), quiet=False, judged=(), meters="")


def beside_page(told: Beside, rubric: Rubric) -> BesidePage:
    """Where two attempts part, and each turn of both from there on."""
    scenario, run_id = told.one.scenario, told.one.run.id
    return BesidePage(
        **chrome(f"Side by side: {scenario.title}"),
        scenario_title=scenario.title,
        client_name=scenario.client.name,
        parting=_parting(told),
        shared=told.shared,
        revealed=told.revealed,
        one=_head(told.one, told.revealed),
        other=_head(told.other, told.revealed),
        pairs=tuple(
            _pair(told, turn, rubric, *pair)
            for turn, pair in enumerate(told.pairs, told.parting)
        ),
        attempts_url=url_for("again.attempts", run_id=run_id),
    )


def _parting(told: Beside) -> str:
    if not told.pairs:
        return "Nothing differs: one of the two stands where the other was begun."
    if told.shared == 0:
        return "They part at the very first turn."
    several = f"The first {told.shared} turns are" if told.shared > 1 else "The first turn is"
    return f"{several} the same in both; they part at turn {told.parting}."


def _head(room: Room, revealed: bool) -> Head:
    said = room.utterance()
    ended = room.ending is not None
    address = url_for("debrief.debrief", run_id=room.run.id, attempt=room.attempt.n)
    return Head(
        n=room.attempt.n,
        stands=stands(room),
        last=said.words,
        last_inner=said.inner if revealed else "",
        debrief_url=address if ended else "",
    )


def _pair(
    told: Beside, turn: int, rubric: Rubric, one: Exchange | None, other: Exchange | None
) -> Pair:
    changed: tuple[str, ...] = ()
    if one is not None and other is not None:
        changed = tuple(_changed(one.turn.reading, other.turn.reading, rubric))
    return Pair(
        turn=turn,
        same_words=bool(one and other and one.utterance.words == other.utterance.words),
        changed=changed,
        one=_side(one, rubric, told.revealed),
        other=_side(other, rubric, told.revealed),
    )


def _side(exchange: Exchange | None, rubric: Rubric, revealed: bool) -> Side:
    if exchange is None:
        return NOTHING
    after, reading = exchange.turn.after, exchange.turn.reading
    meters = f"closeness {after.alliance:.0f}, clarity {after.frame:.0f}"
    return Side(
        words=exchange.utterance.words,
        inner=exchange.utterance.inner if revealed else "",
        reply=marked_reply(exchange.words, reading),
        quiet=reading.quiet,
        judged=judged_in(reading, rubric),
        meters=meters if revealed else "",
    )


def _changed(one: Reading, other: Reading, rubric: Rubric) -> Iterator[str]:
    """What the two replies showed differently, one sentence for each criterion or marker."""
    for criterion in rubric.criteria.values():
        before, after = _level(one, criterion.id), _level(other, criterion.id)
        if before != after:
            words = (*telling.LEVEL_WORDS[criterion.side], "could not tell")
            yield f"{criterion.student_name}: {words[before]}, then {words[after]}"


def _level(reading: Reading, criterion: str) -> int:
    return 3 if reading.unsure(criterion) else reading.level(criterion)
