"""A turn is stored once, whole, in its place."""

from __future__ import annotations

import threading
from dataclasses import asdict

import pytest

from sim.domain.session import Session
from sim.store.connection import Store
from sim.store.events import events_of
from sim.store.runs import attempt_of, delete_run, ended_runs, leave_run, open_runs, run_of
from sim.store.turns import record_turn, turns_of
from tests.store.cast import LATER, READING, UTTERANCE, WORDS, Player, after
from tests.store.whole import turns_kept


def test_a_reply_comes_back_exactly_as_it_was_given(store: Store, amina: Player) -> None:
    words = "“Yes.”\n\tA pause … 我听见了\x00 👩🏾‍⚕️"
    assert amina.replies(1, "key-1", words=words) == "taken"
    (turn,) = turns_of(store, amina.attempt)
    assert (turn.n, turn.key, turn.words, turn.utterance) == (1, "key-1", words, UTTERANCE)
    assert (turn.reading, turn.reply, turn.asked) == (READING, "owns", False)
    assert turn.taken_at == LATER


def test_the_position_is_kept_with_the_reply(store: Store, amina: Player) -> None:
    amina.replies(1)
    attempt = attempt_of(store, amina.run)
    assert Session.from_data(attempt.position) == after(1)
    assert Session.from_data(attempt.begun).turn == 0


def test_the_same_key_again_stores_nothing(store: Store, amina: Player) -> None:
    amina.replies(1, "key-1")
    before = turns_of(store, amina.attempt)
    assert amina.replies(1, "key-1", words="something else") == "same"
    assert amina.replies(2, "key-1") == "same"
    assert turns_of(store, amina.attempt) == before
    assert turns_kept(store, amina.run) == 1


def test_another_key_for_a_turn_already_taken_moves_on(store: Store, amina: Player) -> None:
    amina.replies(1, "key-1")
    assert amina.replies(1, "key-2", words="from a stale tab") == "moved"
    assert [t.words for t in turns_of(store, amina.attempt)] == [WORDS]


def test_a_turn_cannot_be_skipped(store: Store, amina: Player) -> None:
    assert amina.replies(2) == "moved"
    assert amina.replies(0) == "moved"
    assert turns_kept(store, amina.run) == 0


def test_amina_s_key_opens_nothing_for_ben(store: Store, amina: Player, ben: Player) -> None:
    amina.replies(1, "key-1")
    assert ben.replies(1, "key-1") == "moved"
    assert turns_of(store, ben.attempt) == []


def test_a_turn_for_amina_s_attempt_under_ben_s_run_is_not_taken(
    store: Store, amina: Player, ben: Player
) -> None:
    mixed = Player(store, ben.person, ben.run, amina.attempt)
    assert mixed.replies(1) == "moved"
    assert turns_kept(store, amina.run) == turns_kept(store, ben.run) == 0


def test_nothing_can_be_replied_in_a_run_that_was_left(store: Store, amina: Player) -> None:
    amina.replies(1)
    leave_run(store, amina.run, LATER)
    assert amina.replies(2) == "moved"
    assert len(turns_of(store, amina.attempt)) == 1


def test_nothing_can_be_replied_in_a_run_that_was_deleted(store: Store, amina: Player) -> None:
    delete_run(store, amina.run)
    assert amina.replies(1) == "moved"
    assert store.rows("SELECT * FROM turn") == []


def test_an_attempt_never_gets_the_number_of_a_deleted_one(store: Store, amina: Player) -> None:
    from tests.store.cast import begins

    delete_run(store, amina.run)
    assert begins(store, "Ben").attempt > amina.attempt


def test_the_last_reply_ends_the_run_with_its_ending(store: Store, amina: Player) -> None:
    amina.replies(1)
    amina.replies(2, ending="mended")
    run = run_of(store, amina.run, amina.person)
    assert run is not None
    assert (run.status, run.ending, run.last_at) == ("ended", "mended", LATER)
    assert open_runs(store, amina.person) == []
    assert ended_runs(store, amina.person) == [run]
    assert amina.replies(3) == "moved"


def test_the_log_tells_what_happened_and_never_the_words(store: Store, amina: Player) -> None:
    amina.replies(1)
    amina.replies(2, ending="mended")
    log = events_of(store, amina.run)
    assert [(e.kind, e.n) for e in log] == [("begun", None), ("turn", 1), ("turn", 2)]
    assert log[2].detail == {"moment": "asks", "to": "mended"}
    assert WORDS not in str([asdict(e) for e in log])


def test_one_key_sent_by_eight_threads_at_once_is_one_turn(store: Store, amina: Player) -> None:
    outcomes = at_once([lambda: amina.replies(1, "key-1")] * 8)
    assert sorted(outcomes) == ["same"] * 7 + ["taken"]
    assert turns_kept(store, amina.run) == 1


def test_of_eight_keys_sent_at_once_for_one_turn_one_is_taken(store: Store, amina: Player) -> None:
    outcomes = at_once([lambda k=k: amina.replies(1, f"key-{k}") for k in range(8)])
    assert sorted(outcomes) == ["moved"] * 7 + ["taken"]
    assert turns_kept(store, amina.run) == 1


def test_text_that_cannot_be_stored_is_refused_and_nothing_is_written(
    store: Store, amina: Player
) -> None:
    with pytest.raises(ValueError, match="surrogates"):
        record_turn(store, amina.turn(1, words="half a sign: \ud83d"))
    assert turns_kept(store, amina.run) == 0
    assert amina.replies(1) == "taken"


def at_once(calls: list) -> list[str]:  # type: ignore[type-arg]
    """What each call answers when all start at the same moment, in a thread each."""
    gate, outcomes = threading.Barrier(len(calls)), []

    def play(call) -> None:  # type: ignore[no-untyped-def]
        gate.wait()
        outcomes.append(call())

    threads = [threading.Thread(target=play, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
