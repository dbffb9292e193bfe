"""Going on elsewhere, as a page object."""

from __future__ import annotations

from flask import url_for

from sim.services.codes import devices, has_code
from sim.services.desk import Desk
from sim.web.chrome import chrome
from sim.web.pages import ElsewherePage


def elsewhere_page(
    desk: Desk, person: int, code: str = "", typed: str = "", problem: str = "", asks: bool = False
) -> ElsewherePage:
    """Where a person (0: nobody yet) stands with their code."""
    return ElsewherePage(
        **chrome("Go on elsewhere"),
        code=code,
        has_code=has_code(desk, person),
        has_work=person != 0,
        devices=devices(desk, person),
        make_url=url_for("elsewhere.make"),
        enter_url=url_for("elsewhere.enter"),
        withdraw_url=url_for("elsewhere.withdraw"),
        forget_url=url_for("elsewhere.forget"),
        typed=typed,
        problem=problem,
        asks=asks,
    )
