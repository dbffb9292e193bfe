"""One entry of the catalogue: a problem that the checker knows, told once.

The message in the terminal, the reference page and the test all come from the entry.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.authoring.problems import Severity

Edits = tuple[tuple[str, str], ...]
"""Replacements in the text of the skeleton: what stands there, what to put instead."""

Trial = Edits | bytes
"""A file to try an entry on: edits of the skeleton, or a whole file as bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A problem that the checker can find.

    `message` and `cure` are our own templates: `{name}` is filled in by `problem()`, so
    that an author's text is only ever a value, never a template. `cause` says how such a
    thing comes about, `why` what it would mean for a student. `triggers` is a file that
    has the problem, `near_miss` one that looks like it and has it not; `at` is the text
    that stands at the place reported for `triggers`. An entry that no text can bring about
    (a file that cannot be opened) has None for both.
    """

    code: str
    severity: Severity
    title: str
    message: str
    cause: str
    why: str
    cure: str
    triggers: Trial | None
    near_miss: Trial | None
    at: str = ""


def edit(old: str, new: str) -> Edits:
    """A trial that differs from the skeleton in one place."""
    return ((old, new),)


def tried(base: str, trial: Trial) -> bytes:
    """The file to try an entry on. Each text to replace must stand in `base` just once.

    Raises ValueError where it does not, so that an entry cannot rot unseen.
    """
    if isinstance(trial, bytes):
        return trial
    for old, new in trial:
        if base.count(old) != 1:
            raise ValueError(f"stands {base.count(old)} times, not once: {old!r}")
        base = base.replace(old, new)
    return base.encode("utf-8")
