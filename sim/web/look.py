"""The reader's own choices of type, light and movement: kept in a cookie of their own.

The cookie names nobody. It is read for every page and holds only words from the lists here.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from sim.web.access import open_to
from sim.web.chrome import COOKIE, LOOKS, chrome, look, page, settings
from sim.web.guard import refuse_unknown_fields
from sim.web.pages import Choice, SettingGroup, SettingsPage

look_blueprint = Blueprint("look", __name__)
YEAR = 365 * 24 * 3600
GROUPS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "theme": ("Light", (("as this device has it", ""), ("by day", ""), ("at dusk", ""))),
    "size": ("Size of the text", (("usual", ""), ("large", ""), ("largest", ""))),
    "contrast": ("Contrast", (("usual", ""), ("more", "all words in full ink, stronger lines"))),
    "face": ("Typeface", (
        ("usual", "a book face for the client, a plain one for the rest"),
        ("legible", "Atkinson Hyperlegible throughout"),
    )),
    "motion": ("Movement", (
        ("as this device has it", "words and light arrive gently"),
        ("less", "nothing moves"),
    )),
}  # fmt: skip


@look_blueprint.get("/settings")
@open_to("anyone")
def show() -> str:
    """How the pages look on this device."""
    now = look()
    groups = tuple(_group(name, now[name]) for name in GROUPS)
    shown = SettingsPage(
        **chrome("Text and colours"), groups=groups, action=url_for("look.keep"), kept=False
    )
    return page(replace(shown, kept="kept" in request.args))


@look_blueprint.post("/settings/keep")
@open_to("anyone")
def keep() -> AnyResponse:
    """Keep the choices in a cookie; what is on no list counts as not chosen."""
    refuse_unknown_fields(*LOOKS)
    chosen = [request.form.get(name, "") for name in LOOKS]
    answer = redirect(url_for("look.show", kept=1), code=303)
    answer.set_cookie(
        COOKIE, ".".join(v if v in LOOKS[n] else LOOKS[n][0] for n, v in zip(LOOKS, chosen,
        strict=True)), max_age=YEAR, httponly=True, samesite="Lax", secure=settings().tls,
    )  # fmt: skip
    return answer


def _group(name: str, now: str) -> SettingGroup:
    title, words = GROUPS[name]
    choices = (
        Choice(value=value, name=shown, line=line, chosen=value == now)
        for value, (shown, line) in zip(LOOKS[name], words, strict=True)
    )
    return SettingGroup(name=name, title=title, choices=tuple(choices))
