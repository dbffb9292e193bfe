"""Wording that shames or marks, replies that are alike, and answers that give themselves away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.authoring.checks.branching import check_branching
from sim.authoring.checks.chart import Chart
from sim.authoring.checks.cueing import leak_by_length, leak_by_place, leak_by_trend
from sim.authoring.checks.names import spot
from sim.authoring.checks.words import (
    as_spoken,
    is_placeholder,
    likeness,
    sentences_in,
    shaming_in,
    unquoted,
)
from sim.authoring.reader import read
from sim.authoring.skeleton import skeleton
from sim.domain.conditions import Shows, Sought
from sim.domain.reading import reading_of
from sim.domain.scenario import Reply
from tests.authoring.scenario_strategies import draft_of
from tests.domain.plain_scenarios import corridor, ending, moment, route, scenario, steps


def reply(name: str, text: str = "…", quiet: bool = False, **shows: int) -> Reply:
    return Reply(name, text, reading_of(shows, quiet=quiet), did="It was said.")


# ── Feedback never shames or marks ─────────────────────────────────────────────────────

SHAMING = (
    "You failed to hear her.",
    "That is wrong.",
    "Wrong. She wanted to be heard.",
    "This is the best answer.",
    "Great empathy.",
    "She was being manipulative.",
    "This scores 2.",
    "Alliance −8.",
    "Defensive: you explained yourself.",
    "You made her leave.",
    "You should have asked first.",
    "A careless reply.",
    "Well done.",
    "It lands!",
)
KIND = (
    "Her hurt wasn't taken up yet.",
    "Explaining came before hearing; most of us do that when accused.",
    "‘Three weeks, and then that’ took her side of it.",
    "'I was wrong about the day' is plain, and it's enough.",
    "“You failed me” got an answer.",
    "He left today. A good reply doesn't always keep someone.",
    "It asked what had gone wrong between the two of you.",
    "The point she made stayed in the room.",
    "The best of it came at the end.",
    "The program couldn't read this one: that is its limit, not yours.",
    "From 10:30 to 11:20 nobody had said his name.",
    "It was well-meant, and it cost her the sixty-eight.",
)


@pytest.mark.parametrize("text", SHAMING)
def test_feedback_that_shames_or_marks_is_found(text: str) -> None:
    assert shaming_in(text) is not None


@pytest.mark.parametrize("text", KIND)
def test_feedback_as_it_should_be_is_left_alone(text: str) -> None:
    assert shaming_in(text) is None


def test_words_in_quotation_marks_are_somebody_elses() -> None:
    assert unquoted("‘It's wrong,’ she said.").split() == ["she", "said."]
    assert unquoted("It didn't mend, and she doesn't say so.").startswith("It didn't mend")


@pytest.mark.parametrize("text", ["…", "...", "-", "TODO", "todo: ask Carol", "tbd"])
def test_a_mark_in_the_place_of_feedback_is_not_feedback(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["You waited…", "To do that took courage.", "Room was made."])
def test_short_feedback_is_still_feedback(text: str) -> None:
    assert not is_placeholder(text)


def test_a_sentence_is_the_same_with_other_signs_and_capitals() -> None:
    one, other = "It stayed open. ‘Room,’ you said.", "It stayed open… Then no more."
    first, again = next(sentences_in(one)), next(sentences_in(other))
    assert first != again
    assert as_spoken(first) == as_spoken(again)


def test_the_same_words_in_another_order_are_alike() -> None:
    assert likeness("I forgot. I'm sorry.", "I’m sorry, I forgot.") == 1
    assert likeness("I forgot him.", "What was it like to be asked?") == 0


# ── What gives the answer away ─────────────────────────────────────────────────────────


def four(best: int, longest: int) -> tuple[tuple[Reply, ...], int]:
    """Four replies: where the best stands, and where the longest."""
    lengths = [20 if i == longest else 10 for i in range(4)]
    levels = [2 if i == best else 0 for i in range(4)]
    said = zip(lengths, levels, strict=True)
    return tuple(_reply_of(length, level) for length, level in said), best


def _reply_of(length: int, level: int) -> Reply:
    shows = {"own_part": level} if level else {}
    return reply(f"{length}-{level}", "word " * length, **shows)


def test_a_best_reply_that_always_stands_second_is_told_with_the_counts() -> None:
    assert "stands second in 12 of 12 moments" in leak_by_place([four(1, 0)] * 12)


def test_a_best_reply_that_moves_about_is_no_leak() -> None:
    assert leak_by_place([four(i % 4, 0) for i in range(12)]) == ""
    assert leak_by_place([four(1, 0)] * 5 + [four(i, 0) for i in (0, 2, 3)] * 3) == ""


def test_a_few_moments_are_no_pattern() -> None:
    assert leak_by_place([four(1, 1)] * 4) == ""
    assert leak_by_length([four(1, 1)] * 4) == ""


def test_a_best_reply_that_is_nearly_always_the_longest_is_told() -> None:
    assert "longest in 8 of 10" in leak_by_length([four(1, 1)] * 8 + [four(1, 2)] * 2)
    assert leak_by_length([four(1, 1)] * 6 + [four(1, 2)] * 4) == ""


def test_a_silence_is_never_the_longest() -> None:
    silence = reply("wait", "Say nothing, for as long as it takes her." * 3, quiet=True)
    offer = (silence, reply("own", "I forgot.", own_part=2), reply("why", "So?", deflect=2))
    assert "longest in 5 of 5" in leak_by_length([(offer, 1)] * 5)


def test_longer_replies_that_are_the_better_ones_throughout_are_told() -> None:
    rising = (reply("a", "a" * 10, deflect=2), reply("b", "b" * 20, withdraw=1),
              reply("c", "c" * 30, own_part=1), reply("d", "d" * 40, own_part=2))  # fmt: skip
    assert "correlation 1.00" in leak_by_trend([rising] * 8)
    assert leak_by_trend([rising] * 7) == ""  # fewer than thirty replies
    falling = tuple(reply(r.id, "x" * (50 - len(r.text)), **r.reading.levels()) for r in rising)
    assert leak_by_trend([rising, falling] * 4) == ""


# ── Branching ──────────────────────────────────────────────────────────────────────────


def test_an_exercise_need_not_branch() -> None:
    told = corridor(steps("hot middle", [1, 2]), scale="exercise")
    assert list(check_branching(draft_of(told), Chart(told))) == []


def test_two_endings_that_the_last_reply_alone_decides_are_told() -> None:
    good, bad = reply("own", own_part=2), reply("why", deflect=2)
    owned = Shows("any", (Sought("own_part"),))
    rooms = [moment(f"m{n}", route(f"m{n + 1}")) for n in range(9)]
    rooms.append(moment("m9", route("agreed", owned), route("open")))
    both = [replace(room, replies=(good, bad)) for room in rooms]
    ends = {"agreed": ending("agreed", "planned"), "open": ending("open")}
    told = scenario(*both, endings=ends)
    found = {p.code: p.message for p in check_branching(draft_of(told), Chart(told))}
    assert "100 %" in found["WR423"]
    assert "WR422" not in found  # every play passes ten moments


# ── Where a problem is shown ───────────────────────────────────────────────────────────


def test_a_name_inside_a_condition_is_shown_where_it_stands() -> None:
    draft = read(skeleton("my-client").encode(), "my-client.yaml")
    place = spot(draft, ("moments", "goes-cold", "routes", 2), "goes-cold")
    line = draft.source.decode().splitlines()[place.line - 1]
    assert line[place.column - 1 :].startswith("goes-cold: 2")
