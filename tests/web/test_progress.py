"""How it has gone over the runs: what is counted, what is not, and in which words."""

from __future__ import annotations

import re

from sim.services.progress import progress_of, unaided_check
from tests.web.cast import AISHA, House, at_random, run_id, stored_run


def plays(house: House, mode: str, seed: int) -> str:
    return run_id(house.amina.plays(house.amina.begins(mode=mode), at_random(seed)))


def main_of(text: str) -> str:
    words = re.sub(r"<[^>]+>", " ", text[text.index("<main") : text.index("</main")])
    return " ".join(words.split())


def test_before_any_run_the_page_says_what_will_stand_there(house: House) -> None:
    page = house.amina.get("/how-it-has-gone")
    assert "nothing to look back on yet" in page.text
    assert "/how-it-has-gone" not in house.amina.get("/").links


def test_explore_and_what_was_left_are_not_counted(house: House) -> None:
    plays(house, "explore", 3)
    room = house.amina.begins()
    leave = next(f for f in room.forms if f.action.endswith("/leave"))
    house.amina.submits(room, leave)
    assert "nothing to look back on yet" in house.amina.get("/how-it-has-gone").text


def test_from_the_first_to_the_latest_in_counts_and_sentences(house: House) -> None:
    first, latest = plays(house, "practice", 3), plays(house, "unaided", 8)
    text = main_of(house.amina.get("/how-it-has-gone").text)
    assert "over 2 runs" in text
    assert "With Aisha, practice: asked" in text
    assert "With Aisha, unaided: asked" in text
    assert "%" not in text
    assert "not an assessment of fitness to practise" in text
    person = stored_run(house.desk, first).person
    told = progress_of(house.desk, person)
    assert told.runs == 2
    for course in told.courses:
        assert sum(course.first.count.levels) == course.first.count.asked
        assert course.runs < 2 or (course.first.mode, course.latest.mode) == ("practice", "unaided")
    assert stored_run(house.desk, latest).person == person


def test_ben_sees_only_his_own(house: House) -> None:
    plays(house, "practice", 3)
    house.ben.begins()
    assert "nothing to look back on yet" in house.ben.get("/how-it-has-gone").text


def test_after_practice_a_check_without_notes_is_offered_and_chosen_already(house: House) -> None:
    debrief = house.amina.get(f"/run/{plays(house, 'practice', 3)}/debrief")
    link = next(x for x in debrief.links if "mode=unaided" in x)
    assert house.amina.get(link).form("mode")["mode"] == "unaided"
    unaided = house.amina.get(f"/run/{plays(house, 'unaided', 3)}/debrief")
    assert not [x for x in unaided.links if "mode=unaided" in x]


def test_the_check_is_with_somebody_else_where_there_is_somebody(house: House) -> None:
    offered = unaided_check(house.desk, 0, AISHA)
    others = [e for e in house.desk.library.entries() if e.playable and e.path.stem != AISHA]
    assert offered is not None
    assert (offered.id != AISHA) == bool(others)
