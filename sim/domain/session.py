"""Where a play stands: the therapy session being played, as one small value.

The whole position of an attempt. It can be written to plain data and read back, so that
the store keeps a snapshot and a replay can be compared with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.domain.conditions import Facts, MeterName, PastTurn
from sim.domain.reading import Reading


@dataclass(frozen=True, slots=True)
class Session:
    """The position of one attempt.

    `moment` is the moment or ending that the client speaks from. `turn` counts the
    replies given. `alliance` and `frame` run 0-100, `said` 0-3, `debt` 0-25.
    `just_lost` is the alliance that the trainee's markers cost on the last turn.
    `asked_plainly` lists moments at which the client already asked what was meant.
    """

    variant: str
    moment: str
    alliance: float
    frame: float
    start: float
    said: int = 0
    debt: float = 0.0
    turn: int = 0
    ended: bool = False
    onset_paid: bool = False
    heard: bool = False
    just_lost: float = 0.0
    visited: Mapping[str, int] = field(default_factory=dict)
    earlier: tuple[PastTurn, ...] = ()
    asked_plainly: tuple[str, ...] = ()

    def meters(self) -> dict[MeterName, float]:
        """The four meters by name, as conditions read them."""
        return {
            "alliance": self.alliance,
            "frame": self.frame,
            "said": self.said,
            "debt": self.debt,
        }

    def facts(self, reading: Reading | None) -> Facts:
        """All that a condition may look at, from here."""
        return Facts(reading, self.meters(), self.visited, self.earlier, self.variant)

    def to_data(self) -> dict[str, Any]:
        """Plain data for a snapshot."""
        data = {name: getattr(self, name) for name in self.__slots__}
        past = [{"moment": t.moment, "levels": dict(t.levels), "quiet": t.quiet}
                for t in self.earlier]  # fmt: skip
        own = {"visited": dict(self.visited), "asked_plainly": list(self.asked_plainly)}
        return {**data, **own, "earlier": past}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Session:
        """Read a snapshot back. Raises TypeError or KeyError for data of another shape."""
        past = tuple(PastTurn(t["moment"], dict(t["levels"]), t["quiet"]) for t in data["earlier"])
        own = {"visited": dict(data["visited"]), "asked_plainly": tuple(data["asked_plainly"])}
        return cls(**{**data, **own, "earlier": past})
