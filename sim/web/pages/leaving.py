"""How a run comes to its end: an ending, leaving early, deleting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sim.web.pages.chrome import Chrome


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingPage(Chrome):
    """ending.html: how the session ended."""

    template: ClassVar[str] = "ending.html"

    scenario_title: str
    client_name: str
    kind: str
    """Kind of ending in plain words: "Strained, and repaired", "She left"."""
    unpreventable: bool
    """No reply would have prevented it; the page says so first."""
    ending_title: str
    direction: str
    words: str
    """The client's last line. May be empty."""
    aftermath: tuple[str, ...]
    """What happens next, by paragraph."""
    meaning: tuple[str, ...]
    """What this ending means, by paragraph."""
    openness: int
    """0 to 10, as in the room; decoration only."""
    debrief_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftPage(Chrome):
    """left.html: the trainee left the run; nothing is counted, and it can be deleted here."""

    template: ClassVar[str] = "left.html"

    scenario_title: str
    client_name: str
    resume_url: str
    """To go on after all; empty where that is not possible."""
    delete_url: str
    """Where "delete this run" is posted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedPage(Chrome):
    """deleted.html: the run is gone."""

    template: ClassVar[str] = "deleted.html"

    backup_days: int
    """After how many days the last backup that may hold it is gone; 0 where there are none."""
