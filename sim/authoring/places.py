"""Where each value of a scenario file stands: line and column, found by its path of keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.authoring.problems import Path, Place


@dataclass(frozen=True, slots=True)
class Places:
    """The places of all values and keys of one file.

    A path is the way to a value, such as `("moments", "asks", "routes", 0, "to")`; `texts`
    are the paths of all values that are plain text.
    """

    file: str
    values: Mapping[Path, Place] = field(default_factory=dict)
    keys: Mapping[Path, Place] = field(default_factory=dict)
    texts: frozenset[Path] = frozenset()

    def at(self, path: Path, key: bool = False) -> Place:
        """The place of the value (or of its key); else of the nearest thing around it.

        Of a parent the key is the better place: it is what the eye finds in the file; but
        a text answers with itself, wherever it stands for a list of one. An item of a list
        has no key, so that its value answers.
        """
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        if path in first:
            return first[path]
        if path in second:
            return second[path]
        if not path:
            return Place(self.file, 1, 1)
        around = path[:-1]
        return self.at(around, key=around not in self.texts)

    def has(self, path: Path) -> bool:
        """Whether the file says anything at this path."""
        return path in self.values
