"""From the bytes of a scenario file to text that is safe to parse: size, encoding, characters."""

from __future__ import annotations

import re
import unicodedata

from sim.authoring.catalogue import problem
from sim.authoring.problems import Place, Problem

MOST_BYTES = 256 * 1024
"""The largest scenario file that is read, in bytes."""

DEEPEST = 24
"""How deep lists and keys may lie inside each other."""

# What YAML calls printable, less the marks that turn the direction of writing and the
# separators that YAML counts as line ends and editors do not.
REFUSED = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    "|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
_LINE_END = re.compile("\r\n|\r|\n")
_LED_BY_TAB = re.compile("(?:^|[\r\n])( *)\t[ \t]*[^ \t\r\n]")


class Unreadable(Exception):
    """A file that cannot be read as a scenario; `problems` says why and where."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(p.message for p in problems))


def lines_of(text: str) -> list[str]:
    """The lines of a text as an editor counts them."""
    return _LINE_END.split(text)


def decoded(source: bytes, path: str) -> str:
    """The text of a file, without a byte order mark. Raises Unreadable."""
    if len(source) > MOST_BYTES:
        size = f"{-(-len(source) // 1024)} KiB"
        raise Unreadable(problem("SY102", Place(path, 1, 1), size=size, most=MOST_BYTES // 1024))
    try:
        text = source.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        place = _place(path, source[: error.start].decode("utf-8"))
        raise Unreadable(problem("SY101", place, byte=f"{source[error.start]:02X}")) from None
    _refuse_characters(text, path)
    _refuse_tabs(text, path)
    return text


def name_of(character: str) -> str:
    """A character that cannot be shown, by code point and name."""
    name = unicodedata.name(character, "a control character")
    return f"U+{ord(character):04X} ({name.lower()})"


def _refuse_characters(text: str, path: str) -> None:
    found = REFUSED.search(text)
    if found:
        place = _place(path, text[: found.start()])
        raise Unreadable(problem("SY103", place, character=name_of(found[0])))


def _refuse_tabs(text: str, path: str) -> None:
    found = _LED_BY_TAB.search(text)
    if found:
        raise Unreadable(problem("SY104", _place(path, text[: found.end(1)])))


def _place(path: str, before: str) -> Place:
    """The place just behind a stretch of text."""
    lines = lines_of(before)
    return Place(path, len(lines), len(lines[-1]) + 1)
