"""What every use case needs within reach: the store, the scenarios, the rubric, the time."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sim.authoring.library import Library
from sim.authoring.rubric_file import load_rubric
from sim.domain.encounter import Encounter
from sim.domain.rubric import Rubric
from sim.store.connection import Store
from sim.store.versions import source_of


def utc_now() -> datetime:
    """The time in UTC, to the second; nothing is ordered by it."""
    return datetime.now(UTC).replace(microsecond=0)


def new_secret() -> str:
    """An unguessable name: 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> bytes:
    """What is stored of a secret, so that a stolen database opens nothing."""
    return hashlib.sha256(secret.encode()).digest()


@dataclass
class Desk:
    """One per program. Encounters are compiled once per scenario version and shared."""

    store: Store
    library: Library
    rubric: Rubric = field(default_factory=load_rubric)
    now: Callable[[], datetime] = utc_now
    secret: Callable[[], str] = new_secret
    _encounters: dict[str, Encounter] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def encounter(self, sha: str) -> Encounter:
        """The compiled scenario of exactly this version, from what the store kept.

        Raises KeyError when no run ever began with it.
        """
        known = self._encounters.get(sha)
        if known is not None:
            return known
        with self._lock:
            if sha not in self._encounters:
                source = source_of(self.store, sha)
                if source is None:
                    raise KeyError(sha)
                draft = self.library.from_source(source.encode())
                self._encounters[sha] = Encounter(draft.scenario)
            return self._encounters[sha]

    def stamp(self) -> str:
        """Now, as the store writes it."""
        return self.now().isoformat()
