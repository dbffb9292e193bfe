"""The client's chair, and supervision as a scene. What is written here is the trainee's alone."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from sim.services import reflecting
from sim.services.debriefs import Debrief, debrief_of
from sim.services.runs import NotFound
from sim.store.connection import StoreBusy, StoreFull
from sim.web.access import open_to
from sim.web.chrome import page
from sim.web.guard import refuse_unknown_fields
from sim.web.show.reflecting import Told, chair_page, supervision_page
from sim.web.visitor import desk, known_person

reflecting_blueprint = Blueprint("reflecting", __name__)
STATUS = {"kept": 200, "elsewhere": 409, "too_long": 422, "busy": 503}


@reflecting_blueprint.get("/run/<run_id>/chair")
@open_to("owner")
def chair(run_id: str) -> Response:
    """The session again, with what the client did not say beside one's own words."""
    return _page("chair", run_id, _come_back())


@reflecting_blueprint.post("/run/<run_id>/chair/keep")
@open_to("owner")
def keep_chair(run_id: str) -> AnyResponse:
    """Keep what the client might tell a friend, and hear the author's."""
    return _keep("chair", run_id)


@reflecting_blueprint.get("/run/<run_id>/supervision")
@open_to("owner")
def supervision(run_id: str) -> Response:
    """A moment taken to supervision."""
    return _page("supervision", run_id, _come_back())


@reflecting_blueprint.post("/run/<run_id>/supervision/keep")
@open_to("owner")
def keep_supervision(run_id: str) -> AnyResponse:
    """Keep what was written for supervision."""
    return _keep("supervision", run_id)


@reflecting_blueprint.post("/run/<run_id>/sheet/<sheet>/delete")
@open_to("owner")
def discard(run_id: str, sheet: str) -> AnyResponse:
    """Delete what was written, at once and really."""
    refuse_unknown_fields()
    if sheet not in reflecting.SHEETS:
        abort(404)
    try:
        reflecting.discard_sheet(desk(), known_person(), run_id, sheet)
    except NotFound:
        abort(404)
    return redirect(url_for(f"reflecting.{sheet}", run_id=run_id), code=303)


def _keep(name: str, run_id: str) -> AnyResponse:
    fields, was = _sent(name)
    _told(run_id)
    try:
        kept = reflecting.keep_sheet(desk(), known_person(), run_id, name, fields, was)
    except (StoreBusy, StoreFull):
        return _page(name, run_id, Told("busy", fields), 503)
    if kept.status == "kept":
        return _kept(name, run_id, kept.sheet.version)
    there = tuple(filter(None, kept.sheet.fields.values())) if kept.status == "elsewhere" else ()
    return _page(name, run_id, Told(kept.status, fields, there), STATUS[kept.status])


def _kept(name: str, run_id: str, version: int) -> AnyResponse:
    """Back to the page; a draft that the page kept by itself only learns its new version."""
    if request.headers.get("X-Keep") == "1":
        return Response(status=204, headers={"X-Version": str(version)})
    heard = 1 if name == "chair" else None
    there = url_for(f"reflecting.{name}", run_id=run_id, kept=1, heard=heard, _anchor="written")
    return redirect(there, code=303)


def _sent(name: str) -> tuple[dict[str, str], int]:
    refuse_unknown_fields(*reflecting.SHEETS[name], "version")
    was = request.form.get("version", type=int)
    if was is None:
        abort(400)
    form = request.form
    lines = {f: form.get(f, "").replace("\r\n", "\n").strip() for f in reflecting.SHEETS[name]}
    return lines, was


def _come_back() -> Told:
    return Told("kept" if "kept" in request.args else "")


def _page(name: str, run_id: str, state: Told, status: int = 200) -> Response:
    told = _told(run_id)
    sheet = reflecting.sheet_of(desk(), known_person(), run_id, name)
    if name == "chair":
        shown = page(chair_page(told, sheet, state, "heard" in request.args))
    else:
        shown = page(supervision_page(told, sheet, state))
    return make_response(shown, status)


def _told(run_id: str) -> Debrief:
    try:
        return debrief_of(desk(), known_person(), run_id)
    except NotFound:
        abort(404)
