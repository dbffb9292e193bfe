"""The catalogue of all problems in a scenario file, by code."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping

from sim.authoring.catalogue.entry import Entry
from sim.authoring.problems import Place, Problem

_GROUPS = ("file_entries", "shape_entries", "graph_entries", "writing_entries")


def _gathered() -> Iterator[tuple[str, Entry]]:
    for group in _GROUPS:
        try:
            module = importlib.import_module(f"sim.authoring.catalogue.{group}")
        except ModuleNotFoundError:
            continue
        for entry in module.GROUP:
            yield entry.code, entry


ENTRIES: Mapping[str, Entry] = dict(_gathered())


def problem(code: str, place: Place, **names: object) -> Problem:
    """The problem with this code at this place. Raises KeyError for a missing name."""
    entry = ENTRIES[code]
    return Problem(
        code=code,
        severity=entry.severity,
        message=entry.message.format_map(names),
        cure=entry.cure.format_map(names),
        place=place,
    )
