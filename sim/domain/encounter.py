"""The encounter: a `transitions` machine per scenario version, and one verb, take_turn.

The machine is compiled once and shared by every player; a play's own state travels on a
tiny private holder (house.md, "Facts that bite": no auto transitions, no strings as
callbacks, no model). Guards are our own conditions, never an author's text.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from transitions import EventData, Machine

from sim.domain.alliance import FRAME_HOLDS, TEMPERS, Ground, Shift, shift
from sim.domain.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Earlier,
    Facts,
    IsVariant,
    Meter,
    PastTurn,
    Shows,
    Sought,
)
from sim.domain.reading import Judgement, Reading, decision_for
from sim.domain.rubric import REPAIR_IDS
from sim.domain.scenario import Ending, Moment, Route, Scenario
from sim.domain.session import Session

ENGINE_VERSION = "1"

IN_FULL = (Sought("repair", 2),)
ONCE_IN_FULL = AnyOf((Shows("any", IN_FULL), Earlier("any", IN_FULL)))
"""Some reply repaired in full: courtesy alone never does (semantics.md, "inequalities")."""

logging.getLogger("transitions").setLevel(logging.WARNING)


class _Chair:
    """Holds the state of one play while a trigger fires; nothing else."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


@dataclass(frozen=True, slots=True)
class Exit:
    """A route with everything that guards it: the author's condition and our own."""

    to: str
    guard: Condition

    def passes(self, event: EventData) -> bool:
        """The machine asks this; only a certain yes opens the route."""
        return self.guard.holds(event.kwargs["facts"]) is True


@dataclass(frozen=True, slots=True)
class Turn:
    """One reply and what it did. `asked` means that the client asked what was meant,
    so that nothing moved and the same moment goes on."""

    n: int
    moment: str
    reading: Reading
    shift: Shift
    before: Session
    after: Session
    asked: bool = False


