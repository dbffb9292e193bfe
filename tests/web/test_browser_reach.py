"""Every page and state, by axe, by day and at dusk, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.web.cast import House, Trainee
from tests.web.pages_and_states import NO_PAGE, OWN, STATES, State, Visit
from tests.web.shelves import shelf
from tests.web.street import DESK, PHONE, Device, scrolls_sideways, served, violations

OpenDevice = Callable[..., Device]
NOT_A_PAGE = {"/static/<path:filename>"}


@pytest.fixture(scope="session")
def town(
    practice: House, address: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], tuple[House, str]]]:
    """The houses that states are reached in, opened when first asked for."""
    with ExitStack() as closing:
        known = {OWN: (practice, address)}

        def house(name: str) -> tuple[House, str]:
            if name not in known:
                folder = tmp_path_factory.mktemp(name)
                opened = House(folder / "data", shelf(folder / "scenarios", name))
                closing.callback(opened.close)
                known[name] = (opened, closing.enter_context(served(opened)))
            return known[name]

        yield house


def test_every_page_is_on_the_list(house: House) -> None:
    shown = {
        rule.rule
        for rule in house.app.url_map.iter_rules()
        if "GET" in (rule.methods or set()) and rule.rule not in NOT_A_PAGE
    }
    assert {state.rule for state in STATES} - {NO_PAGE} == shown


@pytest.mark.browser
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_axe_finds_nothing_and_nothing_runs_out_at_the_side(
    device: OpenDevice, town: Callable[[str], tuple[House, str]], state: State
) -> None:
    house, base = town(state.house)
    here = device(base)
    with state.meanwhile(house):
        state.reach(Visit(house, Trainee("Amina", house.app), here))
    page = here.page
    found = []
    # At dusk, on the phone, only what colour and size can change is asked again.
    for scheme, size, rules in (
        ("light", DESK, ()),
        ("dark", PHONE, ("color-contrast", "target-size", "scrollable-region-focusable")),
    ):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found += [f"{scheme}: {line}" for line in violations(page, *rules)]
        if scrolls_sideways(page):
            found.append(f"{size['width']} pixels are not enough")
    assert found == []
    assert page.locator("h1").count() == 1
    assert page.title().endswith("Rupture and repair")


@pytest.mark.browser
def test_axe_itself_finds_what_is_wrong(device: OpenDevice) -> None:
    here = device()
    here.goto("/about")
    here.page.evaluate("() => document.querySelector('main').append(new Image())")
    assert any(line.startswith("image-alt") for line in violations(here.page))
