"""`sim new` gives a scenario that passes every check and plays to each of its endings."""

from __future__ import annotations

import pytest

from sim.authoring.checker import check
from sim.authoring.reader import read
from sim.authoring.skeleton import skeleton
from sim.domain.encounter import Encounter
from sim.domain.session import Session


def text_of(scenario_id: str = "my-client", name: str = "Robin") -> bytes:
    return skeleton(scenario_id, name).encode("utf-8")


@pytest.fixture(scope="module")
def encounter() -> Encounter:
    return Encounter(read(text_of(), "my-client.yaml").scenario)


def after(encounter: Encounter, *replies: str) -> Session:
    """Where a play stands after these replies."""
    session = encounter.begin("message")
    for wanted in replies:
        offered = encounter.moment(session).replies
        reply = next(reply for reply in offered if reply.id == wanted)
        session = encounter.take_turn(session, reply.reading).after
    return session


def places_within(encounter: Encounter, length: int) -> set[str]:
    """Every moment and ending that some play of at most so many replies comes to."""
    reached: set[str] = set()
    standing = [encounter.begin("message")]
    for _ in range(length + 1):
        reached |= {session.moment for session in standing}
        standing = [
            encounter.take_turn(session, reply.reading).after
            for session in standing
            if not session.ended
            for reply in encounter.moment(session).replies
        ]
    return reached


def test_a_new_scenario_has_nothing_that_the_checker_could_find() -> None:
    assert check(text_of(), "my-client.yaml") == []


@pytest.mark.parametrize("name", ["Robin", "Anne-Marie O'Neil", "José", "Łukasz", "Dr. No"])
def test_so_it_is_with_any_name_of_a_client(name: str) -> None:
    assert check(text_of("a-2", name), "a-2.yaml") == []
    assert read(text_of("a-2", name), "a-2.yaml").scenario.client.name == name


@pytest.mark.parametrize("bad", ["", "My-Client", "a b", "a--b", "-a", "a/../b", "x" * 61, "é"])
def test_an_id_that_could_not_be_a_file_name_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="small letters"):
        skeleton(bad)


@pytest.mark.parametrize("bad", ["", " ", "Ro: bin", "Robin\n", "[R]", "-R", "R" * 41, "#R"])
def test_a_name_that_could_break_the_file_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="made of letters"):
        skeleton("my-client", bad)


def test_hearing_and_owning_lead_to_repair(encounter: Encounter) -> None:
    session = after(encounter, "stung", "pick-up", "will-ring")
    assert session.moment == "found-again"


def test_a_defensive_reply_that_is_owned_can_still_be_repaired(encounter: Encounter) -> None:
    session = after(encounter, "short-notice", "caught-it", "pick-up", "will-ring")
    assert session.moment == "found-again"


def test_explaining_twice_lets_the_client_leave(encounter: Encounter) -> None:
    session = after(encounter, "short-notice", "not-awkward", "not-awkward")
    assert session.moment == "leaves"


def test_taking_the_way_out_smooths_it_over(encounter: Encounter) -> None:
    assert after(encounter, "so-sorry", "generous").moment == "smoothed-over"


def test_silence_is_a_move_of_its_own_and_depends_on_how_things_stand(
    encounter: Encounter,
) -> None:
    assert after(encounter, "in-the-queue", "wait", "stay-quiet").moment == "the-queue"
    lost = after(encounter, "short-notice", "gone-cold", "stay-quiet")
    assert lost.moment == "smoothed-over"


def test_every_moment_and_ending_is_reached_within_five_replies(encounter: Encounter) -> None:
    everywhere = {*encounter.scenario.moments, *encounter.scenario.endings}
    assert places_within(encounter, 5) == everywhere


def test_the_comments_teach_the_commands_with_the_right_file_name() -> None:
    head = skeleton("late-again").split("format:")[0]
    for command in ("check", "play", "playtest"):
        assert f"sim {command} late-again.yaml" in head
