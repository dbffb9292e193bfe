"""Whatever goes wrong: one plain page, an id for the log, never a trace or a reply's text."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, make_response
from werkzeug.exceptions import HTTPException

from sim.store.connection import StoreBusy, StoreCorrupt, StoreFull
from sim.web.chrome import page
from sim.web.show.standing import ERRORS, error_page

log = logging.getLogger("sim.web")


def handle_errors(app: Flask) -> None:
    """Give every failure its page."""
    app.register_error_handler(HTTPException, _http)
    for kind in (StoreBusy, StoreFull):
        app.register_error_handler(kind, _busy)
    app.register_error_handler(StoreCorrupt, _fault)
    app.register_error_handler(Exception, _fault)


def _http(error: HTTPException) -> Response:
    code = error.code or 500
    shown = code if code in ERRORS else (400 if code < 500 else 500)
    answer = make_response(page(error_page(shown)), code)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value
    return answer


def _busy(error: Exception) -> Response:
    log.warning("store not ready: %s", type(error).__name__)
    answer = make_response(page(error_page(503)), 503)
    answer.headers["Retry-After"] = "2"
    return answer


def _fault(error: Exception) -> Response:
    """The log names the kind of fault and where it arose, never what a person wrote."""
    error_id = secrets.token_hex(4)
    log.error("fault %s: %s at %s", error_id, type(error).__name__, _where(error))
    return make_response(page(error_page(500, error_id)), 500)


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "unknown"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
