"""Scenarios, conditions and readings drawn from a seed; all of them are fit to play.

Drawn with `random` and not piece by piece with hypothesis, which takes a hundred times as
long; the seed names the example just as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from sim.domain.alliance import MOST_DEBT, TEMPERS, Ground
from sim.domain.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Earlier,
    IsVariant,
    Meter,
    Not,
    Quiet,
    Shows,
    Sought,
    Visited,
)
from sim.domain.reading import Judgement, Reading, decision_for
from sim.domain.rubric import ALL_IDS, REPAIR_IDS
from sim.domain.scenario import Moment, Now, Route, Scenario, Variant
from tests.domain.plain_scenarios import HISTORIES, client, ending, moment, scenario

PLACES = ("asks", "waits", "os.getcwd", "says less", "comes-back", "ends_it")
ENDS = ("met", "open", "gone")
VARIANTS = ("text", "hug")
PHASES = ("contract", "marker", "hot", "middle", "later")
RUPTURES = ("confrontation", "withdrawal", "mixed")
QUANTIFIERS = ("all", "any", "none")


def reading_from(chance: Random, unsure: bool = True, most: int = 2) -> Reading:
    """What one reply was judged to show; some of it perhaps undecided."""
    ids = chance.sample(REPAIR_IDS if chance.random() < 0.6 else ALL_IDS, chance.randint(0, 4))
    judgements = {}
    for criterion in ids:
        level = chance.randint(1, most)
        doubt = unsure and chance.random() < 0.3
        judgements[criterion] = Judgement(
            criterion, level, "unsure" if doubt else decision_for(level)
        )
    return Reading(judgements, quiet=not ids, taken_back=chance.random() < 0.2)


def condition_from(chance: Random, deepest: int = 4) -> Condition:
    """A condition of any kind, nested at most so deep."""
    if deepest > 1 and chance.random() < 0.3:
        inner = tuple(condition_from(chance, deepest - 1) for _ in range(chance.randint(1, 3)))
        return chance.choice((Not(inner[0]), AllOf(inner), AnyOf(inner)))
    return _simple(chance)


def _simple(chance: Random) -> Condition:
    names = (*ALL_IDS, "repair", "defensive")
    sought = tuple(
        Sought(chance.choice(names), chance.randint(1, 2)) for _ in range(chance.randint(1, 3))
    )
    quantifier = chance.choice(QUANTIFIERS)
    at = tuple(chance.sample(PLACES, chance.randint(0, 2)))
    return chance.choice(
        (
            Shows(quantifier, sought),
            Shows(quantifier, sought[:1]),
            Earlier(quantifier, sought, at),
            Quiet(chance.random() < 0.5),
            Visited(chance.choice(PLACES), chance.randint(1, 3)),
            IsVariant((chance.choice(VARIANTS),)),
            Meter(chance.choice(("alliance", "frame")), at_least=chance.randint(10, 70)),
            Meter("alliance", below=chance.randint(30, 60)),
            Meter("said", below=chance.randint(1, 3)),
            Meter("debt", at_least=chance.randint(1, 10)),
        )
    )


def _moment(chance: Random, name: str, places: Sequence[str], private: str) -> Moment:
    """A moment; only a guarded route leads to the `private` one, or to *repaired*."""
    guarded = [
        Route(chance.choice((*places, *ENDS)), condition_from(chance))
        for _ in range(chance.randint(0, 3))
    ]
    open_to_all = [p for p in (*places, *places, "open", "gone") if p != private]
    return moment(
        name,
        *guarded,
        Route(chance.choice(open_to_all), otherwise=True),
        phase=chance.choice(PHASES),
        said=chance.randint(0, 3),
        session=chance.randint(1, 2),
        between=chance.choice(("", "", "A week later.")),
        rupture=chance.choice((None, *RUPTURES)),
        now=Now(contract_vague=chance.random() < 0.3, false_belief=chance.random() < 0.3),
        applies=tuple(c for c in REPAIR_IDS if chance.random() < 0.7),
        only=("hug",) if name == private else (),
    )


def scenario_from(chance: Random) -> Scenario:
    """Two to six moments, guarded routes, two variants, jumps in time, three endings."""
    places = PLACES[: chance.randint(2, len(PLACES))]
    private = chance.choice(("", *places[1:]))
    endings = (ending("met", "repaired"), ending("open"), ending("gone", "left"))
    own_opening = chance.choice(("", *places))
    return scenario(
        *(_moment(chance, name, places, private) for name in places),
        client=client(chance.choice(HISTORIES)),
        rupture=chance.choice(RUPTURES),
        endings={e.id: e for e in endings},
        variants={"text": Variant("text", ""), "hug": Variant("hug", "", opening=own_opening)},
        start=(chance.randint(0, 1000) / 10, chance.randint(0, 1000) / 10, chance.randint(0, 1)),
        turns=chance.randint(1, 10),
    )


def ground_from(chance: Random, **fixed: object) -> Ground:
    """Ground that a play can stand on: alliance below its ceiling, debt within bounds."""
    history = chance.choice(HISTORIES)
    start = chance.choice((0.0, 55.0, 100.0, chance.randint(0, 1000) / 10))
    top = min(100.0, start + TEMPERS[history].ceiling)
    facts = {
        "phase": chance.choice(PHASES),
        "rupture": chance.choice(RUPTURES),
        "history": history,
        "alliance": chance.choice((0.0, top, round(top * chance.random(), 1))),
        "frame": chance.choice((0.0, 100.0, chance.randint(0, 1000) / 10)),
        "debt": chance.choice((0.0, MOST_DEBT, chance.randint(0, 250) / 10)),
        "said": chance.randint(0, 3),
        "heard": chance.random() < 0.5,
        "start": start,
        "asked": frozenset(c for c in REPAIR_IDS if chance.random() < 0.7),
        "repeats": {c: chance.randint(1, 4) for c in REPAIR_IDS if chance.random() < 0.3},
        "just_lost": chance.choice((0.0, 0.0, 2.4, 8.0, 14.3)),
        "contract_vague": chance.random() < 0.3,
        "false_belief": chance.random() < 0.3,
    }
    return Ground(**{**facts, **fixed})  # type: ignore[arg-type]
