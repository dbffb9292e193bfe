"""Trying again: what may be taken back when, what is kept, and what counts."""

from __future__ import annotations

import random

import pytest

from sim.services import shelf
from sim.services.attempts import MOST_ATTEMPTS, NotNow, counted_turns, tree_of, try_again
from sim.services.debriefs import debrief_of, is_sound
from sim.services.desk import Desk
from sim.services.noticing import keep_noticed, noticed_now
from sim.services.progress import progress_of
from sim.services.rooms import replay
from sim.services.runs import NotFound, Sent, leave_run, open_room, take_turn
from sim.store.events import events_of
from sim.store.runs import ended_runs, plays_before, run_of
from tests.services.cast import ROBIN, begins, goes_back, says, says_all


@pytest.mark.parametrize("mode", ["explore", "practice"])
def test_amina_goes_back_to_an_earlier_turn_and_nothing_is_overwritten(
    desk: Desk, amina: int, mode: str
) -> None:
    run = begins(desk, amina, mode).run.id
    says(desk, amina, run)
    before = says(desk, amina, run)
    tree = goes_back(desk, amina, run, 1, 2)
    here = open_room(desk, amina, run)
    assert (here.attempt.n, here.attempt.from_turn, here.session.turn) == (2, 2, 1)
    assert here.utterance().words == before.turns[1].utterance, "the client says it again"
    assert [t.n for t in here.turns] == [1], "what was said before the turn is shared"
    assert tree.rooms[1].turns == before.turns
    assert tree.rooms[1].session == before.session


def test_in_unaided_nothing_is_taken_back_before_the_end(desk: Desk, amina: int) -> None:
    run = begins(desk, amina, "unaided").run.id
    says(desk, amina, run)
    with pytest.raises(NotNow):
        try_again(desk, amina, run, 1, 1)
    says_all(desk, amina, run)
    goes_back(desk, amina, run, 1, 1)
    says(desk, amina, run, 1)
    with pytest.raises(NotNow):
        try_again(desk, amina, run, 2, 1)


def test_each_reply_to_the_same_turn_is_kept_beside_the_others(desk: Desk, amina: int) -> None:
    run = begins(desk, amina).run.id
    says_all(desk, amina, run)
    for number in range(1, 4):
        goes_back(desk, amina, run, 1, 2)
        says(desk, amina, run, number)
    tree = tree_of(desk, amina, run)
    second = [room.turns[1].reply for room in tree.rooms.values()]
    assert len(set(second)) == 4
    assert {room.turns[0].reply for room in tree.rooms.values()} == {tree.rooms[1].turns[0].reply}
    assert [a.parent for a in tree.attempts] == [None] + [tree.attempts[0].id] * 3


def test_going_back_before_ones_own_first_turn_belongs_to_the_attempt_it_came_from(
    desk: Desk, amina: int
) -> None:
    run = begins(desk, amina).run.id
    says_all(desk, amina, run)
    goes_back(desk, amina, run, 1, 2)
    says(desk, amina, run, 1)
    tree = goes_back(desk, amina, run, 2, 1)
    assert [(a.n, a.parent, a.from_turn) for a in tree.attempts[1:]] == [
        (2, tree.attempts[0].id, 2),
        (3, tree.attempts[0].id, 1),
    ]


def test_an_attempt_in_which_nothing_was_said_makes_room(desk: Desk, amina: int) -> None:
    run = begins(desk, amina).run.id
    says_all(desk, amina, run)
    for turn in (1, 2, 1, 2):
        tree = goes_back(desk, amina, run, 1, turn)
        assert [a.n for a in tree.attempts] == [1, 2]
        assert tree.attempts[1].from_turn == turn


def test_pressing_twice_begins_one_attempt(desk: Desk, amina: int) -> None:
    run = begins(desk, amina).run.id
    says(desk, amina, run)
    goes_back(desk, amina, run, 1, 1)
    tree = goes_back(desk, amina, run, 1, 1)
    assert len(tree.attempts) == 2
    standing = open_room(desk, amina, run)
    try_again(desk, amina, run, 2, 1)
    assert open_room(desk, amina, run) == standing, "it stands there already"


def test_an_attempt_left_in_the_middle_can_be_gone_on_with(desk: Desk, amina: int) -> None:
    run = begins(desk, amina, "explore").run.id
    stood = says(desk, amina, run)
    goes_back(desk, amina, run, 1, 1)
    says(desk, amina, run, 2)
    goes_back(desk, amina, run, 1, 2)
    here = open_room(desk, amina, run)
    assert (here.attempt.n, here.session, here.turns) == (3, stood.session, stood.turns)
    assert is_sound(says_all(desk, amina, run))


