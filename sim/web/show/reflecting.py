"""The client's chair and supervision as page objects, and the doors to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import url_for

from sim.services.debriefs import Debrief
from sim.services.reflecting import LONGEST, Sheet
from sim.services.telling import PRONOUNS
from sim.web.chrome import chrome
from sim.web.pages import (
    AfterDebrief,
    ChairLine,
    ChairPage,
    MomentChoice,
    SheetNote,
    SupervisionPage,
)

NOTICES = {
    "kept": "Kept.",
    "elsewhere": "This was changed in another tab meanwhile, so nothing was overwritten. What "
    "stands there is shown first; yours is in the fields. Keeping it now puts yours in its place.",
    "too_long": f"That is longer than the {LONGEST} characters that a field holds. Nothing was "
    "kept yet, and all your words are still in the field.",
    "busy": "That could not be stored just now. Your words are still in the fields; please keep "
    "them again in a moment.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says about its sheet after a try to keep it: a name of NOTICES or "",
    the words that were sent, and what was kept elsewhere."""

    notice: str = ""
    sent: Mapping[str, str] | None = None
    elsewhere: tuple[str, ...] = field(default=())


def after_debrief(told: Debrief) -> AfterDebrief:
    """The doors at the end of a debrief."""
    run = told.room.run.id
    return AfterDebrief(
        chair_url=url_for("reflecting.chair", run_id=run),
        supervision_url=url_for("reflecting.supervision", run_id=run),
    )


def chair_page(told: Debrief, sheet: Sheet, state: Told, heard: bool) -> ChairPage:
    """The session again, from the client's side."""
    client, run = told.room.scenario.client, told.room.run.id
    fields = state.sent or sheet.fields
    return ChairPage(
        **chrome(f"{client.name}’s chair"),
        scenario_title=told.room.scenario.title,
        client_name=client.name,
        they=PRONOUNS[client.pronouns].they,
        lines=tuple(
            ChairLine(
                between=e.utterance.between, words=e.utterance.words, inner=e.utterance.inner,
                reply=e.words, quiet=e.turn.reading.quiet,
            )
            for e in told.exchanges
        ),
        last_words=told.last.words,
        last_inner=told.last.inner,
        friend=fields.get("friend", ""),
        heard=heard,
        heard_url=url_for("reflecting.chair", run_id=run, heard=1, _anchor="friend"),
        tell_a_friend=told.ending.tell_a_friend,
        could_not_say=client.could_not_say,
        sheet=_note("chair", run, sheet, state),
        debrief_url=url_for("debrief.debrief", run_id=run),
    )  # fmt: skip


def supervision_page(told: Debrief, sheet: Sheet, state: Told) -> SupervisionPage:
    """Supervision as a scene."""
    scenario, run = told.room.scenario, told.room.run.id
    fields = state.sent or sheet.fields
    return SupervisionPage(
        **chrome("Supervision"),
        scenario_title=scenario.title,
        client_name=scenario.client.name,
        moments=tuple(
            MomentChoice(
                value=str(e.turn.n), client=e.utterance.words, you=e.words,
                chosen=fields.get("moment") == str(e.turn.n),
            )
            for e in told.exchanges
        ),
        hide=fields.get("hide", ""),
        first=fields.get("first", ""),
        kind=fields.get("kind", ""),
        questions=told.ending.supervision,
        sheet=_note("supervision", run, sheet, state),
        debrief_url=url_for("debrief.debrief", run_id=run),
    )  # fmt: skip


def _note(name: str, run: str, sheet: Sheet, state: Told) -> SheetNote:
    return SheetNote(
        action=url_for(f"reflecting.keep_{name}", run_id=run),
        delete_url=url_for("reflecting.discard", run_id=run, sheet=name),
        version=sheet.version,
        longest=LONGEST,
        notice=NOTICES.get(state.notice, ""),
        elsewhere=state.elsewhere,
    )
