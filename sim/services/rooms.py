"""The room as it stands: what was said, what the client says now, what may be replied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import pairwise

from sim.domain.debrief import Movement, movement
from sim.domain.encounter import Encounter, Turn
from sim.domain.reading import Reading
from sim.domain.scenario import Ending, Moment, Reply, Scenario, spoken
from sim.domain.session import Session
from sim.services.desk import Desk
from sim.store.attempts import attempts_of
from sim.store.rows import AttemptRow, NewTurn, RunRow, TurnRow
from sim.store.standing import standing_of
from sim.store.turns import turns_of

ASKS_PLAINLY = "Sorry. I’m not sure what you mean by that. Can you say it another way?"


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the client says at a moment or an ending, as it is spoken in this run."""

    words: str
    direction: str = ""
    inner: str = ""
    between: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """The way to where an attempt stands: `root`, the first attempt of the run, where every
    path begins, and the turns from there on."""

    root: AttemptRow
    turns: tuple[TurnRow, ...]


@dataclass(frozen=True)
class Room:
    """One attempt where it stands now. `last` is the last turn of its path; None before the
    first reply of the run."""

    run: RunRow
    attempt: AttemptRow
    """As it was read; where it stands now is `session`."""
    encounter: Encounter
    session: Session
    last: TurnRow | None
    look_up: Callable[[], Path] = field(compare=False)
    """Reads the way here; asked only where the whole of it is shown."""
    just_taken: Turn | None = None
    """The last turn itself, where this room comes straight from taking it."""
    last_but_one: TurnRow | None = None
    """The turn before it, where this room comes straight from taking one."""

    @cached_property
    def path(self) -> Path:
        """The way here from the first line of the run."""
        found = self.look_up()
        return replace(found, turns=tuple(t for t in found.turns if t.n <= self.session.turn))

    @property
    def turns(self) -> tuple[TurnRow, ...]:
        """The replies given so far, oldest first: the whole path, with the turns that it
        shares with the attempts it was begun from."""
        return self.path.turns

    @property
    def scenario(self) -> Scenario:
        """The scenario version that this run began with."""
        return self.encounter.scenario

    @property
    def moment(self) -> Moment | None:
        """The present moment; None once the session has ended."""
        return self.scenario.moments.get(self.session.moment)

    @property
    def ending(self) -> Ending | None:
        """The ending; None while the session goes on."""
        return self.scenario.endings.get(self.session.moment)

    @property
    def replies(self) -> tuple[Reply, ...]:
        """The replies on offer at the present moment in this variant."""
        return replies_of(self.moment, self.session.variant) if self.moment else ()

    def is_due(self, turn: int, attempt: int) -> bool:
        """Whether a form made for this turn, in this attempt (its id; 0 does not say), is
        for the reply that is due."""
        return attempt in (0, self.attempt.id) and turn == self.session.turn + 1

    @cached_property
    def _utterance(self) -> Utterance:
        last = self.last
        if last is not None and last.asked and self.moment is not None:
            return Utterance(self.moment.unclear or ASKS_PLAINLY)
        return utterance_at(self.scenario, self.session, last.reading if last else None)

    def utterance(self) -> Utterance:
        """What the client says now."""
        return self._utterance


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the last reply did: the goal, its words, what they did and left, another wording."""

    goal: str
    quote: str
    did: str
    left: str
    aloud: str
    movement: Movement


def own_room(desk: Desk, person: int, run_id: str) -> Room | None:
    """The room of one's own run; None where there is none, or where it is somebody else's.

    Raises KeyError if its scenario version is gone.
    """
    found = standing_of(desk.store, run_id, person)
    if found is None:
        return None
    encounter = desk.encounter(found.run.sha)
    session = Session.from_data(found.attempt.position)
    look_up = partial(_path_of, desk, found.attempt)
    last = found.last
    if last is None and found.attempt.parent is not None:  # just begun from another attempt
        last = next(reversed(look_up().turns), None)
    return Room(found.run, found.attempt, encounter, session, last, look_up)


def room_of(desk: Desk, run: RunRow) -> Room:
    """The room of a run's latest attempt. Raises KeyError if its scenario version is gone."""
    room = own_room(desk, run.person, run.id)
    if room is None:
        raise KeyError(run.id)
    return room


