"""Routes that do not do what they seem to: never taken, closed, missing or too short."""

from __future__ import annotations

from collections.abc import Iterator

from sim.authoring.catalogue import problem
from sim.authoring.checks.chart import Chart
from sim.authoring.checks.possible import Answers, Question, Value
from sim.authoring.problems import Path, Problem
from sim.authoring.reader import Draft
from sim.domain.scenario import Moment, Route


def check_order(draft: Draft) -> Iterator[Problem]:
    """A moment without routes, without `otherwise`, or with `otherwise` before the end."""
    for moment in draft.scenario.moments.values():
        last = [i for i, route in enumerate(moment.routes) if route.otherwise]
        if not moment.routes:
            place = draft.places.at(("moments", moment.id), key=True)
            yield problem("GR307", place, moment=moment.id)
        elif not last:
            place = draft.places.at(("moments", moment.id, "routes"), key=True)
            yield problem("GR308", place, moment=moment.id)
        elif last[0] < len(moment.routes) - 1:
            after = len(moment.routes) - 1 - last[0]
            what = "stands 1 route" if after == 1 else f"stand {after} routes"
            place = draft.places.at(_path(moment, last[0]))
            yield problem("GR309", place, moment=moment.id, what=what)


def check_routes(draft: Draft, chart: Chart) -> Iterator[Problem]:
    """Routes that no reply can take, and endings that come too soon."""
    for moment in draft.scenario.moments.values():
        variants = chart.variants_at(moment.id)
        if variants:
            yield from _never_taken(draft, chart, moment, variants)
    yield from _ends_at_once(draft, chart)


def check_stuck(draft: Draft, chart: Chart) -> Iterator[Problem]:
    """Moments at which a reply could find no route, because `otherwise` is closed to it."""
    for moment in draft.scenario.moments.values():
        variants = chart.variants_at(moment.id)
        if variants:
            yield from _closed_otherwise(draft, chart, moment, variants)


def waits_for_a_need(chart: Chart, moment: Moment, route: Route) -> bool:
    """Whether a route leads to *repaired* from where no need can have been voiced."""
    ending = chart.scenario.endings.get(route.to)
    return ending is not None and ending.kind == "repaired" and 3 not in chart.said_at[moment.id]


def _path(moment: Moment, number: int) -> Path:
    return ("moments", moment.id, "routes", number)


def _never_taken(
    draft: Draft, chart: Chart, moment: Moment, variants: tuple[str, ...]
) -> Iterator[Problem]:
    taken = {i for v in variants for i in chart.open_routes(moment.id, v)}
    for i, route in enumerate(moment.routes):
        place = draft.places.at((*_path(moment, i), "to"))
        if waits_for_a_need(chart, moment, route):
            yield problem("GR316", place, moment=moment.id, ending=route.to)
        elif i not in taken and not route.otherwise:
            if any(_alone(chart, moment, i, v) for v in variants):
                by = _shadowing(draft, chart, moment, i, variants)
                yield problem("GR311", place, moment=moment.id, to=route.to, by=by)
            else:
                reason = _reason(chart, moment, route, variants)
                yield problem("GR310", place, moment=moment.id, to=route.to, reason=reason)


def _alone(chart: Chart, moment: Moment, number: int, variant: str) -> bool:
    guard = chart.guards(moment.id)[number]
    return chart.outlook(moment.id).can([(guard, True)], {("variant",): variant})


def _shadowing(
    draft: Draft, chart: Chart, moment: Moment, number: int, variants: tuple[str, ...]
) -> str:
    """The line of the route above that takes every reply; else of all that do together."""
    guards = chart.guards(moment.id)
    outlook = chart.outlook(moment.id)
    here = [v for v in variants if _alone(chart, moment, number, v)]
    for i in range(number):
        pair = [(guards[number], True), (guards[i], False)]
        if not any(outlook.can(pair, {("variant",): v}) for v in here):
            return f"the route in line {draft.places.at(_path(moment, i)).line}"
    lines = [
        str(draft.places.at(_path(moment, i)).line)
        for i in range(number)
        if any(_overlaps(chart, moment, i, number, v) for v in here)
    ]
    return f"the routes in lines {', '.join(lines[:-1])} and {lines[-1]} together"


def _overlaps(chart: Chart, moment: Moment, one: int, other: int, variant: str) -> bool:
    guards = chart.guards(moment.id)
    both = [(guards[one], True), (guards[other], True)]
    return chart.outlook(moment.id).can(both, {("variant",): variant})


def _reason(chart: Chart, moment: Moment, route: Route, variants: tuple[str, ...]) -> str:
    """Why a route can never hold, as far as it can be told apart."""
    target = chart.scenario.moments.get(route.to)
    outlook = chart.outlook_on(moment.id, [route.when])
    if any(outlook.can([(route.when, True)], {("variant",): v}) for v in variants):
        if target is not None and target.only:
            only = ", ".join(f"`{v}`" for v in target.only)
            return f"`{route.to}` is only for {only}, and no play of that kind comes here"
        return f"`{route.to}` asks for more than can be true here"
    return "its conditions contradict each other, or ask for something that cannot have happened"


def _closed_otherwise(
    draft: Draft, chart: Chart, moment: Moment, variants: tuple[str, ...]
) -> Iterator[Problem]:
    if not moment.routes or not moment.routes[-1].otherwise:
        return
    last = moment.routes[-1]
    stuck = [v for v in variants if chart.can_be_stuck(moment.id, v)]
    if not stuck:
        return
    place = draft.places.at((*_path(moment, len(moment.routes) - 1), "to"))
    if last.to in chart.scenario.endings:
        yield problem("GR317", place, moment=moment.id, ending=last.to)
    else:
        names = ", ".join(f"`{v}`" for v in stuck)
        yield problem("GR314", place, moment=moment.id, to=last.to, variants=names)


def _ends_at_once(draft: Draft, chart: Chart) -> Iterator[Problem]:
    """Endings that the very first reply can lead to."""
    scenario = draft.scenario
    found: dict[tuple[str, int], None] = {}
    for variant in scenario.variants:
        opening = scenario.moments[scenario.opening_for(variant)]
        first = _first_time(chart, opening.id, variant)
        for i, route in enumerate(opening.routes):
            if route.to in scenario.endings and chart.is_first(opening.id, i, first):
                found[opening.id, i] = None
    for name, i in found:
        opening = scenario.moments[name]
        place = draft.places.at((*_path(opening, i), "to"))
        yield problem("GR320", place, moment=name, ending=opening.routes[i].to)


def _first_time(chart: Chart, opening: str, variant: str) -> Answers:
    """What is settled before the first reply: nothing visited, nothing said earlier."""
    settled: dict[Question, Value] = {("variant",): variant}
    for question in chart.outlook(opening).answers:
        if question[0] == "visited":
            settled[question] = 1 if question[1] == opening else 0
        elif question[0] == "earlier":
            settled[question] = 0
    return settled
