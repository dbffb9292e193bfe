"""What the checker looks for in a file that could be read: graph, writing, branching."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sim.authoring.checks.branching import check_branching
from sim.authoring.checks.chart import Chart
from sim.authoring.checks.cueing import check_cueing
from sim.authoring.checks.graph import check_graph
from sim.authoring.checks.names import check_names
from sim.authoring.checks.replies import check_replies
from sim.authoring.checks.routes import check_order, check_routes, check_stuck
from sim.authoring.checks.writing import check_writing
from sim.authoring.problems import Problem
from sim.authoring.reader import Draft


def check_ways(draft: Draft) -> Iterator[Problem]:
    """Names and routes; then, where those are sound, everything that is read off the map.

    One wrong name would otherwise be told again as a dozen places that cannot be reached.
    """
    faults = _unsound(draft)
    yield from faults
    if not faults and not _share_ids(draft):
        chart = Chart(draft.scenario)
        yield from _map(draft, chart)
        yield from check_routes(draft, chart)
        yield from check_branching(draft, chart)


def check_map(draft: Draft) -> Iterator[Problem]:
    """Only names, order and map: what a play could stumble over."""
    faults = _unsound(draft)
    yield from faults
    if not faults and not _share_ids(draft):
        yield from _map(draft, Chart(draft.scenario))


def _map(draft: Draft, chart: Chart) -> Iterator[Problem]:
    yield from check_graph(draft, chart)
    yield from check_stuck(draft, chart)


def _unsound(draft: Draft) -> list[Problem]:
    return [*check_names(draft), *check_order(draft)]


def _share_ids(draft: Draft) -> bool:
    """Whether a moment and an ending share an id; the reader has told so already."""
    return not draft.scenario.moments.keys().isdisjoint(draft.scenario.endings)


CHECKS: tuple[Callable[[Draft], Iterator[Problem]], ...] = (
    check_ways,
    check_replies,
    check_writing,
    check_cueing,
)
"""Every check, in the order in which they are run."""
