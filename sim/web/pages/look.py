"""How the pages look on this device."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sim.web.pages.chrome import Chrome
from sim.web.pages.noticing import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingGroup:
    """One thing that the reader may choose."""

    name: str
    """As sent: theme, size, contrast, face, motion."""
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage(Chrome):
    """settings.html: text and colours, kept on this device."""

    template: ClassVar[str] = "settings.html"

    groups: tuple[SettingGroup, ...]
    action: str
    kept: bool
    """The choices were kept just now."""
