"""No idea of the seed is lost: docs/seed-map.md names a real place for each, or says planned."""

from __future__ import annotations

import re
from pathlib import Path

from sim.authoring.reader import read

ROOT = Path(__file__).resolve().parent.parent
EVERY_ID = [
    *(f"S{n}" for n in range(1, 28)),
    "C1",
    *(f"C2{letter}" for letter in "abcdefgh"),
    *(f"C3{letter}" for letter in "abcd"),
]


def rows() -> dict[str, str]:
    text = (ROOT / "docs" / "seed-map.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| ([SC]\d+[a-h]?) \| [^|]+ \| ([^|]+) \|$", text, re.M))


def places(scenario: str) -> set[str]:
    path = ROOT / "scenarios" / f"{scenario}.yaml"
    found = read(path.read_bytes(), str(path)).scenario
    return {*found.moments, *found.endings}


def test_every_idea_of_the_seed_has_a_row() -> None:
    assert list(rows()) == EVERY_ID


def test_every_row_names_a_place_or_says_planned() -> None:
    assert not [i for i, where in rows().items() if "`" not in where and "*planned*" not in where]


def test_every_scenario_place_exists() -> None:
    for idea, where in rows().items():
        for scenario, moment in re.findall(r"`([a-z-]+):([a-z0-9-]+)`", where):
            assert moment in places(scenario), f"{idea}: {scenario} has no {moment}"


def test_every_file_named_exists() -> None:
    for idea, where in rows().items():
        for path in re.findall(r"`([\w./-]+\.(?:py|html|md|json|yaml))`", where):
            assert (ROOT / path).exists(), f"{idea}: {path}"
