"""The debrief as a page object."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from string import ascii_lowercase
from typing import Any

from flask import url_for

from sim.domain.reading import Judgement, Reading
from sim.domain.rubric import MARKER_IDS, Rubric
from sim.services import telling
from sim.services.debriefs import Debrief
from sim.services.debriefs import Exchange as Told
from sim.web.chrome import chrome
from sim.web.pages import (
    DebriefPage,
    Exchange,
    Judged,
    MarkerLine,
    ProfileLine,
    Span,
    TrailPoint,
)
from sim.web.show.room import is_unpreventable, meaning, openness
from sim.web.show.start import when


def debrief_page(told: Debrief, rubric: Rubric, now: datetime) -> DebriefPage:
    """What happened, told back with its evidence."""
    room, ending, scenario = told.room, told.ending, told.room.scenario
    pronouns = scenario.client.pronouns
    first, last = told.trail[0], told.trail[-1]
    return DebriefPage(
        **chrome(f"Debrief: {scenario.title}"),
        scenario_title=scenario.title,
        client_name=scenario.client.name,
        mode=telling.MODES[room.run.mode][0],
        played=when(room.run.last_at, now),
        kind=telling.said_of(telling.KINDS[ending.kind], pronouns),
        unpreventable=is_unpreventable(room),
        ending_title=ending.title,
        meaning=meaning(room),
        openness=openness(room.session.alliance),
        could_not_say=scenario.client.could_not_say,
        tell_a_friend=ending.tell_a_friend,
        trail=tuple(_trail(told, pronouns)),
        trail_words=telling.trail_in_words(
            (first.alliance, last.alliance), (first.frame, last.frame)
        ),
        exchanges=tuple(_exchange(e, rubric, _counts(told, e)) for e in told.exchanges),
        profile=tuple(_profile(told, rubric)),
        markers=tuple(_markers(told, rubric)),
        supervision=ending.supervision,
        again_url=url_for("start.briefing", scenario_id=scenario.id),
        delete_url=url_for("room.delete", run_id=room.run.id),
        **_onward(told),
    )


def _counts(told: Debrief, exchange: Told) -> str:
    """A word where a turn does not count although others on this path do."""
    counted = any(e.counts for e in told.exchanges)
    return "another try, not counted" if counted and not exchange.counts else ""


def _onward(told: Debrief) -> dict[str, Any]:
    """Where one can go from a debrief: back to a turn, along other paths, home with it."""
    run_id, n = told.room.run.id, told.room.attempt.n
    several = len(told.tree.attempts) > 1
    return {
        "attempt": n,
        "attempts_url": url_for("again.attempts", run_id=run_id) if several else "",
        "attempts": len(told.tree.attempts),
        "counting": telling.counting(
            told.room.run.mode, sum(e.counts for e in told.exchanges), len(told.exchanges)
        ),
        "retry_url": url_for("again.again", run_id=run_id) if told.tree.may_go_back() else "",
        "map_url": url_for("again.paths", run_id=run_id, attempt=n if several else None),
    }


def _trail(told: Debrief, pronouns: str) -> Iterator[TrailPoint]:
    turned = {p.turn: telling.turned(p, pronouns) for p in told.turning}
    moments = told.room.scenario.moments
    for point in told.trail:
        moment = moments.get(point.moment)
        yield TrailPoint(
            turn=point.turn,
            alliance=round(point.alliance),
            frame=round(point.frame),
            jump=bool(moment and moment.between and point.turn),
            turning=turned.get(point.turn, ""),
        )


def _exchange(told: Told, rubric: Rubric, counts: str) -> Exchange:
    reading = told.turn.reading
    feedback = told.feedback
    return Exchange(
        turn=told.turn.n,
        between=told.utterance.between,
        direction=told.utterance.direction,
        words=told.utterance.words,
        inner=told.utterance.inner,
        reply=marked_reply(told.words, reading),
        quiet=reading.quiet,
        judged=judged_in(reading, rubric),
        counts=counts,
        did=feedback.did if feedback else "",
        left=feedback.left if feedback else "",
        aloud=feedback.aloud if feedback else "",
    )


def marked_reply(words: str, reading: Reading) -> tuple[Span, ...]:
    """The reply with its evidence marked and lettered."""
    return tuple(marked(words, reading, _letters(reading)))


def judged_in(reading: Reading, rubric: Rubric) -> tuple[Judged, ...]:
    """What a reply was judged to show, with the letters of its evidence."""
    letters = _letters(reading)
    return tuple(_judged(reading.judgements[c], letters[c], rubric) for c in letters)


def _letters(reading: Reading) -> dict[str, str]:
    return dict(zip(_named(reading), ascii_lowercase, strict=False))


def _named(reading: Reading) -> list[str]:
    return [c for c, j in reading.judgements.items() if j.level or j.decision == "unsure"]


def marked(words: str, reading: Reading, letters: dict[str, str]) -> Iterator[Span]:
    """The reply cut where evidence begins and ends; overlapping evidence shares a piece."""
    spans = [(a, b, c) for c in letters for a, b in reading.judgements[c].evidence]
    cuts = sorted({0, len(words), *(a for a, _, _ in spans), *(b for _, b, _ in spans)})
    for begin, end in pairwise(cuts):
        here = [c for a, b, c in spans if a <= begin and end <= b]
        yield Span(
            text=words[begin:end],
            side=_side(reading.judgements[here[0]]) if here else "",
            letters=" ".join(letters[c] for c in here),
        )


def _side(judgement: Judgement) -> str:
    if judgement.decision == "unsure":
        return "unsure"
    return "defensive" if judgement.criterion in MARKER_IDS else "repair"


def _judged(judgement: Judgement, letter: str, rubric: Rubric) -> Judged:
    criterion = rubric.criteria[judgement.criterion]
    unsure = judgement.decision == "unsure"
    return Judged(
        letter=letter,
        side=_side(judgement),
        name=criterion.student_name,
        level="could not tell" if unsure else telling.LEVEL_WORDS[criterion.side][judgement.level],
        url=_entry(criterion.id),
        has_words=bool(judgement.evidence),
    )


def _profile(told: Debrief, rubric: Rubric) -> Iterator[ProfileLine]:
    for count in told.profile:
        criterion = rubric.criteria[count.criterion]
        if criterion.side == "repair":
            none, partly, fully = count.levels
            yield ProfileLine(
                name=criterion.student_name, url=_entry(criterion.id), asked=count.asked,
                fully=fully, partly=partly, not_yet=none,
            )  # fmt: skip


def _markers(told: Debrief, rubric: Rubric) -> Iterator[MarkerLine]:
    for count in told.profile:
        criterion = rubric.criteria[count.criterion]
        _, touch, plainly = count.levels
        if criterion.side == "defensive" and touch + plainly:
            yield MarkerLine(
                name=criterion.student_name, url=_entry(criterion.id), plainly=plainly, touch=touch
            )


def _entry(criterion: str) -> str:
    return url_for("standing.glossary", _anchor=criterion)
