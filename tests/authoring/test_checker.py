"""`sim check` tells where, what, why and how to mend it."""

from __future__ import annotations

from sim.authoring.catalogue import ENTRIES
from sim.authoring.catalogue.entry import edit, tried
from sim.authoring.checker import WIDEST, check, render
from sim.authoring.skeleton import skeleton

BASE = skeleton("my-client")


def test_a_problem_is_told_with_the_line_and_a_caret_below_the_fault() -> None:
    source = tried(BASE, edit("level: introductory", "level: introductry"))
    (problem,) = check(source, "my-client.yaml")
    number = BASE.split("\n").index("level: introductory") + 1
    assert render(problem, source).split("\n") == [
        f"my-client.yaml:{number}:8: error SC205",
        f"   {number} | level: introductry",
        "               ^",
        "  “introductry” is not one of the words for this key.",
        f"  Why: {ENTRIES['SC205'].why}",
        f"  Mend: {problem.cure}",
    ]


def test_problems_come_in_the_order_of_the_file() -> None:
    edits = (("minutes: 10", "minutes: ten"), ("format: 1\n", ""), ("turns: 14", "turns: 99"))
    lines = [problem.place.line for problem in check(tried(BASE, edits), "my-client.yaml")]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_a_very_long_line_is_cut_around_the_fault() -> None:
    source = tried(BASE, edit("{alliance: 55, frame: 60}", "{alliance: 55, " + " " * 300 + "f: 1}"))
    problem = next(p for p in check(source, "my-client.yaml") if p.code == "SC201")
    _, line, caret, *_ = render(problem, source).split("\n")
    assert len(line) <= WIDEST + 8
    assert line[caret.index("^")] == "f"


def test_a_line_of_a_file_cannot_steer_the_terminal() -> None:
    source = b"title: \x1b[2Jgone\n"
    (problem,) = check(source, "my-client.yaml")
    assert "\x1b" not in render(problem, source)


def test_colour_is_only_used_when_asked_for() -> None:
    (problem,) = check(b"", "my-client.yaml")
    assert "\x1b" not in render(problem, b"")
    assert "\x1b[1;31m" in render(problem, b"", colour=True)


def test_a_problem_as_data_has_the_shape_that_json_promises() -> None:
    (problem,) = check(b"", "my-client.yaml")
    keys = ["path", "line", "column", "code", "severity", "message", "cure"]
    assert list(problem.as_data()) == keys
