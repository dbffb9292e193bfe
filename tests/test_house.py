"""The table in docs/architecture.md is the house: imports are read and held against it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| `(sim(?:\.\w+)?)` \|[^|]*\|([^|]*)\|([^|]*)\|$", re.M)
FUNCTION_LINES, FILE_LINES = 45, 320


def floors() -> dict[str, tuple[set[str], set[str]]]:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return {
        name: (set(re.findall(r"`([\w.]+)`", may)), set(re.findall(r"[\w.]+", never)))
        for name, may, never in ROW.findall(text)
    }


def files() -> list[Path]:
    return sorted((ROOT / "sim").rglob("*.py"))


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor_of(module: str) -> str:
    """sim.domain.alliance → sim.domain; sim itself and sim.__main__ belong to no floor."""
    return ".".join(module.split(".")[:2])


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", files(), ids=lambda p: module_of(p))
def test_a_floor_imports_only_what_the_table_allows(path: Path) -> None:
    floor = floor_of(module_of(path))
    if floor in ("sim", "sim.__main__"):
        return
    assert floor in floors(), f"{floor} has no row in docs/architecture.md"
    may, never = floors()[floor]
    for name in imported(path):
        top = name.split(".")[0]
        assert top not in never, f"{path.name} imports {name}: never on the floor {floor}"
        if top == "sim" and floor_of(name) != floor:
            assert floor_of(name) in may, f"{path.name} imports {name}: not below {floor}"


def test_every_row_of_the_table_is_a_real_floor() -> None:
    real = {floor_of(module_of(p)) for p in files()} - {"sim", "sim.__main__"}
    assert set(floors()) == real


def test_no_room_is_called_utils_helpers_or_common() -> None:
    banned = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert not [p for p in files() if p.stem in banned or p.parent.name in banned]


@pytest.mark.parametrize("path", files(), ids=lambda p: module_of(p))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if not path.name.endswith("_entries.py"):  # the catalogue is data, a list that may be long
        assert len(text.splitlines()) <= FILE_LINES, f"{path}: is there a second room inside?"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= FUNCTION_LINES, f"{path}:{node.lineno} {node.name}: {length} lines"
