"""Folders of scenarios for the houses that a state may be reached in."""

from __future__ import annotations

from pathlib import Path

from sim.authoring.skeleton import skeleton
from tests.web.pages_and_states import EMPTY, MANY

HOW_MANY = {EMPTY: 0, MANY: 62}


def shelf(folder: Path, name: str) -> Path:
    """A folder with as many small scenarios as a house of this name has."""
    folder.mkdir(parents=True)
    for number in range(HOW_MANY[name]):
        text = skeleton(f"client-{number:02}")
        (folder / f"client-{number:02}.yaml").write_text(text, encoding="utf-8")
    return folder
