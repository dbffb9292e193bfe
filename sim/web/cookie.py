"""Flask's signed cookie, made cheaper: a device sends the same one with every request."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature

MOST_KEPT = 4096
DAY = 24 * 3600


class SignedCookie(SecureCookieSessionInterface):
    """What a cookie says is remembered by its whole text, signature included, for a day at most,
    so that a cookie that is too old is noticed. Values must be plain text: they are shared."""

    def __init__(self) -> None:
        self._said = lru_cache(MOST_KEPT)(self._read)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """What this device's cookie says; nothing where there is none, or a forged or old one."""
        text = request.cookies.get(self.get_cookie_name(app))
        if not text:
            return self.session_class()
        return self.session_class(self._said(app, text, int(time.time()) // DAY))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Sets the cookie anew only where something in it has changed (guard.py: Vary)."""
        if session.modified:
            super().save_session(app, session, response)

    def _read(self, app: Flask, text: str, day: int) -> dict[str, Any]:
        signer = self.get_signing_serializer(app)
        age = int(app.permanent_session_lifetime.total_seconds())
        try:
            said: dict[str, Any] = signer.loads(text, max_age=age) if signer else {}
        except BadSignature:
            return {}
        return said
