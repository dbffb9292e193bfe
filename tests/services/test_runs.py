"""The use cases, without a browser: begun, replied to, left, deleted, looked back on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from sim.authoring.skeleton import skeleton
from sim.services import shelf
from sim.services.debriefs import debrief_of, is_sound
from sim.services.desk import Desk
from sim.services.rooms import Room
from sim.services.runs import (
    MODES,
    BrokenScenario,
    NotFound,
    Sent,
    begin_run,
    delete_run,
    leave_run,
    open_room,
    take_turn,
)
from sim.store.connection import StoreCorrupt
from tests.services.cast import ROBIN


def sent(room: Room, number: int = 0, key: str = "") -> Sent:
    turn = room.session.turn + 1
    return Sent(turn, key or f"{room.run.id}-{turn}", room.replies[number].id)


def played(desk: Desk, person: int, mode: str = "practice") -> Room:
    room = open_room(desk, person, begin_run(desk, person, ROBIN, mode))
    while room.ending is None:
        room = take_turn(desk, person, room.run.id, sent(room)).room
    return room


@pytest.mark.parametrize("mode", MODES)
def test_a_run_begins_at_the_opening_of_its_variant(desk: Desk, amina: int, mode: str) -> None:
    room = open_room(desk, amina, begin_run(desk, amina, ROBIN, mode))
    assert (room.session.turn, room.run.mode, room.run.status) == (0, mode, "open")
    assert room.moment is not None
    assert room.utterance().words.startswith("Two lines.")


@pytest.mark.parametrize(
    ("scenario", "mode", "variant"),
    [("nobody", "practice", None), (ROBIN, "exam", None), (ROBIN, "practice", "no-such-variant")],
)
def test_what_is_not_there_cannot_be_begun(
    desk: Desk, amina: int, scenario: str, mode: str, variant: str | None
) -> None:
    with pytest.raises(NotFound):
        begin_run(desk, amina, scenario, mode, variant)
    assert shelf.unfinished(desk, amina) == ()


def test_a_scenario_with_errors_cannot_be_begun(desk: Desk, amina: int) -> None:
    text = skeleton("torn").replace("to: the-queue", "to: the-qeue")
    (desk.library.folder / "torn.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenScenario):
        begin_run(desk, amina, "torn", "practice")


def test_ben_cannot_open_reply_to_leave_or_delete_what_is_aminas(
    desk: Desk, amina: int, ben: int
) -> None:
    room = open_room(desk, amina, begin_run(desk, amina, ROBIN, "practice"))
    an_id = room.run.id
    for attempt in (
        lambda: open_room(desk, ben, an_id),
        lambda: take_turn(desk, ben, an_id, sent(room)),
        lambda: leave_run(desk, ben, an_id),
        lambda: delete_run(desk, ben, an_id),
        lambda: debrief_of(desk, ben, an_id),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert open_room(desk, amina, an_id).run == room.run


def test_the_same_key_is_the_same_reply_also_after_the_end(desk: Desk, amina: int) -> None:
    room = played(desk, amina)
    last = room.turns[-1]
    again = take_turn(desk, amina, room.run.id, Sent(last.n, last.key, last.reply or ""))
    assert again.status == "same"
    assert again.room.turns == room.turns


def test_two_tabs_at_once_take_one_turn_and_keep_the_others_words(desk: Desk, amina: int) -> None:
    room = open_room(desk, amina, begin_run(desk, amina, ROBIN, "practice"))
    with ThreadPoolExecutor(6) as pool:
        outcomes = list(
            pool.map(
                lambda n: take_turn(desk, amina, room.run.id, sent(room, n % 4, f"tab-{n}")),
                range(6),
            )
        )
    assert sorted(o.status for o in outcomes) == ["moved_on"] * 5 + ["taken"]
    assert all(o.kept for o in outcomes if o.status == "moved_on")
    assert len(open_room(desk, amina, room.run.id).turns) == 1


def test_one_key_sent_six_times_at_once_is_one_turn(desk: Desk, amina: int) -> None:
    room = open_room(desk, amina, begin_run(desk, amina, ROBIN, "practice"))
    with ThreadPoolExecutor(6) as pool:
        outcomes = list(
            pool.map(lambda _: take_turn(desk, amina, room.run.id, sent(room)), range(6))
        )
    assert sorted(o.status for o in outcomes) == ["same"] * 5 + ["taken"]
    assert len(open_room(desk, amina, room.run.id).turns) == 1


def test_a_reply_that_is_not_on_offer_changes_nothing(desk: Desk, amina: int) -> None:
    room = open_room(desk, amina, begin_run(desk, amina, ROBIN, "practice"))
    outcome = take_turn(desk, amina, room.run.id, Sent(1, "a-key", "never-written"))
    assert outcome.status == "not_taken"
    assert outcome.room == room


def test_leaving_asks_no_reason_and_closes_the_room(desk: Desk, amina: int) -> None:
    room = open_room(desk, amina, begin_run(desk, amina, ROBIN, "practice"))
    leave_run(desk, amina, room.run.id)
    leave_run(desk, amina, room.run.id)
    assert take_turn(desk, amina, room.run.id, sent(room)).status == "moved_on"
    assert shelf.unfinished(desk, amina) == ()
    with pytest.raises(NotFound):
        debrief_of(desk, amina, room.run.id)


def test_the_debrief_tells_every_exchange_in_its_order(desk: Desk, amina: int) -> None:
    room = played(desk, amina)
    told = debrief_of(desk, amina, room.run.id)
    assert [e.words for e in told.exchanges] == [t.words for t in room.turns]
    assert [e.utterance.words for e in told.exchanges] == [t.utterance for t in room.turns]
    assert [p.turn for p in told.trail] == list(range(len(room.turns) + 1))
    assert all(e.feedback is not None and e.feedback.did for e in told.exchanges)
    assert is_sound(told.room)


def test_a_run_that_was_tampered_with_is_never_told_as_if_it_were_whole(
    desk: Desk, amina: int
) -> None:
    room = played(desk, amina)
    with desk.store.write() as db:
        db.execute("UPDATE turn SET reading = (SELECT reading FROM turn ORDER BY n DESC LIMIT 1)")
    with pytest.raises(StoreCorrupt):
        debrief_of(desk, amina, room.run.id)


def test_what_is_sought_is_found_by_title_client_and_theme(desk: Desk) -> None:
    for words in ("two lines", "ROBIN", "moved notice", "therapist error", ""):
        assert shelf.offer(desk, words).matching == 1, words
    assert shelf.offer(desk, "robin ferry").matching == 0
    assert shelf.offer(desk, level="advanced").matching == 0
    assert shelf.offer(desk, level="introductory").total == 1


def test_the_room_played_last_stands_first_among_the_unfinished(desk: Desk, amina: int) -> None:
    rooms = [begin_run(desk, amina, ROBIN, "practice") for _ in range(7)]
    shown = [room.run.id for room in shelf.unfinished(desk, amina)]
    assert shown == rooms[::-1][:5]
    take_turn(desk, amina, rooms[0], sent(open_room(desk, amina, rooms[0])))
    shown = [room.run.id for room in shelf.unfinished(desk, amina)]
    assert shown == [rooms[0], *rooms[:2:-1]], "the five that were played last"
    leave_run(desk, amina, rooms[0])
    leave_run(desk, amina, rooms[6])
    assert next(room.run.id for room in shelf.unfinished(desk, amina)) == rooms[5]
