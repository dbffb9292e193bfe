"""Pages that stand still: help, privacy, glossary, about, and what to do when something fails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sim.web.pages.chrome import Chrome, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage(Chrome):
    """help.html: where to get help."""

    template: ClassVar[str] = "help.html"

    paragraphs: tuple[str, ...]
    """The tutor's own words about whom to turn to here; empty where none were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPage(Chrome):
    """privacy.html: who can see my words."""

    template: ClassVar[str] = "privacy.html"

    keep_days: int
    """Days after which an unfinished or finished run is deleted; 0 for "until you delete it"."""
    backup_days: int
    """Days after which a backup is gone; 0 where no backups are made."""
    contact: str
    """Whom to ask: a name, an office or an address. May be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What one level of a criterion or marker sounds like."""

    level: str
    """In words."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One of the eighteen entries of the rubric."""

    id: str
    """The rubric's id, which is the place on the page: `#own_part`."""
    name: str
    """For a marker, its student name."""
    definition: str
    anchors: tuple[Anchor, ...]
    example: str
    near_miss: str
    """Words that look like it and are not, or not quite."""
    near_miss_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage(Chrome):
    """glossary.html: the eight repair criteria and the ten defensive markers."""

    template: ClassVar[str] = "glossary.html"

    repair: tuple[Term, ...]
    defensive: tuple[Term, ...]
    rubric_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """One part of the product and its licence."""

    part: str
    licence: str
    url: str
    """The text of the licence; empty where there is no address for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage(Chrome):
    """about.html: the stance, the evidence, the licences."""

    template: ClassVar[str] = "about.html"

    version: str
    rubric_version: str
    licences: tuple[Licence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Chrome):
    """error.html: one plain sentence, and what to do next."""

    template: ClassVar[str] = "error.html"

    code: int
    """The HTTP status: 400 (the form was too old), 404, 413, 500, 503."""
    heading: str
    sentence: str
    next_step: str
    """What to do next, in one sentence."""
    onward: Link
    error_id: str
    """To tell the tutor; empty where nothing was logged."""
