"""Small scenarios and grounds made by hand, so that a test shows only what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sim.domain.alliance import Ground
from sim.domain.conditions import ALWAYS, Condition
from sim.domain.encounter import Encounter, Turn
from sim.domain.reading import Judgement, Reading, reading_of
from sim.domain.rubric import REPAIR_IDS
from sim.domain.scenario import (
    Client,
    Ending,
    EndingKind,
    Line,
    Moment,
    Route,
    Scenario,
    Variant,
)

NAME, HEAR, OWN, EXPLORE, NEED, HOLD, LEAVE_FREE, FORWARD = REPAIR_IDS
HISTORIES = ("safe", "mixed", "unsafe")
ROWS = ("hot", "middle", "later")
Levels = Mapping[str, int]


def ground(**changes: Any) -> Ground:
    """Hot ground from 55/60, onset not counted, everything asked, the client not yet heard."""
    usual: dict[str, Any] = {
        "phase": "hot", "rupture": "confrontation", "history": "mixed",
        "alliance": 45.0, "frame": 60.0, "debt": 0.0, "said": 2, "heard": False,
        "start": 55.0, "asked": frozenset(REPAIR_IDS), "repeats": {},
    }  # fmt: skip
    return Ground(**{**usual, **changes})


def client(history: str = "mixed") -> Client:
    """Robin, of whom only the history of conflict matters here."""
    return Client("Robin", "they/them", "", "", history)  # type: ignore[arg-type]


def route(to: str, when: Condition = ALWAYS) -> Route:
    """A guarded route; without a condition it is the `otherwise`."""
    return Route(to, when, otherwise=when is ALWAYS)


def moment(name: str, *routes: Route, **changes: Any) -> Moment:
    """A hot moment at which every repair criterion is asked."""
    line = (Line(f"{name}, said the client."),)
    usual: dict[str, Any] = {"phase": "hot", "applies": REPAIR_IDS, "client": line}
    return Moment(name, replies=(), routes=routes, **{**usual, **changes})


def ending(name: str, kind: EndingKind = "unresolved") -> Ending:
    """An ending of a kind, with no more words than it needs."""
    return Ending(name, kind, name, (Line("…"),), (), "")


def scenario(*moments: Moment, **changes: Any) -> Scenario:
    """A scenario of these moments; `met` is its repaired ending, `open` where time runs out."""
    usual: dict[str, Any] = {
        "client": client(), "rupture": "confrontation", "opening": moments[0].id,
        "endings": {"met": ending("met", "repaired"), "open": ending("open")},
        "variants": {"one": Variant("one", "")}, "time_up": "open",
    }  # fmt: skip
    by_name = {m.id: m for m in moments}
    return Scenario("plain", "Plain", moments=by_name, **{**usual, **changes})


def corridor(
    steps: Iterable[Mapping[str, Any]], history: str = "mixed", **changes: Any
) -> Scenario:
    """Moments in a row, one reply each; at the end `met` if it can be, else `open`."""
    facts = list(steps)
    moments = []
    for n, step in enumerate(facts):
        on = [route(f"m{n + 1}")] if n + 1 < len(facts) else [Route("met"), route("open")]
        moments.append(moment(f"m{n}", *on, **step))
    return scenario(*moments, client=client(history), **changes)


def steps(phases: str, said: Iterable[int]) -> list[dict[str, Any]]:
    """`steps("hot middle", [1, 2])`: the facts of the moments of a corridor."""
    return [{"phase": p, "said": s} for p, s in zip(phases.split(), said, strict=True)]


def play(
    told: Scenario, replies: Iterable[Reading | Levels], variant: str = "one"
) -> tuple[Turn, ...]:
    """These replies, one after another, from the first moment."""
    encounter = Encounter(told)
    session = encounter.begin(variant)
    turns = []
    for reply in replies:
        reading = reply if isinstance(reply, Reading) else reading_of(reply)
        turns.append(encounter.take_turn(session, reading))
        session = turns[-1].after
    return tuple(turns)


def unsure(criterion: str, guess: int = 1) -> Judgement:
    """A judgement that could not be decided."""
    return Judgement(criterion, guess, "unsure", p=0.5)


def doubtful(*criteria: str, sure: Levels | None = None) -> Reading:
    """A reading that is unsure about some criteria and sure about others."""
    certain = reading_of(sure or {}).judgements
    return Reading({**certain, **{c: unsure(c) for c in criteria}}, source="reader 1")
