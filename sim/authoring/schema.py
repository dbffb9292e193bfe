"""The JSON Schema of the scenario file, for editors that complete and underline.

`sim schema` writes it to scenarios/scenario.schema.json; the first line of a scenario
file points there.
"""

from __future__ import annotations

import json
from typing import Any

from sim.authoring.file_model import ScenarioFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema as plain data."""
    made = ScenarioFile.model_json_schema(by_alias=True, mode="validation")
    tidy: dict[str, Any] = _tidied(made)
    return {"$schema": DIALECT, **tidy, "title": "A scenario of rupture and repair"}


def schema_text() -> str:
    """The schema as it is written to a file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _tidied(part: Any) -> Any:
    """Without the "or nothing" of optional keys, which a file cannot say, and without the
    titles and defaults that only repeat the names."""
    if isinstance(part, list):
        return [_tidied(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: value for key, value in part.items() if not _is_noise(key, value)}
    choices = [c for c in kept.get("anyOf", ()) if c != {"type": "null"}]
    if len(choices) == 1:
        del kept["anyOf"]
        kept |= choices[0]
    elif choices:
        kept["anyOf"] = choices
    return {key: _tidied(value) for key, value in kept.items()}


def _is_noise(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value is None)
