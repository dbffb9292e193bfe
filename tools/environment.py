"""Make .venv and fill it from one of the hash-pinned lists in requirements/.

    python3 tools/environment.py run     what the program needs
    python3 tools/environment.py test    that, and what its tests need

Standard library only: this runs before anything is installed. A stamp in .venv says which
lists went in, by their SHA-256, so a second call starts nothing and touches no network.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
LISTS = {"run": ["run"], "test": ["test", "run"]}
"""Each list, and the lists that it contains (a test in tests/test_packaging.py says so too)."""


def main(argv: list[str]) -> int:
    if len(argv) != 1 or argv[0] not in LISTS:
        print(__doc__, file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036  (this file also runs under an old Python)
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    wanted = argv[0]
    if is_ready(wanted):
        return 0
    try:
        make_venv()
        install(wanted)
    except subprocess.CalledProcessError:
        print("\nThe environment is not ready.", file=sys.stderr)
        print("Mend what is named above and run the same command again.", file=sys.stderr)
        return 1
    return 0


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def digest(name: str) -> str:
    """The list's SHA-256; line ends do not count, as git may change them on Windows."""
    text = (ROOT / "requirements" / f"{name}.txt").read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(text).hexdigest()


def installed() -> dict[str, str]:
    """What the stamp says went in; nothing, where the venv or its Python is gone."""
    if not venv_python().exists():
        return {}
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def is_ready(wanted: str) -> bool:
    return installed().get(wanted) == digest(wanted)


def make_venv() -> None:
    """Make the venv where there is none that works."""
    if venv_python().exists():
        return
    if VENV.exists():
        shutil.rmtree(VENV)  # its Python was removed or replaced: nothing in it can run
    print(f"Making {VENV.name} with Python {sys.version.split()[0]} ...", flush=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
        print("Python could not make a virtual environment here.", file=sys.stderr)
        print("On Debian and Ubuntu: apt install python3-venv", file=sys.stderr)
        raise


def install(wanted: str) -> None:
    """Install the list, every file checked against its hash, and stamp the venv after it."""
    before = installed()
    STAMP.unlink(missing_ok=True)
    print(f"Installing requirements/{wanted}.txt (once; some seconds) ...", flush=True)
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    source = ["--require-hashes", "-r", str(ROOT / "requirements" / f"{wanted}.txt")]
    subprocess.run([*pip, *source], check=True)
    before.update({name: digest(name) for name in LISTS[wanted]})
    STAMP.write_text(json.dumps(before, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
