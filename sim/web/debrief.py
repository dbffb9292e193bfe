"""Looking back on a finished run."""

from __future__ import annotations

from flask import Blueprint, abort, request

from sim.services.debriefs import debrief_of
from sim.services.runs import NotFound
from sim.web.access import open_to
from sim.web.chrome import page
from sim.web.show.debrief import debrief_page
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
    return page(debrief_page(told, desk().rubric, desk().now()))