@pytest.mark.parametrize(("attempt", "turn"), [(1, 0), (1, -1), (1, 9), (2, 1), (0, 1)])
def test_a_turn_or_an_attempt_that_is_not_there_is_not_found(
    desk: Desk, amina: int, attempt: int, turn: int
) -> None:
    run = begins(desk, amina).run.id
    says_all(desk, amina, run)
    with pytest.raises(NotFound):
        try_again(desk, amina, run, attempt, turn)
    assert len(tree_of(desk, amina, run).attempts) == 1


def test_ben_can_neither_see_nor_add_to_aminas_attempts(desk: Desk, amina: int, ben: int) -> None:
    run = begins(desk, amina).run.id
    says_all(desk, amina, run)
    for act in (lambda: tree_of(desk, ben, run), lambda: try_again(desk, ben, run, 1, 1)):
        with pytest.raises(NotFound):
            act()
    assert len(tree_of(desk, amina, run).attempts) == 1


def test_a_run_that_was_left_cannot_be_tried_again(desk: Desk, amina: int) -> None:
    run = begins(desk, amina).run.id
    says(desk, amina, run)
    leave_run(desk, amina, run)
    with pytest.raises(NotFound):
        try_again(desk, amina, run, 1, 1)


def test_a_run_that_is_tried_again_is_open_and_is_gone_on_with_from_home(
    desk: Desk, amina: int
) -> None:
    run = begins(desk, amina).run.id
    says_all(desk, amina, run)
    assert shelf.unfinished(desk, amina) == ()
    goes_back(desk, amina, run, 1, 2)
    (room,) = shelf.unfinished(desk, amina)
    assert (room.run.id, room.attempt.n) == (run, 2)
    assert plays_before(desk.store, amina, ROBIN) == 1, "it was played to its end once"
    assert [r.id for r in ended_runs(desk.store, amina)] == [run]


def test_leaving_a_second_try_keeps_the_run_that_had_ended(desk: Desk, amina: int) -> None:
    run = begins(desk, amina).run.id
    first = says_all(desk, amina, run)
    goes_back(desk, amina, run, 1, 2)
    leave_run(desk, amina, run)
    row = run_of(desk.store, run, amina)
    assert row is not None
    assert (row.status, row.ending) == ("ended", first.run.ending)
    assert debrief_of(desk, amina, run).room.attempt.n == 1
    assert shelf.unfinished(desk, amina) == ()
    assert events_of(desk.store, run)[-1].kind == "left"


def test_a_form_of_an_earlier_attempt_says_nothing_in_a_later_one(desk: Desk, amina: int) -> None:
    room = begins(desk, amina)
    run = room.run.id
    says(desk, amina, run)
    stale = Sent(2, "a-tab-left-open", "", room.attempt.id)
    goes_back(desk, amina, run, 1, 1)
    here = says(desk, amina, run, 1)
    sent = Sent(stale.turn, stale.key, here.replies[0].id, stale.attempt)
    assert take_turn(desk, amina, run, sent).status == "moved_on"
    assert open_room(desk, amina, run).turns == here.turns


def test_words_for_an_earlier_attempt_are_kept(desk: Desk, amina: int) -> None:
    room = says(desk, amina, begins(desk, amina).run.id)
    run, said = room.run.id, room.turns[0]
    goes_back(desk, amina, run, 1, 1)
    outcome = take_turn(desk, amina, run, Sent(1, "late", said.reply or "", said.attempt))
    assert (outcome.status, outcome.kept) == ("moved_on", said.words)


def test_a_run_holds_no_more_than_so_many_attempts(desk: Desk, amina: int) -> None:
    run = begins(desk, amina, "explore").run.id
    says(desk, amina, run)
    for n in range(2, MOST_ATTEMPTS + 1):
        goes_back(desk, amina, run, 1, 1)
        says(desk, amina, run, n)
    with pytest.raises(NotNow):
        try_again(desk, amina, run, 1, 1)
    assert tree_of(desk, amina, run).latest == MOST_ATTEMPTS


