"""The shelf of scenarios: a folder of files, read when needed and again when changed."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sim.authoring.catalogue import problem
from sim.authoring.problems import Place, Problem
from sim.authoring.reader import Draft, Unreadable, read
from sim.authoring.source_text import MOST_BYTES
from sim.authoring.verdicts import Verdict, Verdicts
from sim.domain.card import Card, card_of

MOST_KEPT = 128
"""Scenarios and stored versions kept ready to play."""

Stamp = tuple[int, int]
"""When a file was changed last (ns), and its size in bytes."""

Told = Callable[[int, int], None]
"""Told of a file about to be looked over for the first time: its number, of how many."""


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """A scenario file on the shelf. One with errors is listed, and cannot be played.

    Errors here are those that a play could stumble over: in reading, and in the map of
    moments and routes. `sim check` looks at the writing as well, and takes longer.
    `id` is the scenario's own, or the name of the file where that cannot be read. `sha` is
    empty for a file that cannot be opened, and `card` is None for one that cannot be read.
    """

    id: str
    title: str
    path: Path
    sha: str
    problems: tuple[Problem, ...] = ()
    card: Card | None = None
    id_at: tuple[int, int] = (1, 1)
    """Line and column of its id."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep it from being played."""
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def playable(self) -> bool:
        """Whether it can be played."""
        return self.card is not None and not self.errors


class Library:
    """The scenarios of one folder. Safe to share between threads.

    `verdicts`: where to keep what was found in them, for the next start.
    """

    def __init__(self, folder: Path, verdicts: Path | None = None) -> None:
        self.folder = folder
        self._verdicts = Verdicts(verdicts)
        self._lock = threading.RLock()
        self._seen: dict[Path, tuple[Stamp, ShelfEntry]] = {}
        self._shelf: dict[str, ShelfEntry] = {}
        self._versions: OrderedDict[str, Draft] = OrderedDict()

    def entries(self, told: Told | None = None) -> list[ShelfEntry]:
        """All scenario files of the folder by name, those with errors too. Never raises."""
        with self._lock:
            paths = self._paths()
            for gone in set(self._seen) - set(paths):
                del self._seen[gone]
            many = len(paths)
            found = [self._entry(p, told, (n, many)) for n, p in enumerate(paths, 1)]
            self._verdicts.keep({(entry.path.name, entry.sha) for entry in found})
            self._shelf = _by_id(found)
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
            if not entry.playable:
                raise Unreadable(*entry.errors)
            return self._opened(entry)

    def from_source(self, source: bytes) -> Draft:
        """A stored version, for replay. Raises Unreadable."""
        return self._read(source, hashlib.sha256(source).hexdigest(), "stored version")

    def _opened(self, entry: ShelfEntry) -> Draft:
        kept = self._kept(entry.sha)
        if kept is not None:
            return kept
        try:
            source = _bytes_of(entry.path)
        except OSError as error:
            raise Unreadable(*_unopened(entry.path, error).problems) from error
        sha = hashlib.sha256(source).hexdigest()
        if sha != entry.sha:  # changed this very moment: look it over first
            self._seen.pop(entry.path, None)
            return self.draft(entry.id)
        return self._read(source, sha, entry.path.name)

    def _read(self, source: bytes, sha: str, name: str) -> Draft:
        kept = self._kept(sha)
        if kept is None:
            kept = read(source, name)
            self._keep(kept)
        return kept

    def _kept(self, sha: str) -> Draft | None:
        with self._lock:
            kept = self._versions.get(sha)
            if kept is not None:
                self._versions.move_to_end(sha)
            return kept

    def _keep(self, draft: Draft) -> None:
        with self._lock:
            self._versions[draft.sha] = draft
            while len(self._versions) > MOST_KEPT:
                self._versions.popitem(last=False)

    def _paths(self) -> list[Path]:
        try:
            found = [p for p in self.folder.iterdir() if p.suffix in (".yaml", ".yml")]
        except OSError:
            return []
        return sorted(found)

    def _entry(self, path: Path, told: Told | None, place: tuple[int, int]) -> ShelfEntry:
        try:
            stamp = _stamp(path)
            kept = self._seen.get(path)
            if kept is not None and kept[0] == stamp:
                return kept[1]
            source = _bytes_of(path)
        except OSError as error:
            self._seen.pop(path, None)
            return _unopened(path, error)
        sha = hashlib.sha256(source).hexdigest()
        verdict = self._verdicts.of(path.name, sha)
        if verdict is None:
            if told:
                told(*place)
            verdict = self._looked_over(path, source, sha)
        entry = _judged(path, sha, verdict)
        self._seen[path] = (stamp, entry)
        return entry

    def _looked_over(self, path: Path, source: bytes, sha: str) -> Verdict:
        # Imported here: with every verdict known, the checks are not needed.
        from sim.authoring.checker import reasons_not_to_play

        draft, problems = reasons_not_to_play(source, path.name)
        card, at = None, (1, 1)
        if draft is not None:
            place = draft.places.at(("id",))
            card, at = card_of(draft.scenario), (place.line, place.column)
            if not any(p.severity == "error" for p in problems):
                self._keep(draft)
        verdict = Verdict(card, at, tuple(problems))
        self._verdicts.add(path.name, sha, verdict)
        return verdict

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


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _judged(path: Path, sha: str, verdict: Verdict) -> ShelfEntry:
    card = verdict.card
    if card is None:
        return ShelfEntry(path.stem, path.stem, path, sha, verdict.problems)
    return ShelfEntry(card.id, card.title, path, sha, verdict.problems, card, verdict.id_at)


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
    place = Place(entry.path.name, *entry.id_at)
    found = problem("SC225", place, id=entry.id, file=first.path.name)
    return replace(entry, id=entry.path.name, problems=(*entry.problems, found))
