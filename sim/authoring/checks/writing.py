"""What is written around the replies: feedback, inner lines, goals, the content note."""

from __future__ import annotations

from collections.abc import Iterator

from sim.authoring.catalogue import problem
from sim.authoring.checks.words import (
    as_spoken,
    is_placeholder,
    sentences_in,
    shaming_in,
    words_in,
)
from sim.authoring.problems import Path, Problem
from sim.authoring.reader import Draft
from sim.domain.scenario import Lines, Moment

LONGEST_LINE = 60
STRAINED = ("marker", "hot")
SHORTEST_SENTENCE = 3


def check_writing(draft: Draft) -> Iterator[Problem]:
    """All findings about words that a student reads, besides the replies themselves."""
    if not draft.scenario.content_note.strip():
        yield problem("WR414", draft.places.at(("id",), key=True))
    yield from _feedback(draft)
    yield from _said_twice(draft)
    yield from _shaming(draft)
    for moment in draft.scenario.moments.values():
        yield from _left_out(draft, moment)
    yield from _too_long(draft)


def _feedback_texts(draft: Draft) -> Iterator[tuple[Path, str]]:
    for moment in draft.scenario.moments.values():
        for i, reply in enumerate(moment.replies):
            for key, text in (("did", reply.did), ("left", reply.left)):
                if text:
                    yield ("moments", moment.id, "replies", i, key), text


def _feedback(draft: Draft) -> Iterator[Problem]:
    for moment in draft.scenario.moments.values():
        for i, reply in enumerate(moment.replies):
            if is_placeholder(reply.did):
                place = draft.places.at(("moments", moment.id, "replies", i, "did"))
                yield problem("WR403", place, moment=moment.id, reply=reply.id)


def _said_twice(draft: Draft) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for path, text in _feedback_texts(draft):
        place = draft.places.at(path)
        for sentence in sentences_in(text):
            spoken = as_spoken(sentence)
            if len(spoken.split()) < SHORTEST_SENTENCE:
                continue
            if spoken in first:
                yield problem("WR404", place, sentence=sentence, line=first[spoken])
            else:
                first[spoken] = place.line


def _shaming(draft: Draft) -> Iterator[Problem]:
    for path, text in (*_feedback_texts(draft), *_other_telling(draft)):
        found = shaming_in(text)
        if found:
            yield problem("WR419", draft.places.at(path), words=found[0], called=found[1])


def _other_telling(draft: Draft) -> Iterator[tuple[Path, str]]:
    """What the program says to the student in its own voice, besides feedback."""
    for moment in draft.scenario.moments.values():
        yield ("moments", moment.id, "goal"), moment.goal
    for ending in draft.scenario.endings.values():
        yield ("endings", ending.id, "meaning"), ending.meaning


def _left_out(draft: Draft, moment: Moment) -> Iterator[Problem]:
    """Parts that the engine can do without and a student cannot."""
    place = draft.places.at(("moments", moment.id), key=True)
    strained = moment.phase in STRAINED
    missing = {
        "WR415": not moment.inner,
        "WR416": strained and not moment.rupture_at,
        "WR417": not moment.goal.strip(),
        "WR418": not moment.unclear.strip(),
    }
    for code, is_missing in missing.items():
        if is_missing:
            yield problem(code, place, moment=moment.id)


def _too_long(draft: Draft) -> Iterator[Problem]:
    spoken: list[tuple[Path, Lines]] = [
        (("moments", m.id, "client"), m.client) for m in draft.scenario.moments.values()
    ]
    spoken += [(("endings", e.id, "client"), e.client) for e in draft.scenario.endings.values()]
    for path, lines in spoken:
        for i, line in enumerate(lines):
            count = len(words_in(line.say))
            if count > LONGEST_LINE:
                place = draft.places.at((*path, i, "say"))
                yield problem("WR420", place, count=count, most=LONGEST_LINE)
