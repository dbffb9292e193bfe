"""One play of a scenario from the first line to an ending, given by a kind of trainee."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from sim.authoring.trainees import TASTES, chosen, courteous
from sim.domain.conditions import Facts
from sim.domain.encounter import Encounter, Turn
from sim.domain.scenario import Moment, Reply
from sim.domain.session import Session


@dataclass(frozen=True, slots=True)
class Walk:
    """A play that was walked: the replies given, turn by turn, and where it ended."""

    kind: str
    variant: str
    begun: Session
    turns: tuple[Turn, ...]
    replies: tuple[str, ...]

    @property
    def ending(self) -> str:
        """The ending that the play came to."""
        return self.turns[-1].after.moment

    @property
    def moments(self) -> frozenset[str]:
        """The different moments that the play passed."""
        return frozenset(turn.moment for turn in self.turns)


def offered(moment: Moment, variant: str) -> tuple[Reply, ...]:
    """The replies of a moment that belong to a variant."""
    return tuple(r for r in moment.replies if not r.only or variant in r.only)


def walk(encounter: Encounter, kind: str, variant: str, chance: Random) -> Walk:
    """One play by a kind of trainee (sim/authoring/trainees.py), to its ending.

    Raises IndexError at a moment without a reply for this variant.
    """
    begun = session = encounter.begin(variant)
    turns, given = [], []
    while not session.ended:
        moment = encounter.moment(session)
        reply = chosen(kind, moment, offered(moment, variant), chance)
        turn = encounter.take_turn(session, reply.reading)
        turns.append(turn)
        given.append(reply.id)
        session = turn.after
    return Walk(kind, variant, begun, tuple(turns), tuple(given))


def walks(encounter: Encounter, n: int, seed: int, variant: str | None = None) -> Iterator[Walk]:
    """`n` plays, shared out evenly among the kinds of trainee and the variants.

    The same seed gives the same plays. Raises KeyError for an unknown variant.
    """
    chance = Random(seed)
    kinds = tuple(TASTES)
    variants = [encounter.scenario.variants[variant].id] if variant else [
        *encounter.scenario.variants
    ]
    for i in range(n):
        yield walk(encounter, kinds[i % len(kinds)], variants[i // len(kinds) % len(variants)],
                   chance)  # fmt: skip


def courteous_ending(encounter: Encounter, variant: str, chance: Random) -> str:
    """The ending of a play in which every reply is courteous and no more (level 1)."""
    session = encounter.begin(variant)
    while not session.ended:
        reading = courteous(encounter.moment(session), chance)
        session = encounter.take_turn(session, reading).after
    return session.moment


def route_taken(encounter: Encounter, turn: Turn) -> int | None:
    """Which route of its moment a turn took, by number; None where no route held."""
    before, made = turn.before, turn.shift
    meters = before.meters() | {
        "alliance": round(before.alliance + made.alliance, 2),
        "frame": round(max(0.0, min(100.0, before.frame + made.frame)), 2),
        "debt": round(before.debt + made.debt, 2),
    }
    facts = Facts(turn.reading, meters, before.visited, before.earlier, before.variant)
    exits = encounter.exits[turn.moment]
    return next((i for i, way in enumerate(exits) if way.guard.holds(facts) is True), None)


def line_spoken(encounter: Encounter, turn: Turn, key: str) -> int | None:
    """Which wording of `client`, `inner` or `direction` followed a turn, by number."""
    scenario = encounter.scenario
    place = scenario.moments.get(turn.after.moment) or scenario.endings[turn.after.moment]
    facts = turn.after.facts(turn.reading)
    lines = getattr(place, key)
    return next((i for i, line in enumerate(lines) if line.when.holds(facts) is True), None)
