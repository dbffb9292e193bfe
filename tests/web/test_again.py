"""Trying again in a browser without JavaScript: back to a turn, side by side, the map."""

from __future__ import annotations

import pytest
from markupsafe import escape

from sim.services.attempts import tree_of
from sim.services.paths import paths_of
from tests.forms import Page
from tests.web.cast import House, Trainee, at_random, can_reply, choices, goes_back, run_id
from tests.web.cast import stored_run as run_row


def tree(house: House, page: Page):  # type: ignore[no-untyped-def]
    row = run_row(house.desk, run_id(page))
    return tree_of(house.desk, row.person, row.id)


def played(trainee: Trainee, mode: str = "practice", seed: int = 4) -> Page:
    return trainee.plays(trainee.begins(mode=mode), at_random(seed))


@pytest.mark.parametrize("mode", ["explore", "practice"])
def test_amina_goes_back_from_the_room_and_says_something_else(house: House, mode: str) -> None:
    amina = house.amina
    first = amina.begins(mode=mode)
    second = amina.follows(amina.says(first, choices(first)[0]))
    assert "Try again from here" in second.text
    back = goes_back(amina, second, 1, 1)
    assert choices(back) == choices(first), "the same moment, the same replies"
    assert "Attempt 2, from turn 1" in back.text
    other = amina.follows(amina.says(back, choices(back)[1]))
    assert can_reply(other)
    replies = [room.turns[0].reply for room in tree(house, other).rooms.values()]
    assert replies == choices(first)[:2]


def test_in_unaided_the_room_offers_no_way_back(house: House) -> None:
    amina = house.amina
    room = amina.begins(mode="unaided")
    room = amina.follows(amina.says(room, choices(room)[0]))
    assert "Try again" not in room.text
    token = room.form("choice")["csrf_token"]
    sent = f"csrf_token={token}&attempt=1&turn=1"
    answer = amina.sends("POST", f"/run/{run_id(room)}/again", sent)
    assert answer.headers["location"].endswith("/attempts")
    assert len(tree(house, room).attempts) == 1


def test_from_the_debrief_any_turn_can_be_tried_again(house: House) -> None:
    amina = house.amina
    room = played(amina, "unaided")
    debrief = amina.get(f"/run/{run_id(room)}/debrief")
    assert debrief.text.count("Try again from here") == len(tree(house, room).rooms[1].turns)
    back = goes_back(amina, debrief, 1, 3)
    assert can_reply(back)
    assert "Attempt 2, from turn 3" in back.text


def test_a_run_tried_again_is_gone_on_with_after_closing_the_browser(house: House) -> None:
    amina = house.amina
    back = goes_back(amina, played(amina), 1, 2)
    home = amina.get("/")
    assert f"/run/{run_id(back)}" in home.links
    again = amina.get(f"/run/{run_id(back)}")
    assert choices(again) == choices(back)


def test_leaving_a_second_attempt_leads_back_to_the_debrief(house: House) -> None:
    amina = house.amina
    back = goes_back(amina, played(amina), 1, 2)
    leave = next(f for f in back.forms if f.action.endswith("/leave"))
    answer = amina.submits(back, leave)
    assert answer.headers["location"].endswith("/debrief")
    assert amina.follows(answer).status == 200
    assert amina.get(f"/run/{run_id(back)}").headers["location"].endswith("/debrief")


def test_a_tab_left_open_on_an_earlier_attempt_says_nothing_in_the_new_one(house: House) -> None:
    amina = house.amina
    first = amina.begins()
    stale = amina.follows(amina.says(first, choices(first)[0]))
    back = goes_back(amina, stale, 1, 1)
    here = amina.follows(amina.says(back, choices(back)[1]))
    late = amina.submits(stale, stale.form("choice"), choice=choices(stale)[0])
    assert late.status == 409
    assert "moved on" in late.text
    assert len(tree(house, here).rooms[2].turns) == 1


@pytest.mark.parametrize(
    ("attempt", "turn", "status"),
    [("1", "99", 404), ("2", "1", 404), ("1", "0", 404), ("x", "1", 400), ("1", "", 400),
     ("1", "²", 400), ("1", "9" * 30, 400)],
)  # fmt: skip
def test_a_turn_that_is_not_there_begins_nothing(
    house: House, attempt: str, turn: str, status: int
) -> None:
    amina = house.amina
    debrief = amina.get(f"/run/{run_id(played(amina))}/debrief")
    form = debrief.form("attempt")
    assert amina.submits(debrief, form, attempt=attempt, turn=turn).status == status
    assert len(tree(house, debrief).attempts) == 1


