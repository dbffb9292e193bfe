"""Cutting a client's line into phrases, and comparing two people's marks on it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sim.domain.noticing import MOST_PHRASES, Noticed, compare, phrases

LINE = "Briefly. Right. So it's my fault. I should have gone on about him."


def cut(words: str) -> list[str]:
    return [words[a:b] for a, b in phrases(words)]


def test_a_line_is_cut_where_the_speaker_pauses() -> None:
    assert cut(LINE) == [
        "Briefly.",
        "Right.",
        "So it's my fault.",
        "I should have gone on about him.",
    ]
    assert cut("No, it’s fine… I say it\nthirty times") == [
        "No,",
        "it’s fine…",
        "I say it",
        "thirty times",
    ]
    assert cut("You go ‘any brothers or sisters’, like a form") == [
        "You go ‘any brothers or sisters’,",
        "like a form",
    ]


def test_a_pause_alone_is_no_phrase() -> None:
    assert cut("… … ") == []
    assert cut("") == []


@given(st.text("ab.,!… \n’'—", max_size=200))
def test_phrases_lie_in_order_and_no_letter_is_lost(words: str) -> None:
    spans = phrases(words)
    assert len(spans) <= MOST_PHRASES
    ends = [0, *(x for span in spans for x in span), len(words)]
    assert ends == sorted(ends)
    said = "".join(c for a, b in spans for c in words[a:b] if c.isalnum())
    assert said == "".join(c for c in words if c.isalnum())


def test_a_mark_that_meets_the_authors_words_is_shared() -> None:
    at = phrases(LINE)
    found = compare(LINE, Noticed((at[2], at[0]), "confrontation"), ("So it's my fault",), "mixed")
    assert found.shared == ("So it's my fault",)
    assert found.trainees_alone == ("Briefly.",)
    assert found.authors_alone == ()
    assert (found.kind, found.authors_kind) == ("confrontation", "mixed")


def test_where_the_author_marked_nothing_that_is_spoken_here_there_is_none() -> None:
    found = compare(LINE, Noticed(phrases(LINE)[:1]), ("words of another variant",), "withdrawal")
    assert found.authors_kind == "none"
    assert found.authors_alone == ()
    assert found.trainees_alone == ("Briefly.",)
