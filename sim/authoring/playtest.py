"""Play a scenario many times in advance: what is never reached, how it ends, how long it takes.

First every way through it, as far as a bounded search goes; then plays by kinds of
trainee. The same seed gives the same report.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from statistics import median

from sim.authoring.reader import Draft
from sim.authoring.trainees import TASTES
from sim.authoring.walking import (
    Walk,
    courteous_ending,
    line_spoken,
    offered,
    route_taken,
    walks,
)
from sim.domain.encounter import Encounter, Turn
from sim.domain.reading import reading_of
from sim.domain.scenario import Scenario
from sim.domain.session import Session

Progress = Callable[[int, int], None]
MOST_STEPS = 15_000
COURTEOUS_PLAYS = 50
OWN_WORDS = (reading_of({}), reading_of({}, quiet=True))
"""What a typed reply may show that no authored one does: nothing at all, or silence."""
KINDS_OF_PART = ("moments", "replies", "routes", "lines", "endings")


@dataclass(frozen=True, slots=True)
class Report:
    """What was seen. `parts` and `seen` hold names of moments, replies, routes, lines and
    endings; `ends` counts plays by kind of trainee and ending; `lengths` are turns to the
    end; `exhaustive` says that every way through was walked; `courteous` the endings that
    courtesy alone (level 1) came to."""

    plays: int
    seed: int
    exhaustive: bool
    parts: dict[str, tuple[str, ...]]
    seen: dict[str, frozenset[str]]
    ends: dict[str, Counter[str]]
    lengths: tuple[int, ...]
    courteous: Counter[str]

    def untested(self, kind: str) -> tuple[str, ...]:
        """The parts of a kind that no play came past, in the order of the file."""
        return tuple(p for p in self.parts[kind] if p not in self.seen[kind])

    def as_data(self) -> dict[str, object]:
        """The shape of `sim playtest --json`."""
        return {
            "plays": self.plays, "seed": self.seed, "exhaustive": self.exhaustive,
            "untested": {k: list(self.untested(k)) for k in KINDS_OF_PART},
            "coverage": {k: [len(self.parts[k]) - len(self.untested(k)), len(self.parts[k])]
                         for k in KINDS_OF_PART},
            "ends": {kind: dict(ends) for kind, ends in self.ends.items()},
            "turns": {"least": min(self.lengths, default=0), "most": max(self.lengths, default=0),
                      "median": median(self.lengths) if self.lengths else 0},
            "courteous": dict(self.courteous),
        }  # fmt: skip


@dataclass
class _Seen:
    """What the plays have come past so far."""

    encounter: Encounter
    found: dict[str, set[str]] = field(default_factory=lambda: {k: set() for k in KINDS_OF_PART})

    def begin(self, session: Session) -> None:
        self._arrive(session)
        place = self.encounter.scenario.moments[session.moment]
        facts = session.facts(None)
        spoken = next((i for i, x in enumerate(place.client) if x.when.holds(facts) is True), None)
        if spoken is not None:
            self.found["lines"].add(f"{session.moment} line {spoken + 1}")

    def turn(self, turn: Turn, reply: str | None = None) -> None:
        if reply is not None:
            self.found["replies"].add(f"{turn.moment} > {reply}")
        route = route_taken(self.encounter, turn)
        if route is not None:
            self.found["routes"].add(_route_name(turn.moment, route))
        spoken = line_spoken(self.encounter, turn, "client")
        if spoken is not None:
            self.found["lines"].add(f"{turn.after.moment} line {spoken + 1}")
        self._arrive(turn.after)

    def _arrive(self, session: Session) -> None:
        kind = "endings" if session.ended else "moments"
        self.found[kind].add(session.moment)


def playtest(
    draft: Draft,
    n: int,
    seed: int,
    variant: str | None = None,
    progress: Progress | None = None,
    steps: int = MOST_STEPS,
) -> Report:
    """Play a scenario: a search of at most `steps` replies, then `n` plays.

    Raises KeyError for an unknown variant, IndexError where a moment has no reply for one.
    """
    encounter = Encounter(draft.scenario)
    variants = [variant] if variant else list(draft.scenario.variants)
    seen = _Seen(encounter)
    searched = [_search(encounter, v, seen, steps // len(variants)) for v in variants]
    ends: dict[str, Counter[str]] = {kind: Counter() for kind in TASTES}
    lengths = []
    for done, play in enumerate(walks(encounter, n, seed, variant), 1):
        _note(play, seen)
        ends[play.kind][play.ending] += 1
        lengths.append(len(play.turns))
        if progress and (done % 50 == 0 or done == n):
            progress(done, n)
    chance = Random(seed)
    polite = Counter(
        courteous_ending(encounter, v, chance) for v in variants for _ in range(COURTEOUS_PLAYS)
    )
    return Report(
        n, seed, all(searched), parts_of(draft.scenario),
        {k: frozenset(v) for k, v in seen.found.items()}, ends, tuple(lengths), polite,
    )  # fmt: skip


def _note(play: Walk, seen: _Seen) -> None:
    seen.begin(play.begun)
    for turn, reply in zip(play.turns, play.replies, strict=True):
        seen.turn(turn, reply)


def _search(encounter: Encounter, variant: str, seen: _Seen, most: int) -> bool:
    """Every way from the opening, rare moments first; True where nothing was left out.

    Going on from the moment that was gone on from least finds the far corners of a
    scenario long before a plain breadth-first search does.
    """
    begun = encounter.begin(variant)
    seen.begin(begun)
    waiting: dict[str, deque[Session]] = {begun.moment: deque([begun])}
    gone_on: Counter[str] = Counter()
    known, steps = {_kind_of(begun)}, 0
    while open_moments := [m for m, queue in waiting.items() if queue]:
        moment = min(open_moments, key=gone_on.__getitem__)
        gone_on[moment] += 1
        session = waiting[moment].popleft()
        for reading in OWN_WORDS:
            seen.turn(encounter.take_turn(session, reading))
        for reply in offered(encounter.moment(session), variant):
            if steps >= most:
                return False
            steps += 1
            turn = encounter.take_turn(session, reply.reading)
            seen.turn(turn, reply.id)
            if not turn.after.ended and _kind_of(turn.after) not in known:
                known.add(_kind_of(turn.after))
                waiting.setdefault(turn.after.moment, deque()).append(turn.after)
    return True


def _kind_of(session: Session) -> tuple[object, ...]:
    """Positions alike in all that the rest of a play can depend on."""
    past = tuple((t.moment, tuple(t.levels.items()), t.quiet) for t in session.earlier)
    return (session.moment, session.alliance, session.frame, session.debt, session.said,
            session.heard, session.just_lost, past)  # fmt: skip


def parts_of(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Every moment, reply, route, client's line and ending of a scenario, by name."""
    return {
        "moments": tuple(scenario.moments),
        "replies": tuple(f"{m.id} > {r.id}" for m in scenario.moments.values() for r in m.replies),
        "routes": tuple(
            _route_name(m.id, i) for m in scenario.moments.values() for i in range(len(m.routes))
        ),
        "lines": tuple(_lines(scenario)),
        "endings": tuple(scenario.endings),
    }


