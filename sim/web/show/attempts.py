"""The tree of attempts as a page: a picture, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from sim.services import telling
from sim.services.attempts import Tree
from sim.services.beside import default_pair, shared_turns
from sim.services.rooms import Room
from sim.web.chrome import chrome
from sim.web.pages import AttemptChoice, AttemptLine, AttemptsPage, Link
from sim.web.show.threads import Strand, picture

DRAWN_AT_MOST = 9
"""Attempts in one picture; with more of them it would no longer be read at a glance."""


def attempts_page(tree: Tree) -> AttemptsPage:
    """Every attempt of a run, and what can be done with it."""
    run, scenario = tree.run, tree.rooms[1].scenario
    drawn = drawn_attempts(tree, tree.latest)
    one, other = default_pair(tree) or (0, 0)
    may = tree.may_go_back()
    several = len(tree.attempts) > 1
    return AttemptsPage(
        **chrome(f"Attempts: {scenario.title}"),
        scenario_title=scenario.title,
        client_name=scenario.client.name,
        mode=telling.MODES[run.mode][0],
        picture=picture(attempt_strands(tree, drawn), _said(tree)),
        left_out=len(tree.attempts) - len(drawn),
        attempts=tuple(_line(tree, room) for room in tree.rooms.values()),
        counting=telling.COUNTING[run.mode],
        again_url=url_for("again.again", run_id=run.id) if may else "",
        beside_url=url_for("again.beside", run_id=run.id) if several and may else "",
        one=tuple(AttemptChoice(n=a.n, chosen=a.n == one) for a in tree.attempts),
        other=tuple(AttemptChoice(n=a.n, chosen=a.n == other) for a in tree.attempts),
        onward=_onward(tree),
    )


def drawn_attempts(tree: Tree, first: int) -> tuple[int, ...]:
    """The attempts for a picture, the one to draw as the main thread first."""
    others = [a.n for a in reversed(tree.attempts) if a.n not in (first, 1)]
    kept = others[: DRAWN_AT_MOST - 2]
    return tuple(dict.fromkeys((first, 1, *sorted(kept))))


def attempt_strands(tree: Tree, drawn: tuple[int, ...]) -> list[Strand]:
    """Attempts as strands: each hangs on the drawn one that it shares most with."""
    strands: list[Strand] = []
    before: list[Room] = []
    for n in drawn:
        room = tree.rooms[n]
        shares = [(shared_turns(room, other), -place) for place, other in enumerate(before)]
        shared, place = max(shares, default=(-1, 0))
        parent = str(before[-place].attempt.n) if before else ""
        knots = tuple(_knots(tree, room, shared + 1, main=not before))
        strands.append(Strand(str(n), parent, shared + 1, knots, "other" if before else "taken"))
        before.append(room)
    return strands


def _knots(tree: Tree, room: Room, first: int, main: bool) -> Iterator[tuple[str, str]]:
    under_way = tree.run.status == "open" and room.attempt.n == tree.latest
    for column in range(first, len(room.turns) + 1):
        if column < len(room.turns):
            yield ("turn", str(column + 1) if main else "")
        elif room.ending is not None:
            yield ("ending", str(room.attempt.n))
        else:
            yield ("now" if under_way else "turn", str(room.attempt.n))
    if first > len(room.turns):  # nothing was said in it yet
        yield ("now", str(room.attempt.n))


def _said(tree: Tree) -> str:
    if len(tree.attempts) == 1:
        return "One attempt, as a single thread from left to right."
    parts = [f"attempt {a.n} leaves at turn {a.from_turn}" for a in tree.attempts if a.from_turn]
    return f"{len(tree.attempts)} attempts as threads from left to right: {', '.join(parts)}."


def _line(tree: Tree, room: Room) -> AttemptLine:
    attempt = room.attempt
    parent = tree.by_id(attempt.parent)
    own = tree.own[attempt.id]
    under_way = tree.run.status == "open" and attempt.n == tree.latest
    begun = "from the beginning"
    if parent is not None:
        begun = f"from turn {attempt.from_turn} of attempt {parent.n}"
    ended = room.ending is not None
    url = url_for("debrief.debrief", run_id=tree.run.id, attempt=attempt.n) if ended else ""
    go_on = 0 if ended or under_way else len(room.turns) + 1
    return AttemptLine(
        n=attempt.n,
        begun=begun,
        words=telling.shortened(own[0].words) if own else "",
        stands=stands(room),
        current=under_way,
        debrief_url=url,
        go_on=go_on,
    )


def stands(room: Room) -> str:
    """How an attempt ended, or where it stands."""
    if room.ending is not None:
        return telling.said_of(
            telling.KINDS[room.ending.kind], room.scenario.client.pronouns
        )
    return f"stands at turn {len(room.turns) + 1}"


def _onward(tree: Tree) -> Link:
    if tree.run.status == "ended":
        return Link(words="Look back", url=url_for("debrief.debrief", run_id=tree.run.id))
    return Link(words="Back to the room", url=url_for("room.room", run_id=tree.run.id))
