"""Every page in every state, by name: what the template tests render and the gallery shows."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from sim.web import pages
from tests.web import attempts_specimen as again
from tests.web import debrief_specimen as after
from tests.web import reflecting_specimen as reflecting
from tests.web import specimens as play
from tests.web.specimens import CHROME

LEVELS = {
    "repair": ("not there", "partly there", "fully there"),
    "defensive": ("a touch", "plainly"),
}

ERRORS = {
    404: ("There is nothing here.", "This address leads nowhere, or the run was deleted."),
    413: ("That was too long.", "The words you sent are longer than this program takes."),
    500: (
        "Something broke on our side.",
        "It was the program, not you; what you had said before is kept.",
    ),
    503: ("Too many at once.", "The program is busy just now."),
    400: ("This form had gone stale.", "The page was open for long, or cookies are switched off."),
}


def error(code: int) -> pages.ErrorPage:
    """One page for each way of failing."""
    heading, sentence = ERRORS[code]
    return pages.ErrorPage(
        title=heading,
        **CHROME,
        code=code,
        heading=heading,
        sentence=sentence,
        next_step="Go back one page and try again, or start from the list of scenarios.",
        onward=pages.Link(words="To the list of scenarios", url="/"),
        error_id="7Q4-K2M" if code >= 500 else "",
    )


def _term(number: int, side: str) -> pages.Term:
    return pages.Term(
        id=f"{side}_{number}",
        name="Owning one’s part" if side == "repair" else "explaining before hearing",
        definition="The therapist takes responsibility, plainly and in proportion, for their own "
        "contribution, including for having just been defensive.",
        anchors=tuple(
            pages.Anchor(level=level, text="specific, unconditional and proportionate")
            for level in LEVELS[side]
        ),
        example="I changed the time without asking you. That was my mistake.",
        near_miss="I’m sorry if that came across badly.",
        near_miss_why="conditional",
    )


def glossary() -> pages.GlossaryPage:
    """The glossary with made-up terms."""
    return pages.GlossaryPage(
        title="Glossary",
        **CHROME,
        repair=tuple(_term(n, "repair") for n in range(8)),
        defensive=tuple(_term(n, "defensive") for n in range(10)),
        rubric_version="1.1",
    )


def standing() -> dict[str, pages.Chrome]:
    """The pages that stand still."""
    return {
        "left": pages.LeftPage(
            title="You have left",
            **CHROME,
            scenario_title="Like I’m a form",
            client_name="Aisha",
            resume_url="/runs/abc",
            delete_url="/runs/abc/delete",
        ),
        "deleted": pages.DeletedPage(title="Deleted", **CHROME, backup_days=7),
        "deleted-without-backups": pages.DeletedPage(title="Deleted", **CHROME, backup_days=0),
        "help": pages.HelpPage(
            title="Where to get help",
            **CHROME,
            paragraphs=("Carol is in room 2.14 on Tuesdays and Thursdays until five.",),
        ),
        "help-unwritten": pages.HelpPage(
            title="Where to get help", **{**CHROME, "help_line": ""}, paragraphs=()
        ),
        "privacy": pages.PrivacyPage(
            title="Who can see my words", **CHROME, keep_days=180, backup_days=7, contact="Carol"
        ),
        "privacy-plain": pages.PrivacyPage(
            title="Who can see my words", **CHROME, keep_days=0, backup_days=0, contact=""
        ),
        "glossary": glossary(),
        "about": pages.AboutPage(
            title="About",
            **CHROME,
            version="0.1.0",
            rubric_version="1.1",
            licences=(
                pages.Licence(part="The program", licence="AGPL-3.0-or-later", url=""),
                pages.Licence(
                    part="Literata",
                    licence="SIL Open Font Licence 1.1",
                    url="https://openfontlicense.org",
                ),
            ),
        ),
    } | {f"error-{code}": error(code) for code in ERRORS}


def gallery() -> dict[str, pages.Chrome]:
    """Name of the state -> its page object."""
    return {
        "home": play.home(),
        "home-first-visit": play.home(unfinished=()),
        "home-many": play.home_with_many(),
        "home-none-found": play.home(
            groups=(), shown=0, total=412, filter_offered=True, unfinished=()
        ),
        "home-empty": play.home(groups=(), shown=0, total=0, unfinished=()),
        "briefing": play.briefing(),
        "briefing-problem": play.briefing(problem="Please choose how you want to play."),
        "room": play.room(),
        "room-first": play.first_turn(),
        "room-asked-plainly": play.room(asked_plainly=True, words="Sorry, is that a yes or a no?"),
        "room-long": play.long_moment(),
        "room-noticing-kept": play.room(noticing=replace(play.NOTICING, kept=True)),
        "room-noticed": play.room(
            feedback=replace(
                play.FEEDBACK, noticed=("You heard it where the author did, in ‘my fault’.",)
            ),
        ),
        "room-moved-on": play.moved_on(),
        "room-not-taken": play.not_taken(),
        "room-busy": play.busy(),
        "room-ended": play.ended(),
        "ending": after.ending(),
        "ending-left": after.ending_left(),
        "debrief": after.debrief(),
        "debrief-exit": after.debrief_of_an_exit(),
        "debrief-again": after.debrief(
            attempt=2, attempts=3, attempts_url="/runs/abc/attempts", retry_url=""
        ),
        "room-again": play.room(
            attempt_n=2, attempt_line="Attempt 2, from turn 1", attempts_url="/runs/abc/attempts"
        ),
        "attempts": again.attempts(),
        "attempts-one": again.attempts_one(),
        "beside": again.beside(),
        "beside-under-way": again.beside_under_way(),
        "beside-nothing": again.beside(pairs=(), parting="Nothing differs."),
        "map": again.the_map(),
        "map-everything": again.the_whole_map(),
        "map-everything-met": again.the_map(everything=True),
    } | standing() | reflecting.states()


def in_theme(page: pages.Chrome, theme: str) -> pages.Chrome:
    """The same page by day or at dusk."""
    return replace(page, theme=theme)


def templates_folder() -> Path:
    """The checkout's templates."""
    return Path(__file__).resolve().parents[2] / "templates"


def as_json(page: pages.Chrome) -> str:
    """The page object as JSON, to show that it holds nothing else."""
    return json.dumps(
        pages.context(page),
        default=lambda value: {name: getattr(value, name) for name in value.__dataclass_fields__},
    )
