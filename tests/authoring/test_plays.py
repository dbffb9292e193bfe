"""Play scripts and playtests: every shipped scenario is played to every ending."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.authoring.library import Library
from sim.authoring.plays import BadPlay, read_play, run_play, write_play
from sim.authoring.playtest import playtest, render
from sim.authoring.reader import Draft, read
from sim.authoring.skeleton import skeleton
from sim.paths import root

SCENARIOS = root("scenarios")
SHIPPED = sorted(p.stem for p in SCENARIOS.glob("*.yaml"))
PLAYS = sorted((SCENARIOS / "plays").rglob("*.play"))


def draft_of(scenario_id: str) -> Draft:
    return Library(SCENARIOS).draft(scenario_id)


@pytest.mark.parametrize("path", PLAYS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_recorded_play_still_goes_as_it_was_recorded(path: Path) -> None:
    play = read_play(path.read_text(encoding="utf-8"))
    assert play.scenario == path.parent.name
    assert run_play(draft_of(play.scenario), play) == []


@pytest.mark.parametrize("scenario_id", SHIPPED)
def test_there_is_a_recorded_play_to_every_ending(scenario_id: str) -> None:
    recorded = {read_play(p.read_text(encoding="utf-8")).ends for p in PLAYS
                if p.parent.name == scenario_id}  # fmt: skip
    assert recorded == set(draft_of(scenario_id).scenario.endings)


@pytest.mark.parametrize("scenario_id", SHIPPED)
def test_plays_come_past_every_moment_reply_route_line_and_ending(scenario_id: str) -> None:
    report = playtest(draft_of(scenario_id), 600, seed=1)
    untested = report.as_data()["untested"]
    assert untested == {k: [] for k in ("moments", "replies", "routes", "lines", "endings")}


@pytest.mark.parametrize("scenario_id", SHIPPED)
def test_courtesy_alone_never_repairs(scenario_id: str) -> None:
    draft = draft_of(scenario_id)
    repaired = {e.id for e in draft.scenario.endings.values() if e.kind == "repaired"}
    assert not repaired & set(playtest(draft, 1, seed=3, steps=100).courteous)


def test_the_same_seed_gives_the_same_report() -> None:
    draft = read(skeleton("my-client").encode(), "my-client.yaml")
    first, again, other = (playtest(draft, 200, seed=s, steps=500) for s in (5, 5, 6))
    assert first.as_data() == again.as_data()
    assert first.ends != other.ends


def test_what_no_play_reaches_is_named() -> None:
    text = skeleton("my-client").replace("turns: ", "turns: 1 #", 1)
    report = playtest(read(text.encode(), "my-client.yaml"), 50, seed=1, steps=500)
    assert report.untested("moments")
    assert "UNTESTED" in render(report)


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    draft = read(skeleton("my-client").encode(), "my-client.yaml")
    playtest(draft, 120, seed=1, steps=500,
             progress=lambda done, of: told.append((done, of)))  # fmt: skip
    assert told[-1] == (120, 120)


def test_a_play_that_went_elsewhere_says_where() -> None:
    play = read_play(PLAYS[0].read_text(encoding="utf-8"))
    draft = draft_of(play.scenario)
    text = write_play(draft, play.variant, play.choices)
    assert run_play(draft, read_play(text)) == []
    other = text.replace(f"ends: {play.ends}", "ends: elsewhere")
    assert "it stands at" in run_play(draft, read_play(other))[0]
    first = f"{play.choices[0][0]} > {play.choices[0][1]}"
    unknown = text.replace(first, f"{play.choices[0][0]} > x")
    assert "no reply" in run_play(draft, read_play(unknown))[0]


def test_a_line_that_is_no_choice_is_named() -> None:
    with pytest.raises(BadPlay, match="line 2"):
        read_play("scenario: a\nwhatever\n")
