"""Pages that stand still, as page objects."""

from __future__ import annotations

from flask import url_for

from sim import __version__
from sim.domain.rubric import Criterion, Rubric
from sim.services.telling import LEVEL_WORDS
from sim.web.chrome import chrome, settings
from sim.web.pages import (
    AboutPage,
    Anchor,
    ErrorPage,
    GlossaryPage,
    HelpPage,
    Licence,
    Link,
    PrivacyPage,
    Term,
)
from sim.web.settings import BACKUP_DAYS, KEEP_DAYS

LICENCES = (
    Licence(part="The program", licence="MIT", url=""),
    Licence(part="The scenarios and the rubric’s words", licence="CC BY 4.0", url=""),
    Licence(part="Literata and Atkinson Hyperlegible Next (type)", licence="OFL 1.1", url=""),
    Licence(part="htmx", licence="0BSD", url=""),
)
ERRORS: dict[int, tuple[str, str, str]] = {
    400: (
        "That form had grown old",
        "The page you sent from no longer matches this program, so nothing was taken.",
        "Go back, reload the page, and send it again.",
    ),
    403: (
        "That came from somewhere else",
        "A form on another site or address tried to send this, so nothing was taken.",
        "Open the program itself and try there.",
    ),
    404: (
        "There is nothing here",
        "This page does not exist, or it belongs to another device.",
        "Runs open only on the device that began them.",
    ),
    405: ("Not this way", "This address cannot be called like that.", "Begin from the scenarios."),
    413: (
        "That was too long",
        "What you sent is larger than this program takes, so nothing was stored.",
        "Go back and send something shorter.",
    ),
    421: (
        "Not under this name",
        "This program does not answer to the name in the address line.",
        "Use an address that it printed when it was started.",
    ),
    500: (
        "Something failed on our side",
        "The program met a fault of its own. Nothing that was already answered is lost.",
        "Go back and try once more; if it happens again, tell your tutor the number below.",
    ),
    503: (
        "The program is busy",
        "It could not store or read just now. Nothing that was already answered is lost.",
        "Wait a moment and try again.",
    ),
}


def help_page() -> HelpPage:
    """Where to get help."""
    return HelpPage(**chrome("Where to get help"), paragraphs=settings().help)


def privacy_page() -> PrivacyPage:
    """Who can see my words."""
    return PrivacyPage(
        **chrome("Who can see my words"), keep_days=KEEP_DAYS, backup_days=BACKUP_DAYS, contact=""
    )


def glossary_page(rubric: Rubric) -> GlossaryPage:
    """The eighteen entries of the rubric."""
    return GlossaryPage(
        **chrome("Glossary"),
        repair=tuple(_term(c) for c in rubric.side("repair")),
        defensive=tuple(_term(c) for c in rubric.side("defensive")),
        rubric_version=rubric.version,
    )


def about_page(rubric: Rubric) -> AboutPage:
    """The stance, the evidence, the licences."""
    return AboutPage(
        **chrome("About"), version=__version__, rubric_version=rubric.version, licences=LICENCES
    )


def error_page(code: int, error_id: str = "") -> ErrorPage:
    """One plain sentence, and what to do next."""
    heading, sentence, next_step = ERRORS.get(code, ERRORS[500])
    return ErrorPage(
        **chrome(heading),
        code=code,
        heading=heading,
        sentence=sentence,
        next_step=next_step,
        onward=Link(words="To the scenarios", url=url_for("start.home")),
        error_id=error_id,
    )


def _term(criterion: Criterion) -> Term:
    words = LEVEL_WORDS[criterion.side]
    miss = criterion.near_misses[0]
    return Term(
        id=criterion.id,
        name=criterion.student_name,
        definition=criterion.definition,
        anchors=tuple(
            Anchor(level=w.capitalize(), text=t.replace("*", ""))
            for w, t in zip(words, criterion.anchors, strict=True)
        ),
        example=criterion.examples[0],
        near_miss=miss.text,
        near_miss_why=_in_words(miss.why, criterion.side),
    )


def _in_words(why: str, side: str) -> str:
    """The rubric's "1: stock phrase" as a student reads it: "partly there: stock phrase"."""
    level, colon, reason = why.partition(": ")
    if colon and level in ("0", "1", "2"):
        return f"{LEVEL_WORDS[side][int(level)]}: {reason}"
    return f"at most partly there: {reason}" if colon and level == "0-1" else why
