"""Find the Chromium that the browser tests play in; on Debian, as root, install it.

    python3 tools/browser.py             print its path, or nothing
    python3 tools/browser.py --install   make sure of one; else one line says what to do

Playwright drives the system's own browser, so no browser is downloaded from anywhere else.
`SIM_BROWSER` names one to use instead. Standard library only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
INSTALL = ("install", "-y", "-qq", "--no-install-recommends")


def main(argv: list[str]) -> int:
    if argv == ["--install"]:
        return ensure()
    if argv:
        print(__doc__, file=sys.stderr)
        return 2
    print(find() or "")
    return 0


def find() -> str | None:
    """The path of a Chromium or Chrome, or None."""
    chosen = os.environ.get("SIM_BROWSER")
    if chosen:
        return chosen
    on_path = (shutil.which(command) for command in COMMANDS)
    in_place = (place for place in PLACES if Path(place).is_file())
    return next((path for path in (*on_path, *in_place) if path), None)


def ensure() -> int:
    """Install one where that is ours to do; fail only where CI asks for a browser."""
    if not find() and debian_as_root():
        install_on_debian()
    if find():
        return 0
    print(
        "No Chromium or Chrome found, so the browser tests are left out. "
        "Install Chromium (Debian: apt install chromium; macOS: brew install --cask chromium; "
        "Windows: Chrome from its maker), or name one in SIM_BROWSER.",
        file=sys.stderr,
    )
    return 1 if os.environ.get("CI") == "true" else 0


def debian_as_root() -> bool:
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    release = Path("/etc/os-release")
    return release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").split()


def install_on_debian() -> None:
    print("Installing Debian's chromium (once) ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], [*INSTALL, "chromium", "fonts-liberation"]):
        done = subprocess.run(["apt-get", *step], env=quiet, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            print(done.stdout[-2000:], file=sys.stderr)
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
