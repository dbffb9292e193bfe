"""`sim check`, `sim playtest`, `sim new`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from sim.authoring.checker import check, render
from sim.authoring.playtest import playtest
from sim.authoring.playtest import render as render_report
from sim.authoring.problems import Problem
from sim.authoring.reader import Draft, read
from sim.authoring.safe_yaml import Unreadable
from sim.authoring.skeleton import skeleton
from sim.paths import root
from sim.terminal.screen import Progress


def check_files(files: tuple[Path, ...], as_json: bool, warnings: bool) -> int:
    """Check files (or all shipped scenarios); the exit status is 1 when there are errors."""
    found: list[tuple[Problem, bytes]] = []
    paths = files or tuple(sorted(root("scenarios").glob("*.yaml")))
    for path in paths:
        source = _read(path)
        if source is None:
            return 1
        found += [(p, source) for p in check(source, str(path))]
    shown = [(p, s) for p, s in found if warnings or p.severity == "error"]
    if as_json:
        data = [p.as_data() for p, _ in shown]
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        _say(shown, len(paths))
    return 1 if any(p.severity == "error" for p, _ in found) else 0


def _say(shown: list[tuple[Problem, bytes]], files: int) -> None:
    for problem, source in shown:
        click.echo(render(problem, source))
        click.echo()
    errors = sum(p.severity == "error" for p, _ in shown)
    counted = f"{files} {'file' if files == 1 else 'files'}"
    click.echo(f"{counted}: {errors} errors, {len(shown) - errors} warnings.")


def playtest_file(path: Path, plays: int, seed: int, variant: str | None, as_json: bool) -> int:
    """Play one scenario many times and report."""
    draft = _draft(path)
    if draft is None:
        return 1
    if variant is not None and variant not in draft.scenario.variants:
        names = ", ".join(draft.scenario.variants)
        click.echo(f"There is no variant {variant!r}; this scenario has: {names}.", err=True)
        return 1
    report = playtest(draft, plays, seed, variant, Progress("Playing"))
    if as_json:
        click.echo(json.dumps(report.as_data(), indent=2, ensure_ascii=False))
    else:
        click.echo(render_report(report))
    return 0


def new_file(scenario_id: str, client: str, folder: Path) -> int:
    """Write the skeleton of a scenario; an existing file is never overwritten."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", scenario_id):
        click.echo(
            f"{scenario_id!r} cannot be the name of a scenario: use small letters, digits and "
            "hyphens, beginning with a letter, for example my-client.", err=True)  # fmt: skip
        return 1
    path = folder / f"{scenario_id}.yaml"
    if path.exists():
        click.echo(f"{path} is already there and was left as it is. Choose another name.", err=True)
        return 1
    try:
        text = skeleton(scenario_id, client)
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except ValueError as unfit:
        click.echo(f"That does not work: {unfit}.", err=True)
        return 1
    except OSError as error:
        click.echo(f"{path} cannot be written: {error.strerror}.", err=True)
        return 1
    click.echo(f"{path} is ready. It plays as it stands; make it yours:")
    click.echo(f"  sim play {path}\n  sim check {path}")
    return 0


def _draft(path: Path) -> Draft | None:
    source = _read(path)
    if source is None:
        return None
    try:
        return read(source, str(path))
    except Unreadable as unreadable:
        for problem in unreadable.problems:
            click.echo(render(problem, source), err=True)
        return None


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        click.echo(f"{path} cannot be read: {error.strerror}.", err=True)
        return None
