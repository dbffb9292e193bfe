"""Made-up private pages, for the template tests and the gallery."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sim.web import pages
from tests.web.specimens import CHROME

SHEET = pages.SheetNote(
    action="/runs/abc/sheet", delete_url="/runs/abc/sheet/delete", version=0, longest=3500
)


def chair(**changes: Any) -> pages.ChairPage:
    """The client's chair before anything is written."""
    page = pages.ChairPage(
        title="Aisha’s chair",
        **CHROME,
        scenario_title="Like I’m a form",
        client_name="Aisha",
        they="she",
        lines=(
            pages.ChairLine(
                between="", words="So it’s my fault.", inner="Don’t make a thing of it.",
                reply="You did say it. I’d lost hold of him.", quiet=False,
            ),
            pages.ChairLine(
                between="A week later.", words="I nearly didn’t come.", inner="",
                reply="Say nothing yet.", quiet=True,
            ),
        ),
        last_words="Same time Thursday, then.",
        last_inner="",
        friend="",
        heard=False,
        heard_url="/runs/abc/chair?heard=1",
        tell_a_friend="She forgot him, and then she said so.",
        could_not_say="That people on a free list don’t complain.",
        sheet=SHEET,
        debrief_url="/runs/abc/debrief",
    )  # fmt: skip
    return replace(page, **changes)


def supervision(**changes: Any) -> pages.SupervisionPage:
    """Supervision before anything is written."""
    page = pages.SupervisionPage(
        title="Supervision",
        **CHROME,
        scenario_title="Like I’m a form",
        client_name="Aisha",
        moments=(
            pages.MomentChoice(value="1", client="So it’s my fault.", you="No.", chosen=True),
        ),
        hide="",
        first="",
        kind="",
        questions=("What was true in the complaint?",),
        sheet=SHEET,
        debrief_url="/runs/abc/debrief",
    )
    return replace(page, **changes)


def states() -> dict[str, pages.Chrome]:
    """Name of the state -> its page object."""
    kept = replace(SHEET, version=2, notice="Kept.")
    return {
        "chair": chair(),
        "chair-heard": chair(heard=True, friend="It was all right.", sheet=kept),
        "supervision": supervision(),
        "supervision-elsewhere": supervision(
            hide="Mine.", sheet=replace(kept, notice="Changed.", elsewhere=("The other’s.",))
        ),
    }
