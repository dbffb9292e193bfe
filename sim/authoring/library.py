"""The library: a folder of scenario files, each read once as long as it does not change."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path

from sim.authoring.problems import Place, Problem
from sim.authoring.reader import Draft, Unreadable, read

Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the library. `draft` is None where it cannot be read; `problems` say why."""

    id: str
    path: Path
    draft: Draft | None
    problems: tuple[Problem, ...] = ()


class Library:
    """The scenarios of a folder. A broken file is listed and never stops the others.

    Safe to share between threads. A file is read again when its time or size changes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[Path, tuple[Stamp, Entry]] = {}
        self._sources: dict[str, Draft] = {}
        self._lock = threading.Lock()

    def entries(self) -> tuple[Entry, ...]:
        """Every scenario file of the folder, by name."""
        return tuple(self._entry(path) for path in sorted(self.folder.glob("*.yaml")))

    def entry(self, scenario_id: str) -> Entry | None:
        """One scenario by its id, which is its file's name; None where there is none."""
        if not scenario_id.replace("-", "").isalnum():
            return None
        path = self.folder / f"{scenario_id}.yaml"
        return self._entry(path) if path.is_file() else None

    def from_source(self, source: bytes) -> Draft:
        """A stored version, by its source. Raises Unreadable for a broken one."""
        sha = hashlib.sha256(source).hexdigest()
        with self._lock:
            known = self._sources.get(sha)
        if known is not None:
            return known
        draft = read(source, sha[:12])
        with self._lock:
            self._sources[sha] = draft
        return draft

    def _entry(self, path: Path) -> Entry:
        stat = path.stat()
        stamp = (stat.st_mtime_ns, stat.st_size)
        with self._lock:
            known = self._files.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        entry = _read_file(path)
        with self._lock:
            self._files[path] = (stamp, entry)
            if entry.draft is not None:
                self._sources[entry.draft.sha] = entry.draft
        return entry


def _read_file(path: Path) -> Entry:
    try:
        return Entry(path.stem, path, read(path.read_bytes(), str(path)))
    except Unreadable as unreadable:
        return Entry(path.stem, path, None, tuple(unreadable.problems))
    except OSError as error:
        place = Place(str(path), 1, 1)
        told = Problem("SY100", "error", f"The file cannot be read: {error.strerror}.",
                       "Look at its permissions.", place)  # fmt: skip
        return Entry(path.stem, path, None, (told,))
