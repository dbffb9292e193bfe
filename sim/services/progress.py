"""How it has gone over one's runs: counts from the first to the latest. No sums, no percentages.

Runs in Explore mode and runs that were left are not counted; where turns were tried again,
the first try at each.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.domain.card import Card
from sim.domain.debrief import CriterionCount, profile
from sim.services.attempts import counted_turns, tree_of
from sim.services.desk import Desk
from sim.services.runs import NotFound
from sim.services.shelf import on_offer
from sim.services.telling import MODES
from sim.store import runs as stored
from sim.store.rows import RunRow

MOST_RUNS = 60


@dataclass(frozen=True, slots=True)
class Counted:
    """One criterion in one run: with which client, in which mode, and the counts."""

    client: str
    mode: str
    count: CriterionCount


@dataclass(frozen=True, slots=True)
class Course:
    """One criterion over the runs that asked for it: how many they were, the first of them
    and the latest (the same one where there is only one)."""

    criterion: str
    runs: int
    first: Counted
    latest: Counted


@dataclass(frozen=True, slots=True)
class Progress:
    """Over how many counted runs, and per criterion that any of them asked for."""

    runs: int
    courses: tuple[Course, ...]


def progress_of(desk: Desk, person: int) -> Progress:
    """One's counted runs, at most the latest sixty, from the first to the latest."""
    runs = [r for r in stored.ended_runs(desk.store, person) if r.mode != "explore"]
    found: dict[str, list[Counted]] = {}
    told = 0
    for run in reversed(runs[:MOST_RUNS]):
        counts = _counts(desk, person, run)
        told += bool(counts)
        for one in counts:
            if one.count.asked:
                found.setdefault(one.count.criterion, []).append(one)
    order = [c for c in desk.rubric.criteria if c in found]
    courses = (Course(c, len(found[c]), found[c][0], found[c][-1]) for c in order)
    return Progress(told, tuple(courses))


def _counts(desk: Desk, person: int, run: RunRow) -> tuple[Counted, ...]:
    """A run that cannot be opened any more (an unreadable version) is passed over."""
    try:
        tree = tree_of(desk, person, run.id)
        turns = counted_turns(tree)
    except (NotFound, KeyError):
        return ()
    scenario = tree.rooms[tree.latest].scenario
    counts = profile(scenario, turns)
    return tuple(Counted(scenario.client.name, run.mode, count) for count in counts)


def in_words(counted: Counted, side: str) -> str:
    """One run's counts for one criterion: "With Aisha, practice: asked twice; 2 fully."."""
    none, some, full = counted.count.levels
    where = f"With {counted.client}, {MODES[counted.mode][0].lower()}"
    asked = counted.count.asked
    if side == "defensive":
        seen = [f"{_times(n)} {how}" for n, how in ((full, "plainly"), (some, "a touch")) if n]
        parts = ", ".join(seen) or "not once"
        return f"{where}: {parts}, in {asked} {'reply' if asked == 1 else 'replies'}."
    parts = _listed((full, "fully"), (some, "partly"), (none, "not yet"))
    return f"{where}: asked {_times(asked)}; {parts}."


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def _listed(*counts: tuple[int, str]) -> str:
    return ", ".join(f"{n} {how}" for n, how in counts if n)


def unaided_check(desk: Desk, person: int, played: str) -> Card | None:
    """What to offer as a short check without notes after practising `played`: somebody else
    if possible, somebody not met yet before somebody known, the shortest first."""

    def order(scenario: Card) -> tuple[bool, int, int]:
        before = stored.plays_before(desk.store, person, scenario.id)
        return scenario.id == played, before, scenario.minutes

    return min(on_offer(desk), key=order, default=None)
