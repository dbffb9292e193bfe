"""The rubric from its data file, which travels with the package."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from sim.domain.rubric import Criterion, NearMiss, Rubric


@cache
def load_rubric() -> Rubric:
    """The rubric of this version of the program, read once."""
    text = files("sim.authoring").joinpath("rubric.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Rubric(
        version=data["version"],
        status=data["status"],
        criteria={c["id"]: _criterion(c) for c in data["criteria"]},
        general=tuple(data["general"]),
    )


def _criterion(data: dict[str, Any]) -> Criterion:
    absent, partly, fully = data["anchors"]
    return Criterion(
        id=data["id"],
        side=data["side"],
        name=data["name"],
        student_name=data["student_name"],
        definition=data["definition"],
        anchors=(absent, partly, fully),
        examples=tuple(data["examples"]),
        near_misses=tuple(NearMiss(m["text"], m["why"]) for m in data["near_misses"]),
        not_applicable=data["not_applicable"],
        decisions=tuple(data["decisions"]),
        seed=data["seed"],
        counterpart=data["counterpart"],
        severity=data.get("severity"),
    )
