"""The room: one's own run, its turns, leaving it, deleting it."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from flask import Blueprint, abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from sim.services.rooms import Room
from sim.services.runs import (
    NotFound,
    Outcome,
    Sent,
    delete_run,
    leave_run,
    open_room,
    take_turn,
)
from sim.store.connection import StoreBusy, StoreFull
from sim.web.access import open_to
from sim.web.chrome import chrome, page
from sim.web.guard import refuse_unknown_fields
from sim.web.noticing import FIELDS, keep_noticing, noticing_in
from sim.web.pages import DeletedPage, Notice
from sim.web.settings import BACKUP_DAYS
from sim.web.show.room import ending_page, left_page, notice, room_page
from sim.web.visitor import desk, known_person

room_blueprint = Blueprint("room", __name__)
STATUS = {"taken": 200, "same": 200, "moved_on": 409, "not_taken": 422}
LONGEST_KEY = 64


@room_blueprint.get("/run/<run_id>")
@open_to("owner")
def room(run_id: str) -> ResponseReturnValue:
    """The run where it stands now."""
    here = _open(run_id)
    return _elsewhere(here) or _show(here)


@room_blueprint.post("/run/<run_id>/turn")
@open_to("owner")
def reply(run_id: str) -> ResponseReturnValue:
    """Take one reply; the answer comes only after it is stored."""
    refuse_unknown_fields("turn", "key", "choice", "attempt", *FIELDS)
    sent = _sent()
    try:
        keep_noticing(run_id, sent)
        outcome = take_turn(desk(), known_person(), run_id, sent)
    except NotFound:
        abort(404)
    except (StoreBusy, StoreFull):
        return _busy(run_id, sent)
    return _elsewhere(outcome.room) or _answer(outcome)


@room_blueprint.post("/run/<run_id>/noticing")
@open_to("owner")
def notice_first(run_id: str) -> ResponseReturnValue:
    """Keep what was noticed, before any reply. Nothing is said yet."""
    refuse_unknown_fields("turn", "key", "attempt", *FIELDS)
    sent = _sent()
    try:
        keep_noticing(run_id, sent, also_nothing=True)
    except NotFound:
        abort(404)
    except (StoreBusy, StoreFull):
        return _busy(run_id, sent)
    here = _open(run_id)
    return _show(here) if _by_htmx() else _to(here)


@room_blueprint.get("/run/<run_id>/ending")
@open_to("owner")
def ending(run_id: str) -> AnyResponse:
    """How the session ended."""
    here = _open(run_id)
    if here.ending is None:
        return redirect(url_for("room.room", run_id=run_id), code=303)
    return make_response(page(ending_page(here)))


@room_blueprint.post("/run/<run_id>/leave")
@open_to("owner")
def leave(run_id: str) -> AnyResponse:
    """Leave at any moment: no score, no reason."""
    refuse_unknown_fields()
    _or_404(lambda: leave_run(desk(), known_person(), run_id))
    return _elsewhere(_open(run_id)) or redirect(url_for("room.room", run_id=run_id), code=303)


@room_blueprint.get("/run/<run_id>/left")
@open_to("owner")
def left(run_id: str) -> AnyResponse:
    """The run was left; it can be deleted here."""
    here = _open(run_id)
    if here.run.status != "left":
        return redirect(url_for("room.room", run_id=run_id), code=303)
    return make_response(page(left_page(here)))


@room_blueprint.post("/run/<run_id>/delete")
@open_to("owner")
def delete(run_id: str) -> AnyResponse:
    """Delete one's own run, at once and really."""
    refuse_unknown_fields()
    _or_404(lambda: delete_run(desk(), known_person(), run_id))
    return redirect(url_for("room.deleted"), code=303)


@room_blueprint.get("/deleted")
@open_to("anyone")
def deleted() -> str:
    """The run is gone."""
    return page(DeletedPage(**chrome("Deleted"), backup_days=BACKUP_DAYS))


def _sent() -> Sent:
    turn = request.form.get("turn", type=int)
    key = request.form.get("key", "")
    if turn is None or not 0 < len(key) <= LONGEST_KEY or not key.isascii():
        abort(400)
    attempt = request.form.get("attempt", 0, type=int)
    return Sent(turn, key, request.form.get("choice", ""), attempt)


def _elsewhere(here: Room) -> AnyResponse | None:
    """Where to go instead of a room that is closed: one was left, or what was being tried
    again was left and the debrief of what had ended before is there."""
    if here.run.status == "left":
        return redirect(url_for("room.left", run_id=here.run.id), code=303)
    if here.run.status == "ended" and here.ending is None:
        return redirect(url_for("debrief.debrief", run_id=here.run.id), code=303)
    return None


def _open(run_id: str) -> Room:
    try:
        return open_room(desk(), known_person(), run_id)
    except NotFound:
        abort(404)


def _or_404(act: Callable[[], None]) -> None:
    try:
        act()
    except NotFound:
        abort(404)


def _answer(outcome: Outcome) -> ResponseReturnValue:
    """The region again for htmx; without JavaScript, back to the page when all went well."""
    status = STATUS[outcome.status]
    if status == 200:
        return _show(outcome.room) if _by_htmx() else _to(outcome.room)
    said = notice(outcome.status, outcome.kept)
    return _show(outcome.room, said, status)


def _busy(run_id: str, sent: Sent) -> tuple[str, int, dict[str, str]]:
    here = _open(run_id)
    words = next((r.text for r in here.replies if r.id == sent.choice), "")
    html, status = _show(here, notice("busy", words), 503, key=sent.key)
    return html, status, {"Retry-After": "2"}


def _show(
    here: Room, said: Notice | None = None, status: int = 200, key: str | None = None
) -> tuple[str, int]:
    by_htmx = _by_htmx()
    shown = room_page(here, key or secrets.token_urlsafe(16), said, whole=not by_htmx)
    shown = noticing_in(here, shown)
    return page(shown, shown.answer if by_htmx else None), status


def _to(here: Room) -> AnyResponse:
    return redirect(url_for("room.room", run_id=here.run.id, _anchor="here"), code=303)


def _by_htmx() -> bool:
    return request.headers.get("HX-Request") == "true"
