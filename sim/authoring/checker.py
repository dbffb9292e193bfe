"""`sim check`: reads a scenario file, runs every check, and tells what it found."""

from __future__ import annotations

from sim.authoring import checks
from sim.authoring.catalogue import ENTRIES
from sim.authoring.problems import Problem
from sim.authoring.reader import Draft, examine
from sim.authoring.source_text import lines_of

WIDEST = 100
"""Columns of a source line that are shown with a problem."""

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}
_FAINT, _PLAIN = "\x1b[2m", "\x1b[0m"


def check(source: bytes, path: str) -> list[Problem]:
    """All problems of a scenario file, in the order of their places. Never raises for a file.

    Graph and writing are checked as soon as the shape can be read at all.
    """
    return check_and_keep(source, path)[1]


def check_and_keep(source: bytes, path: str) -> tuple[Draft | None, list[Problem]]:
    """What could be read of a file, and all its problems as in `check`."""
    draft, found = examine(source, path)
    if draft is not None:
        found = found + problems_of(draft)
    return draft, sorted(found, key=lambda p: (p.place, p.code))


def problems_of(draft: Draft) -> list[Problem]:
    """What the checks of graph and writing find in a file that could be read."""
    return [problem for one in checks.CHECKS for problem in one(draft)]


def reasons_not_to_play(source: bytes, path: str) -> tuple[Draft | None, list[Problem]]:
    """Like `check_and_keep`, but only what decides whether a file can be played: its shape,
    its names and its map. Quick enough for every start of the program."""
    draft, found = examine(source, path)
    if draft is not None:
        found = found + list(checks.check_map(draft))
    return draft, sorted(found, key=lambda p: (p.place, p.code))


def render(problem: Problem, source: bytes, colour: bool = False) -> str:
    """One problem in plain text: where, the line with a caret, what, why, how to mend it."""
    entry = ENTRIES[problem.code]
    place = problem.place
    strong = _COLOURS[problem.severity] if colour else ""
    faint, plain = (_FAINT, _PLAIN) if colour else ("", "")
    head = f"{place.path}:{place.line}:{place.column}: {problem.severity} {problem.code}"
    told = [f"{strong}{head}{plain}", *_quoted(problem, source, faint, plain)]
    told += [f"  {problem.message}", f"  Why: {entry.why}", f"  Mend: {problem.cure}"]
    return "\n".join(told)


def _quoted(problem: Problem, source: bytes, faint: str, plain: str) -> list[str]:
    """The source line with a caret below the place; long lines are cut around it."""
    lines = lines_of(source.decode("utf-8", "replace").removeprefix("\ufeff"))
    if not problem.place.line <= len(lines):
        return []
    line = lines[problem.place.line - 1]
    column = min(problem.place.column - 1, len(line))
    start = max(0, column - WIDEST // 2) if len(line) > WIDEST else 0
    shown = "".join(_visible(sign) for sign in line[start : start + WIDEST])
    number = f"{problem.place.line:>5} | "
    return [f"{faint}{number}{plain}{shown}", " " * (len(number) + column - start) + "^"]


def _visible(sign: str) -> str:
    """A sign as it can be shown in a terminal: a line of a file must not steer it."""
    if sign == "\t":
        return " "
    return sign if sign.isprintable() else "\ufffd"
