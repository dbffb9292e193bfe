"""The shelf of scenarios: a folder of files, read when needed and again when changed."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from sim.authoring.catalogue import problem
from sim.authoring.checker import reasons_not_to_play
from sim.authoring.problems import Place, Problem
from sim.authoring.reader import Draft, Unreadable, read
from sim.authoring.source_text import MOST_BYTES

MOST_KEPT = 128
"""Stored versions kept ready for replay."""

Stamp = tuple[int, int]
"""When a file was changed last (ns), and its size in bytes."""


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """A scenario file on the shelf. One with errors is listed, and cannot be played.

    Errors here are those that a play could stumble over: in reading, and in the map of
    moments and routes. `sim check` looks at the writing as well, and takes longer.
    `id` is the scenario's own, or the name of the file where that cannot be read. `sha` is
    empty for a file that cannot be opened. `draft` is what could be read.
    """

    id: str
    title: str
    path: Path
    sha: str
    problems: tuple[Problem, ...] = ()
    draft: Draft | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep it from being played."""
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def playable(self) -> bool:
        """Whether it can be played."""
        return self.draft is not None and not self.errors


class Library:
    """The scenarios of one folder. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        self._seen: dict[Path, tuple[Stamp, ShelfEntry]] = {}
        self._shelf: dict[str, ShelfEntry] = {}
        self._versions: OrderedDict[str, Draft] = OrderedDict()

    def entries(self) -> list[ShelfEntry]:
        """All scenario files of the folder by name, those with errors too. Never raises."""
        with self._lock:
            paths = self._paths()
            for gone in set(self._seen) - set(paths):
                del self._seen[gone]
            self._shelf = _by_id([self._entry(path) for path in paths])
            return list(self._shelf.values())

    def draft(self, scenario_id: str) -> Draft:
        """The scenario with this id, as its file says today.

        Raises KeyError when there is none, and Unreadable when it has errors.
        """
        with self._lock:
            entry = self._shelf.get(scenario_id)
            if entry is None or self._has_changed(entry.path):
                self.entries()
                entry = self._shelf[scenario_id]
            if entry.draft is None or entry.errors:
                raise Unreadable(*entry.errors)
            return entry.draft

    def from_source(self, source: bytes) -> Draft:
        """A stored version, for replay. Raises Unreadable."""
        sha = hashlib.sha256(source).hexdigest()
        with self._lock:
            kept = self._versions.get(sha)
            if kept is not None:
                self._versions.move_to_end(sha)
                return kept
        draft = read(source, "stored version")
        with self._lock:
            self._versions[sha] = draft
            while len(self._versions) > MOST_KEPT:
                self._versions.popitem(last=False)
        return draft

    def _paths(self) -> list[Path]:
        try:
            found = [p for p in self.folder.iterdir() if p.suffix in (".yaml", ".yml")]
        except OSError:
            return []
        return sorted(found)

    def _entry(self, path: Path) -> ShelfEntry:
        try:
            stamp = _stamp(path)
            kept = self._seen.get(path)
            if kept is not None and kept[0] == stamp:
                return kept[1]
            with path.open("rb") as file:
                source = file.read(MOST_BYTES + 1)
        except OSError as error:
            self._seen.pop(path, None)
            return _unopened(path, error)
        entry = _read(path, source)
        self._seen[path] = (stamp, entry)
        return entry

    def _has_changed(self, path: Path) -> bool:
        try:
            return path not in self._seen or self._seen[path][0] != _stamp(path)
        except OSError:
            return True


def _stamp(path: Path) -> Stamp:
    state = path.stat()
    return state.st_mtime_ns, state.st_size


def _unopened(path: Path, error: OSError) -> ShelfEntry:
    reason = (error.strerror or "it cannot be read").lower()
    found = problem("SY100", Place(path.name, 1, 1), reason=reason)
    return ShelfEntry(path.stem, path.stem, path, "", (found,))


@lru_cache(MOST_KEPT)
def _looked_over(source: bytes, name: str) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Where `sim serve` forks its worker, the worker finds here what was read before."""
    draft, problems = reasons_not_to_play(source, name)
    return draft, tuple(problems)


def _read(path: Path, source: bytes) -> ShelfEntry:
    draft, problems = _looked_over(source, path.name)
    sha = hashlib.sha256(source).hexdigest()
    if draft is None:
        return ShelfEntry(path.stem, path.stem, path, sha, problems)
    scenario = draft.scenario
    return ShelfEntry(scenario.id, scenario.title, path, sha, problems, draft)


def _by_id(entries: list[ShelfEntry]) -> dict[str, ShelfEntry]:
    """One entry for each id: a file that is named like its id comes first, and any other
    with the same id is listed under its file's name and cannot be played."""
    shelf: dict[str, ShelfEntry] = {}
    for entry in sorted(entries, key=lambda e: (e.path.stem != e.id, e.path.name)):
        if entry.id not in shelf:
            shelf[entry.id] = entry
            continue
        shelf[entry.path.name] = _displaced(entry, shelf[entry.id])
    return dict(sorted(shelf.items(), key=lambda item: item[1].path.name))


def _displaced(entry: ShelfEntry, first: ShelfEntry) -> ShelfEntry:
    place = Place(entry.path.name, 1, 1)
    if entry.draft is not None:
        place = entry.draft.places.at(("id",))
    found = problem("SC225", place, id=entry.id, file=first.path.name)
    return replace(entry, id=entry.path.name, problems=(*entry.problems, found))
