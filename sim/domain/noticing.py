"""Spotting the rupture: the client's line cut into phrases, and two people's marks compared.

Nothing here is scored. The author's marks are one reading of the line, not the key to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["", "confrontation", "withdrawal", "mixed", "none"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Feeling = Literal["heat", "shame", "fix", "blank"]
FEELINGS: tuple[Feeling, ...] = get_args(Feeling)
Span = tuple[int, int]

MOST_PHRASES = 24
_PAUSE = re.compile(r"[.,;:?!…–—]+[\"”’')]*\s+|\n\s*")


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a trainee marked before replying: spans of the client's line, and the kind of
    strain ("" where they did not say)."""

    marks: tuple[Span, ...] = ()
    kind: Kind = ""

    def __bool__(self) -> bool:
        return bool(self.marks or self.kind)


@dataclass(frozen=True, slots=True)
class Compared:
    """A trainee's marks beside the author's. All texts are words of the client's line.

    `authors_kind` is "none" where the author marked nothing.
    """

    shared: tuple[str, ...]
    authors_alone: tuple[str, ...]
    trainees_alone: tuple[str, ...]
    kind: Kind
    authors_kind: Kind


def phrases(words: str) -> tuple[Span, ...]:
    """The line cut where a speaker pauses, as (begin, end) without the spaces between.

    At most 24 phrases; what is left of a very long speech stays together as the last.
    """
    found: list[Span] = []
    begin = 0
    for pause in _PAUSE.finditer(words):
        if len(found) == MOST_PHRASES - 1:
            break
        found += _trimmed(words, begin, pause.end())
        begin = pause.end()
    found += _trimmed(words, begin, len(words))
    return tuple(found)


def _trimmed(words: str, begin: int, end: int) -> list[Span]:
    text = words[begin:end]
    first = begin + len(text) - len(text.lstrip())
    last = begin + len(text.rstrip())
    return [(first, last)] if any(c.isalnum() for c in text) else []


def compare(words: str, noticed: Noticed, rupture_at: tuple[str, ...], rupture: Kind) -> Compared:
    """A trainee's marks on a line beside the author's `rupture_at` and kind of rupture."""
    authors = [(q, span) for q in rupture_at for span in _places(words, q)]
    shared = [q for q, span in authors if any(_meet(span, m) for m in noticed.marks)]
    alone = [m for m in noticed.marks if not any(_meet(span, m) for _, span in authors)]
    return Compared(
        shared=tuple(dict.fromkeys(shared)),
        authors_alone=tuple(dict.fromkeys(q for q, _ in authors if q not in shared)),
        trainees_alone=tuple(words[a:b] for a, b in alone),
        kind=noticed.kind,
        authors_kind=rupture if authors else "none",
    )


def _places(words: str, quotation: str) -> Iterator[Span]:
    at = words.find(quotation)
    while at >= 0:
        yield (at, at + len(quotation))
        at = words.find(quotation, at + 1)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
