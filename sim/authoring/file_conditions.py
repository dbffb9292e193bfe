"""Conditions as they are written in a scenario file: a closed set of keys."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from sim.authoring.file_types import (
    Block,
    Id,
    Ids,
    Level,
    SoughtId,
    Text,
    YesNo,
    decimal,
    keyed_by,
    listed,
    not_of_kind,
    whole,
)
from sim.domain.conditions import GROUPS
from sim.domain.rubric import ALL_IDS


def _as_sought(value: Any) -> Any:
    """An id alone asks for level 1; `{id: 2}` for level 2."""
    if isinstance(value, str):
        return {value: "1"}
    if isinstance(value, dict) and len(value) == 1:
        return value
    raise not_of_kind("an id, or an id with its level such as {own_part: 2}")


Percent = Annotated[float, Field(ge=0, le=100), decimal(0, 100)]
Times = Annotated[int, Field(ge=1, le=99), whole(1, 99)]
Sought = Annotated[
    dict[SoughtId, Level],
    keyed_by((*GROUPS, *ALL_IDS)),
    BeforeValidator(_as_sought, json_schema_input_type=SoughtId | dict[SoughtId, Level]),
]
SoughtList = Annotated[
    list[Sought],
    BeforeValidator(listed("ids in square brackets")),
    Field(min_length=1, max_length=18),
]


class MeterBlock(Block):
    """A meter compared with a number, both bounds allowed."""

    called: ClassVar[str] = "a meter"
    at_least: Percent | None = None
    below: Percent | None = None


class EarlierBlock(Block):
    """What earlier replies showed."""

    called: ClassVar[str] = "a condition under `earlier`"
    all: SoughtList | None = None
    any: SoughtList | None = None
    none: SoughtList | None = None
    at: Ids | None = None


class ConditionBlock(Block):
    """All the keys that stand here must hold together."""

    called: ClassVar[str] = "a condition"
    all: SoughtList | None = None
    any: SoughtList | None = None
    none: SoughtList | None = None
    quiet: YesNo | None = None
    alliance: MeterBlock | None = None
    frame: MeterBlock | None = None
    said: MeterBlock | None = None
    debt: MeterBlock | None = None
    visited: Annotated[dict[Id, Times], Field(min_length=1, max_length=20)] | None = None
    earlier: EarlierBlock | None = None
    variant: Ids | None = None
    not_: ConditionBlock | None = Field(default=None, alias="not")
    either: (
        Annotated[
            list[ConditionBlock],
            BeforeValidator(listed("conditions")),
            Field(min_length=1, max_length=12),
        ]
        | None
    ) = None


class LineBlock(Block):
    """One wording of a line, and when it is spoken."""

    called: ClassVar[str] = "a line"
    when: ConditionBlock | None = None
    only: Ids | None = None
    say: Text


def _as_lines(value: Any) -> Any:
    if isinstance(value, str):
        return [{"say": value}]
    if isinstance(value, list):
        return value
    raise not_of_kind("a text or a list of entries with `say`")


Lines = Annotated[
    list[LineBlock],
    BeforeValidator(_as_lines, json_schema_input_type=Text | list[LineBlock]),
    Field(min_length=1, max_length=24),
]
