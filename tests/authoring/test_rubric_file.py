"""The rubric that comes with the program."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest

from sim.authoring.rubric_file import load_rubric, rubric_from
from sim.domain.rubric import ALL_IDS, MARKER_IDS, REPAIR_IDS


def as_written() -> dict[str, Any]:
    source = resources.files("sim.authoring").joinpath("rubric.json")
    data: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return data


def test_the_rubric_names_all_eighteen_ids_in_the_engines_order() -> None:
    rubric = load_rubric()
    assert rubric.version == "1.1"
    assert tuple(rubric.criteria) == ALL_IDS
    assert tuple(c.id for c in rubric.side("repair")) == REPAIR_IDS
    assert tuple(c.id for c in rubric.side("defensive")) == MARKER_IDS
    assert len(rubric.general) == 5


@pytest.mark.parametrize("criterion", load_rubric().criteria.values(), ids=lambda c: c.id)
def test_each_criterion_is_told_with_anchors_examples_and_near_misses(criterion: Any) -> None:
    assert all(criterion.anchors)
    assert len(criterion.anchors) == 3
    assert len(criterion.examples) >= 3
    assert len(criterion.near_misses) >= 3
    assert (criterion.severity is None) is (criterion.side == "repair")


def test_each_criterion_has_a_plain_name_of_its_own_for_students() -> None:
    names = [criterion.student_name for criterion in load_rubric().criteria.values()]
    assert len(set(names)) == len(ALL_IDS)
    assert all(name == name.lower() and "_" not in name for name in names)


def test_a_plain_name_never_says_she_or_he() -> None:
    words = {w for c in load_rubric().criteria.values() for w in c.student_name.split()}
    assert not words & {"she", "he", "her", "him", "his", "hers"}


def test_the_rubric_is_read_once() -> None:
    assert load_rubric() is load_rubric()


def test_a_rubric_that_lacks_an_id_is_refused() -> None:
    data = as_written()
    with pytest.raises(ValueError, match="each of the engine's ids"):
        rubric_from({**data, "criteria": data["criteria"][1:]})


def test_a_rubric_that_names_an_id_twice_is_refused() -> None:
    data = as_written()
    with pytest.raises(ValueError, match="each of the engine's ids"):
        rubric_from({**data, "criteria": [*data["criteria"], data["criteria"][0]]})
