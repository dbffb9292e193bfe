"""Who may call what: every route says so, and a route that does not is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from flask import Flask, abort, current_app, request

Caller = Literal["anyone", "owner"]
View = TypeVar("View", bound=Callable[..., object])

OPEN_TO = "_open_to"


def open_to(caller: Caller) -> Callable[[View], View]:
    """Declare who may call a view: "anyone", or the "owner" of the run in its address.

    Ownership itself is part of every query (somebody else's run is a 404).
    """

    def declare(view: View) -> View:
        setattr(view, OPEN_TO, caller)
        return view

    return declare


def declared(app: Flask, endpoint: str) -> str | None:
    """What a route declares; None where it forgot to. Static files are for anyone."""
    if endpoint == "static":
        return "anyone"
    return getattr(app.view_functions[endpoint], OPEN_TO, None)


def refuse_undeclared() -> None:
    """Before each request: a route without a declaration does not exist."""
    if request.endpoint is not None and declared(current_app, request.endpoint) is None:
        abort(404)
