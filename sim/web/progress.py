"""How it has gone over the runs of this device's person."""

from __future__ import annotations

from flask import Blueprint

from sim.services.progress import progress_of, unaided_check
from sim.web.access import open_to
from sim.web.chrome import page
from sim.web.show.progress import progress_page
from sim.web.visitor import desk, known_person

progress_blueprint = Blueprint("progress", __name__)


@progress_blueprint.get("/how-it-has-gone")
@open_to("anyone")
def progress() -> str:
    """One's own counts, from the first run to the latest."""
    who = known_person()
    check = unaided_check(desk(), who, "")
    return page(progress_page(progress_of(desk(), who), desk().rubric, check))