def test_in_practice_the_first_try_at_each_turn_counts_until_the_first_ending(
    desk: Desk, amina: int
) -> None:
    run = begins(desk, amina, "practice").run.id
    says(desk, amina, run)
    says(desk, amina, run)
    goes_back(desk, amina, run, 1, 2)
    says_all(desk, amina, run, 1)
    tree = tree_of(desk, amina, run)
    one, two = (a.id for a in tree.attempts)
    longest = len(tree.rooms[2].turns)
    assert tree.counted() == {(one, 1), (one, 2)} | {(two, n) for n in range(3, longest + 1)}
    counted = counted_turns(tree)
    assert [t.n for t in counted] == list(range(1, longest + 1))
    assert counted[1].reading == tree.rooms[1].turns[1].reading
    goes_back(desk, amina, run, 2, 1)
    says_all(desk, amina, run, 2)
    assert counted_turns(tree_of(desk, amina, run)) == counted, "the whole was known by then"


@pytest.mark.parametrize("mode", ["explore", "unaided"])
def test_explore_counts_nothing_and_unaided_only_the_first_attempt(
    desk: Desk, amina: int, mode: str
) -> None:
    run = begins(desk, amina, mode).run.id
    first = says_all(desk, amina, run)
    goes_back(desk, amina, run, 1, 1)
    says_all(desk, amina, run, 2)
    turns = counted_turns(tree_of(desk, amina, run))
    assert turns == (() if mode == "explore" else replay(first))


def test_the_debrief_of_each_attempt_tells_its_whole_path(desk: Desk, amina: int) -> None:
    run = begins(desk, amina).run.id
    first = says_all(desk, amina, run)
    goes_back(desk, amina, run, 1, 2)
    second = says_all(desk, amina, run, 3)
    assert debrief_of(desk, amina, run).room.attempt.n == 2
    for n, room in ((1, first), (2, second)):
        told = debrief_of(desk, amina, run, n)
        assert [e.words for e in told.exchanges] == [t.words for t in room.turns]
        assert told.ending.id == room.session.moment
        assert [p.turn for p in told.trail] == list(range(len(room.turns) + 1))
    counts = [e.counts for e in debrief_of(desk, amina, run, 2).exchanges]
    assert counts == [True] + [False] * (len(second.turns) - 1)


def test_an_attempt_that_has_not_ended_has_no_debrief(desk: Desk, amina: int) -> None:
    run = begins(desk, amina).run.id
    says_all(desk, amina, run)
    goes_back(desk, amina, run, 1, 2)
    with pytest.raises(NotFound):
        debrief_of(desk, amina, run, 2)
    assert debrief_of(desk, amina, run).room.attempt.n == 1, "the first is still told"


@pytest.mark.parametrize("seed", range(12))
def test_however_one_goes_back_and_forth_every_attempt_replays_to_where_it_stands(
    desk: Desk, amina: int, seed: int
) -> None:
    draw = random.Random(seed)
    run = begins(desk, amina, "explore").run.id
    kept: dict[tuple[int, int], str] = {}
    for _ in range(25):
        room = open_room(desk, amina, run)
        if room.ending is not None or (room.turns and draw.random() < 0.4):
            tree = tree_of(desk, amina, run)
            n = draw.choice([a.n for a in tree.attempts if tree.rooms[a.n].turns])
            try_again(desk, amina, run, n, draw.randint(1, len(tree.rooms[n].turns)))
        else:
            last = says(desk, amina, run, draw.randrange(6)).turns[-1]
            kept[last.attempt, last.n] = last.words
    tree = tree_of(desk, amina, run)
    assert all(is_sound(room) for room in tree.rooms.values())
    now = {(t.attempt, t.n): t.words for turns in tree.own.values() for t in turns}
    assert now == kept, "nothing was overwritten, and nothing is left out"
    latest = open_room(desk, amina, run)
    assert latest.turns == tree.rooms[tree.latest].turns, "both ways of reading a path agree"


def test_progress_counts_the_first_try_and_not_the_better_one_after_it(
    desk: Desk, amina: int
) -> None:
    run = begins(desk, amina).run.id
    says_all(desk, amina, run)
    before = progress_of(desk, amina)
    goes_back(desk, amina, run, 1, 1)
    says(desk, amina, run, 3)
    says_all(desk, amina, run)
    assert before.courses
    assert progress_of(desk, amina) == before


def test_noticing_from_a_tab_of_an_older_attempt_is_passed_over(desk: Desk, amina: int) -> None:
    room = begins(desk, amina)
    run, first = room.run.id, room.attempt.id
    says(desk, amina, run)
    goes_back(desk, amina, run, 1, 1)
    keep_noticed(desk, amina, run, 1, [0], "none", first)
    assert not noticed_now(desk, open_room(desk, amina, run))
    keep_noticed(desk, amina, run, 1, [0], "none", open_room(desk, amina, run).attempt.id)
    assert noticed_now(desk, open_room(desk, amina, run))
