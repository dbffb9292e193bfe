"""The map of paths, as a page: the taken thread, and what lies beside it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from sim.services import telling
from sim.services.paths import Paths, Stop, Unmet
from sim.web.chrome import chrome
from sim.web.pages import Link, MapPage, Place, Step
from sim.web.show.attempts import attempt_strands, drawn_attempts
from sim.web.show.threads import Strand, picture

STUBS_AT_MOST = 3
"""Faint threads that leave one turn while what they lead to is not told."""


def map_page(paths: Paths, everything: bool) -> MapPage:
    """The paths of a run seen from one attempt; `everything` tells what was not met."""
    tree, room, scenario = paths.tree, paths.room, paths.room.scenario
    run_id, n = tree.run.id, room.attempt.n
    letters = {place.id: _letter(number) for number, place in enumerate(paths.unmet)}
    strands = attempt_strands(tree, drawn_attempts(tree, n))
    drawn = {strand.name for strand in strands}
    strands += _unmet_strands(paths, letters, drawn) if everything else _stubs(paths)
    ending = room.ending
    return MapPage(
        **chrome(f"Paths: {scenario.title}"),
        scenario_title=scenario.title,
        client_name=scenario.client.name,
        attempt=n,
        others=tuple(_other_attempts(paths, everything)),
        picture=picture(strands, _said(paths, everything)),
        told=tuple(_told(paths)),
        steps=tuple(_step(stop, everything, letters) for stop in paths.stops),
        ending=ending.title if ending else "",
        everything=everything,
        places=tuple(_places(paths, letters)) if everything else (),
        toggle=_toggle(run_id, n, everything),
        again_url=url_for("again.again", run_id=run_id) if tree.may_go_back() else "",
        debrief_url=url_for("debrief.debrief", run_id=run_id, attempt=n),
    )


def _letter(number: int) -> str:
    """a, b, … z, aa, ab, …"""
    letters = ""
    while number >= 0:
        letters = chr(ord("a") + number % 26) + letters
        number = number // 26 - 1
    return letters


def _stubs(paths: Paths) -> Iterator[Strand]:
    """Short faint threads: there are other ways here, and nothing is said of them."""
    for stop in paths.stops:
        unmet = [way for way in stop.ways if not way.met]
        for number in range(min(len(unmet), STUBS_AT_MOST)):
            name = f"stub {stop.turn.n} {number}"
            parent = str(paths.room.attempt.n)
            yield Strand(name, parent, stop.turn.n, (("place", ""),), "unmet")


def _unmet_strands(
    paths: Paths, letters: dict[str, str], drawn: set[str]
) -> Iterator[Strand]:
    """The unmet places as strands: each runs on with its first way, the others branch off."""
    children: dict[str | None, list[Unmet]] = {}
    for place in paths.unmet:
        children.setdefault(place.parent, []).append(place)
    main = str(paths.room.attempt.n)
    waiting = [
        (str(place.attempt) if str(place.attempt) in drawn else main, place)
        for place in children.get(None, ())
    ]
    while waiting:
        parent, place = waiting.pop(0)
        name, start = f"unmet {place.id}", place.column
        chain = [place]
        while children.get(chain[-1].id):
            first, *rest = children[chain[-1].id]
            waiting += [(name, other) for other in rest]
            chain.append(first)
        knots = tuple(("ending" if p.ending else "place", letters[p.id]) for p in chain)
        yield Strand(name, parent, start, knots, "unmet")


def _told(paths: Paths) -> Iterator[str]:
    scenario = paths.room.scenario
    moments = [p for p in paths.within_reach if p in scenario.moments]
    met = sum(p in paths.met for p in moments)
    yield f"You met {met} of the {len(moments)} moments that this version of the story holds."
    endings = [p for p in paths.within_reach if p in scenario.endings]
    met = sum(p in paths.met for p in endings)
    yield f"You came to {met} of its {len(endings)} endings."


def _said(paths: Paths, everything: bool) -> str:
    turns = len(paths.stops)
    rest = f"and {len(paths.unmet)} places not met" if everything else "with other ways faint"
    return f"The path of attempt {paths.room.attempt.n}: {turns} turns to an ending, {rest}."


def _step(stop: Stop, everything: bool, letters: dict[str, str]) -> Step:
    return Step(
        turn=stop.turn.n,
        words=telling.shortened(stop.said),
        reply=telling.shortened(stop.replied),
        ways=_ways(stop),
        elsewhere=tuple(_elsewhere(stop, letters)) if everything else (),
    )


def _ways(stop: Stop) -> str:
    if not stop.ways:
        return "Every reply here comes to the same place."
    unmet = sum(not way.met for way in stop.ways)
    places = f"{telling.number(len(stop.ways))} other place{'s' * (len(stop.ways) > 1)}"
    if not unmet:
        return f"Other replies lead to {places}, which you know from elsewhere."
    if unmet == len(stop.ways):
        return f"Other replies lead to {places} that you have not met."
    return f"Other replies lead to {places}; {telling.number(unmet)} of them you have not met."


def _elsewhere(stop: Stop, letters: dict[str, str]) -> Iterator[str]:
    for way in stop.ways:
        several = f"{telling.number(way.replies)} replies" if way.replies > 1 else "one reply"
        place = "" if way.met else f"{letters[way.to]}, "
        yield f"{place}by {several}: {telling.shortened(way.words, 80)}"


def _places(paths: Paths, letters: dict[str, str]) -> Iterator[Place]:
    pronouns = paths.room.scenario.client.pronouns
    for place in paths.unmet:
        after = f"after turn {place.turn}" if place.parent is None else ""
        if after and place.attempt != paths.room.attempt.n:
            after += f" of attempt {place.attempt}"
        kind = place.ending and telling.said_of(telling.KINDS[place.ending.kind], pronouns)
        yield Place(
            letter=letters[place.id],
            words=place.ending.title if place.ending else telling.shortened(place.words, 140),
            ending=kind or "",
            after=after or f"from {letters[place.parent or '']}",
        )


def _other_attempts(paths: Paths, everything: bool) -> Iterator[Link]:
    tree = paths.tree
    for n in tree.rooms:
        if n != paths.room.attempt.n and tree.has_ended(n):
            shown = "1" if everything else None
            url = url_for("again.paths", run_id=tree.run.id, attempt=n, all=shown)
            yield Link(words=f"Attempt {n}", url=url)


def _toggle(run_id: str, n: int, everything: bool) -> Link:
    if everything:
        return Link(
            words="Hide what I didn’t meet", url=url_for("again.paths", run_id=run_id, attempt=n)
        )
    url = url_for("again.paths", run_id=run_id, attempt=n, all="1")
    return Link(words="Show me what I didn’t meet", url=url)
