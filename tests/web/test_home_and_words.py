"""The shelf, empty and very full; and an author's words, which are never more than words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from sim.authoring.skeleton import skeleton
from tests.forms import Page
from tests.web.cast import House, can_reply, choices, run_id

HOSTILE = (
    "</p></textarea></title><script>alert(1)</script><img src=x onerror=alert(2) "
    "style=color:red hx-get=/x>\"'><b hx-post=/y hx-on:click=alert(3)>{{ 7*7 }} {0} %s &lt;"
)
WORDS = frozenset(
    "title content_note learning about could_not_say usual_conflict_pattern you briefing frame "
    "wish say goal direction client inner unclear teach between text did left aftermath meaning "
    "tell_a_friend supervision".split()
)
OpenHouse = Callable[..., House]


def shelf_of(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_shelf_without_a_scenario_says_so(open_house: OpenHouse, tmp_path: Path) -> None:
    home = open_house(scenarios=shelf_of(tmp_path / "none", {})).amina.get("/")
    assert home.status == 200
    assert "There is no scenario here yet" in home.text


@pytest.mark.slow
def test_three_hundred_scenarios_are_all_found_by_leafing_and_by_seeking(
    open_house: OpenHouse, tmp_path: Path
) -> None:
    names = [f"client-{n:03}" for n in range(300)]
    texts = {name: skeleton(name) for name in names[:-1]} | {
        names[-1]: skeleton(names[-1], "Tomasz")
    }
    amina = open_house(scenarios=shelf_of(tmp_path / "many", texts)).amina
    page = amina.get("/")
    assert "60 of 300 scenarios" in page.text
    met: list[str] = []
    while True:
        met += [link for link in page.links if link.startswith("/scenario/")]
        onward = [link for link in page.links if "first=" in link]
        if not onward:
            break
        page = amina.get(onward[0])
        assert page.status == 200
    assert sorted(met) == [f"/scenario/{name}" for name in names]
    sought = amina.get("/?q=tomasz")
    assert [x for x in sought.links if x.startswith("/scenario/")] == ["/scenario/client-299"]
    assert "No scenario matches that" in amina.get("/?q=nobody-of-that-name").text
    for odd in ("/?first=-5", "/?first=abc", "/?first=9999999999999999999", "/?level=%00"):
        assert amina.get(odd).status == 200


def test_a_scenario_that_cannot_be_read_is_left_out_and_the_rest_plays(
    open_house: OpenHouse, tmp_path: Path
) -> None:
    texts = {"good-one": skeleton("good-one"), "broken-one": "format: 1\nid: [broken"}
    amina = open_house(scenarios=shelf_of(tmp_path / "some", texts)).amina
    shown = [link for link in amina.get("/").links if link.startswith("/scenario/")]
    assert shown == ["/scenario/good-one"]
    assert amina.get("/scenario/broken-one").status == 404
    assert can_reply(amina.begins("good-one"))


def test_a_run_goes_on_with_the_version_it_began_with(
    open_house: OpenHouse, tmp_path: Path
) -> None:
    shelf = shelf_of(tmp_path / "one", {"two-lines": skeleton("two-lines")})
    house = open_house(scenarios=shelf)
    room = house.amina.begins("two-lines")
    (shelf / "two-lines.yaml").write_text(skeleton("two-lines", "Tomasz"), encoding="utf-8")
    assert "Tomasz" in house.newcomer().get("/scenario/two-lines").text
    after = house.amina.follows(house.amina.says(room, choices(room)[0]))
    assert "Robin" in after.text
    assert "Tomasz" not in after.text
    (shelf / "two-lines.yaml").unlink()
    assert can_reply(house.amina.get(room.url))
    assert run_id(room) in "".join(house.amina.get("/").links)


@pytest.mark.parametrize("mode", ["explore", "unaided"])
def test_an_authors_text_never_becomes_an_element_or_an_attribute(
    open_house: OpenHouse, tmp_path: Path, mode: str
) -> None:
    calm = skeleton("two-lines")
    loud = yaml.safe_dump(
        loudly(yaml.load(calm, yaml.CBaseLoader)), allow_unicode=True, sort_keys=False
    )
    assert loud.count("<script>") > 60
    plain = open_house(scenarios=shelf_of(tmp_path / "calm", {"two-lines": calm}))
    hostile = open_house(scenarios=shelf_of(tmp_path / "loud", {"two-lines": loud}))
    told = False
    for quiet_page, loud_page in zip(a_play(plain, mode), a_play(hostile, mode), strict=True):
        assert shape(loud_page) == shape(quiet_page), loud_page.url
        told = told or "&lt;script&gt;" in loud_page.text
    assert told


def test_words_sought_are_shown_as_words(house: House) -> None:
    calm, loud = house.amina.get("/?q=calm"), house.amina.sends("GET", f"/?q={HOSTILE[:90]}")
    assert shape(loud) == shape(calm)


def loudly(data: Any, field: str = "") -> Any:
    """A scenario's data with hostile text at the end of every text that a person reads."""
    if isinstance(data, dict):
        return {key: loudly(value, _field(key, field, value)) for key, value in data.items()}
    if isinstance(data, list):
        return [loudly(item, field) for item in data]
    if field in WORDS and isinstance(data, str):
        return f"{data.rstrip()} {HOSTILE}"
    return data


def _field(key: str, above: str, value: Any) -> str:
    """Inside `words` and `when` nothing is a text to show; a list belongs to its key."""
    return above if above in ("words", "when", "now", "start") else key


def a_play(house: House, mode: str) -> Iterator[Page]:
    """Every page of one play, the same choices each time."""
    amina = house.amina
    yield amina.get("/")
    yield amina.get("/scenario/two-lines")
    room = amina.begins("two-lines", mode)
    yield amina.get("/")
    yield room
    while can_reply(room):
        yield amina.says(room, "no-such-choice")
        room = amina.follows(amina.says(room, choices(room)[-1]))
        yield room
    for name in ("ending", "debrief"):
        yield amina.get(f"/run/{run_id(room)}/{name}")
    left = amina.begins("two-lines", mode)
    leave = next(f for f in left.forms if f.action.endswith("/leave"))
    yield amina.follows(amina.submits(left, leave))


class _Shape(HTMLParser):
    """The elements of a page with the names of their attributes, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, *(name for name, _ in attrs)))


def shape(page: Page) -> list[tuple[str, ...]]:
    reader = _Shape()
    reader.feed(page.text)
    # A longer line has more phrases to mark; each must still be the same three elements.
    phrase = [("label", "class"), ("input", "type", "form", "name", "value"), ("span",)]
    shortened: list[tuple[str, ...]] = []
    for tag in reader.seen:
        shortened.append(tag)
        if shortened[-6:] == phrase * 2:
            del shortened[-3:]
    return shortened
