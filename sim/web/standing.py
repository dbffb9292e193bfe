"""Help, privacy, glossary, about."""

from __future__ import annotations

from flask import Blueprint, request

from sim.web.access import open_to
from sim.web.chrome import page
from sim.web.show import standing as show
from sim.web.show.tutorial import tutorial_page
from sim.web.visitor import desk

standing = Blueprint("standing", __name__)


@standing.get("/help")
@open_to("anyone")
def help_page() -> str:
    """Where to get help."""
    return page(show.help_page())


@standing.get("/who-can-see-my-words")
@open_to("anyone")
def privacy() -> str:
    """Who can see my words."""
    return page(show.privacy_page())


@standing.get("/glossary")
@open_to("anyone")
def glossary() -> str:
    """The rubric in plain words."""
    return page(show.glossary_page(desk().rubric))


@standing.get("/two-minutes")
@open_to("anyone")
def two_minutes() -> str:
    """A tiny moment to see how the room works. Nothing of it is kept."""
    return page(tutorial_page(request.args.get("one", ""), request.args.get("two", "")))


@standing.get("/about")
@open_to("anyone")
def about() -> str:
    """The stance, the evidence, the licences."""
    return page(show.about_page(desk().rubric))
