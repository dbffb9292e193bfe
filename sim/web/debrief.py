"""Looking back on a finished run."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, request, url_for

from sim.services.debriefs import Debrief, debrief_of
from sim.services.progress import unaided_check
from sim.services.runs import NotFound
from sim.web.access import open_to
from sim.web.chrome import page
from sim.web.noticing import beside_the_replies
from sim.web.pages import AfterDebrief
from sim.web.show.debrief import debrief_page
from sim.web.show.progress import check_line, check_link
from sim.web.show.reflecting import after_debrief
from sim.web.visitor import desk, known_person

debrief_blueprint = Blueprint("debrief", __name__)


@debrief_blueprint.get("/run/<run_id>/debrief")
@open_to("owner")
def debrief(run_id: str) -> str:
    """What happened in one attempt (the latest that ended), told back with its evidence."""
    attempt = request.args.get("attempt", type=int)
    try:
        told = debrief_of(desk(), known_person(), run_id, attempt)
    except NotFound:
        abort(404)
    shown = debrief_page(told, desk().rubric, desk().now())
    shown = replace(beside_the_replies(shown, told), after=_doors(told))
    return page(shown)


def _doors(told: Debrief) -> AfterDebrief:
    """Where one may go from here; after a run with notes, also to a check without."""
    run = told.room.run
    doors = replace(after_debrief(told), progress_url=url_for("progress.progress"))
    check = unaided_check(desk(), run.person, run.scenario) if run.mode != "unaided" else None
    if check is None:
        return doors
    return replace(doors, check=check_link(check), check_line=check_line(check))
