"""How it has gone over one's runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sim.web.pages.chrome import Chrome, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One criterion from the first run that asked for it to the latest."""

    name: str
    url: str
    """Its place in the glossary."""
    runs: int
    """In how many runs it was asked for, or looked for."""
    first: str
    """The first of them, in a sentence."""
    latest: str
    """The latest of them; empty where there was only one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPage(Chrome):
    """progress.html: counts in sentences. No percentages, no sums, nobody compared."""

    template: ClassVar[str] = "progress.html"

    runs: int
    """Counted runs; Explore and runs that were left are not among them."""
    repair: tuple[CourseLine, ...]
    defensive: tuple[CourseLine, ...]
    """Markers that were seen in the first or the latest run; others are left out."""
    check: Link | None = None
    """A short unaided check; None before any run was finished."""
    check_line: str = ""
