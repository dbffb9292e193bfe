"""Home, briefing, and the beginning of a run."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from sim.services import shelf
from sim.services.runs import MODES, BrokenScenario, NotFound, begin_run, playable
from sim.web.access import open_to
from sim.web.chrome import page
from sim.web.guard import refuse_unknown_fields
from sim.web.show.start import PAGE_LENGTH, briefing_page, home_page
from sim.web.visitor import NOBODY, desk, known_person, person

start = Blueprint("start", __name__)


@start.get("/")
@open_to("anyone")
def home() -> str:
    """What there is to play, and where this device stopped."""
    sought = request.args.get("q", "")[:100]
    level = request.args.get("level", "")
    first = max(0, request.args.get("first", 0, type=int))
    who = known_person()
    rooms = shelf.unfinished(desk(), who) if who != NOBODY else ()
    offered = shelf.offer(desk(), sought, level, first, PAGE_LENGTH)
    finished = who != NOBODY and shelf.has_finished(desk(), who)
    return page(home_page(offered, rooms, sought, level, first, desk().now(), finished))


@start.get("/scenario/<scenario_id>")
@open_to("anyone")
def briefing(scenario_id: str) -> str:
    """The content note first, then what to know before the first line."""
    try:
        draft = playable(desk(), scenario_id)
    except (NotFound, BrokenScenario):
        abort(404)
    wished = request.args.get("mode", "")
    return page(briefing_page(draft.scenario, wished if wished in MODES else "practice"))


@start.post("/scenario/<scenario_id>/begin")
@open_to("anyone")
def begin(scenario_id: str) -> AnyResponse:
    """Begin a run and go to its room."""
    refuse_unknown_fields("mode")
    mode = request.form.get("mode", "")
    try:
        draft = playable(desk(), scenario_id)
        if mode not in MODES:
            return _come_back(page(briefing_page(draft.scenario, problem="Choose a way to play.")))
        run_id = begin_run(desk(), person(), scenario_id, mode)
    except (NotFound, BrokenScenario):
        abort(404)
    return redirect(url_for("room.room", run_id=run_id), code=303)


def _come_back(html: str) -> Response:
    return make_response(html, 422)
