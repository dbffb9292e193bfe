"""Rewrite requirements/run.txt and requirements/test.txt from pyproject.toml.

    python3 tools/lock.py             the newest releases that pyproject.toml allows
    python3 tools/lock.py --keep      keep the pins that still fit

One list for every platform and for Python 3.11 and newer, each file with its hashes, and no
address in it: where packages come from is each machine's own business.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = "uv==0.13.9"
OPTIONS = (
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
)


def main(argv: list[str]) -> int:
    if argv not in ([], ["--keep"]):
        print(__doc__, file=sys.stderr)
        return 2
    fresh = [] if argv else ["--upgrade"]
    with tempfile.TemporaryDirectory() as folder:
        python = make_tool(Path(folder))
        compile_list(python, "run", fresh)
        compile_list(python, "test", [*fresh, "--extra=test", "--constraint=requirements/run.txt"])
    return 0


def make_tool(folder: Path) -> Path:
    """A throw-away venv with uv; returns its Python."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "-q", UV], check=True)
    return python


def compile_list(python: Path, name: str, options: list[str]) -> None:
    target = f"requirements/{name}.txt"
    command = [python, "-m", "uv", "pip", "compile", "pyproject.toml", *OPTIONS, *options]
    subprocess.run([*command, f"--output-file={target}"], check=True, cwd=ROOT)
    text = (ROOT / target).read_text(encoding="utf-8")
    if "://" in text:
        raise SystemExit(f"{target} holds an address; it must not be committed")
    print(f"{target}: {text.count('==')} packages")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