def _lines(scenario: Scenario) -> Iterator[str]:
    wordings = {i: m.client for i, m in scenario.moments.items()}
    wordings |= {i: e.client for i, e in scenario.endings.items()}
    for place, lines in wordings.items():
        for i in range(len(lines)):
            yield f"{place} line {i + 1}"


def _route_name(moment: str, index: int) -> str:
    return f"{moment} route {index + 1}"


def render(report: Report) -> str:
    """The report for a terminal."""
    how = "every way through" if report.exhaustive else "a bounded search"
    out = [f"{report.plays} plays (seed {report.seed}), after {how}.", ""]
    for kind in KINDS_OF_PART:
        missing = report.untested(kind)
        total = len(report.parts[kind])
        out.append(f"  {kind:<8} {total - len(missing):>4} of {total}")
        out += [f"    UNTESTED {name}" for name in missing]
    out += ["", "Share of plays per ending, by kind of trainee:"]
    endings = report.parts["endings"]
    width = max(len(e) for e in endings)
    for ending in endings:
        shares = "  ".join(
            f"{kind} {_percent(ends[ending], ends.total()):>4}"
            for kind, ends in report.ends.items()
        )
        out.append(f"  {ending:<{width}}  {shares}")
    if report.lengths:
        out += ["", f"Turns to the end: {min(report.lengths)} to {max(report.lengths)}, "
                f"half of the plays within {median(report.lengths):g}."]  # fmt: skip
    polite = ", ".join(f"{e} {n}" for e, n in report.courteous.most_common())
    out.append(f"Courtesy alone (everything at level 1) ends in: {polite}.")
    return "\n".join(out)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "-"
