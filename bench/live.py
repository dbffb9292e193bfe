"""The real server in its own process group, in a data folder of its own."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVE = (sys.executable, "-m", "sim", "serve")
HOST = "127.0.0.1"


class NotReady(Exception):
    """The server did not serve a page in time; the message holds what it printed."""


class Server:
    """`sim serve` (or another command that takes --port), started, killed, started again."""

    def __init__(self, folder: Path, command: Sequence[str] = SERVE) -> None:
        self.folder = folder
        self.command = command
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, patience: float = 20.0) -> float:
        """Start, wait until a page is served, and return how long that took, in seconds."""
        began = time.perf_counter()
        with self._log().open("ab") as log:
            self._process = subprocess.Popen(
                [*self.command, "--port", str(self.port)],
                cwd=ROOT,
                env={**os.environ, "SIM_DATA": str(self.folder), "PYTHONUNBUFFERED": "1"},
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        while not serves_a_page(self.port):
            late = time.perf_counter() - began > patience
            if late or self._process.poll() is not None:
                self.kill()
                raise NotReady(self._log().read_text(encoding="utf-8", errors="replace")[-2000:])
            time.sleep(0.005)
        return time.perf_counter() - began

    def kill(self) -> None:
        """SIGKILL for the whole process group: nobody can tidy up."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def _log(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder / "server.log"


def serves_a_page(port: int) -> bool:
    """Whether the home page comes with status 200."""
    line = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        line.request("GET", "/")
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
