"""From the bytes of a scenario file to a scenario that the engine can play."""

from __future__ import annotations

from dataclasses import dataclass

from sim.authoring.places import Places
from sim.authoring.problems import Problem
from sim.authoring.safe_yaml import Unreadable
from sim.domain.scenario import Scenario

__all__ = ["Draft", "Places", "Unreadable", "read"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario file as read: the scenario, where each part stands, and its content hash.

    `sha` is the SHA-256 of `source` in hex: the scenario version. `remarks` are findings
    that do not stop the reading.
    """

    scenario: Scenario
    places: Places
    sha: str
    source: bytes
    path: str
    remarks: tuple[Problem, ...] = ()


def read(source: bytes, path: str) -> Draft:
    """Read a scenario file. Raises Unreadable with all problems found."""
    raise NotImplementedError
