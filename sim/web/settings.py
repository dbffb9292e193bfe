"""What the person who starts the server decides."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

SECRET_FILE = "secret"
HELP_FILE = "help.txt"
HELP_LINE_VARIABLE = "SIM_HELP_LINE"
HELP_LINE = (
    "If something here stays with you, tell somebody you trust: your tutor, your supervisor, "
    "your own therapist or doctor. If a life is in danger, call your country’s emergency number."
)
"""Where nobody has written a line. It holds no telephone number: none has been checked."""
KEEP_DAYS = 180
BACKUP_DAYS = 7


LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """`hosts` are the names under which the server answers; others are refused.
    `tls` says that it stands behind TLS. `help` is the tutor's text on where to get help:
    its first paragraph stands at the foot of every page, unless `line` says another."""

    secret: str
    hosts: tuple[str, ...] = LOCAL_HOSTS
    tls: bool = False
    help: tuple[str, ...] = field(default=())
    line: str = ""

    @property
    def help_line(self) -> str:
        """The one line at the foot of every page: `line`, else the tutor's, else our own."""
        return self.line or (self.help[0] if self.help else HELP_LINE)


def kept_secret(folder: Path) -> str:
    """The server's secret, made once and kept in a file that only its owner may read."""
    path = folder / SECRET_FILE
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    secret = secrets.token_urlsafe(48)
    path.touch(mode=0o600)
    path.write_text(secret + "\n", encoding="ascii")
    return secret


def help_text(folder: Path) -> tuple[str, ...]:
    """The paragraphs of `help.txt` in the data folder; empty where there is none."""
    path = folder / HELP_FILE
    if not path.exists():
        return ()
    text = path.read_text(encoding="utf-8", errors="replace")
    return tuple(" ".join(p.split()) for p in text.split("\n\n") if p.strip())
