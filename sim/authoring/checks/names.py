"""Names that lead nowhere: destinations, moments, endings and variants that do not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from sim.authoring.catalogue import problem
from sim.authoring.checks.possible import atoms_of
from sim.authoring.problems import Path, Place, Problem
from sim.authoring.reader import Draft
from sim.domain.conditions import Condition, Earlier, IsVariant, Visited
from sim.domain.scenario import Lines


def check_names(draft: Draft) -> Iterator[Problem]:
    """Every name that a file uses without saying what it is."""
    yield from _head(draft)
    yield from _destinations(draft)
    yield from _in_conditions(draft)
    yield from _only(draft)


def spot(draft: Draft, around: Path, name: str) -> Place:
    """The place of a name somewhere inside a part of the file; else of the part itself."""
    lines = draft.source.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    inside = [path for path in draft.places.keys if path[: len(around)] == around]
    for path in inside:
        if path[-1] == name:
            return draft.places.at(path, key=True)
    for path, place in draft.places.values.items():
        line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
        if path[: len(around)] == around and _stands_at(line, place.column, name):
            return place
    return draft.places.at(around, key=True)


def _stands_at(line: str, column: int, name: str) -> bool:
    return line[column - 1 :].lstrip("\"'").startswith(name)


def near(name: str, known: Iterable[str]) -> str:
    """The beginning of a cure: the known name that was probably meant, if one is near."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"Did you mean `{found[0]}`? " if found else ""


def _head(draft: Draft) -> Iterator[Problem]:
    scenario = draft.scenario
    if scenario.time_up not in scenario.endings:
        found = near(scenario.time_up, scenario.endings)
        place = draft.places.at(("time_up",))
        yield problem("GR304", place, name=scenario.time_up, near=found)
    openings: dict[Path, str] = {("opening",): scenario.opening}
    for name, variant in scenario.variants.items():
        if variant.opening:
            openings["variants", name, "opening"] = variant.opening
    for path, opening in openings.items():
        if opening not in scenario.moments:
            yield _no_such_moment(draft, draft.places.at(path), opening)


def _destinations(draft: Draft) -> Iterator[Problem]:
    known = [*draft.scenario.moments, *draft.scenario.endings]
    for moment in draft.scenario.moments.values():
        for i, route in enumerate(moment.routes):
            if route.to not in known:
                place = draft.places.at(("moments", moment.id, "routes", i, "to"))
                yield problem("GR301", place, name=route.to, near=near(route.to, known))


def _in_conditions(draft: Draft) -> Iterator[Problem]:
    """Names inside conditions, each once for a condition."""
    for path, condition in conditions_of(draft):
        moments: dict[str, None] = {}
        variants: dict[str, None] = {}
        for atom in atoms_of(condition):
            if isinstance(atom, Visited):
                moments[atom.moment] = None
            elif isinstance(atom, Earlier):
                moments.update(dict.fromkeys(atom.at))
            elif isinstance(atom, IsVariant):
                variants.update(dict.fromkeys(atom.names))
        for name in moments:
            if name not in draft.scenario.moments:
                yield _no_such_moment(draft, spot(draft, path, name), name)
        for name in variants:
            if name not in draft.scenario.variants:
                yield _no_such_variant(draft, spot(draft, path, name), name)


def conditions_of(draft: Draft) -> Iterator[tuple[Path, Condition]]:
    """Every condition of a file with the path of the part that it stands in."""
    for moment in draft.scenario.moments.values():
        here: Path = ("moments", moment.id)
        for i, route in enumerate(moment.routes):
            yield (*here, "routes", i), route.when
        for key in ("client", "inner", "direction"):
            yield from _of_lines((*here, key), getattr(moment, key))
    for ending in draft.scenario.endings.values():
        for key in ("client", "inner", "direction", "aftermath"):
            yield from _of_lines(("endings", ending.id, key), getattr(ending, key))


def _of_lines(path: Path, lines: Lines) -> Iterator[tuple[Path, Condition]]:
    for i, line in enumerate(lines):
        yield (*path, i), line.when


def _only(draft: Draft) -> Iterator[Problem]:
    for path, names in _only_lists(draft):
        for i, name in enumerate(names):
            if name not in draft.scenario.variants:
                yield _no_such_variant(draft, draft.places.at((*path, i)), name)


def _only_lists(draft: Draft) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for i, line in enumerate(draft.scenario.before):
        yield ("before", i, "only"), line.only
    for moment in draft.scenario.moments.values():
        yield ("moments", moment.id, "only"), moment.only
        for i, reply in enumerate(moment.replies):
            yield ("moments", moment.id, "replies", i, "only"), reply.only


def _no_such_moment(draft: Draft, place: Place, name: str) -> Problem:
    return problem("GR302", place, name=name, near=near(name, draft.scenario.moments))


def _no_such_variant(draft: Draft, place: Place, name: str) -> Problem:
    return problem("GR303", place, name=name, near=near(name, draft.scenario.variants))
