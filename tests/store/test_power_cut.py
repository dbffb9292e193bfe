"""The power is cut at any moment of a play: every answered turn is there afterwards."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

if os.environ.get("CI") != "true":
    pytest.importorskip("apsw", reason="the model of a power cut needs apsw")

from tests.store.power_cut import (
    Answered,
    Script,
    Sync,
    Write,
    cut_again_and_again,
    happenings,
    recorded,
)

TURNS = 80  # for each of two; enough that the log is folded into the database meanwhile
SOAK = int(os.environ.get("SIM_SOAK", "1"))
CUTS = 510 * SOAK
SOME = 60


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Script:
    with pytest.MonkeyPatch.context() as patch:
        return recorded(tmp_path_factory.mktemp("recorded") / "practice.db", TURNS, patch)


def cuts(script: Script, folder: Path, n: int) -> Counter[str]:
    return cut_again_and_again(happenings(script), n, folder / "after", seed=1)


def test_the_recorded_play_is_what_the_model_is_to_be_tried_on(script: Script) -> None:
    log = happenings(script)
    assert script.count("PRAGMA synchronous = FULL") == 1
    assert script.count("BEGIN IMMEDIATE") == script.count("COMMIT") > 2 * TURNS
    assert sum(isinstance(step, Answered) for step in log) == 2 * TURNS
    answers = [at for at, step in enumerate(log) if isinstance(step, Answered)]
    meanwhile = log[answers[0] : answers[-1]]
    assert sum(isinstance(step, Sync) for step in meanwhile) >= 2 * TURNS - 1
    folded_in = [s for s in meanwhile if isinstance(s, Write) and s.file == "practice.db"]
    assert len(folded_in) > 20, "the log was never folded into the database"


@pytest.mark.parametrize("times", [90, pytest.param(CUTS, marks=pytest.mark.slow)])
def test_no_cut_loses_an_answered_turn(script: Script, tmp_path: Path, times: int) -> None:
    found = cuts(script, tmp_path, times)
    assert found.pop("cuts after an answer") > 0.8 * times  # the few before prove nothing
    assert {what: n for what, n in found.items() if n} == {"cuts": times}


def test_without_full_synchronous_answered_turns_are_lost(script: Script, tmp_path: Path) -> None:
    """Or the test above could not fail. Nothing is torn in two either way."""
    normal = [step.replace("synchronous = FULL", "synchronous = NORMAL")
              if isinstance(step, str) else step for step in script]  # fmt: skip
    found = cuts(normal, tmp_path, SOME)
    assert found["cuts that lost a turn"] > SOME / 2
    assert found["cuts that left a half"] == found["corrupt"] == 0


def test_without_the_transaction_turns_are_left_half(script: Script, tmp_path: Path) -> None:
    bare: Script = [step for step in script if step not in ("BEGIN IMMEDIATE", "COMMIT")]
    assert cuts(bare, tmp_path, SOME)["cuts that left a half"] > SOME / 4


def test_an_answer_before_the_commit_is_lost(script: Script, tmp_path: Path) -> None:
    hasty: Script = list(script)
    for at, step in enumerate(script):
        if isinstance(step, Answered):
            hasty[at - 1], hasty[at] = step, "COMMIT"
    assert cuts(hasty, tmp_path, SOME)["cuts that lost a turn"] > SOME / 4
