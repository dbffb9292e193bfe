"""What a reply was judged to show: the author's judgements, or the reader's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sim.domain.rubric import ALL_IDS, MARKER_IDS, REPAIR_IDS

Decision = Literal["present", "partial", "absent", "unsure"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One rubric id in one reply.

    `level` is 0, 1 or 2 (the best guess even where the decision is "unsure"). `evidence`
    are character spans of the reply. `p` and `p2` are the reader's probabilities of
    level >= 1 and of level 2, between 0 and 1; an author's judgement has none.
    """

    criterion: str
    level: int
    decision: Decision
    evidence: tuple[Span, ...] = ()
    p: float | None = None
    p2: float | None = None
    why: str = ""

    def __post_init__(self) -> None:
        if self.criterion not in ALL_IDS:
            raise ValueError(f"{self.criterion!r} is not a rubric id")
        _checked(self.level)


def _checked(level: int) -> int:
    if level not in (0, 1, 2):
        raise ValueError(f"a level is 0, 1 or 2, not {level!r}")
    return level


def decision_for(level: int) -> Decision:
    """The decision that a certain judgement of this level carries. Raises ValueError for
    any other number."""
    decisions: tuple[Decision, Decision, Decision] = ("absent", "partial", "present")
    return decisions[_checked(level)]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reply was judged to show. Ids that are not named are at level 0.

    `source` says who judged: "author", "trainee" (what they said they meant) or
    "reader <version>". A reply that is silence is `quiet`. `taken_back` marks a reply
    that notices its own slip in the same breath: its markers never count above 1
    (semantics.md, "inequalities").
    """

    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    source: str = "author"
    quiet: bool = False
    taken_back: bool = False

    def level(self, criterion: str) -> int:
        """The level that counts: 0 where nothing was found or the reading is unsure."""
        judgement = self.judgements.get(criterion)
        if judgement is None or judgement.decision == "unsure":
            return 0
        if self.taken_back and criterion in MARKER_IDS:
            return min(judgement.level, 1)
        return judgement.level

    def unsure(self, criterion: str) -> bool:
        """Whether this id could not be decided."""
        judgement = self.judgements.get(criterion)
        return judgement is not None and judgement.decision == "unsure"

    def levels(self) -> dict[str, int]:
        """Every id at level 1 or 2, in rubric order."""
        return self._found(ALL_IDS)

    def repair(self) -> dict[str, int]:
        """The repair criteria found, with their levels."""
        return self._found(REPAIR_IDS)

    def markers(self) -> dict[str, int]:
        """The defensive markers found, with their levels."""
        return self._found(MARKER_IDS)

    def in_doubt(self) -> bool:
        """Whether anything at all could not be decided."""
        return any(j.decision == "unsure" for j in self.judgements.values())

    def _found(self, ids: tuple[str, ...]) -> dict[str, int]:
        # Most readings name two or three ids of eighteen: look only at those.
        named = [c for c in ids if c in self.judgements]
        return {c: level for c in named if (level := self.level(c))}


def reading_of(
    levels: Mapping[str, int], *, quiet: bool = False, taken_back: bool = False
) -> Reading:
    """A certain reading from bare levels, as an author writes them under `shows`."""
    judgements = {c: Judgement(c, n, decision_for(n)) for c, n in levels.items()}
    return Reading(judgements, quiet=quiet, taken_back=taken_back)
