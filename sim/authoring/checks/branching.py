"""Whether a scenario really branches: counted in the file, and in a sample of plays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from statistics import fmean

from sim.authoring.catalogue import problem
from sim.authoring.checks.chart import Chart
from sim.authoring.checks.possible import atoms_of
from sim.authoring.problems import Problem
from sim.authoring.reader import Draft
from sim.authoring.walking import Walk, walks
from sim.domain.conditions import Condition, Earlier, Meter, Visited
from sim.domain.scenario import Line, Moment

FEWEST_MOMENTS = 24
SHORTEST_PLAY, LONGEST_PLAY = 8, 14
TOLERATED = 0.1
MOST_SHARED = 2 / 3
FEWEST_ANSWERS = 3
SAMPLE, SEED = 200, 1
PAIRED = 30
"""How many plays of one ending and variant are compared with those of another."""


def check_branching(draft: Draft, chart: Chart) -> Iterator[Problem]:
    """All findings about branching. An exercise need not branch far; a full scenario does."""
    if draft.scenario.scale != "full":
        return
    place = draft.places.at(("moments",), key=True)
    count = len(draft.scenario.moments)
    if count < FEWEST_MOMENTS:
        yield problem("WR421", place, count=count, fewest=FEWEST_MOMENTS)
    answers = sum(_answers_by_past(chart, m) for m in draft.scenario.moments.values())
    if answers < FEWEST_ANSWERS:
        yield problem("WR424", place, count=answers, fewest=FEWEST_ANSWERS)
    if _everyone_can_reply(draft):
        sample = list(walks(chart.encounter, SAMPLE, SEED))
        yield from _length_of_plays(draft, sample)
        yield from _shared_moments(draft, sample)


def _everyone_can_reply(draft: Draft) -> bool:
    variants = draft.scenario.variants
    return all(
        any(not r.only or v in r.only for r in m.replies)
        for m in draft.scenario.moments.values()
        for v in (m.only or variants)
    )


def _answers_by_past(chart: Chart, moment: Moment) -> bool:
    """Whether meters or history change what the client does at a moment, or what is said."""
    taken = {i for v in chart.variants_at(moment.id) for i in chart.open_routes(moment.id, v)}
    routes = (moment.routes[i].when for i in taken)
    return any(_looks_back(when) for when in routes) or _looks_back_in(moment.client)


def _looks_back_in(lines: Sequence[Line]) -> bool:
    return any(_looks_back(line.when) for line in lines)


def _looks_back(condition: Condition) -> bool:
    return any(isinstance(atom, Meter | Visited | Earlier) for atom in atoms_of(condition))


def _length_of_plays(draft: Draft, sample: Sequence[Walk]) -> Iterator[Problem]:
    short = sum(len(w.moments) < SHORTEST_PLAY for w in sample)
    long = sum(len(w.moments) > LONGEST_PLAY for w in sample)
    if short + long > TOLERATED * len(sample):
        place = draft.places.at(("moments",), key=True)
        yield problem(
            "WR422", place, plays=len(sample), short=short, long=long,
            shortest=SHORTEST_PLAY, longest=LONGEST_PLAY,
        )  # fmt: skip


def _shared_moments(draft: Draft, sample: Sequence[Walk]) -> Iterator[Problem]:
    """Pairs of endings whose plays pass nearly the same moments, on average."""
    by_end: dict[str, dict[str, list[frozenset[str]]]] = defaultdict(lambda: defaultdict(list))
    for play in sample:
        by_end[play.ending][play.variant].append(play.moments)
    for one, other in combinations([e for e in draft.scenario.endings if e in by_end], 2):
        shares = [
            2 * len(a & b) / (len(a) + len(b))
            for variant, plays in by_end[one].items()
            for a in plays[:PAIRED]
            for b in by_end[other].get(variant, ())[:PAIRED]
        ]
        if shares and fmean(shares) >= MOST_SHARED:
            place = draft.places.at(("endings", other), key=True)
            percent = round(100 * fmean(shares))
            yield problem("WR423", place, one=one, other=other, percent=percent)
