"""The Flask app, put together. Only this module knows all the parts of the edge."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from flask import Flask

from sim.paths import root
from sim.services.desk import Desk
from sim.web.access import refuse_undeclared
from sim.web.again import again_blueprint
from sim.web.cookie import SignedCookie
from sim.web.debrief import debrief_blueprint
from sim.web.elsewhere import elsewhere_blueprint
from sim.web.errors import handle_errors
from sim.web.guard import protect
from sim.web.look import look_blueprint
from sim.web.parts import give_parts
from sim.web.progress import progress_blueprint
from sim.web.reflecting import reflecting_blueprint
from sim.web.room import room_blueprint
from sim.web.settings import KEEP_DAYS, Settings
from sim.web.standing import standing
from sim.web.start import start


def create_app(desk: Desk, settings: Settings) -> Flask:
    """The app over one desk. It holds no state of its own."""
    app = Flask("sim", template_folder=str(root("templates")), static_folder=str(root("static")))
    app.session_interface = SignedCookie()
    app.extensions["desk"] = desk
    app.extensions["settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret,
        SESSION_COOKIE_NAME="rupture_and_repair",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.tls,
        SESSION_REFRESH_EACH_REQUEST=False,  # signing it anew with every answer is dear
        PERMANENT_SESSION_LIFETIME=timedelta(days=KEEP_DAYS),
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
    )
    app.jinja_env.undefined = jinja2.StrictUndefined
    give_parts(app.jinja_env)
    protect(app, settings.hosts)
    app.before_request(refuse_undeclared)
    handle_errors(app)
    app.url_defaults(_name_static_versions(Path(root("static"))))
    parts = (
        start, room_blueprint, again_blueprint, debrief_blueprint, reflecting_blueprint,
        progress_blueprint, elsewhere_blueprint, look_blueprint, standing,
    )  # fmt: skip
    for part in parts:
        app.register_blueprint(part)
    return app


def _name_static_versions(folder: Path) -> Any:
    """A static file's address names its content, so that browsers may keep it for long."""

    @cache
    def version(filename: str) -> str:
        path = folder / filename
        return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "0"

    def add(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "filename" in values:
            values["v"] = version(values["filename"])

    return add
