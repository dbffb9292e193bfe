"""What was noticed before a reply: kept, compared kindly, and never in the reply's way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from sim.authoring.library import Library
from sim.authoring.skeleton import skeleton
from sim.domain.noticing import KINDS, Compared, Noticed, phrases
from sim.services.desk import Desk, fingerprint
from sim.services.noticing import (
    keep_noticed,
    noticed_now,
    phrases_now,
    told,
    told_of_all,
    told_of_last,
)
from sim.services.reflecting import keep_tap, tapped_now, taps_of
from sim.services.rooms import Room
from sim.services.runs import NotFound, Sent, begin_run, delete_run, leave_run, open_room, take_turn
from sim.store.connection import Store
from sim.store.people import person_for

ROBIN = "two-lines"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    scenarios = tmp_path / "scenarios"
    scenarios.mkdir()
    (scenarios / f"{ROBIN}.yaml").write_text(skeleton(ROBIN), encoding="utf-8")
    opened = Desk(Store(tmp_path / "practice.db"), Library(scenarios))
    yield opened
    opened.store.close()


@pytest.fixture
def amina(desk: Desk) -> int:
    return person_for(desk.store, fingerprint("Amina's device"), "2026-01-01")


@pytest.fixture
def ben(desk: Desk) -> int:
    return person_for(desk.store, fingerprint("Ben's device"), "2026-01-01")


def begun(desk: Desk, person: int) -> Room:
    return open_room(desk, person, begin_run(desk, person, ROBIN, "practice"))


def replies(desk: Desk, person: int, room: Room) -> Room:
    turn = room.session.turn + 1
    sent = Sent(turn, f"{room.run.id}-{turn}", room.replies[0].id)
    return take_turn(desk, person, room.run.id, sent).room


def test_what_is_marked_stands_there_until_the_reply_and_beside_it_afterwards(
    desk: Desk, amina: int
) -> None:
    room = begun(desk, amina)
    line = room.utterance().words
    where = next(i for i, (a, b) in enumerate(phrases_now(room)) if "Two lines" in line[a:b])
    keep_noticed(desk, amina, room.run.id, 1, [where], "confrontation")
    assert noticed_now(desk, room) == Noticed((phrases(line)[where],), "confrontation")
    after = replies(desk, amina, room)
    assert "Two lines" in told_of_last(desk, after)[0]
    assert told_of_all(desk, after) == {(room.attempt.id, 1): told_of_last(desk, after)}
    assert not noticed_now(desk, after)


def test_one_may_change_ones_mind_before_the_reply_and_not_afterwards(
    desk: Desk, amina: int
) -> None:
    room = begun(desk, amina)
    keep_noticed(desk, amina, room.run.id, 1, [0], "none")
    keep_noticed(desk, amina, room.run.id, 1, [], "withdrawal")
    assert noticed_now(desk, room) == Noticed((), "withdrawal")
    keep_noticed(desk, amina, room.run.id, 1, [], "")
    assert not noticed_now(desk, room)
    keep_noticed(desk, amina, room.run.id, 1, [], "mixed")
    after = replies(desk, amina, room)
    before = told_of_last(desk, after)
    keep_noticed(desk, amina, room.run.id, 1, [0], "none")
    assert told_of_last(desk, after) == before


def test_what_was_never_on_offer_is_passed_over(desk: Desk, amina: int) -> None:
    room = begun(desk, amina)
    keep_noticed(desk, amina, room.run.id, 1, [99, -1], "rage")
    keep_noticed(desk, amina, room.run.id, 7, [0], "none")
    keep_tap(desk, amina, room.run.id, 1, "rage")
    assert not noticed_now(desk, room)
    assert tapped_now(desk, room) == ""


def test_a_tap_is_kept_for_its_reply_and_can_be_taken_back(desk: Desk, amina: int) -> None:
    room = begun(desk, amina)
    keep_tap(desk, amina, room.run.id, 1, "shame")
    keep_tap(desk, amina, room.run.id, 1, "fix")
    assert tapped_now(desk, room) == "fix"
    after = replies(desk, amina, room)
    assert taps_of(desk, after) == {(room.attempt.id, 1): "an urge to fix it"}
    keep_tap(desk, amina, after.run.id, 2, "heat")
    keep_tap(desk, amina, after.run.id, 2, "")
    assert tapped_now(desk, after) == ""


def test_ben_can_neither_keep_nor_read_anything_in_aminas_run(
    desk: Desk, amina: int, ben: int
) -> None:
    room = begun(desk, amina)
    with pytest.raises(NotFound):
        keep_noticed(desk, ben, room.run.id, 1, [0], "none")
    with pytest.raises(NotFound):
        keep_tap(desk, ben, room.run.id, 1, "heat")
    assert not noticed_now(desk, room)


def test_it_goes_with_the_run(desk: Desk, amina: int) -> None:
    room = begun(desk, amina)
    keep_noticed(desk, amina, room.run.id, 1, [0], "none")
    keep_tap(desk, amina, room.run.id, 1, "heat")
    delete_run(desk, amina, room.run.id)
    for table in ("noticing", "private_tap"):
        assert desk.store.rows(f"SELECT * FROM {table}") == []


def test_in_a_room_that_was_left_nothing_can_be_marked(desk: Desk, amina: int) -> None:
    room = begun(desk, amina)
    leave_run(desk, amina, room.run.id)
    keep_noticed(desk, amina, room.run.id, 1, [0], "none")
    assert desk.store.rows("SELECT * FROM noticing") == []


def test_whatever_was_marked_the_comparison_is_kind_and_never_a_verdict() -> None:
    some, none = ("three times",), ()
    shaming = set("wrong right correct incorrect failed score should error".split())
    for shared, theirs, ours, kind, author in product(
        (some, none), (some, none), (some, none), KINDS, KINDS[1:]
    ):
        if (author == "none") == bool(shared or theirs):
            continue  # the author marked something, or nothing
        sentences = told(Compared(shared, theirs, ours, kind, author))
        said = " ".join(sentences)
        assert not (set(re.findall(r"[a-z]+", said.lower())) & shaming), said
        assert "!" not in said
        assert len(sentences) <= 3
        assert all(s.endswith(".") for s in sentences)
