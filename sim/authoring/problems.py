"""A problem in a scenario file: what, where, why it matters, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: line and column count from 1."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of the checker. `code` names its entry in the catalogue."""

    code: str
    severity: Severity
    message: str
    cure: str
    place: Place

    def as_data(self) -> dict[str, str | int]:
        """The shape of `sim check --json`."""
        return {
            "path": self.place.path,
            "line": self.place.line,
            "column": self.place.column,
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "cure": self.cure,
        }
