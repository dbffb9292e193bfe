"""What was found in a scenario file is kept for the next start, and trusted no further."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.authoring import checker, verdicts
from sim.authoring.library import Library
from sim.authoring.reader import Unreadable
from sim.authoring.skeleton import skeleton

Shelf = Callable[[], Library]
LookedOver = list[str]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    (tmp_path / "scenarios").mkdir()
    for name in ("first", "second"):
        _put(tmp_path, name, skeleton(name))
    _put(tmp_path, "broken", "format: 1\ntitle: [")
    return lambda: Library(tmp_path / "scenarios", tmp_path / "shelf.json")


@pytest.fixture
def looked_over(monkeypatch: pytest.MonkeyPatch) -> LookedOver:
    """The files that were really looked over, by name."""
    names: LookedOver = []
    really = checker.reasons_not_to_play

    def noted(source: bytes, path: str) -> object:
        names.append(path)
        return really(source, path)

    monkeypatch.setattr(checker, "reasons_not_to_play", noted)
    return names


def _put(folder: Path, name: str, text: str) -> None:
    (folder / "scenarios" / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_a_second_start_lists_the_same_and_looks_nothing_over(
    shelf: Shelf, looked_over: LookedOver
) -> None:
    first = shelf().entries()
    assert len(looked_over) == 3
    looked_over.clear()
    assert shelf().entries() == first
    assert looked_over == []


def test_a_changed_file_is_looked_over_again_and_only_that(
    shelf: Shelf, looked_over: LookedOver, tmp_path: Path
) -> None:
    shelf().entries()
    looked_over.clear()
    _put(tmp_path, "second", skeleton("second").replace("Two lines", "Three lines"))
    assert [entry.title for entry in shelf().entries()][1:] == ["Two lines", "Three lines"]
    assert looked_over == ["second.yaml"]


def test_a_file_changed_back_to_what_it_was_counts_as_what_it_is(
    shelf: Shelf, looked_over: LookedOver, tmp_path: Path
) -> None:
    """Time and size do not decide, the content does."""
    library = shelf()
    library.entries()
    looked_over.clear()
    _put(tmp_path, "broken", skeleton("broken"))
    assert all(entry.playable for entry in shelf().entries())
    _put(tmp_path, "broken", "format: 1\ntitle: [")
    assert [entry.playable for entry in shelf().entries()] == [False, True, True]


def test_another_version_of_the_checker_judges_anew(
    shelf: Shelf, looked_over: LookedOver, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf().entries()
    looked_over.clear()
    monkeypatch.setattr(verdicts, "checker_mark", lambda: "another")
    shelf().entries()
    assert len(looked_over) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"checker": "MARK", "files": {"first.yaml SHA": {"card": {"id": 1}}}}',
        '{"checker": "MARK", "files": {"first.yaml SHA": 7}}',
        '{"checker": "MARK", "files": []}',
    ],
)
def test_damaged_verdicts_count_as_none_and_are_written_anew(
    shelf: Shelf, looked_over: LookedOver, tmp_path: Path, text: str
) -> None:
    kept = tmp_path / "shelf.json"
    kept.write_text(text.replace("MARK", verdicts.checker_mark()), encoding="utf-8")
    entries = shelf().entries()
    assert len(looked_over) == 3
    looked_over.clear()
    assert shelf().entries() == entries
    assert looked_over == []


def test_a_card_with_a_value_of_the_wrong_kind_is_not_believed(
    shelf: Shelf, looked_over: LookedOver, tmp_path: Path
) -> None:
    shelf().entries()
    looked_over.clear()
    kept = tmp_path / "shelf.json"
    data = json.loads(kept.read_text(encoding="utf-8"))
    next(found for found in data["files"].values() if found["card"])["card"]["title"] = ["x"]
    kept.write_text(json.dumps(data), encoding="utf-8")
    assert [entry.title for entry in shelf().entries()][1:] == ["Two lines", "Two lines"]
    assert len(looked_over) == 3


def test_a_verdict_that_was_tampered_with_opens_no_broken_file(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf().entries()
    kept = tmp_path / "shelf.json"
    data = json.loads(kept.read_text(encoding="utf-8"))
    good = next(found for found in data["files"].values() if found["card"])
    for name, found in data["files"].items():
        if name.startswith("broken"):
            found |= {"card": {**good["card"], "id": "broken"}, "problems": []}
    kept.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(Unreadable):
        shelf().draft("broken")


def test_a_folder_that_cannot_be_written_to_costs_only_time(
    shelf: Shelf, tmp_path: Path
) -> None:
    library = Library(tmp_path / "scenarios", tmp_path / "nowhere" / "shelf.json")
    assert [entry.id for entry in library.entries()] == [e.id for e in shelf().entries()]


def test_two_starts_at_once_both_list_everything(shelf: Shelf) -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(shelf().entries()))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [3] * 4


def test_one_is_told_of_what_takes_a_moment_and_of_nothing_else(shelf: Shelf) -> None:
    told: list[tuple[int, int]] = []
    shelf().entries(lambda number, of: told.append((number, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    told.clear()
    shelf().entries(lambda number, of: told.append((number, of)))
    assert told == []
