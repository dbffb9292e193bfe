"""Whose device this is: a random name in a signed cookie, its fingerprint in the store."""

from __future__ import annotations

import flask

from sim.services.desk import Desk, fingerprint
from sim.store.people import find_person, person_for

COOKIE_KEY = "person"
NOBODY = 0


def desk() -> Desk:
    """The program's desk, from the running app."""
    found = flask.current_app.extensions["desk"]
    assert isinstance(found, Desk)
    return found


def known_person() -> int:
    """The person of this device, or NOBODY, whose runs do not exist."""
    token = flask.session.get(COOKIE_KEY)
    if not isinstance(token, str):
        return NOBODY
    return find_person(desk().store, fingerprint(token)) or NOBODY


def person() -> int:
    """The person of this device, made now if need be."""
    token = flask.session.get(COOKIE_KEY)
    known = find_person(desk().store, fingerprint(token)) if isinstance(token, str) else None
    if known is not None:
        flask.session.modified = True  # with each new run the cookie's time begins anew
        return known
    token = desk().secret()
    flask.session[COOKIE_KEY] = token
    flask.session.permanent = True
    return person_for(desk().store, fingerprint(token), desk().stamp()[:10])


def own_name() -> str:
    """The random name that this device keeps; empty where it has none."""
    name = flask.session.get(COOKIE_KEY)
    return name if isinstance(name, str) else ""


def become(name: str) -> None:
    """From now on this device is the one with this random name."""
    flask.session.clear()
    flask.session[COOKIE_KEY] = name
    flask.session.permanent = True
