"""The kinds of value in a scenario file. Each is written as text and converted here.

A value that does not fit raises a PydanticCustomError of one of the `FAULTS`;
`sim.authoring.model_faults` turns it into a problem with a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from sim.domain.conditions import GROUPS
from sim.domain.rubric import ALL_IDS, REPAIR_IDS

FAULTS = ("kind", "range", "bad_id", "rubric_id", "level")
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_ID = 60
_ID = re.compile(ID_PATTERN)
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?")
_SAID_AS_BOOLEAN = {"yes": True, "true": True, "no": False, "false": False}


class Block(BaseModel):
    """Keys and values that belong together; a key that is not named here is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)
    called: ClassVar[str] = "this part"


def not_of_kind(expected: str) -> PydanticCustomError:
    """The fault of a value that is something else than expected."""
    return PydanticCustomError("kind", "expected {expected}", {"expected": expected})


def _number(low: float, high: float, whole: bool, value: Any) -> Any:
    pattern = _WHOLE if whole else _DECIMAL
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise not_of_kind("a whole number" if whole else "a number")
    number = int(value) if whole else float(value)
    if not low <= number <= high:
        limits = {"low": f"{low:g}", "high": f"{high:g}"}
        raise PydanticCustomError("range", "between {low} and {high}", limits)
    return number


def whole(low: int, high: int) -> BeforeValidator:
    """Reads a whole number between two bounds."""
    return BeforeValidator(partial(_number, low, high, True))


def decimal(low: float, high: float) -> BeforeValidator:
    """Reads a number between two bounds."""
    return BeforeValidator(partial(_number, low, high, False))


def _yes_or_no(value: Any) -> bool:
    said = _SAID_AS_BOOLEAN.get(value.lower()) if isinstance(value, str) else None
    if said is None:
        raise not_of_kind("yes or no")
    return said


def _level(value: Any) -> int:
    if value not in ("1", "2"):
        raise PydanticCustomError("level", "1 or 2")
    return int(value)


def _id(value: str) -> str:
    if not _ID.fullmatch(value) or len(value) > LONGEST_ID:
        raise PydanticCustomError("bad_id", "small letters, digits and hyphens")
    return value


def _one_of(known: tuple[str, ...], value: str) -> str:
    if value not in known:
        raise PydanticCustomError("rubric_id", "unknown", {"known": known})
    return value


def _known(known: tuple[str, ...]) -> tuple[AfterValidator, WithJsonSchema]:
    return AfterValidator(partial(_one_of, known)), WithJsonSchema({"enum": list(known)})


def one_as_list(value: Any) -> Any:
    """A single text stands for a list of one."""
    return [value] if isinstance(value, str) else value


def two_numbers(value: Any) -> Any:
    """Refuses anything but a list of two."""
    if not isinstance(value, list) or len(value) != 2:
        raise not_of_kind("a pair of numbers in square brackets (level 1, level 2)")
    return value


def listed(expected: str) -> Callable[[Any], Any]:
    """Refuses anything but a list, and says what should be in it."""

    def _list(value: Any) -> Any:
        if not isinstance(value, list):
            raise not_of_kind(f"a list of {expected}")
        return value

    return _list


_RUBRIC_VALIDATOR, _RUBRIC_SCHEMA = _known(ALL_IDS)
_REPAIR_VALIDATOR, _REPAIR_SCHEMA = _known(REPAIR_IDS)
_SOUGHT_VALIDATOR, _SOUGHT_SCHEMA = _known((*GROUPS, *ALL_IDS))


def keyed_by(known: tuple[str, ...]) -> Any:
    """Tells the schema which ids the keys of a map may be."""
    return Field(json_schema_extra={"propertyNames": {"enum": list(known)}})


Words = Annotated[str, Field(min_length=1, max_length=200)]
"""A few words: a title, a name, a quotation."""
Text = Annotated[str, Field(min_length=1, max_length=1_500)]
"""A sentence or a paragraph."""
LongText = Annotated[str, Field(min_length=1, max_length=6_000)]
"""Several paragraphs."""
Id = Annotated[str, AfterValidator(_id), WithJsonSchema({"type": "string", "pattern": ID_PATTERN})]
RubricId = Annotated[str, _RUBRIC_VALIDATOR, _RUBRIC_SCHEMA]
RepairId = Annotated[str, _REPAIR_VALIDATOR, _REPAIR_SCHEMA]
SoughtId = Annotated[str, _SOUGHT_VALIDATOR, _SOUGHT_SCHEMA]
YesNo = Annotated[
    bool, BeforeValidator(_yes_or_no), WithJsonSchema({"enum": ["yes", "no", True, False]})
]
Level = Annotated[int, BeforeValidator(_level), WithJsonSchema({"enum": [1, 2]})]
Ids = Annotated[list[Id], BeforeValidator(listed("names")), Field(min_length=1, max_length=100)]
Quotations = Annotated[
    list[Words],
    BeforeValidator(one_as_list, json_schema_input_type=Words | list[Words]),
    Field(min_length=1, max_length=6),
]
