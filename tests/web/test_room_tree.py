"""What a screen reader is given: the room's accessibility tree, as a whole, on file.

Taken from Chromium's tree; not tried with a screen reader itself. After a change that is
meant: look at the new tree line by line, then write it down with
`python -m tests.web.test_room_tree`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from sim.authoring.skeleton import skeleton
from tests.web.cast import House, Trainee
from tests.web.street import Device, launched, served

pytestmark = pytest.mark.browser
TREES = Path(__file__).parent / "trees"
OpenDevice = Callable[..., Device]


@pytest.fixture(scope="module")
def robins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, str]]:
    """A house whose one scenario is the skeleton, so that no author's change moves the tree."""
    house = house_of(tmp_path_factory.mktemp("robins"))
    with served(house) as base:
        yield house, base
    house.close()


def house_of(folder: Path) -> House:
    (folder / "scenarios").mkdir()
    text = skeleton("two-lines")
    (folder / "scenarios" / "two-lines.yaml").write_text(text, encoding="utf-8")
    return House(folder / "data", folder / "scenarios")


def walk_in(house: House, device: Device) -> Page:
    robin = Trainee("Amina", house.app)
    room = robin.begins("two-lines")
    device.as_trainee(robin)
    device.goto(room.url)
    return device.page


def trees_of(page: Page) -> dict[str, str]:
    """The trees of the first turn and of the one after it, swapped in."""
    found = {"first-turn": page.locator("body").aria_snapshot()}
    page.locator("#replies button").first.click()
    expect(page.locator("#replies input[name=turn]")).to_have_value("2")
    expect(page.locator("#words")).to_be_focused()
    found["after-a-turn"] = page.locator("body").aria_snapshot()
    return found


def test_the_rooms_tree_is_the_one_on_file(device: OpenDevice, robins: tuple[House, str]) -> None:
    house, base = robins
    for name, tree in trees_of(walk_in(house, device(base))).items():
        on_file = (TREES / f"{name}.yml").read_text(encoding="utf-8")
        assert tree.strip() == on_file.strip(), name


def test_after_a_swap_the_words_are_read_by_the_focus_and_by_nothing_else(
    device: OpenDevice, robins: tuple[House, str]
) -> None:
    house, base = robins
    page = walk_in(house, device(base))
    page.evaluate(
        """() => {
            window.spoken = [];
            const heard = document.getElementById("heard");
            new MutationObserver(() => { if (heard.textContent) spoken.push(heard.textContent); })
                .observe(heard, { childList: true, characterData: true, subtree: true });
            document.addEventListener("focusin", (e) => spoken.push(e.target.innerText));
        }"""
    )
    trees_of(page)
    page.wait_for_timeout(400)
    words = page.locator("#words").inner_text()
    spoken: list[str] = page.evaluate("spoken")
    assert sum(words in line for line in spoken) == 1, spoken


def write_down() -> None:
    """Keep the present trees as the ones on file."""
    TREES.mkdir(exist_ok=True)
    house = house_of(Path(tempfile.mkdtemp()))
    with sync_playwright() as playwright, served(house) as base:
        browser = launched(playwright)
        context = browser.new_context(reduced_motion="reduce")
        for name, tree in trees_of(walk_in(house, Device(base, context))).items():
            (TREES / f"{name}.yml").write_text(tree.strip() + "\n", encoding="utf-8")
        browser.close()
    house.close()


if __name__ == "__main__":
    write_down()
