"""Two attempts side by side, and the map of paths: nothing is told that is not so."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sim.authoring.library import Library
from sim.paths import root
from sim.services.attempts import NotNow, Tree, tree_of
from sim.services.beside import beside, default_pair
from sim.services.desk import Desk
from sim.services.paths import Paths, paths_of
from sim.services.runs import NotFound, Sent, begin_run, open_room, take_turn
from tests.services.cast import begins, goes_back, says, says_all

AISHA = "defensive-reply"


@cache
def own_scenarios() -> Library:
    return Library(Path(root("scenarios")))


@pytest.fixture
def with_aisha(desk: Desk) -> Desk:
    desk.library = own_scenarios()
    return desk


def with_two(desk: Desk, person: int, mode: str = "practice") -> Tree:
    """Amina ends, goes back to turn two, says something else and ends again."""
    run = begins(desk, person, mode).run.id
    says_all(desk, person, run)
    goes_back(desk, person, run, 1, 2)
    says_all(desk, person, run, 2)
    return tree_of(desk, person, run)


def test_two_attempts_part_where_another_reply_was_given(desk: Desk, amina: int) -> None:
    tree = with_two(desk, amina)
    told = beside(tree, 1, 2)
    assert (told.shared, told.parting) == (1, 2)
    one, other = told.pairs[0]
    assert one is not None
    assert other is not None
    assert one.utterance.words == other.utterance.words, "the client said the same before it"
    assert one.words != other.words
    lengths = [len(room.turns) for room in (told.one, told.other)]
    assert len(told.pairs) == max(lengths) - 1
    assert [sum(p[side] is not None for p in told.pairs) for side in (0, 1)] == [
        length - 1 for length in lengths
    ]


def test_the_other_way_round_shows_the_same_with_the_sides_changed(
    desk: Desk, amina: int
) -> None:
    tree = with_two(desk, amina)
    told, turned = beside(tree, 1, 2), beside(tree, 2, 1)
    assert turned.pairs == tuple((other, one) for one, other in told.pairs)


def test_an_attempt_beside_itself_differs_in_nothing(desk: Desk, amina: int) -> None:
    assert beside(with_two(desk, amina), 2, 2).pairs == ()


def test_what_was_not_said_is_not_told_while_an_attempt_is_under_way(
    desk: Desk, amina: int
) -> None:
    tree = with_two(desk, amina)
    assert beside(tree, 1, 2).revealed
    tree = goes_back(desk, amina, tree.run.id, 1, 2)
    assert not beside(tree, 1, 3).revealed
    assert not beside(tree, 1, 2).revealed


def test_in_unaided_nothing_is_compared_before_the_end(desk: Desk, amina: int) -> None:
    tree = with_two(desk, amina, "unaided")
    assert beside(tree, 1, 2).pairs
    tree = goes_back(desk, amina, tree.run.id, 1, 2)
    with pytest.raises(NotNow):
        beside(tree, 1, 2)


def test_the_pair_shown_first_is_the_latest_and_where_it_came_from(
    desk: Desk, amina: int
) -> None:
    tree = with_two(desk, amina)
    assert default_pair(tree) == (1, 2)
    goes_back(desk, amina, tree.run.id, 2, 3)
    says(desk, amina, tree.run.id, 1)
    assert default_pair(tree_of(desk, amina, tree.run.id)) == (2, 3)
    with pytest.raises(NotFound):
        beside(tree, 1, 9)


def plays_aisha(desk: Desk, person: int, seed: int, mode: str = "practice") -> Tree:
    room = open_room(desk, person, begin_run(desk, person, AISHA, mode))
    while room.ending is None:
        number = (seed + 3 * room.session.turn) % len(room.replies)
        turn = room.session.turn + 1
        sent = Sent(turn, f"{room.run.id}-{turn}", room.replies[number].id)
        room = take_turn(desk, person, room.run.id, sent).room
    return tree_of(desk, person, room.run.id)


@pytest.mark.parametrize("seed", range(6))
def test_every_place_of_the_story_is_met_or_hangs_somewhere_on_the_map(
    with_aisha: Desk, amina: int, seed: int
) -> None:
    paths = paths_of(plays_aisha(with_aisha, amina, seed))
    scenario = paths.room.scenario
    assert paths.within_reach == {*scenario.moments, *scenario.endings}
    ids = [place.id for place in paths.unmet]
    assert len(ids) == len(set(ids)), "each once, so that it stays a tree"
    assert set(ids).isdisjoint(paths.met)


def test_an_unmet_place_hangs_on_a_turn_or_on_another_one_just_before_it(
    with_aisha: Desk, amina: int
) -> None:
    paths = paths_of(plays_aisha(with_aisha, amina, 1))
    known = {place.id: place for place in paths.unmet}
    for place in paths.unmet:
        if place.parent is None:
            assert 1 <= place.turn == place.column <= len(paths.stops)
        else:
            assert known[place.parent].column == place.column - 1
        assert place.words


@pytest.mark.parametrize("seed", range(4))
def test_where_another_reply_is_said_to_lead_it_really_leads(
    with_aisha: Desk, amina: int, seed: int
) -> None:
    tree = plays_aisha(with_aisha, amina, seed, "explore")
    paths = paths_of(tree)
    run = tree.run.id
    for stop in paths.stops[:4]:
        led: dict[str, int] = {}
        room = tree.rooms[1]
        moment = room.scenario.moments[stop.turn.moment]
        for reply in moment.replies:
            if reply.id == room.turns[stop.turn.n - 1].reply:
                continue
            goes_back(with_aisha, amina, run, 1, stop.turn.n)
            here = open_room(with_aisha, amina, run)
            key = f"{stop.turn.n}-{reply.id}"
            after = take_turn(
                with_aisha, amina, run, Sent(stop.turn.n, key, reply.id, here.attempt.id)
            ).room
            led[after.session.moment] = led.get(after.session.moment, 0) + 1
        same = led.pop(stop.turn.after.moment, 0)
        assert (same, {way.to: way.replies for way in stop.ways}) == (stop.same, led)


def test_what_another_attempt_came_to_is_no_longer_unmet(with_aisha: Desk, amina: int) -> None:
    tree = plays_aisha(with_aisha, amina, 0)
    before = paths_of(tree)
    way = next(w for stop in before.stops for w in stop.ways if not w.met)
    stop = next(s for s in before.stops if way in s.ways)
    moment = before.room.scenario.moments[stop.turn.moment]
    goes_back(with_aisha, amina, tree.run.id, 1, stop.turn.n)
    there = next(
        r.id for r in moment.replies
        if before.room.encounter.take_turn(stop.turn.before, r.reading).after.moment == way.to
    )  # fmt: skip
    here = open_room(with_aisha, amina, tree.run.id)
    take_turn(with_aisha, amina, tree.run.id, Sent(stop.turn.n, "k", there, here.attempt.id))
    after = paths_of(tree_of(with_aisha, amina, tree.run.id))
    assert way.to in after.met
    assert way.to not in {place.id for place in after.unmet}


def test_there_is_no_map_before_the_end(desk: Desk, amina: int) -> None:
    run = begins(desk, amina).run.id
    says(desk, amina, run)
    with pytest.raises(NotFound):
        paths_of(tree_of(desk, amina, run))
    says_all(desk, amina, run)
    found: Paths = paths_of(tree_of(desk, amina, run))
    assert len(found.stops) == len(found.room.turns)
    with pytest.raises(NotFound):
        paths_of(found.tree, 2)
