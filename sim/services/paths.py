"""The map of paths: what a run met, and where other replies would have led from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.domain.encounter import Turn
from sim.domain.scenario import Ending, Moment
from sim.services.attempts import Tree
from sim.services.rooms import Room, Utterance, replay, replies_of, utterance_at
from sim.services.runs import NotFound


@dataclass(frozen=True, slots=True)
class Way:
    """Where some of the other replies at a turn would have led, from that very position."""

    to: str
    replies: int
    met: bool
    words: str
    """What the client would have said there."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One turn of the taken path, with the ways that were not taken from it."""

    turn: Turn
    said: str
    replied: str
    same: int
    """How many other replies would have come to the same place."""
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """A place that no attempt of this run came to, where one would come to it soonest.

    `parent` is the unmet place before it; None where it hangs on the path of `attempt`,
    after `turn`. `column` counts turns from 0.
    """

    id: str
    parent: str | None
    attempt: int
    turn: int
    column: int
    words: str
    ending: Ending | None


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths of a run seen from one attempt that has ended."""

    tree: Tree
    room: Room
    stops: tuple[Stop, ...]
    met: frozenset[str]
    within_reach: frozenset[str]
    """All moments and endings that this variant can come to, the met ones among them."""
    unmet: tuple[Unmet, ...]


def paths_of(tree: Tree, attempt: int | None = None) -> Paths:
    """The paths of one's run, seen from an attempt: the given one, or the latest that ended.

    Raises NotFound before it has ended.
    """
    ended = [n for n in tree.rooms if tree.has_ended(n)]
    wanted = attempt if attempt is not None else max(ended, default=0)
    if wanted not in ended:
        raise NotFound(wanted)
    room = tree.rooms[wanted]
    met = met_in(tree)
    stops = tuple(_stops(room, met))
    unmet = tuple(_unmet(room, _edges(tree, room, stops), met))
    return Paths(tree, room, stops, met, met | {place.id for place in unmet}, unmet)


def met_in(tree: Tree) -> frozenset[str]:
    """Every moment and ending that some attempt of a run came to."""
    moments = {turn.moment for room in tree.rooms.values() for turn in room.turns}
    return frozenset(moments | {room.session.moment for room in tree.rooms.values()})


def _stops(room: Room, met: frozenset[str]) -> Iterator[Stop]:
    for row, turn in zip(room.turns, replay(room), strict=True):
        there: dict[str, list[Utterance]] = {}
        for reply in replies_of(room.scenario.moments[turn.moment], room.session.variant):
            if reply.id != row.reply:
                after = room.encounter.take_turn(turn.before, reply.reading).after
                said = utterance_at(room.scenario, after, reply.reading)
                there.setdefault(after.moment, []).append(said)
        same = len(there.pop(turn.after.moment, ()))
        ways = tuple(
            Way(to, len(said), to in met, said[0].words) for to, said in there.items()
        )
        yield Stop(turn, row.utterance, row.words, same, ways)


def _edges(tree: Tree, room: Room, stops: tuple[Stop, ...]) -> Iterator[Unmet]:
    """Every first step off what was met: by another reply from the very position, then by
    any route of a moment that some attempt met, under other meters or another history."""
    n = room.attempt.n
    for column, stop in enumerate(stops, 1):
        for way in stop.ways:
            yield _place(room, way.to, None, (n, stop.turn.n, column), way.words)
    others = [tree.rooms[k] for k in tree.rooms if k != n]
    for walked in (room, *others):
        for column, turn in enumerate(walked.turns, 1):
            for to in _leads_to(walked, turn.moment):
                yield _place(room, to, None, (walked.attempt.n, turn.n, column))


def _unmet(room: Room, edges: Iterator[Unmet], met: frozenset[str]) -> Iterator[Unmet]:
    """The unmet places, each by its shortest way from what was met: a tree, no tangle."""
    seen = set(met)
    waiting: list[Unmet] = []
    for edge in edges:
        if edge.id not in seen:
            seen.add(edge.id)
            waiting.append(edge)
    while waiting:
        here = waiting.pop(0)
        yield here
        for to in _leads_to(room, here.id):
            if to not in seen:
                seen.add(to)
                where = (here.attempt, here.turn, here.column + 1)
                waiting.append(_place(room, to, here.id, where))


def _place(
    room: Room, to: str, parent: str | None, where: tuple[int, int, int], words: str = ""
) -> Unmet:
    scenario = room.scenario
    ending = scenario.endings.get(to)
    words = words or _usual_words(scenario.moments.get(to) or scenario.endings[to])
    return Unmet(to, parent, *where, words, ending)


def _leads_to(room: Room, moment: str) -> list[str]:
    exits = room.encounter.exits.get(moment, ())
    return [way.to for way in exits if _is_of(room, way.to)]


def _is_of(room: Room, place: str) -> bool:
    """Whether a place belongs to the variant that is played."""
    moment = room.scenario.moments.get(place)
    return moment is None or not moment.only or room.session.variant in moment.only


def _usual_words(place: Moment | Ending) -> str:
    """The wording for when nothing special is the case: authors write it last."""
    return place.client[-1].say if place.client else ""
