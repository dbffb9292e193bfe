"""Pictures of every page in every state, from the one list that the browser tests walk.

    python -m tools.gallery [FOLDER] [--only WORDS] [--looks desk,phone,projector] [--keep FOLDER]

Each state of tests/web/pages_and_states.py is reached as a person reaches it and photographed
on a desk by day, on a phone in the dark and on a projector; `index.html` in the folder (default
`gallery/`) shows them all. `--keep` also writes the few small ones that README.md shows.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.web.cast import House, Trainee
from tests.web.pages_and_states import EMPTY, MANY, OWN, STATES, State, Visit
from tests.web.shelves import shelf
from tests.web.street import QUIET, Device, served
from tools.browser import find

LOOKS: dict[str, tuple[int, int, str]] = {
    "desk": (1280, 860, "light"),
    "phone": (360, 740, "dark"),
    "projector": (1920, 1080, "light"),
}
KEPT = {
    ("room after a turn", "desk"): "room",
    ("debrief", "desk"): "debrief",
    ("room after a turn", "phone"): "phone",
    ("map", "desk"): "map",
    ("beside", "desk"): "beside",
}
"""What README.md shows: the state and the look, and the picture's name in docs/pictures."""

INDEX = """<!doctype html><meta charset="utf-8"><title>Gallery</title>
<style>body{{font:16px/1.4 sans-serif;margin:2rem}}section{{margin:2rem 0}}
figure{{display:inline-block;vertical-align:top;margin:0 1rem 1rem 0}}
img{{max-height:34rem;border:1px solid #ccc}}</style>{0}"""


def main(argv: list[str]) -> int:
    asked = _arguments(argv)
    browser_path = find()
    if browser_path is None:
        print("There is no Chromium or Chrome; SIM_BROWSER may name one.", file=sys.stderr)
        return 1
    folder: Path = asked.folder
    folder.mkdir(parents=True, exist_ok=True)
    states = [s for s in STATES if asked.only in s.name]
    looks = [name for name in asked.looks.split(",") if name in LOOKS]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(QUIET))
        with houses() as house_of:
            for state in states:
                for look in looks:
                    photograph(browser, house_of(state.house), state, look, folder)
                print(state.name, flush=True)
        if asked.keep:
            keep_small(browser, folder, asked.keep)
        browser.close()
    write_index(folder, states, looks)
    print(f"{len(states) * len(looks)} pictures: {folder / 'index.html'}")
    return 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="gallery", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("gallery"))
    parser.add_argument("--only", default="", help="only states with these words in their name")
    parser.add_argument("--looks", default=",".join(LOOKS))
    parser.add_argument("--keep", type=Path, help="also write the small ones that README shows")
    return parser.parse_args(argv)


@contextmanager
def houses() -> Iterator[object]:
    """Opens a served house of each kind when it is first asked for."""
    with ExitStack() as closing:
        known: dict[str, tuple[House, str]] = {}

        def house_of(name: str) -> tuple[House, str]:
            if name not in known:
                folder = Path(closing.enter_context(tempfile.TemporaryDirectory()))
                scenarios = None if name == OWN else shelf(folder / "scenarios", name)
                house = House(folder / "data", scenarios)
                closing.callback(house.close)
                known[name] = (house, closing.enter_context(served(house)))
            return known[name]

        assert {state.house for state in STATES} <= {OWN, EMPTY, MANY}
        yield house_of


def photograph(
    browser: Browser, where: tuple[House, str], state: State, look: str, folder: Path
) -> None:
    """One state in one look, the whole page from top to bottom."""
    house, base = where
    width, height, scheme = LOOKS[look]
    device = Device(
        base,
        browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        ),
    )
    with state.meanwhile(house):
        state.reach(Visit(house, Trainee("Amina", house.app), device))
    device.page.evaluate("document.fonts.ready")
    device.page.screenshot(path=folder / file_name(state.name, look), full_page=True)
    device.context.close()


def file_name(state: str, look: str) -> str:
    return f"{re.sub(r'[^a-z0-9]+', '-', state.lower()).strip('-')}-{look}.png"


def write_index(folder: Path, states: list[State], looks: list[str]) -> None:
    parts = []
    for state in states:
        figures = "".join(
            f'<figure><img loading="lazy" src="{file_name(state.name, look)}" alt="">'
            f"<figcaption>{look}</figcaption></figure>"
            for look in looks
        )
        parts.append(f"<section><h2>{html.escape(state.name)}</h2>{figures}</section>")
    (folder / "index.html").write_text(INDEX.format("".join(parts)), encoding="utf-8")


def keep_small(browser: Browser, folder: Path, target: Path) -> None:
    """The pictures of README.md, cut to one screen and set down to half their size."""
    target.mkdir(parents=True, exist_ok=True)
    for (state, look), name in KEPT.items():
        source = folder / file_name(state, look)
        if not source.exists():
            continue
        width, height, _ = LOOKS[look]
        scale = 0.625 if width > 500 else 1.0
        size = {"width": round(width * scale), "height": round(height * scale)}
        page = browser.new_page(viewport=size)  # type: ignore[arg-type]
        page.goto(source.resolve().as_uri())
        page.set_content(
            f'<body style="margin:0"><img style="width:{size["width"]}px" '
            f'src="data:image/png;base64,{_base64(source)}">'
        )
        page.wait_for_function("document.images[0].complete")
        page.screenshot(path=target / f"{name}.png")
        page.close()


def _base64(path: Path) -> str:
    import base64

    return base64.b64encode(path.read_bytes()).decode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
