"""`sim play`: a scenario in the terminal, from the briefing to the debrief."""

from __future__ import annotations

import secrets
import sys
import tempfile
from pathlib import Path

import click

from sim.authoring.library import Library
from sim.authoring.plays import write_play
from sim.domain.debrief import movement
from sim.domain.scenario import Scenario
from sim.services import shelf, telling
from sim.services.debriefs import Debrief, debrief_of
from sim.services.desk import Desk, fingerprint
from sim.services.opening import open_desk
from sim.services.rooms import Room, feedback_on, replay
from sim.services.runs import (
    BrokenScenario,
    NotFound,
    Sent,
    begin_run,
    leave_run,
    open_room,
    playable,
    take_turn,
)
from sim.store.connection import Store, StoreError
from sim.store.people import person_for
from sim.terminal.screen import rule, tell

TERMINAL_PERSON = "the terminal of this data folder"


def play_in_terminal(
    which: str | None, variant: str | None, mode: str, save_play: Path | None
) -> int:
    """Play to the end or until the trainee leaves. Returns the exit status."""
    try:
        with tempfile.TemporaryDirectory() as aside:
            desk, scenario_id = _desk_for(which, Path(aside))
            try:
                return _play(desk, scenario_id, variant, mode, save_play)
            finally:
                desk.store.close()
    except (NotFound, BrokenScenario):
        click.echo(f"There is no playable scenario {which!r} here. sim play lists them; "
                   "for a file, sim check says what is wrong.", err=True)  # fmt: skip
        return 1
    except StoreError as refused:
        click.echo(str(refused), err=True)
        return 1


def _desk_for(which: str | None, aside: Path) -> tuple[Desk, str | None]:
    """A file is played from its own folder and leaves nothing behind; a name is kept."""
    if which is not None and which.endswith((".yaml", ".yml")):
        path = Path(which)
        library = Library(path.resolve().parent)
        return Desk(Store(aside / "play.db"), library), path.stem
    return open_desk(), which


def _play(
    desk: Desk, scenario_id: str | None, variant: str | None, mode: str, save: Path | None
) -> int:
    chosen = scenario_id or _choose_scenario(desk)
    if chosen is None:
        return 0
    person = person_for(desk.store, fingerprint(TERMINAL_PERSON), desk.stamp()[:10])
    scenario = playable(desk, chosen).scenario
    _brief(scenario)
    run_id = begin_run(desk, person, chosen, mode, variant)
    room = open_room(desk, person, run_id)
    for line in scenario.before:
        if not line.only or room.session.variant in line.only:
            tell(f"{scenario.client.name if line.who == 'client' else 'You'}: {line.say}", 2)
    while room.ending is None:
        room = _one_turn(desk, person, room)
        if room.run.status == "left":
            tell("You left. Nothing is counted, and no reason is kept.")
            return 0
    _ending(room)
    _debrief(debrief_of(desk, person, run_id), desk)
    if save is not None:
        draft = playable(desk, chosen)
        choices = [(t.moment, t.reply or "") for t in room.turns]
        save.write_text(write_play(draft, room.session.variant, choices), encoding="utf-8")
        tell(f"The play is kept in {save}.")
    return 0


def _choose_scenario(desk: Desk) -> str | None:
    offered = shelf.offer(desk).scenarios
    for number, scenario in enumerate(offered, 1):
        click.echo(f"{number:>3}  {scenario.title}  ({scenario.client_name}, "
                   f"{scenario.minutes} min, {scenario.level})")  # fmt: skip
    answer = _ask(len(offered), "Which one?")
    return offered[answer - 1].id if answer else None


def _brief(scenario: Scenario) -> None:
    rule()
    tell(scenario.title, bold=True)
    if scenario.content_note:
        tell(f"Content note: {scenario.content_note}")
    rule()
    for text in (scenario.you, f"{scenario.client.name}: {scenario.client.about}",
                 scenario.briefing, f"Agreed between you: {scenario.frame}"):  # fmt: skip
        tell(text)
        click.echo()
    tell(telling.NO_REAL_CLIENTS, dim=True)
    rule()


