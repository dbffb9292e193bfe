"""From the faults that the models find to problems with a place and a cure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sim.authoring.catalogue import problem
from sim.authoring.file_conditions import ConditionBlock, EarlierBlock, MeterBlock
from sim.authoring.file_model import ScenarioFile
from sim.authoring.file_types import LONGEST_ID, Block
from sim.authoring.places import Places
from sim.authoring.problems import Path, Problem
from sim.authoring.safe_yaml import ListNode, MapNode, Node, TextNode

# Words that people write for a key of ours, having met them elsewhere.
_OTHER_WORDS = {
    "feedback": "did", "next": "to", "goto": "to", "leads_to": "to", "target": "to",
    "if": "when", "condition": "when", "else": "otherwise", "default": "otherwise",
    "choices": "replies", "responses": "replies", "options": "replies", "reply": "replies",
    "scores": "shows", "evidence": "words", "silence": "quiet", "silent": "quiet",
    "nodes": "moments", "scenes": "moments",
    "warning": "content_note", "content_warning": "content_note",
    "type": "ending", "kind": "ending", "thought": "inner", "thoughts": "inner",
    "or": "either", "and": "all", "min": "at_least", "above": "at_least", "max": "below",
    "name": "title", "line": "client", "text": "say", "speaker": "who", "intro": "briefing",
}  # fmt: skip
_GROUP = "a group of keys with values"
_EXPECTED = {
    "string_type": "a text",
    "list_type": "a list",
    "dict_type": "a group of names with something under each",
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
}


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that this one most likely stands for; empty when none is near."""
    found = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def meant(word: str, known: Iterable[str]) -> str:
    """The beginning of a cure: the nearest known word, where there is one."""
    near = nearest(word, known)
    return f"Did you mean `{near}`? " if near else ""


def shown(words: Iterable[str]) -> str:
    """Words in a sentence, each marked as such."""
    return ", ".join(f"`{word}`" for word in words)


def problems_in(error: ValidationError, root: Node, places: Places) -> list[Problem]:
    """All problems behind a validation error, one for each place and code."""
    found: dict[object, Problem] = {}
    for details in error.errors(include_url=False):
        one = _Finding(details, root, places).told()
        found.setdefault((one.place, one.code, one.message), one)
    return list(found.values())


class _Finding:
    """One fault of a model: what was found, where, and what could stand there."""

    def __init__(self, details: ErrorDetails, root: Node, places: Places) -> None:
        self.kind = details["type"]
        self.ctx: dict[str, Any] = details.get("ctx") or {}
        self.path, self.node, around = _descend(root, details["loc"])
        self.around = around if isinstance(around, MapNode) else None
        self.on_key = details["loc"][-1:] == ("[key]",)
        self.of_key = self.on_key and self.path[-1:] == details["loc"][-2:-1]
        self.name = str(details["loc"][-1])
        self.block, self.wanted = _declared(self.path)
        self.places = places

    def told(self) -> Problem:
        """The catalogue's problem for it."""
        if self.kind == "missing":
            return self._missing()
        if self.kind == "extra_forbidden":
            return self._unknown_key()
        if isinstance(self.node, TextNode) and not self.node.value and not self.on_key:
            return self._problem("SC220", on_key=True, key=self._key())
        return self._bad_value()

    def _bad_value(self) -> Problem:
        if self.kind == "range":
            return self._problem("SC204", value=self._value(), **self.ctx)
        if self.kind == "level":
            return self._problem("SC209", value=self._value())
        if self.kind == "bad_id":
            return self._problem("SC206", value=self._value(), most=LONGEST_ID)
        if self.kind == "rubric_id":
            return self._unknown_id()
        if self.kind == "literal_error":
            known = [str(word) for word in get_args(self.wanted)]
            value = self._value()
            near = meant(value, known)
            return self._problem("SC205", value=value, near=near, known=shown(known))
        return self._bad_size() or self._wrong_kind()

    def _bad_size(self) -> Problem | None:
        if self.kind in ("string_too_long", "too_long"):
            unit = "letters" if self.kind == "string_too_long" else "entries"
            return self._problem("SC221", key=self._key(), most=self.ctx["max_length"], unit=unit)
        if self.kind in ("string_too_short", "too_short"):
            return self._problem("SC220", key=self._key())
        return None

    def _wrong_kind(self) -> Problem:
        expected = self.ctx.get("expected") or _EXPECTED.get(self.kind, "something else")
        return self._problem("SC203", expected=expected, found=_described(self.node))

    def _missing(self) -> Problem:
        called = self.block.called if self.block else "this part"
        place = self.places.at(self.path, key=True)
        return problem("SC202", place, key=self.name, block=called)

    def _unknown_key(self) -> Problem:
        key = self.name
        if self._cut_by_comma():
            return self._problem("SC222", on_key=True, key=key)
        known = _keys(self.block) if self.block else []
        called = self.block.called if self.block else "this part"
        inside = self.block in (ConditionBlock, EarlierBlock, MeterBlock)
        code = "SC214" if inside else "SC201"
        near = self._known_as(key, known)
        return self._problem(
            code, on_key=True, key=key, block=called, near=near, known=shown(known)
        )

    def _cut_by_comma(self) -> bool:
        """Whether the key is a piece of text that a comma in braces cut off."""
        braces = self.around is not None and self.around.in_braces
        empty = isinstance(self.node, TextNode) and not self.node.value
        return braces and empty and len(self.path) > 0

    def _known_as(self, key: str, known: list[str]) -> str:
        other = _OTHER_WORDS.get(key.lower())
        if other in known:
            return f"Here it is called `{other}`. "
        near = meant(key, known)
        return near or _belongs_to(key)

    def _unknown_id(self) -> Problem:
        value, known = self._value(), self.ctx["known"]
        near = meant(value, known)
        return self._problem("SC208", value=value, near=near, known=shown(known))

    def _problem(self, code: str, on_key: bool = False, **names: object) -> Problem:
        return problem(code, self.places.at(self.path, key=on_key or self.of_key), **names)

    def _key(self) -> str:
        names = [part for part in self.path if isinstance(part, str)]
        return names[-1] if names else "this"

    def _value(self) -> str:
        """The text that is at fault: the key, the value, or the only key in a value."""
        if self.of_key:
            return str(self.path[-1])
        return self.node.value if isinstance(self.node, TextNode) else "this"


