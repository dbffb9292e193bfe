"""`make run` and `make test`: what they install, when, and what they say if they cannot."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tools import browser, environment

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A checkout with two short lists; returns the commands that were started in it."""
    (tmp_path / "requirements").mkdir()
    for name in ("run", "test"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}\n", encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / "installed.json")
    commands: list[list[str]] = []

    def run(command: list[str], **_: object) -> None:
        commands.append(command)
        environment.venv_python().parent.mkdir(parents=True, exist_ok=True)
        environment.venv_python().touch()

    monkeypatch.setattr(
        environment,
        "subprocess",
        SimpleNamespace(run=run, CalledProcessError=subprocess.CalledProcessError),
    )
    return commands


def test_the_first_start_makes_the_environment_and_checks_every_hash(
    started: list[list[str]],
) -> None:
    assert environment.main(["run"]) == 0
    made, filled = started
    assert made[1:3] == ["-m", "venv"]
    assert "--require-hashes" in filled


def test_the_second_start_installs_nothing(started: list[list[str]]) -> None:
    environment.main(["run"])
    started.clear()
    assert environment.main(["run"]) == 0
    assert started == []


def test_after_the_tests_were_installed_the_program_needs_nothing_more(
    started: list[list[str]],
) -> None:
    environment.main(["test"])
    started.clear()
    environment.main(["run"])
    assert started == []


def test_a_changed_list_is_installed_into_the_same_environment(
    started: list[list[str]],
) -> None:
    environment.main(["run"])
    started.clear()
    (environment.ROOT / "requirements" / "run.txt").write_text("newer\n", encoding="utf-8")
    environment.main(["run"])
    assert [command[2] for command in started] == ["pip"]


def test_line_ends_alone_do_not_change_a_list(started: list[list[str]]) -> None:
    environment.main(["run"])
    started.clear()
    (environment.ROOT / "requirements" / "run.txt").write_bytes(b"run\r\n")
    environment.main(["run"])
    assert started == []


def test_an_environment_whose_python_is_gone_is_made_again(started: list[list[str]]) -> None:
    environment.main(["run"])
    started.clear()
    environment.venv_python().unlink()
    environment.main(["run"])
    assert [command[2] for command in started] == ["venv", "pip"]


def test_an_installation_that_broke_off_is_not_taken_for_a_whole_one(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.main(["run"])
    (environment.ROOT / "requirements" / "run.txt").write_text("newer\n", encoding="utf-8")

    def broken(command: list[str], **_: object) -> None:
        raise subprocess.CalledProcessError(1, command)

    with monkeypatch.context() as patch:
        patch.setattr(environment.subprocess, "run", broken)
        assert environment.main(["run"]) == 1
    assert "run the same command again" in capsys.readouterr().err
    assert not environment.is_ready("run")
    assert environment.main(["run"]) == 0


def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIM_BROWSER", raising=False)
    monkeypatch.setattr(browser, "COMMANDS", ("no-such-browser",))
    monkeypatch.setattr(browser, "PLACES", ())
    monkeypatch.setattr(browser, "debian_as_root", lambda: False)


def test_without_a_browser_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    no_browser(monkeypatch)
    monkeypatch.delenv("CI", raising=False)
    assert browser.main(["--install"]) == 0
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "apt install chromium" in said


def test_in_ci_a_missing_browser_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    no_browser(monkeypatch)
    monkeypatch.setenv("CI", "true")
    assert browser.main(["--install"]) == 1


def test_a_browser_that_is_there_is_found_and_nothing_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    no_browser(monkeypatch)
    monkeypatch.setattr(browser, "PLACES", (sys.executable,))
    monkeypatch.setattr(browser, "install_on_debian", lambda: pytest.fail("installed again"))
    assert browser.main(["--install"]) == 0
    browser.main([])
    assert capsys.readouterr().out == f"{sys.executable}\n"


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_every_target_is_explained_and_can_be_read() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):(?!=)", text, re.MULTILINE)
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in targets:
        subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=True)
        assert target.endswith("-environment") or f"make {target} " in shown.stdout


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_in_ci_a_browser_test_that_cannot_run_must_fail() -> None:
    command = ["make", "-n", "test"]
    ours = subprocess.run([*command, "CI=true"], cwd=ROOT, capture_output=True, text=True)
    theirs = subprocess.run([*command, "CI="], cwd=ROOT, capture_output=True, text=True)
    assert "SIM_REQUIRE_BROWSER=1 " in ours.stdout
    assert "SIM_REQUIRE_BROWSER= " in theirs.stdout
