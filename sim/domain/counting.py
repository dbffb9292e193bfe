"""What counts of a run in which turns were tried again (semantics.md, "Runs, attempts, turns")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt, in the order in which attempts were begun: the numbers of the turns that
    it took itself, and whether it came to an end."""

    attempt: int
    turns: tuple[int, ...]
    ended: bool


def first_tries(mode: str, attempts: Iterable[Tried]) -> frozenset[tuple[int, int]]:
    """The turns that count, as (attempt, turn): the first try at each turn of the run.

    Counting stops with the first ending: what is tried once the whole is known is for
    learning. In Explore nothing counts; in Unaided the first attempt is all there is until
    then. So a run counts each turn once, however often one went back.
    """
    if mode == "explore":
        return frozenset()
    found: dict[int, tuple[int, int]] = {}
    for tried in attempts:
        for n in tried.turns:
            found.setdefault(n, (tried.attempt, n))
        if tried.ended:
            break
    return frozenset(found.values())
