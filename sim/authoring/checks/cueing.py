"""Whether the good reply gives itself away by its place in the list or by its length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt
from statistics import StatisticsError, correlation

from sim.authoring.catalogue import problem
from sim.authoring.checks.replies import goodness, offers
from sim.authoring.problems import Problem
from sim.authoring.reader import Draft
from sim.domain.scenario import Reply

FEWEST_MOMENTS = 5
"""Below this number of moments a pattern is chance."""
TOO_OFTEN_LONGEST = 0.6
PLAINLY_TOGETHER = 0.5
FEWEST_REPLIES = 30
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")

Offer = tuple[Reply, ...]


def check_cueing(draft: Draft) -> Iterator[Problem]:
    """A leak by place and a leak by length, each reported once for the whole scenario."""
    all_offers = list(_offers(draft))
    single = [(offer, best) for offer in all_offers if (best := _best(offer)) is not None]
    place = draft.places.at(("moments",), key=True)
    leak = leak_by_place(single)
    if leak:
        yield problem("WR406", place, found=leak)
    leak = leak_by_length(single) or leak_by_trend(all_offers)
    if leak:
        yield problem("WR407", place, found=leak)


def leak_by_place(single: Sequence[tuple[Offer, int]]) -> str:
    """What gives the best reply away by its place; empty when nothing does.

    A place is one too many when it holds the best reply more often than chance would in
    all but a few of a hundred scenarios: the share expected plus two standard deviations.
    """
    if len(single) < FEWEST_MOMENTS:
        return ""
    number, count = Counter(best for _, best in single).most_common(1)[0]
    chances = [1 / len(offer) for offer, _ in single if number < len(offer)]
    expected, spread = sum(chances), sqrt(sum(c * (1 - c) for c in chances))
    if count <= expected + 2 * spread:
        return ""
    return (
        f"the best reply stands {_ordinal(number)} in {count} of {len(single)} moments "
        f"(chance would give about {expected:.0f})"
    )


def leak_by_length(single: Sequence[tuple[Offer, int]]) -> str:
    """What gives the best reply away by being the longest; empty when nothing does."""
    if len(single) < FEWEST_MOMENTS:
        return ""
    longest = sum(_is_longest(offer, best) for offer, best in single)
    if longest <= TOO_OFTEN_LONGEST * len(single):
        return ""
    return f"the best reply is also the longest in {longest} of {len(single)} moments"


def leak_by_trend(all_offers: Sequence[Offer]) -> str:
    """Whether longer replies are the better ones nearly throughout; empty when not."""
    longer: list[float] = []
    better: list[float] = []
    for offer in all_offers:
        spoken = [r for r in offer if not r.reading.quiet]
        longer += _ranks([len(r.text) for r in spoken])
        better += _ranks([goodness(r) for r in spoken])
    if len(longer) < FEWEST_REPLIES:
        return ""
    try:
        together = correlation(longer, better)
    except StatisticsError:
        return ""
    if together < PLAINLY_TOGETHER:
        return ""
    return (
        f"over all {len(longer)} replies the longer ones are the better ones "
        f"(correlation {together:.2f}; 0 would say nothing, 1 everything)"
    )


def _offers(draft: Draft) -> Iterator[Offer]:
    """Every list of replies that a student may see, each once."""
    for moment in draft.scenario.moments.values():
        different = {tuple(r.id for r in o): o for o in offers(draft.scenario, moment).values()}
        yield from (offer for offer in different.values() if len(offer) > 1)


def _best(offer: Offer) -> int | None:
    """Where the best reply stands; None where several are equally good, or none is."""
    values = [goodness(r) for r in offer]
    top = max(values)
    return values.index(top) if top > 0 and values.count(top) == 1 else None


def _is_longest(offer: Offer, best: int) -> bool:
    spoken = {i: len(r.text) for i, r in enumerate(offer) if not r.reading.quiet}
    return best in spoken and all(spoken[best] > n for i, n in spoken.items() if i != best)


def _ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value among its neighbours, from 0 to 1; equal values share one."""
    if len(values) < 2:
        return []
    steps = len(values) - 1
    return [
        (sum(other < v for other in values) + (sum(other == v for other in values) - 1) / 2) / steps
        for v in values
    ]


def _ordinal(number: int) -> str:
    return ORDINALS[number] if number < len(ORDINALS) else f"number {number + 1}"
