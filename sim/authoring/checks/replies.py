"""The replies of each moment: how many, how different, what they show, what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sim.authoring.catalogue import problem
from sim.authoring.checks.words import likeness, words_in
from sim.authoring.problems import Path, Problem
from sim.authoring.reader import Draft
from sim.domain.scenario import Moment, Reply, Scenario

FEWEST, FEWEST_IN_EXERCISE, MOST = 4, 3, 6
TOO_ALIKE = 0.7
FEWEST_WORDS = 3
FRAME_IDS = ("hold_boundary", "boundary_collapse", "boundary_wield")


def check_replies(draft: Draft) -> Iterator[Problem]:
    """All findings about the replies of all moments."""
    for moment in draft.scenario.moments.values():
        yield from _how_many(draft, moment)
        yield from _too_alike(draft, moment)
        yield from _temptation(draft, moment)
        yield from _asked_and_shown(draft, moment)
        yield from _fits_what_is_true(draft, moment)


def offers(scenario: Scenario, moment: Moment) -> dict[str, tuple[Reply, ...]]:
    """The replies on offer at a moment, for each variant that may come to it."""
    here = [v for v in scenario.variants if not moment.only or v in moment.only]
    return {v: tuple(r for r in moment.replies if not r.only or v in r.only) for v in here}


def goodness(reply: Reply) -> int:
    """The sum of what a reply repairs; below 0 where it shows a defensive marker.

    Only used to compare the replies of one moment with one another.
    """
    markers = sum(reply.reading.markers().values())
    return -markers if markers else sum(reply.reading.repair().values())


def _path(moment: Moment, reply: Reply) -> Path:
    return ("moments", moment.id, "replies", moment.replies.index(reply))


def _how_many(draft: Draft, moment: Moment) -> Iterator[Problem]:
    exercise = draft.scenario.scale == "exercise"
    fewest = FEWEST_IN_EXERCISE if exercise else FEWEST
    counts = {v: len(replies) for v, replies in offers(draft.scenario, moment).items()}
    place = draft.places.at(("moments", moment.id, "replies"), key=True)
    few = min(counts, key=lambda v: counts[v], default=None)
    many = max(counts, key=lambda v: counts[v], default=None)
    if few is not None and counts[few] < fewest:
        where = _in_variant(draft.scenario, few)
        yield problem(
            "WR401", place, moment=moment.id, count=counts[few], fewest=fewest, where=where
        )
    if many is not None and counts[many] > MOST:
        where = _in_variant(draft.scenario, many)
        yield problem("WR402", place, moment=moment.id, count=counts[many], most=MOST, where=where)


def _in_variant(scenario: Scenario, variant: str) -> str:
    return f" in the variant `{variant}`" if len(scenario.variants) > 1 else ""


def _too_alike(draft: Draft, moment: Moment) -> Iterator[Problem]:
    for one, other in combinations(moment.replies, 2):
        if one.only and other.only and not set(one.only) & set(other.only):
            continue
        short = min(len(words_in(one.text)), len(words_in(other.text)))
        if short >= FEWEST_WORDS and likeness(one.text, other.text) >= TOO_ALIKE:
            place = draft.places.at((*_path(moment, other), "text"))
            line = draft.places.at((*_path(moment, one), "text")).line
            yield problem(
                "WR405", place, moment=moment.id, one=one.id, other=other.id, line=line
            )


def _temptation(draft: Draft, moment: Moment) -> Iterator[Problem]:
    """A moment at which nothing can be chosen: every reply is good, or none is."""
    if moment.now.duty or not moment.applies:
        return
    place = draft.places.at(("moments", moment.id, "replies"), key=True)
    found: dict[str, None] = {}
    for replies in offers(draft.scenario, moment).values():
        good = [goodness(r) > 0 for r in replies]
        if replies and all(good):
            found["WR408"] = None
        elif not any(good):
            found["WR409"] = None
    for code in found:
        yield problem(code, place, moment=moment.id)


def _asked_and_shown(draft: Draft, moment: Moment) -> Iterator[Problem]:
    for reply in moment.replies:
        for criterion in reply.reading.repair():
            if criterion not in moment.applies:
                place = draft.places.at((*_path(moment, reply), "shows", criterion), key=True)
                yield problem(
                    "WR410", place, moment=moment.id, reply=reply.id, criterion=criterion
                )
    for i, criterion in enumerate(moment.applies):
        unshown = [
            v
            for v, replies in offers(draft.scenario, moment).items()
            if not any(criterion in r.reading.repair() for r in replies)
        ]
        if unshown:
            place = draft.places.at(("moments", moment.id, "applies", i))
            where = _in_variant(draft.scenario, unshown[0])
            yield problem("WR411", place, moment=moment.id, criterion=criterion, where=where)


def _fits_what_is_true(draft: Draft, moment: Moment) -> Iterator[Problem]:
    """Readings that need something to be true here, and it is not said under `now`."""
    for reply in moment.replies:
        for shown in reply.reading.levels():
            place = draft.places.at((*_path(moment, reply), "shows", shown), key=True)
            if shown in FRAME_IDS and not moment.now.frame_at_stake:
                yield problem("WR412", place, moment=moment.id, reply=reply.id, shown=shown)
            elif shown == "pressure_to_stay" and moment.now.leaving == "no":
                yield problem("WR413", place, moment=moment.id, reply=reply.id)
