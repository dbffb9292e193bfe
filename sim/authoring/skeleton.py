"""`sim new`: the text of a small scenario that already plays."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME_SIGNS = " -'’."


def skeleton(scenario_id: str, client_name: str = "Robin") -> str:
    """The text of an exercise under this id, with a client of this name.

    It passes every check. Raises ValueError for an id that is not small letters, digits
    and hyphens, or a name with anything but letters, spaces, hyphens and apostrophes.
    """
    if not _ID.fullmatch(scenario_id) or len(scenario_id) > 60:
        raise ValueError("an id is made of small letters, digits and hyphens, 60 at most")
    if not _is_a_name(client_name):
        raise ValueError("a name is made of letters, spaces, hyphens and apostrophes, 40 at most")
    return _text().replace("my-client", scenario_id).replace("Robin", client_name)


def _is_a_name(name: str) -> bool:
    plain = all(sign.isalpha() or sign in _NAME_SIGNS for sign in name)
    return plain and 0 < len(name) <= 40 and name[0].isalpha() and name == name.strip()


@cache
def _text() -> str:
    source = resources.files("sim.authoring").joinpath("skeleton.yaml")
    return source.read_text(encoding="utf-8")