class Encounter:
    """A scenario compiled for play. Safe to share between threads."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.exits = {m.id: tuple(self._exits(m)) for m in scenario.moments.values()}
        self._machine = self._compile()

    def begin(self, variant: str) -> Session:
        """The position before the first reply. Raises KeyError for an unknown variant."""
        alliance, frame, said = self.scenario.start
        fresh = Session(variant, "", alliance, frame, start=alliance, said=said)
        return self._enter(fresh, self.scenario.opening_for(variant))

    def moment(self, session: Session) -> Moment:
        """The moment at which a session stands. Raises KeyError once it has ended."""
        return self.scenario.moments[session.moment]

    def ending(self, session: Session) -> Ending:
        """The ending at which a session has come to rest. Raises KeyError before that."""
        return self.scenario.endings[session.moment]

    def take_turn(
        self, session: Session, reading: Reading, meant: Mapping[str, int] | None = None
    ) -> Turn:
        """Give one reply: shift the meters, fire the machine, enter the next moment.

        `meant` is the trainee's own statement (rubric id -> level), used only where the
        reading stays unsure after the client has asked here. Raises ValueError when the
        session has already ended or `meant` names no rubric id or level, KeyError when it
        stands at a moment that this scenario does not have.
        """
        if session.ended:
            raise ValueError("this session has ended")
        moment = self.moment(session)
        statement = _statement(meant or {})
        if moment.id in session.asked_plainly:
            reading = _settled(reading, statement)
        change = shift(reading, self._ground(session, moment), self.scenario.shifts)
        moved = self._moved(session, moment, reading, change)
        if self._must_ask(session, moved, reading):
            asked = replace(
                session, turn=session.turn + 1, asked_plainly=(*session.asked_plainly, moment.id)
            )
            return Turn(asked.turn, moment.id, reading, Shift(), session, asked, asked=True)
        after = self._enter(moved, self._fire(moved, moment.id, reading))
        return Turn(after.turn, moment.id, reading, change, session, after)

    def ways_open(self, moved: Session, reading: Reading) -> tuple[str, ...]:
        """Where a reply could lead; more than one only while doubt could decide it.

        `moved` is the session with the reply's shift made, still at its moment.
        """
        facts = _facts_here(moved, reading)
        ways: list[str] = []
        for way in self.exits[moved.moment]:
            truth = way.guard.holds(facts)
            if truth is not False and way.to not in ways:
                ways.append(way.to)
            if truth is True:
                break
        return tuple(ways)

    def _must_ask(self, session: Session, moved: Session, reading: Reading) -> bool:
        if session.moment in session.asked_plainly or moved.turn >= self.scenario.turns:
            return False
        # Without a doubt every guard says yes or no, and one way is open.
        return reading.in_doubt() and len(self.ways_open(moved, reading)) > 1

    def _ground(self, session: Session, moment: Moment) -> Ground:
        scenario = self.scenario
        return Ground(
            phase=moment.phase,
            rupture=scenario.rupture_of(moment),
            history=scenario.client.conflict_history,
            alliance=session.alliance,
            frame=session.frame,
            debt=session.debt,
            said=session.said,
            heard=session.heard,
            start=session.start,
            asked=frozenset(moment.applies),
            repeats=self._repeats(session, moment),
            just_lost=session.just_lost,
            contract_vague=moment.now.contract_vague,
            false_belief=moment.now.false_belief,
        )

    def _repeats(self, session: Session, moment: Moment) -> dict[str, int]:
        """How often each criterion was shown before in this stretch of the same phase."""
        counts: dict[str, int] = {}
        for past in reversed(session.earlier):
            there = self.scenario.moments[past.moment]
            if _stretch(there) != _stretch(moment):
                break
            for criterion in past.levels:
                if criterion in REPAIR_IDS:
                    counts[criterion] = counts.get(criterion, 0) + 1
        return counts

    def _moved(self, session: Session, moment: Moment, reading: Reading, change: Shift) -> Session:
        past = PastTurn(moment.id, reading.levels(), reading.quiet)
        return replace(
            session,
            alliance=round(session.alliance + change.alliance, 2),
            frame=round(max(0.0, min(100.0, session.frame + change.frame)), 2),
            debt=round(session.debt + change.debt, 2),
            turn=session.turn + 1,
            heard=session.heard or change.heard,
            just_lost=change.lost,
            earlier=(*session.earlier, past),
        )

    def _fire(self, moved: Session, here: str, reading: Reading) -> str:
        chair = _Chair(here)
        # A route that was still open when the asking was used up falls to `otherwise`.
        self._machine.events["answer"].trigger(chair, facts=_facts_here(moved, reading))
        if chair.state not in self.scenario.endings and moved.turn >= self.scenario.turns:
            self._machine.events["time_up"].trigger(chair)
        return chair.state

    def _enter(self, session: Session, to: str) -> Session:
        visited = {**session.visited, to: session.visited.get(to, 0) + 1}
        if to in self.scenario.endings:
            return replace(session, moment=to, visited=visited, ended=True)
        return self._arrive(session, self.scenario.moments[to], visited)

    def _arrive(self, session: Session, moment: Moment, visited: Mapping[str, int]) -> Session:
        """What arriving does by itself: debt falls due, the rupture's onset costs once."""
        alliance, debt, paid = session.alliance, session.debt, session.onset_paid
        if moment.between:
            alliance, debt = alliance - debt, 0.0
        if self._onset(session, moment):
            alliance, paid = alliance - TEMPERS[self.scenario.client.conflict_history].onset, True
        return replace(
            session,
            moment=moment.id,
            visited=visited,
            alliance=round(max(0.0, alliance), 2),
            debt=debt,
            onset_paid=paid,
            said=max(session.said, moment.said),
        )

    def _onset(self, session: Session, moment: Moment) -> bool:
        """The first strained moment costs, but never a withdrawn client's first complaint."""
        voiced = max(session.said, moment.said) >= 2
        complaint = self.scenario.rupture_of(moment) == "withdrawal" and voiced
        return not session.onset_paid and moment.phase in ("marker", "hot") and not complaint

    def _exits(self, moment: Moment) -> Iterator[Exit]:
        for route in moment.routes:
            guards = [route.when, *self._own_guards(route)]
            yield Exit(route.to, guards[0] if len(guards) == 1 else AllOf(tuple(guards)))

    def _own_guards(self, route: Route) -> Iterator[Condition]:
        target = self.scenario.moments.get(route.to)
        if target is not None and target.only:
            yield IsVariant(target.only)
        ending = self.scenario.endings.get(route.to)
        if ending is not None and ending.kind == "repaired":
            yield Meter("said", at_least=3)
            yield Meter("alliance", at_least=self.scenario.start[0])
            yield Meter("frame", at_least=FRAME_HOLDS)
            yield ONCE_IN_FULL

    def _compile(self) -> Machine:
        states = [*self.scenario.moments, *self.scenario.endings]
        machine = Machine(
            model=None, states=states, initial=states[0], auto_transitions=False, send_event=True
        )
        for moment, exits in self.exits.items():
            for way in exits:
                guard: Callable[[EventData], bool] = way.passes
                machine.add_transition("answer", moment, way.to, conditions=guard)
        machine.add_transition("time_up", list(self.scenario.moments), self.scenario.time_up)
        return machine


def _facts_here(session: Session, reading: Reading) -> Facts:
    """Facts for the guards of this reply: `earlier` leaves the reply itself out."""
    earlier = session.earlier[:-1]
    return Facts(reading, session.meters(), session.visited, earlier, session.variant)


def _stretch(moment: Moment) -> tuple[int, str]:
    """Moments of one session and one kind of phase, within which repeating wears out."""
    phase = "hot" if moment.phase == "marker" else moment.phase
    return (moment.session, phase)


def _statement(meant: Mapping[str, int]) -> dict[str, Judgement]:
    """What the trainee says they meant, as judgements. Raises ValueError for nonsense."""
    return {c: Judgement(c, n, decision_for(n), why="as meant") for c, n in meant.items()}


def _settled(reading: Reading, statement: Mapping[str, Judgement]) -> Reading:
    """The reading with each doubt settled by what the trainee says they meant."""
    told = {c: judged for c, judged in statement.items() if reading.unsure(c)}
    return replace(reading, judgements={**reading.judgements, **told}) if told else reading
