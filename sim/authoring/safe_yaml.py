"""YAML read safely: parser events only, every value kept as text, every place kept.

PyYAML would turn `no` into False, keep the last of two equal keys without a word, and
crash the process on deep nesting. So its parser is used and its constructor never: the
events are checked one by one and a plain tree is built from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from sim.authoring.catalogue import problem
from sim.authoring.problems import Path, Place, Problem
from sim.authoring.source_text import DEEPEST, REFUSED, Unreadable, decoded, lines_of, name_of
from sim.authoring.yaml_faults import explained

__all__ = [
    "ListNode", "MapNode", "Node", "TextNode", "Unreadable", "parse", "parse_and_remark",
    "plain", "walk",
]  # fmt: skip

MOST_EVENTS = 60_000
# A note has a space behind its #; without one it may well be part of a text.
_CUT_BY_NOTE = re.compile(r"[ \t]+(?=#[^ \t#])")


@dataclass(slots=True)
class TextNode:
    """A value: always text, whatever it looks like."""

    value: str
    place: Place


@dataclass(slots=True)
class ListNode:
    """A list, in dashes or in square brackets."""

    place: Place
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class MapNode:
    """Keys and values; `in_braces` where it is written on a line, `{like: this}`."""

    place: Place
    in_braces: bool = False
    values: dict[str, Node] = field(default_factory=dict)
    key_places: dict[str, Place] = field(default_factory=dict)


Node = TextNode | ListNode | MapNode


def parse(source: bytes, path: str) -> Node:
    """The tree of a scenario file, with the place of every key and value.

    Raises Unreadable, and nothing else, for any bytes at all.
    """
    return parse_and_remark(source, path)[0]


def parse_and_remark(source: bytes, path: str) -> tuple[Node, list[Problem]]:
    """The tree, and warnings about texts that YAML may have cut. Raises Unreadable."""
    text = decoded(source, path)
    builder = _Builder(path, lines_of(text))
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.YAMLError as error:
        raise Unreadable(explained(error, text, path)) from None
    except (ValueError, OverflowError):  # an escape beyond the last character
        detail = "a backslash inside double quotation marks stands before the wrong letter"
        raise Unreadable(problem("SY105", builder.last, detail=detail)) from None
    return builder.finished(), builder.remarks


def plain(node: Node) -> Any:
    """The tree as dicts, lists and text."""
    if isinstance(node, TextNode):
        return node.value
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.values.items()}


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node, Place | None]]:
    """Every node with its path of keys, and the place of its key where it has one."""
    yield path, node, None
    children: list[tuple[str | int, Node, Place | None]] = []
    if isinstance(node, MapNode):
        children = [(k, v, node.key_places[k]) for k, v in node.values.items()]
    elif isinstance(node, ListNode):
        children = [(n, item, None) for n, item in enumerate(node.items)]
    for name, child, key_place in children:
        below = walk(child, (*path, name))
        next(below)
        yield (*path, name), child, key_place
        yield from below


def _events(text: str) -> Iterator[yaml.Event]:
    """The events of libyaml's parser where PyYAML has it, else of the pure one."""
    loader: Any = getattr(yaml, "CSafeLoader", _PureLoader)
    return yaml.parse(text, Loader=loader)


class _PureLoader(yaml.SafeLoader):
    """PyYAML's own parser, which ends a text in brackets at a question mark; libyaml's does
    not, and a list of questions is something that scenarios have."""

    _inside_text = False

    def scan_plain(self) -> Any:
        self._inside_text = True
        try:
            return super().scan_plain()
        finally:
            self._inside_text = False

    def peek(self, index: int = 0) -> Any:
        sign = super().peek(index)
        return "_" if sign == "?" and self._inside_text else sign


class _Builder:
    """Builds the tree from events, refusing what a scenario file may not contain."""

    def __init__(self, path: str, lines: list[str]) -> None:
        self.path = path
        self.lines = lines
        self.last = Place(path, 1, 1)
        self.root: Node | None = None
        self.open: list[ListNode | MapNode] = []
        self.key: TextNode | None = None
        self.documents = 0
        self.count = 0
        self.repeated: list[Problem] = []
        self.remarks: list[Problem] = []

    def take(self, event: yaml.Event) -> None:
        """Take the next event. Raises Unreadable."""
        self.last = self._at(event.start_mark)
        self.count += 1
        if self.count > MOST_EVENTS:
            raise self._fault("SY111", most=MOST_EVENTS)
        if isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        elif isinstance(event, yaml.NodeEvent):
            self._refuse_marks(event)
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()

    def finished(self) -> Node:
        """The whole tree. Raises Unreadable when there is none, or for repeated keys."""
        if self.root is None or self.root == TextNode("", self.root.place):
            raise self._fault("SY112")
        if self.repeated:
            raise Unreadable(*self.repeated)
        return self.root

    def _fault(self, code: str, **names: object) -> Unreadable:
        return Unreadable(problem(code, self.last, **names))

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._fault("SY109")
        if event.version or event.tags:
            raise self._fault("SY107", what="%")

    def _refuse_marks(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise self._fault("SY106", what=f"*{event.anchor}")
        if event.anchor is not None:
            raise self._fault("SY106", what=f"&{event.anchor}")
        if getattr(event, "tag", None) is not None:
            raise self._fault("SY107", what="!")

    def _node(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._text(event)
            return
        in_braces = bool(getattr(event, "flow_style", False))
        node: ListNode | MapNode
        if isinstance(event, yaml.MappingStartEvent):
            node = MapNode(self.last, in_braces)
        else:
            node = ListNode(self.last)
        self._place_in_tree(node)
        self.open.append(node)
        if len(self.open) > DEEPEST:
            raise self._fault("SY110", most=DEEPEST)

    def _text(self, event: yaml.ScalarEvent) -> None:
        if event.style == '"':  # here signs can be written as escapes, such as "\u202e"
            refused = REFUSED.search(event.value)
            if refused:
                raise self._fault("SY103", character=name_of(refused[0]))
        elif not event.style:
            self._remark_on_a_note(event.end_mark)
        node = TextNode(event.value.strip(), self.last)
        if self.open and isinstance(self.open[-1], MapNode) and self.key is None:
            if node.value == "<<" and not event.style:
                raise self._fault("SY108")
            self.key = node
        else:
            self._place_in_tree(node)

    def _at(self, mark: Any) -> Place:
        return Place(self.path, mark.line + 1, mark.column + 1)

    def _remark_on_a_note(self, end: Any) -> None:
        """Warn where words behind a plain text look like the rest of it."""
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        cut = _CUT_BY_NOTE.match(line, end.column)
        if cut:
            place = Place(self.path, end.line + 1, cut.end() + 1)
            self.remarks.append(problem("SY123", place))

    def _place_in_tree(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        around = self.open[-1]
        if isinstance(around, ListNode):
            around.items.append(node)
            return
        if self.key is None or not self.key.value:
            raise self._fault("SY115")
        self._under_key(around, self.key, node)
        self.key = None

    def _under_key(self, around: MapNode, key: TextNode, node: Node) -> None:
        first = around.key_places.get(key.value)
        if first is None:
            around.values[key.value] = node
            around.key_places[key.value] = key.place
        else:
            self.repeated.append(problem("SY114", key.place, key=key.value, line=first.line))
