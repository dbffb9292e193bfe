"""The chart of a scenario: which way leads where, what can come before, who gets where.

Built only for a scenario whose names are sound (checks/names.py). "Open" routes are those
that some reply and some history can take (checks/possible.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sim.authoring.checks.possible import Answers, Limits, Outlook, Wish
from sim.domain.alliance import MOST_DEBT, TEMPERS
from sim.domain.conditions import Condition
from sim.domain.encounter import Encounter
from sim.domain.scenario import Scenario

Graph = Mapping[str, frozenset[str]]


class Chart:
    """All that the graph checks look at, worked out once for a scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.encounter = Encounter(scenario)
        self.graph: Graph = {
            m.id: frozenset(r.to for r in m.routes) for m in scenario.moments.values()
        }
        self.beyond = closure(self.graph)
        self._outlooks: dict[str, Outlook] = {}
        self._open: dict[tuple[str, str], tuple[int, ...]] = {}

    def guards(self, moment: str) -> tuple[Condition, ...]:
        """What guards each route of a moment, the engine's own guards included."""
        return tuple(way.guard for way in self.encounter.exits[moment])

    def outlook(self, moment: str) -> Outlook:
        """Everything that could be asked and answered at a moment."""
        if moment not in self._outlooks:
            self._outlooks[moment] = self.outlook_on(moment, self.guards(moment))
        return self._outlooks[moment]

    def outlook_on(self, moment: str, conditions: Iterable[Condition]) -> Outlook:
        """The same for other conditions, looked at from this moment."""
        return Outlook(conditions, self._limits(moment))

    def open_routes(self, moment: str, variant: str) -> tuple[int, ...]:
        """The routes of a moment, by number, that can be the first to hold in a variant."""
        key = (moment, variant)
        if key not in self._open:
            here: Answers = {("variant",): variant}
            numbers = range(len(self.guards(moment)))
            self._open[key] = tuple(i for i in numbers if self.is_first(moment, i, here))
        return self._open[key]

    def is_first(self, moment: str, number: int, given: Answers) -> bool:
        """Whether a route can hold while none above it does."""
        guards = self.guards(moment)
        wishes: list[Wish] = [(guards[number], True)]
        wishes += [(guard, False) for guard in guards[:number]]
        return self.outlook(moment).can(wishes, given)

    def can_be_stuck(self, moment: str, variant: str) -> bool:
        """Whether a reply could find no route at all, `otherwise` included."""
        wishes: list[Wish] = [(guard, False) for guard in self.guards(moment)]
        return self.outlook(moment).can(wishes, {("variant",): variant})

    def leads_to(self, moment: str, variant: str) -> frozenset[str]:
        """Where a reply at this moment can lead in a variant."""
        routes = self.scenario.moments[moment].routes
        return frozenset(routes[i].to for i in self.open_routes(moment, variant))

    @cached_property
    def reached(self) -> Mapping[str, frozenset[str]]:
        """For each variant the moments and endings that it can come to."""
        return {v: self._reached_in(v) for v in self.scenario.variants}

    @cached_property
    def open_beyond(self) -> Mapping[str, Graph]:
        """For each variant, everything that can still follow each moment it reaches."""
        return {v: closure(self._open_graph(v)) for v in self.scenario.variants}

    def variants_at(self, moment: str) -> tuple[str, ...]:
        """The variants that can come to a moment."""
        return tuple(v for v in self.scenario.variants if moment in self.reached[v])

    @cached_property
    def said_at(self) -> Mapping[str, frozenset[int]]:
        """What the client may have put into words by each moment, by any route at all."""
        found: dict[str, set[int]] = {m: set() for m in self.scenario.moments}
        waiting = [(o, self.scenario.start[2]) for o in self._openings()]
        while waiting:
            name, before = waiting.pop()
            if name not in found:
                continue
            said = max(before, self.scenario.moments[name].said)
            if said not in found[name]:
                found[name].add(said)
                waiting += [(to, said) for to in self.graph[name]]
        return {name: frozenset(values) for name, values in found.items()}

    @cached_property
    def linked(self) -> frozenset[str]:
        """The moments and endings to which some chain of routes leads from an opening."""
        openings = self._openings()
        return frozenset(openings).union(*(self.beyond.get(o, frozenset()) for o in openings))

    def _openings(self) -> set[str]:
        return {self.scenario.opening_for(v) for v in self.scenario.variants}

    def _reached_in(self, variant: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = [self.scenario.opening_for(variant)]
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            if name in self.scenario.moments:
                waiting += self.leads_to(name, variant)
        return frozenset(found)

    def _open_graph(self, variant: str) -> Graph:
        moments = (m for m in self.reached[variant] if m in self.scenario.moments)
        return {m: self.leads_to(m, variant) for m in moments}

    def _limits(self, moment: str) -> Limits:
        start, _, _ = self.scenario.start
        ceiling = TEMPERS[self.scenario.client.conflict_history].ceiling
        return Limits(
            meters={
                "alliance": (0.0, min(100.0, start + ceiling)),
                "frame": (0.0, 100.0),
                "debt": (0.0, MOST_DEBT),
            },
            said=self.said_at[moment] or frozenset({0, 1, 2, 3}),
            visits={name: self._visits(name, moment) for name in self.graph},
            past=frozenset(name for name in self.graph if moment in self.beyond[name]),
            variants=tuple(self.scenario.variants),
        )

    def _visits(self, name: str, here: str) -> tuple[int, int]:
        """The least and the most visits to a moment for somebody who stands `here`."""
        if name != here and here not in self.beyond[name]:
            return (0, 0)
        most = self.scenario.turns + 1 if name in self.beyond[name] else 1
        return (1 if name == here else 0, most)


@dataclass(frozen=True, slots=True)
class Knot:
    """Moments that lead to one another, or one moment alone."""

    names: tuple[str, ...]


def closure(graph: Graph) -> Graph:
    """Everything that lies beyond each node; a node itself only where it lies on a round."""
    return {node: _from(graph, node) for node in graph}


def _from(graph: Graph, node: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(graph[node])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph.get(name, ())
    return frozenset(found)


def first_knots(names: Iterable[str], beyond: Graph) -> Iterator[Knot]:
    """Of some moments, the knots that no other of them leads into.

    One missing link would otherwise be reported once for each moment behind it.
    """
    listed = list(names)
    done: set[str] = set()
    for name in listed:
        knot = tuple(n for n in listed if n == name or _mutual(n, name, beyond))
        led_to = any(name in beyond[n] for n in listed if n not in knot)
        if not led_to and name not in done:
            yield Knot(knot)
        done.update(knot)


def _mutual(one: str, other: str, beyond: Graph) -> bool:
    return other in beyond[one] and one in beyond[other]
