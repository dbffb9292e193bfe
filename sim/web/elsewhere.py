"""Going on elsewhere: a personal code, and the devices that it opens."""

from __future__ import annotations

import flask
from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from sim.services import codes
from sim.web.access import open_to
from sim.web.chrome import page
from sim.web.guard import refuse_unknown_fields
from sim.web.show.elsewhere import elsewhere_page
from sim.web.visitor import NOBODY, become, desk, known_person, own_name

elsewhere_blueprint = Blueprint("elsewhere", __name__)
TO_SHOW = "codes_to_show"
MOST_WAITING = 1000
UNKNOWN = "That code opens nothing. Look at it once more; an older code stops when it is renewed."


@elsewhere_blueprint.get("/elsewhere")
@open_to("anyone")
def elsewhere() -> str:
    """How one stands with one's code; a new code is shown here, once."""
    who = known_person()
    return page(elsewhere_page(desk(), who, code=_waiting().pop(who, "")))


@elsewhere_blueprint.post("/elsewhere/code")
@open_to("anyone")
def make() -> AnyResponse:
    """Make a code, or a new one in place of the old."""
    refuse_unknown_fields()
    who = known_person()
    if who != NOBODY:
        # Between this answer and the next page the code waits here, in memory alone.
        if len(_waiting()) > MOST_WAITING:
            _waiting().clear()
        _waiting()[who] = codes.make_code(desk(), who)
    return _back()


@elsewhere_blueprint.post("/elsewhere/enter")
@open_to("anyone")
def enter() -> AnyResponse:
    """Go on here with the work that a code opens."""
    refuse_unknown_fields("code", "leave")
    typed, who = request.form.get("code", "")[:60], known_person()
    found = codes.person_with(desk(), typed)
    if found is None:
        return _again(who, typed, UNKNOWN, 422)
    if found == who:
        return redirect(url_for("start.home"), code=303)
    if codes.would_lose(desk(), who) and "leave" not in request.form:
        return make_response(page(elsewhere_page(desk(), who, typed=typed, asks=True)), 409)
    become(codes.join(desk(), found))
    return redirect(url_for("start.home"), code=303)


@elsewhere_blueprint.post("/elsewhere/withdraw")
@open_to("anyone")
def withdraw() -> AnyResponse:
    """The code stops, and every other device is signed out."""
    refuse_unknown_fields()
    who = known_person()
    if who != NOBODY:
        codes.withdraw(desk(), who, own_name())
    return _back()


@elsewhere_blueprint.post("/elsewhere/forget")
@open_to("anyone")
def forget() -> AnyResponse:
    """Sign this device out; one comes back with the code, so there has to be one."""
    refuse_unknown_fields()
    if codes.would_lose(desk(), known_person()):
        return _again(known_person(), "", "Make a code first, or you could not come back.", 409)
    flask.session.clear()
    return _back()


def _waiting() -> dict[int, str]:
    found: dict[int, str] = flask.current_app.extensions.setdefault(TO_SHOW, {})
    return found


def _again(who: int, typed: str, problem: str, status: int) -> Response:
    return make_response(page(elsewhere_page(desk(), who, typed=typed, problem=problem)), status)


def _back() -> AnyResponse:
    return redirect(url_for("elsewhere.elsewhere"), code=303)
