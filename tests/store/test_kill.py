"""The program is killed outright in the middle of replies; no answered turn is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = 55 * int(os.environ.get("SIM_SOAK", "1"))
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the test kills as only POSIX can")
def test_a_hundred_kills_lose_no_answered_turn(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.store.kill_campaign", str(tmp_path), str(ROUNDS), "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    kills = found["kills"]
    assert kills == 2 * ROUNDS >= 100
    bad = ("lost", "half", "of nowhere", "failed", "not answered on asking again")
    assert {name: found[name] for name in bad} == dict.fromkeys(bad, 0)
    assert found["killed with a write open"] >= 0.2 * kills, "or the kills came between turns"
    assert found["answered"] > kills / 4, "or there was nothing to lose"
    assert found["slowest restart, ms"] < 2000
