"""Every page in every state that a person can reach: the one list that the browser tests walk.

A new page or state gets a line here; tests/web/test_browser_reach.py fails for a page without.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from random import Random

from playwright.sync_api import expect

from sim.authoring.walking import Walk, walks
from sim.domain.encounter import Encounter
from tests.forms import Page
from tests.web.cast import (
    AISHA,
    House,
    Trainee,
    at_random,
    choices,
    goes_back,
    own_scenarios,
    run_id,
)
from tests.web.faults import a_view_broken, somebody_else_writing
from tests.web.street import Device

EMPTY, MANY, OWN = "empty", "many", "own"


@dataclass
class Visit:
    """What a state is reached with: the house, Amina without a browser, and her device."""

    house: House
    amina: Trainee
    device: Device

    def walk_in(self, room: Page) -> None:
        """Open on the device what Amina began without it."""
        self.device.as_trainee(self.amina)
        self.device.goto(room.url)

    def press(self, number: int = 0) -> None:
        self.device.page.locator("#replies button").nth(number).click()


@dataclass(frozen=True)
class State:
    """A page in one state: the route that shows it, and how one comes there."""

    name: str
    rule: str
    reach: Callable[[Visit], None]
    house: str = OWN
    meanwhile: Callable[[House], AbstractContextManager[None]] = field(
        default=lambda house: nullcontext()
    )


def at(url: str) -> Callable[[Visit], None]:
    return lambda visit: visit.device.goto(url)


def home_with_a_run(visit: Visit) -> None:
    visit.amina.begins()
    visit.device.as_trainee(visit.amina)
    visit.device.goto("/")


def briefing_came_back(visit: Visit) -> None:
    visit.device.goto(f"/scenario/{AISHA}")
    page = visit.device.page
    page.evaluate("() => { document.querySelector('input[name=mode]:checked').value = 'exam'; }")
    page.locator("form.begin button").click()
    expect(page.locator("#problem")).to_be_visible()


def first_turn(visit: Visit) -> None:
    visit.walk_in(visit.amina.begins())


def after_a_turn(visit: Visit) -> None:
    room = visit.amina.begins()
    visit.walk_in(visit.amina.follows(visit.amina.says(room, choices(room)[0])))


def unaided(visit: Visit) -> None:
    room = visit.amina.begins(mode="unaided")
    visit.walk_in(visit.amina.follows(visit.amina.says(room, choices(room)[0])))


def swapped_in(visit: Visit) -> None:
    first_turn(visit)
    visit.press()
    expect(visit.device.page.locator("#replies input[name=turn]")).to_have_value("2")


def noticing(visit: Visit) -> None:
    first_turn(visit)
    visit.device.page.locator(".noticing summary").click()
    expect(visit.device.page.locator(".phrase").first).to_be_visible()


def noticing_kept(visit: Visit) -> None:
    noticing(visit)
    page = visit.device.page
    page.locator(".phrase").nth(2).click()
    page.locator(".kind").first.click()
    page.locator(".tap").nth(1).click()
    page.locator(".keep button").click()
    expect(page.locator("[data-kept]")).to_be_visible()


def noticed_before_a_turn(visit: Visit) -> None:
    noticing_kept(visit)
    visit.press()
    expect(visit.device.page.locator(".feedback-noticed")).to_be_visible()


def later_session(visit: Visit) -> None:
    walk, turns = a_walk_to_a_later_session()
    room = visit.house.begins(visit.amina, walk.variant)
    for reply in walk.replies[:turns]:
        room = visit.amina.follows(visit.amina.says(room, reply))
    assert "session" in room.text
    visit.walk_in(room)


def a_walk_to_a_later_session() -> tuple[Walk, int]:
    """A play of Aisha that comes to a second session, and after how many turns."""
    scenario = own_scenarios().draft(AISHA).scenario
    for walk in walks(Encounter(scenario), 3000, seed=2):
        for number, turn in enumerate(walk.turns, 1):
            moment = scenario.moments.get(turn.after.moment)
            if moment is not None and moment.session > 1:
                return walk, number
    raise AssertionError("no play of Aisha comes to a second session")


def moved_on(visit: Visit) -> None:
    room = visit.amina.begins()
    visit.walk_in(room)
    visit.amina.says(room, choices(room)[0])
    visit.press(1)
    expect(visit.device.page.locator(".notice-moved_on")).to_be_visible()


def not_taken(visit: Visit) -> None:
    first_turn(visit)
    page = visit.device.page
    page.evaluate("() => { document.querySelector('#replies button').value = 'never'; }")
    visit.press()
    expect(page.locator(".notice-not_taken")).to_be_visible()


def busy(visit: Visit) -> None:
    room = visit.amina.begins()
    visit.walk_in(room)
    with somebody_else_writing(visit.house):
        visit.press()
        expect(visit.device.page.locator(".notice-busy")).to_be_visible()


def not_heard(visit: Visit) -> None:
    first_turn(visit)
    visit.device.context.set_offline(True)
    visit.press()
    expect(visit.device.page.locator("#replies .waiting.failed")).to_be_visible()
    visit.device.complaints.clear()


def at_the_end(part: str) -> Callable[[Visit], None]:
    def reach(visit: Visit) -> None:
        room = visit.amina.plays(visit.amina.begins(), at_random(Random(4).randint(0, 99)))
        visit.walk_in(room)
        visit.device.goto(f"/run/{run_id(room)}{part}")

    return reach


def written(sheet: str, field: str) -> Callable[[Visit], None]:
    """Something is written, by hand and kept with the button."""

    def reach(visit: Visit) -> None:
        at_the_end(f"/{sheet}")(visit)
        page = visit.device.page
        page.locator(f"#{field}").fill("I never got to say the thing about Sundays. " * 6)
        page.locator(".writing .button").click()
        page.wait_for_url("**kept=1**")

    return reach


def played_twice(visit: Visit, mode: str = "practice", ended: bool = True) -> Page:
    """A run with three attempts; the last one has ended, or stands in the middle."""
    room = visit.amina.plays(visit.amina.begins(mode=mode), at_random(4))
    for turn, seed in ((3, 8), (2, 15)):
        room = goes_back(visit.amina, room, 1, turn)
        room = visit.amina.follows(visit.amina.says(room, at_random(seed)(choices(room))))
        if ended or turn == 3:
            room = visit.amina.plays(room, at_random(seed))
    return room


def again(part: str, *, ended: bool = True, mode: str = "practice") -> Callable[[Visit], None]:
    def reach(visit: Visit) -> None:
        room = played_twice(visit, mode, ended)
        visit.walk_in(room)
        visit.device.goto(f"/run/{run_id(room)}{part}")

    return reach


def written_in_two_tabs(visit: Visit) -> None:
    at_the_end("/supervision")(visit)
    page, other = visit.device.page, visit.device.tab()
    other.goto(page.url)
    other.locator("#hide").fill("I was bored, and I hid it.")
    other.locator(".writing .button").click()
    other.wait_for_url("**kept=1**")
    page.locator("#hide").fill("I wanted her to like me.")
    page.locator(".writing .button").click()
    expect(page.locator(".sheet-elsewhere")).to_be_visible()


def finished_runs(visit: Visit) -> None:
    for seed, mode in ((3, "practice"), (8, "unaided")):
        room = visit.amina.plays(visit.amina.begins(mode=mode), at_random(seed))
    visit.walk_in(room)
    visit.device.goto("/how-it-has-gone")
    expect(visit.device.page.get_by_text("Latest").first).to_be_visible()


def new_code(visit: Visit) -> None:
    first_turn(visit)
    visit.device.goto("/elsewhere")
    visit.device.page.get_by_role("button", name="Make my code").click()
    expect(visit.device.page.locator(".code")).to_be_visible()


def unknown_code(visit: Visit) -> None:
    visit.device.goto("/elsewhere")
    visit.device.page.locator("#code").fill("3467-9acd")
    visit.device.page.get_by_role("button", name="Go on here").click()
    expect(visit.device.page.locator("#problem")).to_be_visible()


def another_code(visit: Visit) -> None:
    """A good code, on a device that has work of its own and no code."""
    ben = Trainee("Ben", visit.house.app)
    ben.begins()
    page = ben.get("/elsewhere")
    made = next(f for f in page.forms if f.action.endswith("/code"))
    code = ben.follows(ben.submits(page, made)).text.split('translate="no">')[1].split("<")[0]
    first_turn(visit)
    visit.device.goto("/elsewhere")
    visit.device.page.locator("#code").fill(code)
    visit.device.page.get_by_role("button", name="Go on here").click()
    expect(visit.device.page.locator(".asks")).to_be_visible()


def settings_kept(visit: Visit) -> None:
    visit.device.goto("/settings")
    page = visit.device.page
    for name, value in (("size", "largest"), ("contrast", "more"), ("face", "legible")):
        page.locator(f"input[name={name}][value={value}]").check()
    page.get_by_role("button", name="Keep").click()
    page.wait_for_url("**kept=1")


def room_as_chosen(visit: Visit) -> None:
    settings_kept(visit)
    first_turn(visit)


def many_attempts(visit: Visit) -> None:
    room = visit.amina.plays(visit.amina.begins(mode="explore"), at_random(2))
    for seed in range(14):
        room = goes_back(visit.amina, room, 1, seed % 5 + 1)
        room = visit.amina.plays(room, at_random(seed))
    visit.walk_in(room)
    visit.device.goto(f"/run/{run_id(room)}/attempts")


def one_attempt(visit: Visit) -> None:
    room = visit.amina.begins(mode="unaided")
    visit.walk_in(room)
    visit.device.goto(f"/run/{run_id(room)}/attempts")


def second_attempt(visit: Visit) -> None:
    visit.walk_in(played_twice(visit, ended=False))


def left(visit: Visit) -> None:
    room = visit.amina.begins()
    leave = next(f for f in room.forms if f.action.endswith("/leave"))
    visit.walk_in(visit.amina.follows(visit.amina.submits(room, leave)))


def refused(words: str) -> Callable[[Visit], None]:
    """A form that was not this program's, or too long for it."""

    def reach(visit: Visit) -> None:
        visit.device.goto("/about")
        visit.device.page.evaluate(
            """words => {
                const form = document.createElement("form");
                form.method = "post"; form.action = "/scenario/defensive-reply/begin";
                const field = document.createElement("input");
                field.name = "mode"; field.value = words; form.append(field);
                document.body.append(form); form.submit();
            }""",
            words,
        )
        visit.device.page.wait_for_url("**/begin")

    return reach


