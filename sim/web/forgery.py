"""Against forged forms: what a page puts into each form stands in the signed cookie as well.

Another site can make a browser send a form, but it can read neither. Works without JavaScript.
The browser's own word on where a form came from (guard.py) is asked besides.
"""

from __future__ import annotations

import hmac
import secrets

import flask

FIELD = "csrf_token"


def form_token() -> str:
    """The token for the forms of this device; made with its first page."""
    known = flask.session.get(FIELD)
    if not isinstance(known, str):
        known = flask.session[FIELD] = secrets.token_urlsafe(32)
    return known


def refuse_without_token() -> None:
    """A form that lacks this device's own token is refused with a 400."""
    known = flask.session.get(FIELD)
    sent = flask.request.form.get(FIELD, "")
    if not isinstance(known, str) or not hmac.compare_digest(known.encode(), _bytes(sent)):
        flask.abort(400)


def _bytes(sent: str) -> bytes:
    return sent.encode("utf-8", "surrogatepass")
