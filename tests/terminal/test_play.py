"""The program in a terminal, as somebody types it: play, new, check, backup, restore, doctor."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from sim.cli import main

AISHA = "defensive-reply"
COMMANDS = "serve play check playtest new doctor backup restore schema".split()


@pytest.fixture
def type_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Types a command, in a folder and over a data folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIM_DATA", str(tmp_path / "data"))

    def typed(*words: str, answers: str = "") -> Result:
        return CliRunner().invoke(main, list(words), input=answers)

    return typed


def test_a_play_with_piped_numbers_comes_to_the_debrief(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sim", "play", AISHA, "--mode", "practice"],
        input="1\n" * 60, capture_output=True, text=True, encoding="utf-8", timeout=60,
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "SIM_DATA": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Content note" in done.stdout
    for part in ("Looking back", "To take to supervision:", "turn, closeness, frame"):
        assert part in done.stdout
    words = " ".join(done.stdout.split())
    assert "not an assessment of competence or of fitness to practise" in words
    assert "Traceback" not in done.stderr


def test_q_leaves_without_a_reason(type_in) -> None:
    done = type_in("play", AISHA, answers="1\nq\n")
    assert done.exit_code == 0
    assert "You left. Nothing is counted" in done.output
    assert "Looking back" not in done.output


def test_input_that_ends_leaves_too(type_in) -> None:
    done = type_in("play", AISHA, answers="1\n")
    assert done.exit_code == 0
    assert "You left." in done.output


def test_what_is_no_number_on_offer_is_asked_again(type_in) -> None:
    done = type_in("play", AISHA, answers="0\n99\nabc\n²\n\n-1\nq\n")
    assert done.exit_code == 0
    assert done.output.count("or q to leave.") >= 6
    assert "You left." in done.output


def test_a_scenario_can_be_chosen_from_the_list(type_in) -> None:
    done = type_in("play", answers="1\nq\n")
    assert done.exit_code == 0
    assert "Which one?" in done.output
    assert "You left." in done.output


def test_unaided_says_nothing_until_the_end(type_in) -> None:
    plainly = type_in("play", AISHA, "--mode", "practice", answers="1\nq\n")
    quietly = type_in("play", AISHA, "--mode", "unaided", answers="1\nq\n")
    assert "Try it aloud" in plainly.output
    assert "Try it aloud" not in quietly.output


def test_a_scenario_that_is_not_there_is_a_sentence(type_in) -> None:
    for which in ("nobody", "nobody.yaml"):
        done = type_in("play", which)
        assert done.exit_code == 1
        assert "no playable scenario" in done.output


def test_help_names_every_command(type_in) -> None:
    done = type_in("--help")
    assert done.exit_code == 0
    assert all(name in done.output for name in COMMANDS)
    assert set(COMMANDS) == set(main.commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples(type_in, command: str) -> None:
    done = type_in(command, "--help")
    assert done.exit_code == 0
    assert re.search(rf"Examples:\n\s+sim {command}", done.output)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_is_a_command_line_that_is_understood(command: str) -> None:
    epilog = main.commands[command].epilog or ""
    examples = re.findall(rf"^\s+sim {command}(.*)$", epilog, re.M)
    assert examples
    for line in examples:
        words = line.split(">")[0].split()
        context = click.Context(main.commands[command])
        main.commands[command].parse_args(context, words)


def test_a_new_scenario_is_clean_and_plays(type_in, tmp_path: Path) -> None:
    assert type_in("new", "my-client", "--client", "Tomasz").exit_code == 0
    checked = type_in("check", "my-client.yaml")
    assert checked.exit_code == 0
    assert "0 errors, 0 warnings" in checked.output
    played = type_in("play", "my-client.yaml", answers="2\n" * 20)
    assert played.exit_code == 0
    assert "Tomasz" in played.output
    assert "Looking back" in played.output
    assert not (tmp_path / "data").exists(), "a file is played without leaving anything behind"
    before = (tmp_path / "my-client.yaml").read_bytes()
    assert type_in("new", "my-client").exit_code == 1
    assert (tmp_path / "my-client.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["My Client", "../up", "a/b", "", "a--b", "x" * 61])
def test_a_name_that_no_scenario_can_have_is_refused(type_in, tmp_path: Path, name: str) -> None:
    done = type_in("new", name)
    assert done.exit_code != 0
    assert "Traceback" not in done.output
    assert not isinstance(done.exception, ValueError)
    assert list(tmp_path.rglob("*.yaml")) == []


def test_a_clients_name_that_is_none_is_refused_in_a_sentence(type_in, tmp_path: Path) -> None:
    done = type_in("new", "my-client", "--client", "{x}: <b>")
    assert done.exit_code == 1
    assert not isinstance(done.exception, ValueError)
    assert list(tmp_path.rglob("*.yaml")) == []


def test_a_backup_brings_back_what_was_there(type_in, tmp_path: Path) -> None:
    assert "nothing to back up" in type_in("backup").output
    type_in("play", AISHA, answers="1\n1\nq\n")
    before = doctors_words(type_in)
    assert any("1 runs, 2 turns" in said for said in before), before
    assert type_in("backup", "before.db").exit_code == 0
    type_in("play", AISHA, answers="1\nq\n")
    assert any("2 runs, 3 turns" in said for said in doctors_words(type_in))
    restored = type_in("restore", "before.db")
    assert restored.exit_code == 0, restored.output
    assert "What was there before lies in" in restored.output
    assert any("1 runs, 2 turns" in said for said in doctors_words(type_in))


def test_a_file_that_is_no_backup_is_not_put_in_place(type_in, tmp_path: Path) -> None:
    type_in("play", AISHA, answers="1\nq\n")
    (tmp_path / "letter.db").write_text("Dear Carol, this is no database.", encoding="utf-8")
    for name in ("letter.db", "not-there.db"):
        done = type_in("restore", name)
        assert done.exit_code == 1
        assert not isinstance(done.exception, Exception) or isinstance(done.exception, SystemExit)
    assert any("1 runs, 1 turns" in said for said in doctors_words(type_in))


def test_the_doctor_numbers_what_it_looked_at(type_in) -> None:
    done = type_in("doctor")
    assert done.exit_code == 0, done.output
    numbers = [int(n) for n in re.findall(r"^\s*(\d+)  (?:ok|look|mend)", done.output, re.M)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 8


def doctors_words(type_in) -> list[str]:
    done = type_in("doctor", "--json")
    return [check["found"] for check in json.loads(done.stdout)]


def test_the_schema_is_printed_as_json(type_in) -> None:
    assert json.loads(type_in("schema").stdout)["type"] == "object"
