"""A reading as text in a column, and back. What is at its default is left out."""

from __future__ import annotations

import json
from typing import Any

from sim.domain.reading import Judgement, Reading

PLAIN = Reading()

# Made once: `json.dumps` makes such an encoder anew with every call.
json_of = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False
).encode
"""Plain data as text for a column. Raises ValueError for a number that is none (NaN)."""


def dump(reading: Reading) -> str:
    """The reading as JSON; nothing of it is lost."""
    data: dict[str, Any] = {c: _judged(j) for c, j in reading.judgements.items()}
    whole: dict[str, Any] = {"judgements": data}
    for name in ("source", "quiet", "taken_back"):
        value = getattr(reading, name)
        if value != getattr(PLAIN, name):
            whole[name] = value
    return json_of(whole)


def load(text: str) -> Reading:
    """A stored reading. Raises ValueError, KeyError or TypeError for text of another shape."""
    data: dict[str, Any] = json.loads(text)
    return Reading(
        judgements={c: _judgement(c, j) for c, j in data["judgements"].items()},
        source=data.get("source", PLAIN.source),
        quiet=data.get("quiet", PLAIN.quiet),
        taken_back=data.get("taken_back", PLAIN.taken_back),
    )


def _judged(judgement: Judgement) -> dict[str, Any]:
    data: dict[str, Any] = {"level": judgement.level, "decision": judgement.decision}
    if judgement.evidence:
        data["evidence"] = judgement.evidence
    if judgement.why:
        data["why"] = judgement.why
    for name in ("p", "p2"):
        if getattr(judgement, name) is not None:
            data[name] = getattr(judgement, name)
    return data


def _judgement(criterion: str, data: dict[str, Any]) -> Judgement:
    return Judgement(
        criterion,
        data["level"],
        data["decision"],
        evidence=tuple((first, last) for first, last in data.get("evidence", ())),
        p=data.get("p"),
        p2=data.get("p2"),
        why=data.get("why", ""),
    )