def test_the_attempts_are_told_in_words_with_the_one_under_way(house: House) -> None:
    amina = house.amina
    back = goes_back(amina, played(amina), 1, 2)
    page = amina.get(f"/run/{run_id(back)}/attempts")
    assert "2 attempts" in page.text
    assert "from turn 2 of attempt 1" in page.text
    assert "Under way" in page.text
    assert page.text.count("attempt-current") == 1
    assert "<svg" in page.text


def test_an_unfinished_attempt_can_be_gone_on_with_from_the_list(house: House) -> None:
    amina = house.amina
    first = amina.begins()
    stood = amina.follows(amina.says(first, choices(first)[0]))
    back = goes_back(amina, stood, 1, 1)
    amina.says(back, choices(back)[2])
    page = amina.get(f"/run/{run_id(back)}/attempts")
    form = page.form("attempt", "turn")
    on = amina.follows(amina.submits(page, form, turn=form.options["turn"][0]))
    assert choices(on) == choices(stood)


def test_side_by_side_tells_where_two_attempts_part(house: House) -> None:
    amina = house.amina
    room = goes_back(amina, played(amina), 1, 3)
    room = amina.plays(room, at_random(8))
    url = f"/run/{run_id(room)}/beside"
    page = amina.get(url)
    assert "they part at turn 3" in page.text
    assert "closeness" in page.text
    assert amina.get(f"{url}?one=2&other=1").status == 200
    assert amina.get(f"{url}?one=7&other=1").status == 404
    assert amina.get(f"{url}?one=x&other=").status == 200


def test_side_by_side_hides_inner_lines_and_meters_while_one_is_under_way(house: House) -> None:
    amina = house.amina
    room = goes_back(amina, amina.plays(goes_back(amina, played(amina), 1, 3)), 1, 2)
    page = amina.get(f"/run/{run_id(room)}/beside?one=1&other=2")
    rooms = tree(house, room).rooms
    assert "closeness" not in page.text
    assert "Not said" not in page.text
    lines = [m.inner for m in rooms[1].scenario.moments.values() if m.inner]
    assert lines
    assert not any(str(escape(line.say)) in page.text for inner in lines for line in inner)


def test_the_map_tells_nothing_of_what_was_not_met_unless_asked(house: House) -> None:
    amina = house.amina
    room = played(amina)
    paths = paths_of(tree(house, room))
    url = f"/run/{run_id(room)}/paths"
    shy, told = amina.get(url), amina.get(f"{url}?all=1")
    unmet = [str(escape(p.words[:40])) for p in paths.unmet if not p.ending]
    titles = [str(escape(p.ending.title)) for p in paths.unmet if p.ending]
    assert len(unmet) > 15
    assert [words for words in unmet if words in shy.text] == []
    assert [title for title in titles if title in shy.text] == []
    assert all(words in told.text for words in unmet)
    assert all(title in told.text for title in titles)


def test_from_the_map_one_plays_on_along_a_path_not_taken(house: House) -> None:
    amina = house.amina
    room = played(amina)
    page = amina.get(f"/run/{run_id(room)}/paths")
    back = amina.follows(amina.submits(page, page.form("attempt"), turn="4"))
    assert can_reply(back)
    assert "Attempt 2, from turn 4" in back.text
    assert tree(house, back).attempts[1].from_turn == 4


def test_the_picture_has_a_name_and_every_turn_stands_in_words_too(house: House) -> None:
    amina = house.amina
    room = played(amina)
    page = amina.get(f"/run/{run_id(room)}/paths")
    assert 'role="img" aria-label="The path of attempt 1:' in page.text
    assert page.text.count('class="step"') == len(tree(house, room).rooms[1].turns)


def test_the_debrief_says_what_counts(house: House) -> None:
    amina = house.amina
    room = played(amina)
    first = amina.get(f"/run/{run_id(room)}/debrief").text
    assert "Every turn on this path is your first try at it" in first
    again = amina.plays(goes_back(amina, room, 1, 2), at_random(9))
    second = amina.get(f"/run/{run_id(again)}/debrief").text
    assert "1 of the" in second
    assert "another try, not counted" in second
    explore = played(amina, "explore")
    assert "nothing here is counted" in amina.get(f"/run/{run_id(explore)}/debrief").text
