"""Before the first line: the list of scenarios, and the briefing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sim.web.pages.chrome import Chrome, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioLine:
    """One scenario in the list."""

    title: str
    client: str
    """The client's name."""
    about: str
    """One line about the client: "34, a nurse. Her mother died in spring." May be empty."""
    minutes: int
    """How long one play takes, in minutes; at least 1."""
    rupture: str
    """The kind of rupture in plain words: "confrontation", "withdrawal", "mixed"."""
    content_note: str
    """Themes, not plot. May be empty."""
    url: str
    """Its briefing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioGroup:
    """The scenarios of one level."""

    level: str
    """Introductory, Intermediate, Advanced, as a heading."""
    scenarios: tuple[ScenarioLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedRun:
    """A run on this device that can be gone on with."""

    title: str
    client: str
    mode: str
    """Explore, Practice or Unaided."""
    last_words: str
    """The client's last line, where the trainee stopped."""
    when: str
    """When it was last played, in words: "this morning", "on Tuesday"."""
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChoice:
    """One option of the level filter."""

    value: str
    """As sent in the address; empty for all levels."""
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Chrome):
    """home.html: what this is, runs to go on with, and the scenarios."""

    template: ClassVar[str] = "home.html"

    unfinished: tuple[UnfinishedRun, ...]
    groups: tuple[ScenarioGroup, ...]
    """The scenarios that match the filter, by level; empty when none does."""
    total: int
    """How many scenarios there are in all."""
    shown: int
    """How many of them are listed here."""
    filter_url: str
    """Where the filter's GET form goes."""
    filter_offered: bool
    """Whether the list is long enough for a filter to help."""
    sought: str
    """What was typed in the filter (`q`). May be empty."""
    levels: tuple[LevelChoice, ...]
    """Options of the filter's `level`, "all levels" among them."""
    tutorial_url: str
    """Two minutes to see how the room works."""
    progress_url: str
    """How it has gone over one's runs; empty before any was finished."""
    more: Link | None = None
    """The next part of a very long list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """One way of playing."""

    value: str
    """As sent in the form field `mode`: explore, practice, unaided."""
    name: str
    line: str
    """What it means, in one plain line."""
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPage(Chrome):
    """briefing.html: what to know before the first line, and the form that begins a run."""

    template: ClassVar[str] = "briefing.html"

    scenario_title: str
    content_note: str
    """Themes, not plot; shown before anything else. May be empty."""
    client_name: str
    pronouns: str
    about: str
    you: str
    """Who the trainee is in this scenario."""
    paragraphs: tuple[str, ...]
    """The briefing, one text for each paragraph."""
    frame: str
    """What was agreed between client and therapist."""
    learning: tuple[str, ...]
    level: str
    minutes: int
    modes: tuple[Mode, ...]
    action: str
    """Where the form that begins a run is posted; sends `mode` and `csrf_token`."""
    tutorial_url: str
    """Two minutes to see how the room works."""
    problem: str = ""
    """Why the form came back (422), in one plain sentence; else empty."""
