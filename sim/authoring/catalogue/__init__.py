"""The catalogue of all problems in a scenario file, by code."""

from __future__ import annotations

from collections.abc import Mapping

from sim.authoring.catalogue import (
    condition_entries,
    file_entries,
    graph_entries,
    shape_entries,
    writing_entries,
)
from sim.authoring.catalogue.entry import Entry
from sim.authoring.problems import Place, Problem

_GROUPS = (file_entries, shape_entries, condition_entries, graph_entries, writing_entries)
_FAMILIES = ("SY", "SC", "GR", "WR")


def _in_order(entry: Entry) -> tuple[int, str]:
    return _FAMILIES.index(entry.code[:2]), entry.code


ENTRIES: Mapping[str, Entry] = {
    entry.code: entry
    for entry in sorted((e for group in _GROUPS for e in group.GROUP), key=_in_order)
}


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
