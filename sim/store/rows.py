"""Rows as plain values: what the store hands up and what it takes."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.domain.reading import Reading
from sim.domain.session import Session


@dataclass(frozen=True, slots=True)
class NewRun:
    """A run about to begin, with everything that it pins."""

    id: str
    person: int
    scenario: str
    sha: str
    rubric_version: str
    engine_version: str
    reader_version: str
    variant: str
    seed: int
    mode: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """A stored run. `status` is open, ended or left; times are UTC in ISO form."""

    id: str
    person: int
    scenario: str
    sha: str
    rubric_version: str
    engine_version: str
    reader_version: str
    variant: str
    seed: int
    mode: str
    begun_at: str
    status: str
    ending: str | None
    last_at: str


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """A stored attempt: where it began, and where it stands (snapshots of a Session).

    All but the first name their parent and `from_turn`, the number of the turn that they
    take anew; the parent's turns before it belong to their path.
    """

    id: int
    run: str
    n: int
    parent: int | None
    from_turn: int | None
    begun: Mapping[str, Any]
    position: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NewTurn:
    """A reply about to be stored, with the position that it leads to."""

    attempt: int
    run: str
    n: int
    key: str
    moment: str
    utterance: str
    reply: str | None
    words: str
    reading: Reading
    asked: bool
    position: Session
    ending: str | None
    taken_at: str


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A stored reply: what the client had said, what was replied, what it showed."""

    attempt: int
    n: int
    key: str
    moment: str
    utterance: str
    reply: str | None
    words: str
    reading: Reading
    asked: bool
    taken_at: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of a run's log: `kind` is begun, turn, again, left or imported. It never
    holds words."""

    run: str
    attempt: int | None
    n: int | None
    kind: str
    detail: Mapping[str, str]
    at: str


def seal(*values: str | int | None) -> int:
    """A checksum (CRC-32) that is stored with a row: it tells damage, not tampering.

    SQLite's own check sees a broken tree but not a changed letter in somebody's words.
    Raises UnicodeEncodeError (a ValueError) for text that cannot be stored, such as half
    of a surrogate pair.
    """
    return zlib.crc32("\x1f".join(map(str, values)).encode())
