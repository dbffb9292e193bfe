"""The program's own sentences: plain, kind, grammatical for every client."""

from __future__ import annotations

import re
from itertools import product
from string import Formatter

import pytest

from sim.services import telling

TEMPLATES = (
    *telling.MOVED.values(),
    *telling.KINDS.values(),
    *telling.TURNED.values(),
    telling.UNPREVENTABLE,
)


@pytest.mark.parametrize("pronouns", telling.PRONOUNS)
def test_every_sentence_reads_for_every_clients_pronouns(pronouns: str) -> None:
    for template in TEMPLATES:
        said = telling.said_of(template, pronouns)
        assert "{" not in said
        assert not re.search(r"\b[Tt]hey (has|is|was)\b|\b([Ss]he|[Hh]e) (have|are|were)\b", said)


def test_a_sentence_asks_only_for_words_that_every_client_has() -> None:
    for template, pronouns in product(TEMPLATES, telling.PRONOUNS.values()):
        fields = {name for _, name, _, _ in Formatter().parse(template) if name}
        assert fields <= set(pronouns.words())


def test_no_sentence_shames_or_cheers() -> None:
    ours = [*TEMPLATES, telling.FORMATIVE, telling.NO_REAL_CLIENTS]
    ours += [line for pair in telling.MODES.values() for line in pair]
    for said in ours:
        assert "!" not in said
        assert not re.search(r"\b(wrong|fail|failed|mistake|score|points|well done)\b", said, re.I)


def test_the_trail_is_told_in_words_of_the_right_size() -> None:
    told = telling.trail_in_words((50, 51), (50, 90))
    assert told == (
        "Closeness ended about where it began. The frame ended much higher than it began."
    )
    assert "a little lower" in telling.trail_in_words((50, 44), (50, 50))
    assert "ended lower" in telling.trail_in_words((50, 30), (50, 50))
