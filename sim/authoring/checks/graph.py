"""Where plays can and cannot get to: unreachable places, traps, ruptures without a repair."""

from __future__ import annotations

from collections.abc import Iterator

from sim.authoring.catalogue import problem
from sim.authoring.checks.chart import Chart, first_knots
from sim.authoring.checks.routes import waits_for_a_need
from sim.authoring.problems import Problem
from sim.authoring.reader import Draft
from sim.domain.scenario import LEAVING_KINDS, EndingKind, Moment

GOOD_ENDS: tuple[EndingKind, ...] = ("repaired", "planned", "attempted")
RUPTURE_PHASES = ("marker", "hot")


def check_graph(draft: Draft, chart: Chart) -> Iterator[Problem]:
    """Everything about which moment leads where."""
    yield from _unreachable_moments(draft, chart)
    yield from _unreachable_endings(draft, chart)
    yield from _traps(draft, chart)
    yield from _no_repair(draft, chart)
    yield from _unpreventable(draft, chart)


def _unreachable_moments(draft: Draft, chart: Chart) -> Iterator[Problem]:
    moments = draft.scenario.moments
    unlinked = [m for m in moments if m not in chart.linked]
    unopened = [m for m in moments if m in chart.linked and not chart.variants_at(m)]
    for code, names in (("GR305", unlinked), ("GR306", unopened)):
        for knot in first_knots(names, chart.beyond):
            place = draft.places.at(("moments", knot.names[0]), key=True)
            yield problem(code, place, moment=knot.names[0])


def _unreachable_endings(draft: Draft, chart: Chart) -> Iterator[Problem]:
    """Endings that no play comes to; those that only wait for a need are told elsewhere."""
    waiting = {
        route.to
        for moment in draft.scenario.moments.values()
        for route in moment.routes
        if waits_for_a_need(chart, moment, route)
    }
    for name in draft.scenario.endings:
        reached = any(name in places for places in chart.reached.values())
        if not reached and name not in waiting and name != draft.scenario.time_up:
            yield problem("GR313", draft.places.at(("endings", name), key=True), ending=name)


def _traps(draft: Draft, chart: Chart) -> Iterator[Problem]:
    """Moments from which no ending can be reached; one report for each trap."""
    trapped: dict[str, None] = {}
    for variant in draft.scenario.variants:
        for name, beyond in chart.open_beyond[variant].items():
            if not beyond & draft.scenario.endings.keys():
                trapped[name] = None
    in_order = [m for m in draft.scenario.moments if m in trapped]
    for knot in first_knots(in_order, _backwards(chart, in_order)):
        first, *others = knot.names
        place = draft.places.at(("moments", first), key=True)
        if others:
            yield problem("GR312", place, moment=first, others=", ".join(f"`{n}`" for n in others))
        else:
            yield problem("GR307", place, moment=first)


def _backwards(chart: Chart, names: list[str]) -> dict[str, frozenset[str]]:
    """What lies before each: a trap is best shown where it closes, not where it is entered."""
    return {name: frozenset(n for n in names if name in chart.beyond[n]) for name in names}


def _no_repair(draft: Draft, chart: Chart) -> Iterator[Problem]:
    """Ruptures after which the client cannot be met again, in a variant where it could be."""
    for moment in draft.scenario.moments.values():
        if not _is_rupture(moment):
            continue
        for variant in chart.variants_at(moment.id):
            beyond = chart.open_beyond[variant][moment.id]
            kinds = {e.kind for e in draft.scenario.endings.values() if e.id in beyond}
            preventable = not draft.scenario.variants[variant].unpreventable
            if preventable and kinds and not kinds.intersection(GOOD_ENDS):
                place = draft.places.at(("moments", moment.id), key=True)
                yield problem("GR315", place, moment=moment.id, variant=variant)
                break


def _is_rupture(moment: Moment) -> bool:
    """A strained moment. A client who has decided to go may go: leaving can be right."""
    return moment.phase in RUPTURE_PHASES and moment.now.leaving != "decided"


def _unpreventable(draft: Draft, chart: Chart) -> Iterator[Problem]:
    """An exit that no reply prevents: every play of it leaves, and no other claims it."""
    for variant in draft.scenario.variants.values():
        for name in draft.scenario.endings:
            if name not in chart.reached[variant.id]:
                continue
            ending = draft.scenario.endings[name]
            if variant.unpreventable and ending.kind not in LEAVING_KINDS:
                yield _stays(draft, chart, variant.id, name)
            elif ending.unpreventable and not variant.unpreventable:
                place = draft.places.at(("endings", name, "unpreventable"))
                yield problem("GR319", place, ending=name, variant=variant.id)


def _stays(draft: Draft, chart: Chart, variant: str, ending: str) -> Problem:
    """The finding at the first route by which such a variant does not end in leaving."""
    for moment in draft.scenario.moments.values():
        if moment.id in chart.reached[variant]:
            for i in chart.open_routes(moment.id, variant):
                if moment.routes[i].to == ending:
                    place = draft.places.at(("moments", moment.id, "routes", i, "to"))
                    return problem("GR318", place, variant=variant, ending=ending)
    raise KeyError(ending)
