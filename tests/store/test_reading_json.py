"""A reading comes back from the store as it was: nothing of it is lost or rounded."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as some

from sim.domain.reading import Judgement, Reading, reading_of
from sim.domain.rubric import ALL_IDS
from sim.store import reading_json

shares = some.none() | some.floats(0, 1)
texts = some.text(some.characters(codec="utf-8"), max_size=40)
spans = some.tuples(some.integers(0, 4000), some.integers(0, 4000))


@some.composite
def readings(draw: some.DrawFn) -> Reading:
    judgements = {
        criterion: Judgement(
            criterion,
            draw(some.sampled_from((0, 1, 2))),
            draw(some.sampled_from(("present", "partial", "absent", "unsure"))),
            evidence=tuple(draw(some.lists(spans, max_size=3))),
            p=draw(shares),
            p2=draw(shares),
            why=draw(texts),
        )
        for criterion in draw(some.lists(some.sampled_from(ALL_IDS), unique=True))
    }
    return Reading(
        judgements, draw(some.sampled_from(("author", "trainee")) | texts),
        draw(some.booleans()), draw(some.booleans()),
    )  # fmt: skip


@given(readings())
def test_a_reading_survives_being_written_and_read(reading: Reading) -> None:
    back = reading_json.load(reading_json.dump(reading))
    assert back == reading
    assert list(back.judgements) == list(reading.judgements)


def test_an_author_s_reading_takes_little_room() -> None:
    text = reading_json.dump(reading_of({"own_part": 2}))
    assert json.loads(text) == {"judgements": {"own_part": {"level": 2, "decision": "present"}}}
