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


def progress(**changes: Any) -> pages.ProgressPage:
    """Two runs, looked back on."""
    page = pages.ProgressPage(
        title="How it has gone",
        **CHROME,
        runs=2,
        repair=(
            pages.CourseLine(
                name="Owning one’s part",
                url="/glossary#own_part",
                runs=2,
                first="With Aisha, practice: asked 4 times; 1 fully, 3 not yet.",
                latest="With Ros, unaided: asked twice; 2 fully.",
            ),
        ),
        defensive=(
            pages.CourseLine(
                name="explaining before hearing",
                url="/glossary#justify_self",
                runs=1,
                first="With Aisha, practice: twice plainly, in 9 replies.",
                latest="",
            ),
        ),
        check=pages.Link(words="Try it once without notes, with Ros", url="/scenarios/ros"),
        check_line="About 15 minutes, no feedback until the end.",
    )
    return replace(page, **changes)


def elsewhere(**changes: Any) -> pages.ElsewherePage:
    """A device with work and no code."""
    page = pages.ElsewherePage(
        title="Go on elsewhere",
        **CHROME,
        code="",
        has_code=False,
        has_work=True,
        devices=0,
        make_url="/elsewhere/code",
        enter_url="/elsewhere/enter",
        withdraw_url="/elsewhere/withdraw",
        forget_url="/elsewhere/forget",
    )
    return replace(page, **changes)


def tutorial(**changes: Any) -> pages.TutorialPage:
    """The second of the two minutes."""
    page = pages.TutorialPage(
        title="Two minutes",
        **CHROME,
        step=2,
        hint="The large words are hers.",
        earlier=(),
        latest=(
            pages.Line(who="client", name="Nell", text="It’s Nell."),
            pages.Line(who="you", name="You", text="Nell."),
        ),
        feedback=pages.Feedback(
            goal="Something small.", quote="Nell.", did="It says it.", left="", aloud=""
        ),
        window=pages.Window(openness=6, sentence="She has come a little closer."),
        direction="To her sleeve.",
        words="Yes. It’s silly.",
        replies=(pages.ReplyLine(id="x", text="It doesn’t sound silly."),),
        field="two",
        carried="own",
        action="/two-minutes",
        onward=pages.Link(words="Choose someone to meet", url="/"),
    )
    return replace(page, **changes)


def settings(**changes: Any) -> pages.SettingsPage:
    """Text and colours."""
    page = pages.SettingsPage(
        title="Text and colours",
        **CHROME,
        groups=(
            pages.SettingGroup(
                name="size",
                title="Size of the text",
                choices=(
                    pages.Choice(value="usual", name="usual", chosen=True),
                    pages.Choice(value="large", name="large", line="for tired eyes"),
                ),
            ),
        ),
        action="/settings/keep",
        kept=False,
    )
    return replace(page, **changes)


def states() -> dict[str, pages.Chrome]:
    """Name of the state -> its page object."""
    kept = replace(SHEET, version=2, notice="Kept.")
    return {
        "tutorial": tutorial(),
        "tutorial-end": tutorial(words="", replies=(), step=3),
        "settings": settings(),
        "settings-kept": settings(kept=True),
        "progress": progress(),
        "progress-nothing-yet": progress(runs=0, repair=(), defensive=(), check=None),
        "elsewhere": elsewhere(),
        "elsewhere-new-code": elsewhere(code="3467-9ACD-EFGH-JKMN", has_code=True, devices=1),
        "elsewhere-unknown": elsewhere(typed="3467", problem="That code opens nothing."),
        "elsewhere-asks": elsewhere(typed="3467", asks=True, has_code=True),
        "elsewhere-nobody": elsewhere(has_work=False),
        "chair": chair(),
        "chair-heard": chair(heard=True, friend="It was all right.", sheet=kept),
        "supervision": supervision(),
        "supervision-elsewhere": supervision(
            hide="Mine.", sheet=replace(kept, notice="Changed.", elsewhere=("The other’s.",))
        ),
    }
