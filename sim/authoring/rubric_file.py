"""The rubric that comes with the program, read from rubric.json beside this file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from sim.domain.rubric import ALL_IDS, Criterion, NearMiss, Rubric


@cache
def load_rubric() -> Rubric:
    """The rubric in its version: all eighteen criteria, in the engine's order.

    Raises ValueError where the file does not name exactly the engine's ids.
    """
    source = resources.files("sim.authoring").joinpath("rubric.json")
    return rubric_from(json.loads(source.read_text(encoding="utf-8")))


def rubric_from(data: Mapping[str, Any]) -> Rubric:
    """A rubric from plain data. Raises ValueError for other ids than the engine's."""
    criteria = {item["id"]: _criterion(item) for item in data["criteria"]}
    if set(criteria) != set(ALL_IDS) or len(data["criteria"]) != len(ALL_IDS):
        raise ValueError("the rubric must name each of the engine's ids once, and no other")
    ordered = {name: criteria[name] for name in ALL_IDS}
    return Rubric(data["version"], data["status"], ordered, tuple(data["general"]))


def _criterion(item: Mapping[str, Any]) -> Criterion:
    absent, partly, plainly = item["anchors"]
    return Criterion(
        id=item["id"],
        side=item["side"],
        name=item["name"],
        student_name=item["student_name"],
        definition=item["definition"],
        anchors=(absent, partly, plainly),
        examples=tuple(item["examples"]),
        near_misses=tuple(NearMiss(miss["text"], miss["why"]) for miss in item["near_misses"]),
        not_applicable=item["not_applicable"],
        decisions=tuple(item["decisions"]),
        seed=item["seed"],
        counterpart=item["counterpart"],
        severity=item.get("severity"),
    )
