"""Where the product's files are, and where it keeps what trainees write."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sim import paths


@pytest.fixture
def installed_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for an installed package, with nothing in it yet."""
    package = tmp_path / "site-packages" / "sim"
    package.mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    return package


@pytest.mark.parametrize("name", ["templates", "static", "scenarios"])
def test_a_checkout_uses_the_folders_beside_the_package(name: paths.Folder) -> None:
    assert paths.root(name) == Path(__file__).resolve().parent.parent / name


def test_an_installed_copy_uses_the_folders_it_carries(installed_at: Path) -> None:
    carried = installed_at / "_data" / "static"
    carried.mkdir(parents=True)
    (installed_at.parent / "static").mkdir()  # someone else's folder in site-packages
    assert paths.root("static") == carried


def test_an_incomplete_copy_says_which_folder_is_missing(installed_at: Path) -> None:
    with pytest.raises(FileNotFoundError, match="'scenarios' is missing"):
        paths.root("scenarios")


def test_no_other_folder_can_be_asked_for() -> None:
    with pytest.raises(ValueError, match="no such folder"):
        paths.root("../data")  # type: ignore[arg-type]


def test_the_data_folder_is_the_one_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIM_DATA", str(tmp_path / "carols data"))
    assert paths.data_dir() == tmp_path / "carols data"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIM_DATA", "data")
    assert paths.data_dir() == tmp_path / "data"


@pytest.mark.parametrize("value", [None, "", "  "])
def test_without_a_name_the_data_folder_is_the_users_own(
    value: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    if value is None:
        monkeypatch.delenv("SIM_DATA", raising=False)
    else:
        monkeypatch.setenv("SIM_DATA", value)
    folder = paths.data_dir()
    assert folder.is_absolute()
    assert "rupture-and-repair" in folder.parts
    assert tmp_path not in folder.parents


def test_a_new_data_folder_is_closed_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIM_DATA", str(tmp_path / "deep" / "data"))
    assert not paths.data_dir().exists()
    folder = paths.make_data_dir()
    assert folder == paths.make_data_dir() == tmp_path / "deep" / "data"
    if os.name == "posix":
        assert folder.stat().st_mode & 0o077 == 0


def test_a_file_in_the_way_of_the_data_folder_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_text("Ben's notes", encoding="utf-8")
    monkeypatch.setenv("SIM_DATA", str(tmp_path / "data"))
    with pytest.raises(OSError, match="data"):
        paths.make_data_dir()
    assert (tmp_path / "data").read_text(encoding="utf-8") == "Ben's notes"
