"""Playing in a browser without JavaScript, from the briefing to the debrief."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlencode

import pytest

from sim.authoring.walking import Walk, walks
from sim.domain.encounter import Encounter
from sim.services import telling
from sim.services.debriefs import is_sound
from sim.services.rooms import room_of
from tests.forms import Form, Page
from tests.web.cast import (
    AISHA,
    HTMX,
    House,
    at_random,
    can_reply,
    choices,
    own_scenarios,
    run_id,
    stored_run,
    turns_stored,
)

MODES = ("explore", "practice", "unaided")


@pytest.mark.parametrize("mode", MODES)
def test_amina_plays_from_the_first_page_to_the_debrief(house: House, mode: str) -> None:
    amina = house.amina
    home = amina.get("/")
    assert f"/scenario/{AISHA}" in home.links
    room = amina.plays(amina.begins(mode=mode), at_random(4))
    ending = amina.get(next(link for link in room.links if link.endswith("/ending")))
    assert ending.status == 200
    assert "What this ending means" in ending.text
    debrief = amina.get(next(link for link in ending.links if link.endswith("/debrief")))
    assert debrief.status == 200
    assert telling.MODES[mode][0] in debrief.text
    assert turns_stored(house.desk, run_id(room)) > 0
    assert stored_run(house.desk, run_id(room)).status == "ended"


def test_what_changes_something_answers_with_a_303(house: House) -> None:
    amina = house.amina
    briefing = amina.get(f"/scenario/{AISHA}")
    begun = amina.submits(briefing, briefing.form("mode"), mode="explore")
    room = amina.follows(begun)
    said = amina.says(room, choices(room)[0])
    left = amina.submits(room, _form(room, "/leave"))
    page = amina.follows(left)
    deleted = amina.submits(page, _form(page, "/delete"))
    assert [a.status for a in (begun, said, left, deleted)] == [303] * 4


def test_the_briefing_shows_the_content_note_before_anything_else(house: House) -> None:
    text = house.amina.get(f"/scenario/{AISHA}").text
    main = text[text.index("<main") :]
    assert main.index("Content note") < main.index("<h1")


def test_a_way_of_playing_that_does_not_exist_comes_back_with_a_sentence(house: House) -> None:
    briefing = house.amina.get(f"/scenario/{AISHA}")
    answer = house.amina.submits(briefing, briefing.form("mode"), mode="exam")
    assert answer.status == 422
    assert "Choose a way to play" in answer.text
    assert answer.form("mode")


def test_the_same_key_twice_is_one_turn(house: House) -> None:
    amina = house.amina
    room = amina.begins()
    choice = choices(room)[0]
    one, two = amina.says(room, choice), amina.says(room, choice)
    assert (one.status, two.status) == (303, 303)
    assert turns_stored(house.desk, run_id(room)) == 1


def test_the_same_key_with_another_choice_does_not_say_a_second_thing(house: House) -> None:
    amina = house.amina
    room = amina.begins()
    one, other = choices(room)[:2]
    amina.says(room, one)
    amina.says(room, other)
    assert turns_stored(house.desk, run_id(room)) == 1


def test_a_second_tab_is_told_that_the_conversation_moved_on_and_keeps_its_words(
    house: House,
) -> None:
    amina = house.amina
    here = amina.begins()
    there = amina.get(here.url)
    spoken, kept = choices(here)[:2]
    amina.says(here, spoken)
    late = amina.says(there, kept)
    assert late.status == 409
    assert "Your conversation moved on" in late.text
    assert "Your words, kept" in late.text
    assert turns_stored(house.desk, run_id(here)) == 1
    assert can_reply(late), "the present moment is there to go on with"
    assert amina.says(late, choices(late)[0]).status == 303


def test_a_late_reply_to_a_session_that_ended_changes_nothing(house: House) -> None:
    amina = house.amina
    begun = amina.begins()
    ended = amina.plays(begun, at_random(2))
    before = turns_stored(house.desk, run_id(begun))
    stale = amina.says(begun, choices(begun)[-1])
    assert stale.status in (303, 409)
    another_tab = begun.form("choice").filled(choice=choices(begun)[0], key="another-key")
    late = amina.sends("POST", begun.form("choice").action, _encoded(another_tab))
    assert late.status == 409
    assert any(link.endswith("/ending") for link in late.links)
    assert turns_stored(house.desk, run_id(ended)) == before


def test_a_choice_that_is_not_on_offer_is_not_said(house: House) -> None:
    room = house.amina.begins()
    for choice in ("never-written", "", "<b>"):
        answer = house.amina.says(room, choice)
        assert answer.status == 422
        assert "Nothing was said yet" in answer.text
    assert turns_stored(house.desk, run_id(room)) == 0


def test_a_reply_of_another_moment_cannot_be_smuggled_in(house: House) -> None:
    amina = house.amina
    room = amina.begins()
    before = choices(room)[0]
    after = amina.follows(amina.says(room, before))
    assert before not in choices(after)
    assert amina.says(after, before).status == 422


@pytest.mark.parametrize("extra", ["alliance", "score", "person", "mode"])
def test_a_field_that_the_form_never_had_is_refused(house: House, extra: str) -> None:
    room = house.amina.begins()
    answer = house.amina.submits(
        room, room.form("choice"), choice=choices(room)[0], **{extra: "99"}
    )
    assert answer.status == 400
    assert turns_stored(house.desk, run_id(room)) == 0


def test_a_field_that_comes_twice_is_refused(house: House) -> None:
    room = house.amina.begins()
    one, other = choices(room)[:2]
    twice = [*room.form("choice").filled(choice=one), ("choice", other)]
    answer = house.amina.sends("POST", room.form("choice").action, _encoded(twice))
    assert answer.status == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [("turn", ""), ("turn", "two"), ("key", ""), ("key", "k" * 65), ("key", "schlüssel")],
)
def test_a_form_without_its_turn_or_key_is_refused(house: House, name: str, value: str) -> None:
    room = house.amina.begins()
    form = room.form("choice")
    answer = house.amina.submits(room, form, choice=choices(room)[0], **{name: value})
    assert answer.status == 400
    assert turns_stored(house.desk, run_id(room)) == 0


def test_a_turn_that_is_far_ahead_or_behind_is_not_taken(house: House) -> None:
    room = house.amina.begins()
    for turn in ("0", "-1", "2", "99999999999999999999"):
        answer = house.amina.submits(room, room.form("choice"), choice=choices(room)[0], turn=turn)
        assert answer.status in (400, 409)
    assert turns_stored(house.desk, run_id(room)) == 0


def test_more_than_the_program_takes_is_a_413(house: House) -> None:
    room = house.amina.begins()
    answer = house.amina.says(room, "x" * 70_000)
    assert answer.status == 413
    assert "too long" in answer.text
    parts = "&".join(f"f{n}=1" for n in range(20_000))
    assert house.amina.sends("POST", room.form("choice").action, parts).status == 413


def test_unaided_tells_nothing_and_moves_no_light_until_the_end(house: House) -> None:
    amina = house.amina
    room = amina.begins(mode="unaided")
    pick = at_random(8)
    lights = set()
    while can_reply(room):
        assert "On your words" not in room.text
        assert 'class="moved"' not in room.text
        lights.add(_light(room.text))
        room = amina.follows(amina.says(room, pick(choices(room))))
    assert len(lights) == 1
    assert "On your words" not in room.text
    debrief = amina.get(f"/run/{run_id(room)}/debrief")
    assert telling.MODES["unaided"][0] in debrief.text


def test_practice_tells_after_every_turn_what_the_words_did(house: House) -> None:
    amina = house.amina
    room = amina.begins()
    assert "On your words" not in room.text
    room = amina.follows(amina.says(room, choices(room)[0]))
    assert "On your words" in room.text
    assert 'class="moved"' in room.text


def test_htmx_gets_the_moving_region_and_nothing_around_it(house: House) -> None:
    amina = house.amina
    room = amina.begins()
    answer = amina.says(room, choices(room)[0], **HTMX)
    assert answer.status == 200
    assert "<html" not in answer.text
    assert answer.text.lstrip().startswith("<section") or 'id="room"' in answer.text
    assert "HX-Request" in answer.headers["vary"]
    assert can_reply(answer)


@pytest.mark.parametrize("seed", range(6))
def test_the_transcript_that_htmx_carries_on_is_the_one_of_the_whole_page(
    house: House, seed: int
) -> None:
    """What a browser has after each answer, against the page read anew."""
    amina, pick = house.amina, at_random(seed)
    room = amina.begins(mode=MODES[seed % 3])
    earlier, latest = transcript(room.text)
    carried_on = 0
    while can_reply(room):
        answer = amina.says(room, pick(choices(room)), **HTMX)
        new_earlier, latest = transcript(answer.text)
        follows = 'id="earlier" hx-swap-oob="beforeend"' in answer.text
        earlier = earlier + new_earlier if follows else new_earlier
        carried_on += follows
        room = amina.get(f"/run/{run_id(room)}")
        assert (earlier, latest) == transcript(room.text)
    assert carried_on, "a play carries on, it does not begin anew"
    assert not follows, "at the end every line is sent, with the way back to its turn"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_an_answer_that_was_lost_comes_with_the_whole_transcript(
    house: House, headers: dict[str, str]
) -> None:
    amina = house.amina
    first = amina.begins()
    second = amina.follows(amina.says(first, choices(first)[0]))
    amina.says(second, choices(second)[0])
    again = amina.says(second, choices(second)[0], **headers)
    page = amina.get(f"/run/{run_id(first)}")
    answer = again if headers else amina.follows(again)
    assert transcript(answer.text) == transcript(page.text)
    assert "beforeend" not in answer.text


def transcript(text: str) -> tuple[list[str], list[str]]:
    """The lines that are folded away, and those in view."""
    lists = [text.partition(f'id="{name}"')[2].partition("</ol>")[0] for name in PLACES]
    earlier, latest = (re.findall(r"<li.*?</li>", part, re.S) for part in lists)
    return earlier, latest


PLACES = ("earlier", "latest")


def test_home_shows_what_is_unfinished_and_only_on_this_device(house: House) -> None:
    amina = house.amina
    room = amina.begins()
    left, ended = amina.begins(), amina.begins()
    amina.submits(left, _form(left, "/leave"))
    amina.plays(ended, at_random(1))
    shown = [link for link in amina.get("/").links if link.startswith("/run/")]
    assert shown == [f"/run/{run_id(room)}"]
    assert amina.get(shown[0]).text.count("What do you say?") == 1
    assert not [link for link in house.ben.get("/").links if link.startswith("/run/")]


def test_replaying_fifty_random_runs_ends_where_each_of_them_stands(house: House) -> None:
    amina = house.amina
    for seed in range(50):
        pick = at_random(seed)
        room = amina.begins(mode=MODES[seed % 3])
        for _ in range(seed % 12):
            if not can_reply(room):
                break
            room = amina.follows(amina.says(room, pick(choices(room))))
        assert is_sound(room_of(house.desk, stored_run(house.desk, run_id(room)))), seed


def test_every_ending_has_a_debrief_that_says_what_it_is_not(house: House) -> None:
    amina = house.amina
    for walk in one_walk_to_each_ending():
        room = house.begins(amina, walk.variant)
        for reply in walk.replies:
            room = amina.follows(amina.says(room, reply))
        assert stored_run(house.desk, run_id(room)).ending == walk.ending
        assert amina.get(f"/run/{run_id(room)}/ending").status == 200
        debrief = amina.get(f"/run/{run_id(room)}/debrief")
        assert debrief.status == 200, walk.ending
        assert "Formative, unvalidated, not an assessment of fitness to practise" in debrief.text
        for question in house.desk.library.draft(AISHA).scenario.endings[walk.ending].supervision:
            assert escape(question, quote=False).replace("'", "&#39;") in debrief.text


def one_walk_to_each_ending() -> list[Walk]:
    """Plays of Aisha, one for each of her endings; AssertionError where one is not found."""
    encounter = Encounter(own_scenarios().draft(AISHA).scenario)
    found: dict[str, Walk] = {}
    for walk in walks(encounter, 3000, seed=11):
        found.setdefault(walk.ending, walk)
        if len(found) == len(encounter.scenario.endings):
            return list(found.values())
    raise AssertionError(set(encounter.scenario.endings) - set(found))


def _form(page: Page, end: str) -> Form:
    return next(f for f in page.forms if f.action.endswith(end))


def _light(text: str) -> str:
    return text[text.index('class="light open-') :].split('"')[1]


def _encoded(fields: list[tuple[str, str]]) -> str:
    return urlencode(fields)
