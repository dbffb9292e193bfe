"""Kinds of trainee for trying a scenario out: caricatures, each with one strong bent.

They say nothing about real students. Each follows its bent in four replies of five and
answers at random in the fifth, so that it also gets to places it would rarely see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

from sim.domain.reading import Reading, reading_of
from sim.domain.scenario import Moment, Reply

Taste = Callable[[Moment, Reply], float]
"""How much a kind of trainee is drawn to a reply; only the order matters."""

BENT = 0.8
YIELDING = ("appease", "boundary_collapse")
SHUTTING = ("withdraw", "deflect", "minimise")


def skilful(moment: Moment, reply: Reply) -> float:
    """Drawn to what is asked here, and away from every defensive marker."""
    asked = sum(n for c, n in reply.reading.repair().items() if c in moment.applies)
    return asked - 3 * sum(reply.reading.markers().values())


def appeasing(moment: Moment, reply: Reply) -> float:
    """Drawn to giving way; else to whatever sounds kindest and asks for least."""
    levels = reply.reading.levels()
    yielding = sum(levels.get(c, 0) for c in YIELDING)
    kind = min(1, levels.get("validate_experience", 0)) + min(1, levels.get("own_part", 0))
    return 10 * yielding + kind - sum(reply.reading.markers().values())


def defensive(moment: Moment, reply: Reply) -> float:
    """Drawn to explaining, blaming and blocking; else to what repairs least."""
    markers = reply.reading.markers()
    hard = sum(n for c, n in markers.items() if c not in YIELDING)
    return 10 * hard - sum(reply.reading.repair().values())


def silent(moment: Moment, reply: Reply) -> float:
    """Drawn to silence; else to shutting down; else to the fewest words."""
    levels = reply.reading.levels()
    shutting = sum(levels.get(c, 0) for c in SHUTTING)
    return 1_000 * reply.reading.quiet + 100 * shutting - len(reply.text) / 100


TASTES: Mapping[str, Taste | None] = {
    "skilful": skilful,
    "appeasing": appeasing,
    "defensive": defensive,
    "silent": silent,
    "random": None,
}
"""The kinds of trainee by name; the random one has no taste at all."""


def chosen(kind: str, moment: Moment, offered: Sequence[Reply], chance: Random) -> Reply:
    """The reply that a kind of trainee gives. Raises KeyError for an unknown kind."""
    taste = TASTES[kind]
    if taste is None or chance.random() > BENT:
        return chance.choice(offered)
    drawn = [taste(moment, reply) for reply in offered]
    most = max(drawn)
    return chance.choice([r for r, d in zip(offered, drawn, strict=True) if d == most])


def courteous(moment: Moment, chance: Random) -> Reading:
    """A reading at level 1 of some of what is asked, and nothing else.

    Courtesy alone never repairs (semantics.md, "Inequalities"): a play of such replies
    must not end repaired.
    """
    some = [c for c in moment.applies if chance.random() < BENT]
    return reading_of(dict.fromkeys(some or moment.applies, 1))
