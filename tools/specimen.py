"""Render every page in every state to plain HTML, and photograph it.

python tools/specimen.py OUT                      # HTML only
python tools/specimen.py OUT --shots room debrief # photographs of these, all sizes and themes
"""

from __future__ import annotations

import argparse
import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import jinja2

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sim.web import pages  # noqa: E402
from tests.web.gallery import gallery, in_theme  # noqa: E402

SIZES = {"phone": (360, 800), "laptop": (1280, 800), "projector": (1920, 1080)}
CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --hide-scrollbars --force-device-scale-factor=1"
).split()


def environment() -> jinja2.Environment:
    """Jinja as the product sets it up, strict about names."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    env.globals["url_for"] = lambda endpoint, filename: f"/{endpoint}/{filename}"
    return env


def render_all(out: Path) -> list[str]:
    """Write NAME-light.html and NAME-dark.html for each state; return the names."""
    env = environment()
    out.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "static", out / "static", dirs_exist_ok=True)
    for name, page in gallery().items():
        for theme in ("light", "dark"):
            html = env.get_template(page.template).render(pages.context(in_theme(page, theme)))
            (out / f"{name}-{theme}.html").write_text(html, encoding="utf-8")
    return list(gallery())


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that does not chat."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def photograph(out: Path, names: list[str], sizes: list[str], themes: list[str], tall: int) -> None:
    """One PNG for each state, theme and size."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(out))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name in names:
        for theme in themes:
            for size in sizes:
                width, height = SIZES[size]
                with tempfile.TemporaryDirectory() as profile:
                    subprocess.run(
                        [
                            shutil.which("chromium") or "chromium",
                            *CHROMIUM,
                            f"--user-data-dir={profile}",
                            f"--window-size={width},{tall or height}",
                            f"--screenshot={out / f'{name}-{theme}-{size}.png'}",
                            f"http://127.0.0.1:{server.server_port}/{name}-{theme}.html",
                        ],
                        check=True,
                        capture_output=True,
                        timeout=60,
                    )
    server.shutdown()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shots", nargs="*", default=[])
    parser.add_argument("--sizes", nargs="*", default=list(SIZES))
    parser.add_argument("--themes", nargs="*", default=["light", "dark"])
    parser.add_argument("--tall", type=int, default=0, help="height of the photograph in pixels")
    options = parser.parse_args()
    names = render_all(options.out)
    shots = names if options.shots == ["all"] else options.shots
    photograph(options.out, shots, options.sizes, options.themes, options.tall)


if __name__ == "__main__":
    main()