ROOM = "/run/<run_id>"
BRIEFING = "/scenario/<scenario_id>"
NO_PAGE = ""

STATES = (
    State("home", "/", at("/")),
    State("home with a run", "/", home_with_a_run),
    State("home empty", "/", at("/"), EMPTY),
    State("home many", "/", at("/"), MANY),
    State("home none found", "/", at("/?q=nobody"), MANY),
    State("briefing", BRIEFING, at(f"/scenario/{AISHA}")),
    State("briefing came back", BRIEFING, briefing_came_back),
    State("room first turn", ROOM, first_turn),
    State("room after a turn", ROOM, after_a_turn),
    State("room swapped in", ROOM, swapped_in),
    State("room noticing", ROOM, noticing),
    State("room noticing kept", ROOM, noticing_kept),
    State("room after noticing", ROOM, noticed_before_a_turn),
    State("room unaided", ROOM, unaided),
    State("room later session", ROOM, later_session),
    State("room moved on (409)", ROOM, moved_on),
    State("room not taken (422)", ROOM, not_taken),
    State("room busy (503)", ROOM, busy),
    State("room not heard", ROOM, not_heard),
    State("room ended", ROOM, at_the_end("")),
    State("ending", "/run/<run_id>/ending", at_the_end("/ending")),
    State("debrief", "/run/<run_id>/debrief", at_the_end("/debrief")),
    State("chair", "/run/<run_id>/chair", at_the_end("/chair")),
    State("chair written and heard", "/run/<run_id>/chair", written("chair", "friend")),
    State("supervision", "/run/<run_id>/supervision", at_the_end("/supervision")),
    State("supervision written", "/run/<run_id>/supervision", written("supervision", "hide")),
    State("supervision in two tabs (409)", "/run/<run_id>/supervision", written_in_two_tabs),
    State("how it has gone, nothing yet", "/how-it-has-gone", at("/how-it-has-gone")),
    State("how it has gone", "/how-it-has-gone", finished_runs),
    State("elsewhere", "/elsewhere", at("/elsewhere")),
    State("elsewhere new code", "/elsewhere", new_code),
    State("elsewhere unknown code (422)", "/elsewhere", unknown_code),
    State("elsewhere asks (409)", "/elsewhere", another_code),
    State("two minutes", "/two-minutes", at("/two-minutes")),
    State("two minutes, second", "/two-minutes", at("/two-minutes?one=sorry")),
    State("two minutes, end", "/two-minutes", at("/two-minutes?one=sorry&two=back")),
    State("settings", "/settings", at("/settings")),
    State("settings kept", "/settings", settings_kept),
    State("room large, legible, more contrast", ROOM, room_as_chosen),
    State("room second attempt", ROOM, second_attempt),
    State("debrief of a second attempt", "/run/<run_id>/debrief", again("/debrief")),
    State("attempts", "/run/<run_id>/attempts", again("/attempts")),
    State("attempts one under way", "/run/<run_id>/attempts", again("/attempts", ended=False)),
    State("attempts many", "/run/<run_id>/attempts", many_attempts),
    State("attempts one", "/run/<run_id>/attempts", one_attempt),
    State("beside", "/run/<run_id>/beside", again("/beside")),
    State("beside one under way", "/run/<run_id>/beside", again("/beside", ended=False)),
    State("map", "/run/<run_id>/paths", again("/paths")),
    State("map of a first play", "/run/<run_id>/paths", at_the_end("/paths")),
    State("map everything", "/run/<run_id>/paths", again("/paths?all=1")),
    State("left", "/run/<run_id>/left", left),
    State("deleted", "/deleted", at("/deleted")),
    State("help", "/help", at("/help")),
    State("privacy", "/who-can-see-my-words", at("/who-can-see-my-words")),
    State("glossary", "/glossary", at("/glossary")),
    State("about", "/about", at("/about")),
    State("form refused (400)", NO_PAGE, refused("explore")),
    State("nothing here (404)", NO_PAGE, at("/run/no-such-run")),
    State("too long (413)", NO_PAGE, refused("x" * 70_000)),
    State("a fault (500)", NO_PAGE, at("/about"), meanwhile=a_view_broken("standing.about")),
)
