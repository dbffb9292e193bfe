"""The people of these tests, and short ways to let them play.

Amina and Ben are trainees; Ben may not see Amina's work. The client here is of no
importance: the store keeps what it is given.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from sim.domain.conditions import PastTurn
from sim.domain.reading import Reading, reading_of
from sim.domain.session import Session
from sim.store.connection import Store
from sim.store.people import person_for
from sim.store.rows import NewRun, NewTurn
from sim.store.runs import attempt_of, begin_run
from sim.store.turns import Recorded, record_turn
from sim.store.versions import keep_version

AT = "2026-03-02T10:00:00+00:00"
LATER = "2026-03-02T10:05:00+00:00"
SOURCE = "scenario: the-late-letter\nclient: Robin, “quiet”\n" + "# what Robin says\n" * 400
SHA = hashlib.sha256(SOURCE.encode()).hexdigest()
SCENARIO = "the-late-letter"
UTTERANCE = "You said you would write, and you didn’t. I waited all week."
WORDS = "I did say that, and I didn’t write. Being left to wait was hard, I think."
READING = reading_of({"own_part": 2, "validate_experience": 1})
FRESH = Session("kept-waiting", "asks", alliance=55.0, frame=70.0, start=55.0, visited={"asks": 1})


@dataclass(frozen=True)
class Player:
    """Somebody with a run under way."""

    store: Store
    person: int
    run: str
    attempt: int

    def turn(self, n: int, key: str = "", *, ending: str | None = None, words: str = WORDS,
             reading: Reading = READING) -> NewTurn:  # fmt: skip
        """Their n-th turn, ready to be stored."""
        return NewTurn(
            attempt=self.attempt, run=self.run, n=n, key=key or f"{self.run}-{n}",
            moment="asks", utterance=UTTERANCE, reply="owns", words=words, reading=reading,
            asked=False, position=after(n, ending), ending=ending, taken_at=LATER,
        )  # fmt: skip

    def replies(self, n: int, key: str = "", *, ending: str | None = None,
                words: str = WORDS) -> Recorded:  # fmt: skip
        """They give their n-th reply."""
        return record_turn(self.store, self.turn(n, key, ending=ending, words=words))


def after(n: int, ending: str | None = None) -> Session:
    """Where a session stands after n turns."""
    past = tuple(PastTurn("asks", READING.levels()) for _ in range(n))
    return replace(
        FRESH, turn=n, earlier=past, alliance=55.0 + n / 4,
        moment=ending or "asks", ended=ending is not None,
    )  # fmt: skip


def device(name: str) -> bytes:
    """The fingerprint of somebody's device."""
    return hashlib.sha256(name.encode()).digest()


def joins(store: Store, name: str) -> int:
    """Somebody comes with their device for the first time, or again."""
    return person_for(store, device(name), AT[:10])


def new_run(person: int, run: str, scenario: str = SCENARIO) -> NewRun:
    """A run about to begin."""
    return NewRun(
        id=run, person=person, scenario=scenario, sha=SHA, rubric_version="1.0",
        engine_version="1", reader_version="none", variant="kept-waiting", seed=7,
        mode="practice",
    )  # fmt: skip


def begins(store: Store, name: str, run: str = "", scenario: str = SCENARIO) -> Player:
    """Somebody begins a run; its id is made from their name unless one is given."""
    person = joins(store, name)
    keep_version(store, SHA, SCENARIO, SOURCE, AT)
    run = run or f"{name}s-run"
    begin_run(store, new_run(person, run, scenario), FRESH, AT)
    return Player(store, person, run, attempt_of(store, run).id)
