"""What was found in scenario files before, kept in a file so that the next start is quick.

Looking a full scenario over takes a fifth of a second; its card and its problems are known
by the file's content. Plain JSON that is never trusted further than that: a file of
verdicts that is damaged, foreign, or made by another version of the checker counts as empty,
and a scenario is read and refused anew before anybody plays it.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import sim.authoring
import sim.domain
from sim.authoring.problems import Place, Problem
from sim.domain.card import Card

LARGEST = 32 * 1024 * 1024
SEVERITIES = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in one file: its card, None where it cannot be read, the place of its
    id (line and column), and its problems."""

    card: Card | None
    id_at: tuple[int, int]
    problems: tuple[Problem, ...]


class Verdicts:
    """Verdicts by file name and content. Without a path nothing outlives this object."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._known = _kept(path) if path else {}
        self._new = False

    def of(self, name: str, sha: str) -> Verdict | None:
        """The verdict on a file of this name and content; None where it is not known."""
        return self._known.get(f"{name} {sha}")

    def add(self, name: str, sha: str, verdict: Verdict) -> None:
        """Remember a verdict; `keep` writes it down."""
        self._known[f"{name} {sha}"] = verdict
        self._new = True

    def keep(self, files: set[tuple[str, str]]) -> None:
        """Write down what is known of these files (name and content). A folder that cannot be
        written to costs only the time of the next start."""
        if self._path is None or not self._new:
            return
        wanted = {f"{name} {sha}" for name, sha in files}
        self._known = {key: v for key, v in self._known.items() if key in wanted}
        found = {key: asdict(verdict) for key, verdict in self._known.items()}
        beside = self._path.with_suffix(f".{os.getpid()}.new")
        with suppress(OSError):
            text = json.dumps({"checker": checker_mark(), "files": found}, ensure_ascii=False)
            beside.write_text(text, encoding="utf-8")
            beside.replace(self._path)
            self._new = False


@cache
def checker_mark() -> str:
    """A mark of the checker and all it stands on, by content: another one, another verdict.
    (Some 80 files; reading them takes a few milliseconds.)"""
    mark = hashlib.sha256()
    for package in (sim.authoring, sim.domain):
        for file in sorted(Path(package.__path__[0]).rglob("*.*")):
            if file.suffix in (".py", ".json", ".yaml"):
                mark.update(file.name.encode() + file.read_bytes())
    return mark.hexdigest()


def _kept(path: Path) -> dict[str, Verdict]:
    try:
        if path.stat().st_size > LARGEST:
            return {}
        whole = json.loads(path.read_text(encoding="utf-8"))
        if whole["checker"] != checker_mark():
            return {}
        return {str(key): _verdict(data) for key, data in whole["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _verdict(data: dict[str, Any]) -> Verdict:
    card = None if data["card"] is None else Card(**data["card"])
    if card is not None:
        _must_be_as_declared(card)
    line, column = data["id_at"]
    problems = tuple(_problem(found) for found in data["problems"])
    return Verdict(card, (int(line), int(column)), problems)


def _must_be_as_declared(card: Card) -> None:
    """Raises TypeError for a card whose values are not texts (`minutes`: a number)."""
    for name, value in asdict(card).items():
        if type(value) is not (int if name == "minutes" else str):
            raise TypeError(name)


def _problem(data: dict[str, Any]) -> Problem:
    place = Place(str(data["place"]["path"]), int(data["place"]["line"]),
                  int(data["place"]["column"]))  # fmt: skip
    if data["severity"] not in SEVERITIES:
        raise ValueError("severity")
    return Problem(
        code=str(data["code"]),
        severity=data["severity"],
        message=str(data["message"]),
        cure=str(data["cure"]),
        place=place,
    )
