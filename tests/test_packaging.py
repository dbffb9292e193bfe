"""The program as a stranger gets it: the lists it installs from, and the wheel."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forms import Visitor
from tools import environment, vendor

ROOT = Path(__file__).resolve().parent.parent
LISTS = sorted((ROOT / "requirements").glob("*.txt"))
FOLDERS = ("templates", "static", "scenarios")


def pins(path: Path) -> dict[str, str]:
    """Package name -> its pin with its hashes, as the list has it."""
    entries = re.split(r"\n(?=\S)", path.read_text(encoding="utf-8"))
    named = (entry.split("    # via")[0].rstrip() for entry in entries)
    return {entry.split("==")[0]: entry for entry in named if "==" in entry}


def files_of(folder: str) -> set[str]:
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in paths if path.name != ".DS_Store"}


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_a_list_to_install_from_names_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*--(index|extra-index|find-links|trusted)", text, re.MULTILINE)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_pin_is_exact_and_carries_its_hashes(path: Path) -> None:
    unhashed = [name for name, pin in pins(path).items() if "--hash=sha256:" not in pin]
    assert len(pins(path)) > 10
    assert unhashed == []


def test_the_test_list_holds_every_pin_of_the_run_list() -> None:
    run, test = (pins(ROOT / "requirements" / f"{name}.txt") for name in ("run", "test"))
    assert {name: test.get(name) for name in run} == run
    assert "run" in environment.LISTS["test"]


def test_every_declared_dependency_is_pinned_and_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    test_list = pins(ROOT / "requirements" / "test.txt")
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    for name in (re.split(r"[<>=; ]", line)[0] for line in wanted):
        assert name in test_list, f"{name} is not locked: run make lock"
        assert f"| {name} |" in page, f"docs/dependencies.md gives no reason for {name}"


def test_vendored_files_are_as_they_were_published() -> None:
    assert list(vendor.problems()) == []


def test_the_fonts_stylesheet_asks_for_files_that_are_there_and_nothing_else() -> None:
    fonts = ROOT / "static" / "fonts"
    css = (fonts / "fonts.css").read_text(encoding="utf-8")
    asked = re.findall(r'url\("([^"]+)"\)', css)
    assert sorted(asked) == sorted(path.name for path in fonts.glob("*.woff2"))
    assert css.count("font-display: swap") == css.count("@font-face")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment that has the wheel and the run list."""
    venv = tmp_path_factory.mktemp("fresh") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    commands = venv / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(commands / "python"), "-m", "pip", "install", "-q"]
    run_list = str(ROOT / "requirements" / "run.txt")
    subprocess.run([*pip, "--require-hashes", "-r", run_list], check=True, cwd=venv)
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True, cwd=venv)
    return commands


@pytest.fixture
def served(installed: Path, tmp_path: Path) -> Iterator[str]:
    """The address of `sim serve`, started in an empty folder and stopped afterwards."""
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with subprocess.Popen(
        [str(installed / "sim"), "serve", "--host", "127.0.0.1", "--port", str(port)],
        cwd=tmp_path,
        env={**clean, "SIM_DATA": str(tmp_path / "data")},
        stdin=subprocess.DEVNULL,
    ) as server:
        try:
            base = f"http://127.0.0.1:{port}"
            wait_until_it_answers(base, server)
            yield base
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_it_answers(base: str, server: subprocess.Popen[bytes]) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(200):
        assert server.poll() is None, f"sim serve ended with {server.returncode}"
        try:
            with direct.open(base, timeout=5):
                return
        except urllib.error.HTTPError:
            return  # an answer, if not a good one: the test will say
        except OSError:
            time.sleep(0.1)
    raise AssertionError("sim serve did not answer within 20 seconds")


@pytest.mark.slow
def test_the_wheel_carries_every_template_static_file_and_scenario(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for name in sorted(set().union(*(files_of(folder) for folder in FOLDERS))):
            assert f"sim/_data/{name}" in names
            assert archive.read(f"sim/_data/{name}") == (ROOT / name).read_bytes()


@pytest.mark.slow
def test_the_wheel_carries_the_program_and_its_licences_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"sim", "rupture_and_repair"}
    assert "sim/py.typed" in names
    assert not [name for name in names if name.endswith((".pyc", ".db", ".sqlite3"))]
    for licence in ("LICENSE", *(f"LICENSES/{path.name}" for path in ROOT.glob("LICENSES/*"))):
        assert any(name.endswith(f".dist-info/licenses/{licence}") for name in names), licence


@pytest.mark.slow
def test_an_installed_copy_serves_a_page_and_plays_a_turn(served: str) -> None:
    amina = Visitor(served)
    start = amina.get("/")
    assert start.status == 200
    assert any(link.endswith("/scenario/defensive-reply") for link in start.links)

    scenario = amina.get("/scenario/defensive-reply")
    begun = amina.submit(scenario, scenario.form("csrf_token"))
    assert begun.status == 303
    assert re.search(r"/run/[\w-]+$", begun.headers["location"])

    room = amina.follow(begun)
    reply = room.form("csrf_token", "key", "turn", "choice")
    taken = amina.submit(room, reply, choice=reply.options["choice"][0])
    assert taken.status == 303

    after = amina.follow(taken)
    assert int(after.form("turn", "choice")["turn"]) == int(reply["turn"]) + 1


@pytest.mark.slow
def test_an_installed_copy_serves_its_own_stylesheet_and_script(served: str) -> None:
    for name in ("vendor/htmx.min.js", "fonts/fonts.css"):
        with urllib.request.urlopen(f"{served}/static/{name}", timeout=20) as answer:
            assert answer.read() == (ROOT / "static" / name).read_bytes()
