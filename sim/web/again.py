"""Trying again: back to an earlier turn, the tree of attempts, two side by side, the map."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from sim.services.attempts import NotNow, Tree, tree_of, try_again
from sim.services.beside import beside as put_beside
from sim.services.beside import default_pair
from sim.services.paths import paths_of
from sim.services.runs import NotFound
from sim.web.access import open_to
from sim.web.chrome import page
from sim.web.guard import refuse_unknown_fields
from sim.web.show.attempts import attempts_page
from sim.web.show.beside import beside_page
from sim.web.show.paths import map_page
from sim.web.visitor import desk, known_person

again_blueprint = Blueprint("again", __name__)
MOST_DIGITS = 4


@again_blueprint.post("/run/<run_id>/again")
@open_to("owner")
def again(run_id: str) -> AnyResponse:
    """Begin a new attempt at an earlier turn; nothing that was said is overwritten."""
    refuse_unknown_fields("attempt", "turn")
    attempt, turn = _number(request.form, "attempt"), _number(request.form, "turn")
    if attempt is None or turn is None:
        abort(400)
    try:
        try_again(desk(), known_person(), run_id, attempt, turn)
    except NotFound:
        abort(404)
    except NotNow:
        return redirect(url_for("again.attempts", run_id=run_id), code=303)
    return redirect(url_for("room.room", run_id=run_id, _anchor="here"), code=303)


@again_blueprint.get("/run/<run_id>/attempts")
@open_to("owner")
def attempts(run_id: str) -> str:
    """Every attempt of a run."""
    return page(attempts_page(_tree(run_id)))


@again_blueprint.get("/run/<run_id>/beside")
@open_to("owner")
def beside(run_id: str) -> AnyResponse | str:
    """Two attempts side by side; without a choice, the latest and where it came from."""
    tree = _tree(run_id)
    known = default_pair(tree)
    if known is None:
        return redirect(url_for("again.attempts", run_id=run_id), code=303)
    one = _number(request.args, "one") or known[0]
    other = _number(request.args, "other") or known[1]
    try:
        told = put_beside(tree, one, other)
    except NotFound:
        abort(404)
    except NotNow:
        return redirect(url_for("again.attempts", run_id=run_id), code=303)
    return page(beside_page(told, desk().rubric))


@again_blueprint.get("/run/<run_id>/paths")
@open_to("owner")
def paths(run_id: str) -> str:
    """The map of paths; what was not met is told only when asked for."""
    try:
        found = paths_of(_tree(run_id), _number(request.args, "attempt"))
    except NotFound:
        abort(404)
    return page(map_page(found, request.args.get("all") == "1"))


def _tree(run_id: str) -> Tree:
    try:
        return tree_of(desk(), known_person(), run_id)
    except NotFound:
        abort(404)


def _number(fields: Mapping[str, str], name: str) -> int | None:
    """A small number from a form or an address; None for anything else."""
    text = fields.get(name, "")
    plain = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if plain else None
