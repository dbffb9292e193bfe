"""What every page shares: the frame around the words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Somewhere to go: the words on the link, and its address."""

    words: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chrome:
    """The fields that base.html needs; every page object extends it."""

    template: ClassVar[str] = "base.html"

    title: str
    """The page's own name, for the browser's tab; the product's name is added."""
    home_url: str
    help_url: str
    """Where to get help, for the trainee as a person."""
    glossary_url: str
    privacy_url: str
    """Who can see my words."""
    about_url: str
    settings_url: str
    """Text and colours, as the reader likes them."""
    elsewhere_url: str
    """The personal code, to go on with one's work on another device."""
    help_line: str
    """The tutor's one line on where to get help; at the foot of every page. May be empty."""
    csrf_token: str
    """For every form on the page; empty where the page has none."""
    lang: str = "en-GB"
    """Language of the page, as a BCP 47 tag."""
    theme: str = "auto"
    """auto (follows the device), light or dark."""
    size: str = "usual"
    """Size of the text: usual, large or largest."""
    contrast: str = "usual"
    """usual, or more."""
    motion: str = "usual"
    """usual (follows the device), or less."""
    face: str = "usual"
    """usual (serif for the client, sans for the rest) or legible (one legible sans throughout)."""


def context(page: Chrome) -> dict[str, Any]:
    """The page's fields by name, as a template wants them: `render(page.template, **context(p))`.

    Shallow on purpose: the small dataclasses inside keep their attributes.
    """
    return {field.name: getattr(page, field.name) for field in fields(page)}
