"""What protects every request and every answer: headers, same-origin, sizes, fields."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request
from werkzeug.exceptions import HTTPException

from sim.web.forgery import FIELD, refuse_without_token

CSP = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
    "X-Frame-Options": "DENY",
}
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
LARGEST_BODY = 64 * 1024


class UnknownName(HTTPException):
    """The server was called by a name that it was not given."""

    code = 421
    description = "Misdirected request"


def protect(app: Flask, hosts: tuple[str, ...]) -> None:
    """Put the guards in front of an app that answers to these host names."""
    known = frozenset(filter(None, map(_host_name, hosts)))

    def guard() -> None:
        # Not Flask's TRUSTED_HOSTS: that cuts an IPv6 address at its first colon, so that
        # `sim serve --host ::1` would refuse everybody.
        if _host_name(request.host) not in known:
            raise UnknownName
        if request.method not in SAFE_METHODS:
            refuse_foreign_origin()
            if request.endpoint is not None:  # what does not exist is a 404, whoever sends it
                refuse_without_token()

    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAX_FORM_PARTS=40,
    )
    app.before_request(guard)
    app.after_request(add_headers)


@lru_cache(64)
def _host_name(host: str) -> str | None:
    """The name in a Host header, without its port; None where there is none."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def refuse_foreign_origin() -> None:
    """A form that another site (or another port of this machine) sent is refused.

    The browser's own words decide (Sec-Fetch-Site, else Origin); a client that sends
    neither still needs the token.
    """
    site = request.environ.get("HTTP_SEC_FETCH_SITE")
    if site is not None and site not in ("same-origin", "none"):
        abort(403)
    origin = request.environ.get("HTTP_ORIGIN")
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)


def refuse_unknown_fields(*known: str) -> None:
    """A form holds its own fields, each once, and nothing else."""
    for name, values in request.form.lists():
        if name not in (*known, FIELD) or len(values) != 1:
            abort(400)


def add_headers(answer: Response) -> Response:
    """The same headers on every answer, errors and static files included."""
    answer.headers.extend(HEADERS)
    if request.endpoint != "static" or answer.status_code >= 400:
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Vary"] = "HX-Request, Cookie"
    if current_app.config["SESSION_COOKIE_SECURE"]:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000"
    return answer
