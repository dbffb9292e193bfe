"""The scenario file as models: which keys there are, and what each may hold.

scenarios/README.md tells the same to a writer; `sim.authoring.schema` writes it as a JSON
Schema for editors.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from sim.authoring.file_conditions import ConditionBlock, Lines, Percent
from sim.authoring.file_types import (
    Block,
    Id,
    Ids,
    Level,
    LongText,
    Quotations,
    RepairId,
    RubricId,
    Text,
    Words,
    YesNo,
    decimal,
    keyed_by,
    listed,
    two_numbers,
    whole,
)
from sim.domain.alliance import MOST_DOWN, MOST_UP
from sim.domain.rubric import ALL_IDS, REPAIR_IDS
from sim.domain.scenario import Conflict, EndingKind, Leaving, Phase, Rupture

FORMAT = 1
"""The format number that this program reads."""

Trigger = Literal[
    "boundary request", "transference", "defensive reply", "miscommunication",
    "therapist error", "expectation mismatch", "cultural", "group move", "returning",
    "service limits", "ending", "other",
]  # fmt: skip
Shows = Annotated[dict[RubricId, Level], keyed_by(ALL_IDS)]
Said = Annotated[int, Field(ge=0, le=3), whole(0, 3)]
Step = Annotated[float, Field(ge=MOST_DOWN, le=MOST_UP), decimal(MOST_DOWN, MOST_UP)]
Pair = Annotated[list[Step], BeforeValidator(two_numbers), Field(min_length=2, max_length=2)]
Row = Annotated[dict[RepairId, Pair], keyed_by(REPAIR_IDS)]
Sentences = Annotated[
    list[Text], BeforeValidator(listed("sentences")), Field(min_length=1, max_length=12)
]


class ClientBlock(Block):
    """Who sits in the other chair."""

    called: ClassVar[str] = "the client"
    name: Words
    pronouns: Literal["she/her", "he/him", "they/them"]
    about: Text
    usual_conflict_pattern: Text
    conflict_history: Conflict
    could_not_say: Text | None = None


class StartBlock(Block):
    """The meters before the first line."""

    called: ClassVar[str] = "the start"
    alliance: Percent
    frame: Percent
    said: Said = 0


class VariantBlock(Block):
    """One version of the rupture."""

    called: ClassVar[str] = "a variant"
    about: Text
    frame: Text | None = None
    opening: Id | None = None
    unpreventable: YesNo = False


class SpokenBlock(Block):
    """A line said before the first moment."""

    called: ClassVar[str] = "a line said before"
    who: Literal["client", "you"]
    say: Text
    only: Ids | None = None


class NowBlock(Block):
    """What is true at a moment."""

    called: ClassVar[str] = "`now`"
    leaving: Leaving = "no"
    own_part: Literal["yes", "maybe", "no"] = "maybe"
    asked_why: YesNo = False
    client_linked_past: YesNo = False
    overwhelmed: YesNo = False
    wants_to_leave_it: YesNo = False
    frame_at_stake: YesNo = False
    contract_vague: YesNo = False
    false_belief: YesNo = False
    feels: Words | None = None
    duty: Text | None = None


class ReplyBlock(Block):
    """A reply that may be chosen."""

    called: ClassVar[str] = "a reply"
    id: Id
    text: Text
    did: Text
    left: Text | None = None
    shows: Shows = Field(default_factory=dict)
    words: Annotated[dict[RubricId, Quotations], keyed_by(ALL_IDS)] = Field(default_factory=dict)
    quiet: YesNo = False
    taken_back: YesNo = False
    only: Ids | None = None


class RouteBlock(Block):
    """A way from this moment to another, or to an ending."""

    called: ClassVar[str] = "a route"
    to: Id
    when: ConditionBlock | None = None
    otherwise: YesNo = False


class ExampleBlock(Block):
    """A typed reply, what it shows and where it leads."""

    called: ClassVar[str] = "an example"
    text: Text
    shows: Shows = Field(default_factory=dict)
    leads_to: Id


class MomentBlock(Block):
    """A stop in the scenario."""

    called: ClassVar[str] = "a moment"
    phase: Phase
    client: Lines
    replies: Annotated[
        list[ReplyBlock], BeforeValidator(listed("replies")), Field(min_length=1, max_length=12)
    ]
    routes: Annotated[
        list[RouteBlock], BeforeValidator(listed("routes")), Field(min_length=1, max_length=24)
    ]
    goal: Text | None = None
    direction: Lines | None = None
    inner: Lines | None = None
    only: Ids | None = None
    session: Annotated[int, Field(ge=1, le=9), whole(1, 9)] = 1
    between: Text | None = None
    rupture: Rupture | None = None
    said: Said = 0
    now: NowBlock = Field(default_factory=NowBlock)
    rupture_at: Quotations | None = None
    applies: (
        Annotated[
            list[RepairId], BeforeValidator(listed("repair ids")), Field(min_length=1, max_length=8)
        ]
        | None
    ) = None
    unclear: Text | None = None
    examples: Annotated[
        list[ExampleBlock], BeforeValidator(listed("examples")), Field(max_length=40)
    ] = Field(default_factory=list)
    teach: Text | None = None


class EndingBlock(Block):
    """Where a play may come to rest."""

    called: ClassVar[str] = "an ending"
    ending: EndingKind
    title: Words
    client: Lines
    aftermath: Lines
    meaning: Text
    direction: Lines | None = None
    inner: Lines | None = None
    tell_a_friend: Text | None = None
    unpreventable: YesNo = False
    supervision: Sentences | None = None


class AllianceShiftsBlock(Block):
    """Rows of the table of shifts."""

    called: ClassVar[str] = "the shifts of the alliance"
    hot: Row = Field(default_factory=dict)
    middle: Row = Field(default_factory=dict)
    later: Row = Field(default_factory=dict)


class ShiftsBlock(Block):
    """Figures that differ here from the engine's table."""

    called: ClassVar[str] = "`shifts`"
    alliance: AllianceShiftsBlock = Field(default_factory=AllianceShiftsBlock)
    frame: Annotated[dict[RubricId, Pair], keyed_by(ALL_IDS)] = Field(default_factory=dict)


class ScenarioFile(Block):
    """A whole scenario file."""

    called: ClassVar[str] = "the head of the file"
    format: Annotated[int, Field(ge=FORMAT, le=FORMAT), whole(FORMAT, FORMAT)]
    id: Id
    title: Words
    language: Annotated[str, Field(min_length=2, max_length=12)] = "en"
    scale: Literal["full", "exercise"] = "full"
    level: Literal["introductory", "intermediate", "advanced"]
    minutes: Annotated[int, Field(ge=1, le=120), whole(1, 120)]
    rupture: Rupture
    trigger: Trigger
    # The checker asks for it with a reason of its own; a file without it can still be read.
    content_note: Text | None = None
    learning: Sentences
    client: ClientBlock
    you: Text
    briefing: LongText
    frame: Text
    wish: Text
    start: StartBlock
    turns: Annotated[int, Field(ge=1, le=60), whole(1, 60)] = 30
    time_up: Id
    variants: Annotated[dict[Id, VariantBlock], Field(min_length=1, max_length=24)]
    before: (
        Annotated[
            list[SpokenBlock], BeforeValidator(listed("lines")), Field(min_length=1, max_length=24)
        ]
        | None
    ) = None
    opening: Id
    moments: Annotated[dict[Id, MomentBlock], Field(min_length=1, max_length=200)]
    endings: Annotated[dict[Id, EndingBlock], Field(min_length=1, max_length=40)]
    shifts: ShiftsBlock = Field(default_factory=ShiftsBlock)
