"""The fields that every page shares, from the running app."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import current_app, request, url_for

from sim.web.forgery import form_token
from sim.web.pages import Chrome, context
from sim.web.settings import Settings

ANY_RUN = "any-run"


def settings() -> Settings:
    """What the server was started with."""
    found = current_app.extensions["settings"]
    assert isinstance(found, Settings)
    return found


COOKIE = "look"
LOOKS: dict[str, tuple[str, ...]] = {
    "theme": ("auto", "light", "dark"),
    "size": ("usual", "large", "largest"),
    "contrast": ("usual", "more"),
    "face": ("usual", "legible"),
    "motion": ("usual", "less"),
}
"""What a reader may choose; the first of each is what a page looks like without a choice."""


def look() -> dict[str, str]:
    """The reader's own choices, from their cookie; what it says of something else is ignored."""
    kept = request.cookies.get(COOKIE, "").split(".")
    kept += [""] * (len(LOOKS) - len(kept))
    return {
        name: value if value in known else known[0]
        for (name, known), value in zip(LOOKS.items(), kept, strict=False)
    }


def chrome(title: str) -> dict[str, Any]:
    """The shared fields of a page with this title."""
    return {
        "title": title,
        **_addresses(request.script_root),
        "help_line": settings().help_line,
        "csrf_token": form_token(),
        **look(),
    }


@cache
def _addresses(below: str) -> dict[str, str]:
    """The addresses at the edge of every page; they differ only by where the app is mounted."""
    return {
        "home_url": url_for("start.home"),
        "help_url": url_for("standing.help_page"),
        "glossary_url": url_for("standing.glossary"),
        "privacy_url": url_for("standing.privacy"),
        "about_url": url_for("standing.about"),
        "settings_url": url_for("look.show"),
        "elsewhere_url": url_for("elsewhere.elsewhere"),
    }


def of_run(endpoint: str, run_id: str) -> str:
    """The address of a route that belongs to a run."""
    return _of_any_run(endpoint, request.script_root).replace(ANY_RUN, run_id)


@cache
def _of_any_run(endpoint: str, below: str) -> str:
    return url_for(endpoint, run_id=ANY_RUN)


def page(shown: Chrome, template: str | None = None) -> str:
    """A page object as HTML; `template` picks its fragment instead.

    A template sees the fields of its page and nothing else: not even Flask's own names.
    """
    found = current_app.jinja_env.get_template(template or shown.template)
    return found.render(context(shown))
