"""The shelf lists every file, plays the good ones, and is never brought down by a bad one."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from sim.authoring.library import MOST_KEPT, Library
from sim.authoring.reader import Unreadable
from sim.authoring.skeleton import skeleton


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    put(tmp_path, "first")
    put(tmp_path, "second")
    return Library(tmp_path)


def put(folder: Path, name: str, text: str | None = None) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(skeleton(name) if text is None else text, encoding="utf-8")
    return path


def later(path: Path, text: str) -> None:
    """Change a file, with a later time even where the clock is coarse."""
    path.write_text(text, encoding="utf-8")
    stamp = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(stamp, stamp))


def test_every_scenario_of_the_folder_is_listed_with_its_title(shelf: Library) -> None:
    listed = [(entry.id, entry.title, entry.playable) for entry in shelf.entries()]
    assert listed == [("first", "Two lines", True), ("second", "Two lines", True)]


def test_a_broken_file_is_listed_with_its_problems_and_stops_no_other(shelf: Library) -> None:
    put(shelf.folder, "broken", "format: 1\ntitle: [")
    broken, *others = shelf.entries()
    assert (broken.id, broken.playable, broken.card) == ("broken", False, None)
    assert [p.code for p in broken.errors] == ["SY120"]
    assert broken.errors[0].place.path == "broken.yaml"
    assert all(entry.playable for entry in others)


def test_a_file_with_an_error_cannot_be_played_and_says_why(shelf: Library) -> None:
    text = skeleton("odd").replace("{interpret_away: Who else}", "{interpret_away: Nobody}")
    put(shelf.folder, "odd", text)
    with pytest.raises(Unreadable) as caught:
        shelf.draft("odd")
    assert "SC210" in [p.code for p in caught.value.problems]


def test_a_file_that_cannot_be_opened_is_listed_too(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(shelf.folder, "locked")
    really_open = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return really_open(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", refuse)
    entry = next(entry for entry in shelf.entries() if entry.path == path)
    assert [p.code for p in entry.problems] == ["SY100"]
    assert "permission denied" in entry.problems[0].message


def test_a_folder_named_like_a_scenario_is_listed_and_not_read(shelf: Library) -> None:
    (shelf.folder / "odd.yaml").mkdir()
    entry = next(entry for entry in shelf.entries() if entry.id == "odd")
    assert not entry.playable


def test_other_files_are_not_scenarios(shelf: Library) -> None:
    (shelf.folder / "README.md").write_text("# Notes", encoding="utf-8")
    (shelf.folder / "plays").mkdir()
    assert len(shelf.entries()) == 2


def test_a_shelf_without_a_folder_is_empty(tmp_path: Path) -> None:
    shelf = Library(tmp_path / "nowhere")
    assert shelf.entries() == []
    with pytest.raises(KeyError):
        shelf.draft("first")


def test_a_draft_is_read_once_while_its_file_stays_the_same(shelf: Library) -> None:
    assert shelf.draft("first") is shelf.draft("first")


def test_a_changed_file_is_read_again(shelf: Library) -> None:
    before = shelf.draft("first")
    later(shelf.folder / "first.yaml", skeleton("first").replace("Two lines\n", "Three lines\n"))
    after = shelf.draft("first")
    assert (before.scenario.title, after.scenario.title) == ("Two lines", "Three lines")
    assert before.sha != after.sha


def test_a_new_file_is_found_and_a_deleted_one_is_gone(shelf: Library) -> None:
    shelf.entries()
    put(shelf.folder, "third")
    assert shelf.draft("third").scenario.id == "third"
    (shelf.folder / "first.yaml").unlink()
    with pytest.raises(KeyError):
        shelf.draft("first")
    assert [entry.id for entry in shelf.entries()] == ["second", "third"]


def test_a_copy_with_the_same_id_is_listed_as_such_and_does_not_take_its_place(
    shelf: Library,
) -> None:
    copy = put(shelf.folder, "a-copy", skeleton("first"))
    listed = {entry.path.name: entry for entry in shelf.entries()}
    assert "SC225" in [p.code for p in listed[copy.name].errors]
    assert listed["first.yaml"].playable
    assert shelf.draft("first").path == "first.yaml"


def test_a_stored_version_is_read_from_its_own_bytes(shelf: Library) -> None:
    stored = skeleton("first").replace("Two lines\n", "An older title\n").encode("utf-8")
    draft = shelf.from_source(stored)
    assert draft.scenario.title == "An older title"
    assert shelf.from_source(stored) is draft


def test_stored_versions_are_not_kept_without_end(shelf: Library) -> None:
    first = skeleton("first").encode("utf-8")
    draft = shelf.from_source(first)
    for n in range(MOST_KEPT):
        shelf._versions[str(n)] = draft
    shelf.from_source(skeleton("second").encode("utf-8"))
    assert len(shelf._versions) == MOST_KEPT


def test_a_stored_version_that_cannot_be_read_says_so(shelf: Library) -> None:
    with pytest.raises(Unreadable):
        shelf.from_source(b"")


def test_many_threads_get_the_same_drafts(shelf: Library) -> None:
    found: list[str] = []

    def play() -> None:
        for name in ("first", "second"):
            found.append(shelf.draft(name).scenario.id)
            shelf.entries()

    threads = [threading.Thread(target=play) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["first"] * 8 + ["second"] * 8
