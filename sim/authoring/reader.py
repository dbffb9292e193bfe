"""From the bytes of a scenario file to a scenario that the engine can play."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from sim.authoring.catalogue import problem
from sim.authoring.places import Places
from sim.authoring.problems import Path, Place, Problem
from sim.authoring.safe_yaml import MapNode, TextNode, Unreadable, parse_and_remark, plain, walk
from sim.domain.scenario import Scenario

__all__ = ["Draft", "Places", "Unreadable", "examine", "read"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario file as read: the scenario, where each part stands, and its content hash.

    `sha` is the SHA-256 of `source` in hex: the scenario version.
    """

    scenario: Scenario
    places: Places
    sha: str
    source: bytes
    path: str


def get_ready() -> None:
    """Load now what reading the first file would load, so that no trainee waits for it."""
    for name in ("file_model", "model_faults", "to_domain"):
        import_module(f"sim.authoring.{name}")


def read(source: bytes, path: str) -> Draft:
    """Read a scenario file. Raises Unreadable with every error found; never anything else.

    `path` is what problems name as the file. Graph and writing are not looked at here:
    that is `sim.authoring.checker`.
    """
    draft, problems = examine(source, path)
    errors = [p for p in problems if p.severity == "error"]
    if errors or draft is None:
        raise Unreadable(*errors)
    return draft


def examine(source: bytes, path: str) -> tuple[Draft | None, list[Problem]]:
    """What can be read of a file, and all problems of reading it.

    There can be both: a quotation that is not in its text is an error, and the rest of the
    file can still be checked.
    """
    try:
        root, remarks = parse_and_remark(source, path)
        if not isinstance(root, MapNode):
            raise Unreadable(problem("SY113", root.place))
        _refuse_other_formats(root)
    except Unreadable as unreadable:
        return None, list(unreadable.problems)
    draft, problems = _converted(root, _places(root, path), source)
    return draft, remarks + problems


def _converted(root: MapNode, places: Places, source: bytes) -> tuple[Draft | None, list[Problem]]:
    # Imported here: pydantic takes a moment to load, and not every command reads a file.
    from pydantic import ValidationError

    from sim.authoring.file_model import ScenarioFile
    from sim.authoring.model_faults import problems_in
    from sim.authoring.to_domain import Conversion

    try:
        file = ScenarioFile.model_validate(plain(root))
    except ValidationError as error:
        return None, problems_in(error, root, places)
    found: list[Problem] = []

    def report(code: str, where: Path, key: bool = False, **names: object) -> None:
        found.append(problem(code, places.at(where, key=key), **names))

    scenario = Conversion(report).scenario(file)
    sha = hashlib.sha256(source).hexdigest()
    draft = Draft(scenario, places, sha, source, places.file)
    return draft, found + _misnamed(draft)


def _places(root: MapNode, path: str) -> Places:
    values: dict[Path, Place] = {}
    keys: dict[Path, Place] = {}
    texts: set[Path] = set()
    for where, node, key_place in walk(root):
        values[where] = node.place
        if key_place is not None:
            keys[where] = key_place
        if isinstance(node, TextNode):
            texts.add(where)
    return Places(path, values, keys, frozenset(texts))


def _refuse_other_formats(root: MapNode) -> None:
    """A file of another format would give nothing but misleading problems."""
    number = root.values.get("format")
    if isinstance(number, TextNode) and number.value not in ("", "1"):
        raise Unreadable(problem("SC215", number.place, value=number.value))


def _misnamed(draft: Draft) -> list[Problem]:
    name = PurePath(draft.path)
    if name.suffix not in (".yaml", ".yml") or name.stem == draft.scenario.id:
        return []
    place = draft.places.at(("id",))
    return [problem("SC207", place, id=draft.scenario.id, file=name.name)]