def _path_of(desk: Desk, attempt: AttemptRow) -> Path:
    line = _line_of(desk, attempt)
    own = turns_of(desk.store, attempt.id)
    return Path(line[0], (*_shared(desk, line), *own))


def _line_of(desk: Desk, attempt: AttemptRow) -> list[AttemptRow]:
    """An attempt with all those that it was begun from, the first attempt first."""
    if attempt.parent is None:
        return [attempt]
    known = {a.id: a for a in attempts_of(desk.store, attempt.run)}
    line = [attempt]
    while line[0].parent is not None:
        line.insert(0, known[line[0].parent])
    return line


def _shared(desk: Desk, line: list[AttemptRow]) -> list[TurnRow]:
    """The turns of a path that were said in earlier attempts."""
    path: list[TurnRow] = []
    for attempt, after in pairwise(line):
        path += turns_of(desk.store, attempt.id)
        path = [turn for turn in path if turn.n < (after.from_turn or 1)]
    return path


def room_after(room: Room, turn: Turn, new: NewTurn) -> Room:
    """The room once a turn is stored: what `room_of` would read again, without reading it."""
    run = replace(
        room.run,
        last_at=new.taken_at,
        ending=new.ending,
        status="ended" if new.ending else "open",
    )
    row = TurnRow(
        new.attempt, new.n, new.key, new.moment, new.utterance, new.reply, new.words,
        new.reading, new.asked, new.taken_at,
    )  # fmt: skip
    return Room(run, room.attempt, room.encounter, turn.after, row, room.look_up, turn, room.last)


def utterance_at(scenario: Scenario, session: Session, reading: Reading | None) -> Utterance:
    """The client's lines where a session stands, after the reply that led there."""
    facts = session.facts(reading)
    moment = scenario.moments.get(session.moment)
    place = moment or scenario.endings[session.moment]
    return Utterance(
        words=spoken(place.client, facts),
        direction=spoken(place.direction, facts),
        inner=spoken(place.inner, facts),
        between=moment.between if moment else "",
    )


def replies_of(moment: Moment, variant: str) -> tuple[Reply, ...]:
    """The replies of a moment that belong to a variant."""
    return tuple(r for r in moment.replies if not r.only or variant in r.only)


def reply_in(moment: Moment, variant: str, reply_id: str) -> Reply | None:
    """One reply on offer by its id; None when there is no such reply here."""
    return next((r for r in replies_of(moment, variant) if r.id == reply_id), None)


def feedback_on(scenario: Scenario, turn: Turn, reply_id: str | None) -> Feedback | None:
    """What a chosen reply did. None for a turn at which the client asked what was meant."""
    moment = scenario.moments[turn.moment]
    reply = reply_in(moment, turn.before.variant, reply_id) if reply_id else None
    if turn.asked or reply is None:
        return None
    other = another_wording(moment, turn.before.variant, reply)
    return Feedback(
        goal=moment.goal,
        quote="" if reply.reading.quiet else reply.text,
        did=reply.did,
        left=reply.left,
        aloud=other.text if other else "",
        movement=movement(turn.before, turn.after),
    )


def another_wording(moment: Moment, variant: str, chosen: Reply) -> Reply | None:
    """Another of this moment's replies to try aloud: one that repairs, without a marker.

    The fullest one comes first; among equals the one that is most unlike the chosen reply.
    """
    own = chosen.reading.repair().keys()
    found, most = None, (0, 0)
    for other in replies_of(moment, variant):
        if other.id == chosen.id or other.reading.markers():
            continue
        repair = other.reading.repair()
        worth = (sum(repair.values()), -len(own & repair.keys()))
        if repair and (found is None or worth > most):
            found, most = other, worth
    return found


def begun(room: Room) -> Session:
    """The position at the beginning of this path, before the first reply of the run."""
    return Session.from_data(room.path.root.begun)


def last_turn(room: Room) -> Turn | None:
    """The last turn and what it did; None before the first reply."""
    if room.just_taken is None and room.last is not None:
        return replay(room)[-1]
    return room.just_taken


def replay(room: Room) -> tuple[Turn, ...]:
    """Every turn again from the stored judgements; nothing is read or judged anew."""
    session = begun(room)
    turns: list[Turn] = []
    for row in room.turns:
        turn = room.encounter.take_turn(session, row.reading)
        turns.append(turn)
        session = turn.after
    return tuple(turns)
