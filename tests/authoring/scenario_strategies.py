"""Random scenarios that nobody has checked: some play well, some are traps."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from sim.authoring.places import Places
from sim.authoring.reader import Draft
from sim.domain.encounter import Encounter, Turn
from sim.domain.reading import reading_of
from sim.domain.rubric import ALL_IDS
from sim.domain.scenario import LEAVING_KINDS, Moment, Route, Scenario, Variant
from tests.domain.plain_scenarios import client, ending, moment, scenario
from tests.domain.strategies import conditions

PLACES = ("asks", "waits", "says-less", "comes-back")
ENDS = {"met": "repaired", "agreed": "planned", "open": "unresolved", "gone": "left"}
ONLY = ((), (), (), ("text",), ("hug",))
PLAYS = 16


def draft_of(told: Scenario) -> Draft:
    """A draft of a scenario that never was a file: every place is its first line."""
    return Draft(told, Places("plain.yaml"), "", b"", "plain.yaml")


@st.composite
def _unchecked_moment(draw: st.DrawFn, name: str, places: Sequence[str]) -> Moment:
    anywhere = st.sampled_from((*places, *ENDS))
    guards = draw(st.lists(conditions(), max_size=4))
    return moment(
        name,
        *(Route(draw(anywhere), guard) for guard in guards),
        Route(draw(anywhere), otherwise=True),
        phase=draw(st.sampled_from(("marker", "hot", "middle", "later"))),
        said=draw(st.integers(0, 3)),
        only=draw(st.sampled_from(ONLY)),
    )


@st.composite
def unchecked_scenarios(draw: st.DrawFn) -> Scenario:
    """One to four moments with any routes at all, two variants, four endings."""
    places = PLACES[: draw(st.integers(1, len(PLACES)))]
    openings = st.sampled_from(("", *places))
    return scenario(
        *(draw(_unchecked_moment(name, places)) for name in places),
        client=client(draw(st.sampled_from(("safe", "mixed", "unsafe")))),
        endings={name: ending(name, kind) for name, kind in ENDS.items()},  # type: ignore[arg-type]
        variants={
            "text": Variant("text", ""),
            "hug": Variant("hug", "", opening=draw(openings), unpreventable=draw(st.booleans())),
        },
        start=(float(draw(st.integers(30, 70))), float(draw(st.integers(40, 80))), 0),
        turns=draw(st.integers(2, 8)),
    )


def random_turns(told: Scenario, seed: int, plays: int = PLAYS) -> list[Turn]:
    """The turns of some plays of random, certain readings, in every variant."""
    chance, encounter, turns = Random(seed), Encounter(told), []
    for n in range(plays):
        session = encounter.begin([*told.variants][n % len(told.variants)])
        while not session.ended:
            shown = {chance.choice(ALL_IDS): chance.choice((1, 2)) for _ in range(n % 4)}
            turn = encounter.take_turn(session, reading_of(shown, quiet=chance.random() < 0.2))
            turns.append(turn)
            session = turn.after
    return turns


def leaves(told: Scenario, name: str) -> bool:
    """Whether an ending is one in which the client leaves."""
    return told.endings[name].kind in LEAVING_KINDS
