"""Every problem of the catalogue is found where it is, and not where it only seems to be."""

from __future__ import annotations

import string
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from sim.authoring.catalogue import ENTRIES
from sim.authoring.catalogue.entry import Entry, Trial, tried
from sim.authoring.catalogue.page import reference_page
from sim.authoring.checker import check, render
from sim.authoring.problems import Problem
from sim.authoring.skeleton import skeleton
from sim.authoring.source_text import lines_of

FILE = "my-client.yaml"
DOCS = Path(__file__).parents[2] / "docs" / "problems.md"
TRIED = [entry for entry in ENTRIES.values() if entry.triggers is not None]
each_entry = pytest.mark.parametrize("entry", TRIED, ids=lambda entry: entry.code)


@cache
def found(trial: Trial | None) -> tuple[bytes, list[Problem]]:
    assert trial is not None
    source = tried(skeleton("my-client"), trial)
    return source, check(source, FILE)


@each_entry
def test_each_problem_is_found_in_the_file_that_has_it(entry: Entry) -> None:
    _, problems = found(entry.triggers)
    assert entry.code in {problem.code for problem in problems}


@each_entry
def test_no_problem_is_found_in_the_file_that_only_looks_like_it(entry: Entry) -> None:
    _, problems = found(entry.near_miss)
    assert entry.code not in {problem.code for problem in problems}


@each_entry
def test_each_problem_points_at_the_words_that_are_at_fault(entry: Entry) -> None:
    source, problems = found(entry.triggers)
    place = next(problem.place for problem in problems if problem.code == entry.code)
    line = lines_of(source.decode("utf-8", "replace"))[place.line - 1]
    assert line[place.column - 1 :].startswith(entry.at)


@each_entry
def test_each_problem_is_told_with_what_why_and_how_to_mend_it(entry: Entry) -> None:
    source, problems = found(entry.triggers)
    problem = next(problem for problem in problems if problem.code == entry.code)
    text = render(problem, source)
    assert text.startswith(f"{FILE}:{problem.place.line}:{problem.place.column}: ")
    for part in (entry.code, problem.message, entry.why, problem.cure):
        assert part in text


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=lambda entry: entry.code)
def test_each_entry_is_whole_and_written_as_sentences(entry: Entry) -> None:
    for part in fields(entry):
        if part.name not in ("triggers", "near_miss", "at"):
            assert getattr(entry, part.name), part.name
    for sentence in (entry.message, entry.cause, entry.why, entry.cure):
        assert sentence.endswith((".", "}", "”")), sentence
        assert "!" not in sentence.replace("`!`", "")
    assert not entry.title.endswith(".")


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=lambda entry: entry.code)
def test_templates_only_ever_name_plain_values(entry: Entry) -> None:
    for template in (entry.message, entry.cure):
        for _, name, spec, conversion in string.Formatter().parse(template):
            assert name is None or name.isidentifier()
            assert not spec
            assert not conversion


@pytest.mark.parametrize("group", ["SY1", "SC2", "GR3", "WR4"])
def test_each_group_of_problems_has_entries(group: str) -> None:
    assert [code for code in ENTRIES if code.startswith(group)]


def test_the_reference_page_is_the_catalogue_of_today() -> None:
    assert DOCS.read_text(encoding="utf-8") == reference_page()


def test_an_edit_of_a_text_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="0 times"):
        tried("title: Two lines", (("no such words", ""),))


def test_words_of_an_author_are_never_taken_for_a_template() -> None:
    edit = (("    goal: Take up what", '    "{goal.__class__}": Take up what'),)
    _, problems = found(edit)
    assert any("{goal.__class__}" in problem.message for problem in problems)
