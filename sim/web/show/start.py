"""Home and briefing as page objects."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from flask import url_for

from sim.domain.card import Card
from sim.domain.scenario import Scenario
from sim.services.rooms import Room
from sim.services.shelf import LEVELS, Offer
from sim.services.telling import MODES
from sim.web.chrome import chrome
from sim.web.pages import (
    BriefingPage,
    HomePage,
    LevelChoice,
    Link,
    Mode,
    ScenarioGroup,
    ScenarioLine,
    UnfinishedRun,
)

FILTER_FROM = 9
PAGE_LENGTH = 60


def home_page(
    offered: Offer, rooms: tuple[Room, ...], sought: str, level: str, first: int, now: datetime,
    has_finished: bool = False,
) -> HomePage:  # fmt: skip
    """The list of scenarios, and the runs of this device to go on with."""
    after = first + len(offered.scenarios)
    more = url_for("start.home", q=sought or None, level=level or None, first=after)
    return HomePage(
        **chrome("Scenarios"),
        unfinished=tuple(_unfinished(room, now) for room in rooms),
        groups=_groups(offered.scenarios),
        total=offered.total,
        shown=len(offered.scenarios),
        filter_url=url_for("start.home"),
        filter_offered=offered.total >= FILTER_FROM,
        sought=sought,
        levels=_levels(level),
        tutorial_url=url_for("standing.two_minutes"),
        progress_url=url_for("progress.progress") if has_finished else "",
        more=Link(words="More scenarios", url=more) if after < offered.matching else None,
    )


def briefing_page(scenario: Scenario, mode: str = "practice", problem: str = "") -> BriefingPage:
    """What to know before the first line."""
    client = scenario.client
    return BriefingPage(
        **chrome(scenario.title),
        scenario_title=scenario.title,
        content_note=scenario.content_note,
        client_name=client.name,
        pronouns=client.pronouns,
        about=client.about,
        you=scenario.you,
        paragraphs=paragraphs(scenario.briefing),
        frame=scenario.frame,
        learning=scenario.learning,
        level=scenario.level,
        minutes=scenario.minutes,
        modes=tuple(
            Mode(value=value, name=name, line=line, chosen=value == mode)
            for value, (name, line) in MODES.items()
        ),
        action=url_for("start.begin", scenario_id=scenario.id),
        tutorial_url=url_for("standing.two_minutes"),
        problem=problem,
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """A text as an author writes it, by paragraph."""
    return tuple(" ".join(p.split()) for p in text.split("\n\n") if p.strip())


def _groups(scenarios: tuple[Card, ...]) -> tuple[ScenarioGroup, ...]:
    return tuple(
        ScenarioGroup(level=level.capitalize(), scenarios=tuple(_line(s) for s in group))
        for level, group in groupby(scenarios, key=lambda s: s.level)
    )


def _line(scenario: Card) -> ScenarioLine:
    return ScenarioLine(
        title=scenario.title,
        client=scenario.client_name,
        about=scenario.client_about,
        minutes=scenario.minutes,
        rupture=scenario.rupture,
        content_note=scenario.content_note,
        url=url_for("start.briefing", scenario_id=scenario.id),
    )


def _levels(chosen: str) -> tuple[LevelChoice, ...]:
    names = (("", "All levels"), *((level, level.capitalize()) for level in LEVELS))
    return tuple(LevelChoice(value=v, name=n, chosen=v == chosen) for v, n in names)


def _unfinished(room: Room, now: datetime) -> UnfinishedRun:
    return UnfinishedRun(
        title=room.scenario.title,
        client=room.scenario.client.name,
        mode=MODES[room.run.mode][0],
        last_words=room.utterance().words,
        when=when(room.run.last_at, now),
        url=url_for("room.room", run_id=room.run.id),
    )


def when(stamp: str, now: datetime) -> str:
    """A time in the past, in words."""
    then = datetime.fromisoformat(stamp)
    days = (now.date() - then.date()).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"on {then:%A}" if days < 7 else f"on {then.day} {then:%B %Y}"
