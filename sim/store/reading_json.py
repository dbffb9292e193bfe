"""A reading as text in a column, and back."""

from __future__ import annotations

import json
from typing import Any

from sim.domain.reading import Judgement, Reading


def dump(reading: Reading) -> str:
    """The reading as JSON; nothing of it is lost."""
    judgements = {
        c: {"level": j.level, "decision": j.decision, "evidence": j.evidence,
            "p": j.p, "p2": j.p2, "why": j.why}
        for c, j in reading.judgements.items()
    }  # fmt: skip
    data = {"judgements": judgements, "source": reading.source, "quiet": reading.quiet,
            "taken_back": reading.taken_back}  # fmt: skip
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Reading:
    """A stored reading. Raises ValueError or KeyError for text of another shape."""
    data: dict[str, Any] = json.loads(text)
    judgements = {
        c: Judgement(c, j["level"], j["decision"], tuple((a, b) for a, b in j["evidence"]),
                     j["p"], j["p2"], j["why"])
        for c, j in data["judgements"].items()
    }  # fmt: skip
    return Reading(judgements, data["source"], data["quiet"], data["taken_back"])