def _one_turn(desk: Desk, person: int, room: Room) -> Room:
    said = room.utterance()
    click.echo()
    if said.between:
        tell(said.between, dim=True)
    if said.direction:
        tell(said.direction, 2, dim=True)
    tell(f"{room.scenario.client.name}: {said.words}", bold=True)
    click.echo()
    for number, reply in enumerate(room.replies, 1):
        tell(f"{number}  {reply.text}", 2, hang=3)
    answer = _ask(len(room.replies), "Your reply")
    if not answer:
        leave_run(desk, person, room.run.id)
        return open_room(desk, person, room.run.id)
    choice = room.replies[answer - 1].id
    sent = Sent(room.session.turn + 1, secrets.token_urlsafe(16), choice)
    after = take_turn(desk, person, room.run.id, sent).room
    if after.run.mode != "unaided":
        _feedback(after)
    return after


def _ask(most: int, prompt: str) -> int | None:
    """A number from 1 to `most`; None for q, an empty line at the end, or Ctrl+C."""
    while True:
        try:
            answer = input(f"{prompt} (1-{most}, q to leave): ").strip().casefold()
        except (EOFError, KeyboardInterrupt):
            click.echo()
            return None
        if answer in ("q", "quit"):
            return None
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= most:
            return int(answer)
        click.echo(f"Type a number from 1 to {most}, or q to leave.", file=sys.stderr)


def _feedback(room: Room) -> None:
    turn = replay(room)[-1]
    told = feedback_on(room.scenario, turn, room.turns[-1].reply)
    if told is None:
        return
    pronouns = room.scenario.client.pronouns
    click.echo()
    tell(told.goal, 4, dim=True)
    tell(told.did, 4)
    if told.left:
        tell(told.left, 4)
    if told.aloud:
        tell(f"Try it aloud: “{told.aloud}”", 4, dim=True)
    tell(telling.said_of(telling.MOVED[movement(turn.before, turn.after)], pronouns), 4)


def _ending(room: Room) -> None:
    said, ending = room.utterance(), room.ending
    assert ending is not None
    pronouns = room.scenario.client.pronouns
    rule()
    tell(telling.said_of(telling.KINDS[ending.kind], pronouns), dim=True)
    tell(ending.title, bold=True)
    if room.scenario.variants[room.session.variant].unpreventable or ending.unpreventable:
        tell(telling.said_of(telling.UNPREVENTABLE, pronouns))
    for text in (said.direction, said.words, _aftermath(room), ending.meaning):
        if text:
            click.echo()
            tell(text)


def _aftermath(room: Room) -> str:
    facts = room.session.facts(room.turns[-1].reading if room.turns else None)
    lines = room.ending.aftermath if room.ending else ()
    return next((line.say for line in lines if line.when.holds(facts) is True), "")


def _debrief(told: Debrief, desk: Desk) -> None:
    rule()
    tell("Looking back", bold=True)
    first, last = told.trail[0], told.trail[-1]
    tell(telling.trail_in_words((first.alliance, last.alliance), (first.frame, last.frame)))
    pronouns = told.room.scenario.client.pronouns
    turned = {p.turn: telling.turned(p, pronouns) for p in told.turning}
    click.echo()
    for point in told.trail:
        bars = f"{_bar(point.alliance)}  {_bar(point.frame)}"
        click.echo(f"  {point.turn:>2}  {bars}  {turned.get(point.turn, '')}".rstrip())
    tell("turn, closeness, frame", 2, dim=True)
    click.echo()
    for name, asked, fully, partly in profile_lines(told, desk):
        tell(f"{name}: asked {asked}, {fully} fully, {partly} partly", 2)
    for name, plainly, touch in marker_lines(told, desk):
        tell(f"{name}: {plainly} plainly, {touch} a touch", 2)
    click.echo()
    tell("To take to supervision:")
    for question in told.ending.supervision:
        tell(f"· {question}", 2)
    click.echo()
    tell(telling.FORMATIVE, dim=True)


def _bar(value: float) -> str:
    return ("▮" * round(value / 10)).ljust(10, "·")


def profile_lines(told: Debrief, desk: Desk) -> list[tuple[str, int, int, int]]:
    """Per repair criterion that was asked: its plain name, asked, fully, partly."""
    criteria = desk.rubric.criteria
    return [
        (criteria[c.criterion].student_name, c.asked, c.levels[2], c.levels[1])
        for c in told.profile
        if criteria[c.criterion].side == "repair" and c.asked
    ]


def marker_lines(told: Debrief, desk: Desk) -> list[tuple[str, int, int]]:
    """Per defensive marker that was seen: its plain name, plainly, a touch."""
    criteria = desk.rubric.criteria
    return [
        (criteria[c.criterion].student_name, c.levels[2], c.levels[1])
        for c in told.profile
        if criteria[c.criterion].side == "defensive" and (c.levels[1] or c.levels[2])
    ]
