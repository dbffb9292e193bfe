"""Noticing before replying: part of the room."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A piece of the client's line that can be marked."""

    name: str
    """Of its form field: "spot-0", "spot-1", …"""
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a few that exclude each other."""

    value: str
    """As sent; empty for "rather not say"."""
    name: str
    line: str = ""
    """What it means, in a few words. May be empty."""
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticing:
    """What may be noticed before the reply; all of it optional, none of it scored."""

    phrases: tuple[Phrase, ...]
    kinds: tuple[Choice, ...]
    """The form field `kind`."""
    taps: tuple[Choice, ...]
    """The form field `tap`, private; empty where the moment is not a hot one."""
    kept: bool
    """Something was kept for this turn already. Where nothing was, nothing is chosen either."""
