"""How it has gone, as a page object; and the offer of a check without notes."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for

from sim.domain.card import Card
from sim.domain.rubric import Rubric
from sim.services.progress import Course, Progress, in_words
from sim.web.chrome import chrome
from sim.web.pages import CourseLine, Link, ProgressPage


def progress_page(progress: Progress, rubric: Rubric, check: Card | None) -> ProgressPage:
    """From the first counted run to the latest."""
    return ProgressPage(
        **chrome("How it has gone"),
        runs=progress.runs,
        repair=tuple(_lines(progress, rubric, "repair")),
        defensive=tuple(_lines(progress, rubric, "defensive")),
        check=check_link(check) if check and progress.runs else None,
        check_line=check_line(check) if check else "",
    )


def check_link(scenario: Card) -> Link:
    """To the briefing, with Unaided chosen already."""
    url = url_for("start.briefing", scenario_id=scenario.id, mode="unaided")
    return Link(words=f"Try it once without notes, with {scenario.client_name}", url=url)


def check_line(scenario: Card) -> str:
    """What the check is, in one line."""
    return (
        f"About {scenario.minutes} minutes, no feedback until the end. It shows what has come "
        "along with you, and nobody marks it."
    )


def _lines(progress: Progress, rubric: Rubric, side: str) -> Iterator[CourseLine]:
    for course in progress.courses:
        criterion = rubric.criteria[course.criterion]
        if criterion.side == side and (side == "repair" or _seen(course)):
            yield CourseLine(
                name=criterion.student_name,
                url=url_for("standing.glossary", _anchor=criterion.id),
                runs=course.runs,
                first=in_words(course.first, side),
                latest=in_words(course.latest, side) if course.runs > 1 else "",
            )


def _seen(course: Course) -> bool:
    return any(sum(c.count.levels[1:]) for c in (course.first, course.latest))