def _descend(root: Node, loc: tuple[int | str, ...]) -> tuple[Path, Node, Node | None]:
    """As far along a fault's location as the file goes; the models see more levels."""
    path: Path = ()
    node, around = root, None
    for part in loc:
        if isinstance(node, MapNode) and part in node.values:
            node, around = node.values[str(part)], node
        elif isinstance(node, ListNode) and isinstance(part, int):
            node, around = node.items[part], node
        else:
            break
        path = (*path, part)
    return path, node, around


def _declared(path: Path) -> tuple[type[Block] | None, Any]:
    """The block that a fault lies in, and the type that is wanted for its value."""
    block: type[Block] | None = ScenarioFile
    wanted: Any = ScenarioFile
    for part in path:
        inside = _stripped(wanted)
        if _is_block(inside):
            block = inside
        wanted = _within(inside, part)
    inside = _stripped(wanted)
    return (inside if _is_block(inside) else block), _stripped(wanted)


def _within(kind: Any, part: int | str) -> Any:
    """The type of one part of a value of this type; None where there is none."""
    if _is_block(kind):
        return next((f.annotation for key, f in _fields(kind) if key == part), None)
    arguments = get_args(kind)
    if get_origin(kind) is dict:
        return arguments[1]
    return arguments[0] if get_origin(kind) is list else None


def _stripped(kind: Any) -> Any:
    """A type without `Annotated` and without `| None`."""
    while get_origin(kind) in (Annotated, Union, UnionType):
        kind = get_args(kind)[0]
    return kind


def _is_block(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Block)


def _fields(block: type[Block]) -> Iterator[tuple[str, Any]]:
    for name, field in block.model_fields.items():
        yield field.alias or name, field


def _keys(block: type[Block]) -> list[str]:
    return [name for name, _ in _fields(block)]


def _belongs_to(key: str) -> str:
    """Where a key would be at home, when it is one of ours in the wrong place."""
    homes = [block.called for block in Block.__subclasses__() if key in _keys(block)]
    if not homes:
        return ""
    return f"`{key}` belongs to {homes[0]}: look at how far the line is indented. "


def _described(node: Node) -> str:
    if isinstance(node, ListNode):
        return "A list"
    if isinstance(node, MapNode):
        return "A group of keys"
    short = node.value if len(node.value) <= 40 else node.value[:39] + "…"
    return f"“{short}”"
