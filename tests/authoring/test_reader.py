"""A scenario file becomes the scenario that the engine plays, or says what is wrong and where."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from sim.authoring.catalogue.entry import edit, tried
from sim.authoring.problems import Place, Problem
from sim.authoring.reader import Draft, Unreadable, examine, read
from sim.authoring.skeleton import skeleton
from sim.domain.conditions import AllOf, Earlier, IsVariant, Meter, Not, Quiet, Shows, Sought
from sim.domain.scenario import Line, Now, Spoken

BASE = skeleton("my-client")
QUIET = "when: {quiet: yes, alliance: {at_least: 45}}"
INNER = "    inner: I've said it now.\n"


def changed(old: str, new: str) -> bytes:
    return tried(BASE, edit(old, new))


def read_with(old: str, new: str) -> Draft:
    return read(changed(old, new), "my-client.yaml")


def problems_with(old: str, new: str) -> list[Problem]:
    return examine(changed(old, new), "my-client.yaml")[1]


def only_problem(old: str, new: str) -> Problem:
    (problem,) = problems_with(old, new)
    return problem


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read(BASE.encode("utf-8"), "my-client.yaml")


def test_the_head_is_read_as_written(draft: Draft) -> None:
    scenario = draft.scenario
    assert (scenario.id, scenario.title, scenario.scale) == ("my-client", "Two lines", "exercise")
    assert (scenario.minutes, scenario.turns, scenario.start) == (10, 14, (55.0, 60.0, 0))
    assert scenario.client.pronouns == "they/them"
    assert scenario.briefing.count("\n\n") == 1
    assert scenario.before[0] == Spoken("you", "Come in. Thank you for making Friday work.")


def test_the_version_is_the_hash_of_the_bytes(draft: Draft) -> None:
    assert draft.sha == hashlib.sha256(BASE.encode("utf-8")).hexdigest()
    assert draft.source == BASE.encode("utf-8")


def test_moments_and_endings_keep_the_order_of_the_file(draft: Draft) -> None:
    assert next(iter(draft.scenario.moments)) == "two-lines"
    assert list(draft.scenario.endings)[-1] == "still-open"


def test_what_is_true_now_is_read_from_yes_and_no(draft: Draft) -> None:
    now = draft.scenario.moments["its-fine"].now
    assert now == Now(own_part="yes", wants_to_leave_it=True)


@pytest.mark.parametrize("word", ["yes", "Yes", "true", "TRUE"])
def test_yes_may_be_written_in_several_ways(word: str) -> None:
    draft = read_with("wants_to_leave_it: yes", f"wants_to_leave_it: {word}")
    assert draft.scenario.moments["its-fine"].now.wants_to_leave_it


def test_quoted_words_become_spans_of_the_reply(draft: Draft) -> None:
    reply = draft.scenario.moments["two-lines"].replies[1]
    judgement = reply.reading.judgements["validate_experience"]
    ((start, end),) = judgement.evidence
    assert reply.text[start:end] == "No wonder that stung"
    assert (judgement.level, judgement.decision) == (2, "present")


def test_several_quotations_become_several_spans() -> None:
    draft = read_with("{interpret_away: Who else}", "{interpret_away: [Who else, not weigh]}")
    reply = draft.scenario.moments["the-queue"].replies[2]
    spans = reply.reading.judgements["interpret_away"].evidence
    assert [reply.text[a:b] for a, b in spans] == ["Who else", "not weigh"]


def test_a_silence_and_a_slip_taken_back_are_read(draft: Draft) -> None:
    assert draft.scenario.moments["not-quite"].replies[1].reading.quiet
    back = read_with("did: Short, open,", "taken_back: yes\n        did: Short, open,")
    assert back.scenario.moments["the-queue"].replies[3].reading.taken_back


def test_a_line_is_one_wording_or_a_list_with_conditions(draft: Draft) -> None:
    moments = draft.scenario.moments
    assert moments["the-queue"].inner == (Line("I've said it now."),)
    first, last = moments["goes-cold"].client
    assert first.say.startswith("There, again")
    assert last.when.holds is not None
    assert last.say.startswith("Right.")


def test_only_and_when_of_a_wording_must_both_hold() -> None:
    lines = "    inner:\n      - only: [message]\n        when: {quiet: yes}\n        say: A.\n"
    draft = read_with(INNER, lines + "      - say: B.\n")
    first = draft.scenario.moments["the-queue"].inner[0]
    assert first.when == AllOf((IsVariant(("message",)), Quiet()))


def test_keys_that_stand_together_must_all_hold(draft: Draft) -> None:
    route = draft.scenario.moments["its-fine"].routes[1]
    assert route.when == AllOf((Quiet(True), Meter("alliance", at_least=45)))


def test_an_id_alone_asks_for_level_1_and_a_pair_for_its_level(draft: Draft) -> None:
    routes = draft.scenario.moments["goes-cold"].routes
    assert routes[1].when == Shows("any", (Sought("appease"),))
    assert isinstance(routes[0].when, AllOf)
    assert routes[0].when.inner[0] == Shows("all", (Sought("own_part", 2),))


def test_earlier_and_not_are_read() -> None:
    draft = read_with(QUIET, "when: {not: {earlier: {any: [own_part], at: [two-lines]}}}")
    route = draft.scenario.moments["its-fine"].routes[1]
    assert route.when == Not(Earlier("any", (Sought("own_part"),), ("two-lines",)))


def test_a_scenario_may_change_single_figures_of_the_table() -> None:
    shifts = "shifts: {alliance: {hot: {own_part: [2, 6]}}, frame: {appease: [0, -1]}}\n"
    table = read_with("\nendings:", "\n" + shifts + "endings:").scenario.shifts
    assert table.gains["hot"]["own_part"] == (2, 6)
    assert table.marker_frame["appease"] == (0, -1)
    assert table.gains["middle"] == read(BASE.encode(), "a").scenario.shifts.gains["middle"]


def test_a_place_is_found_for_every_part_and_falls_back_to_what_is_around(draft: Draft) -> None:
    lines = BASE.split("\n")
    place = draft.places.at(("moments", "two-lines", "routes", 0, "to"))
    assert lines[place.line - 1][place.column - 1 :].startswith("the-queue,")
    place = draft.places.at(("moments", "two-lines", "unheard-of"))
    assert lines[place.line - 1][place.column - 1 :] == "two-lines:"
    place = draft.places.at(("moments", "two-lines", "client", 0, "say"))
    assert lines[place.line - 1][place.column - 1 :].startswith("Two lines. I read")
    assert draft.places.at(("nothing",)) == Place("my-client.yaml", 1, 1) or lines


def test_the_place_of_a_key_is_its_name(draft: Draft) -> None:
    place = draft.places.at(("moments", "two-lines", "client"), key=True)
    assert BASE.split("\n")[place.line - 1][place.column - 1 :].startswith("client: Two")


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("    goal: Take up", "    gaol: Take up", "Did you mean `goal`?"),
        ("did: Short, open,", "feedback: Short, open,", "Here it is called `did`."),
        ("otherwise: true}\n\n  not-quite", "else: true}\n\n  not-quite", "called `otherwise`."),
        ("did: Short, open,", "goal: Short, open,", "`goal` belongs to a moment"),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest_that_is_known(
    old: str, new: str, hint: str
) -> None:
    problem = next(p for p in problems_with(old, new) if p.code == "SC201")
    assert hint in problem.cure


def test_a_misspelt_rubric_id_is_told_with_the_nearest() -> None:
    problem = only_problem("applies: [agree_way_forward]", "applies: [agree_wayforward]")
    assert problem.code == "SC208"
    assert problem.cure.startswith("Did you mean `agree_way_forward`?")


def test_a_defensive_id_cannot_be_asked_for() -> None:
    problem = only_problem("applies: [agree_way_forward]", "applies: [appease]")
    assert problem.code == "SC208"
    assert "`justify_self`" not in problem.cure


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("minutes: 10", "minutes: ten", "“ten” stands here, where a whole number is expected."),
        ("minutes: 10", "minutes: [10]", "A list stands here, where a whole number is expected."),
        ("minutes: 10", "minutes: 1e3", "“1e3” stands here, where a whole number is expected."),
        ("alliance: 55,", "alliance: .nan,", "“.nan” stands here, where a number is expected."),
        ("quiet: true  ", "quiet: maybe  ", "“maybe” stands here, where yes or no is expected."),
        (QUIET, "when: {any: own_part}", "“own_part” stands here, where a list of ids in square "
         "brackets is expected."),
        (QUIET, "when: quiet", "“quiet” stands here, where a group of keys with values is "
         "expected."),
        (INNER, "    inner: {say: A.}\n", "A group of keys stands here, where a text or a list of "
         "entries with `say` is expected."),
    ],
)  # fmt: skip
def test_another_kind_of_value_is_told_with_what_stands_there(
    old: str, new: str, message: str
) -> None:
    assert only_problem(old, new).message == message


def test_a_number_of_a_thousand_digits_is_no_number_here() -> None:
    assert only_problem("minutes: 10", "minutes: " + "9" * 5_000).code == "SC203"


def test_all_faults_of_the_shape_are_told_at_once() -> None:
    source = tried(BASE, (("minutes: 10", "minutes: ten"), ("level: introductory", "level: easy")))
    with pytest.raises(Unreadable) as caught:
        read(source, "my-client.yaml")
    assert {p.code for p in caught.value.problems} == {"SC203", "SC205"}


def test_a_warning_does_not_stop_the_reading() -> None:
    draft, problems = examine(BASE.encode("utf-8"), "another-name.yaml")
    assert [p.code for p in problems] == ["SC207"]
    assert draft == replace(read(BASE.encode("utf-8"), "another-name.yaml"))


def test_a_stored_version_has_no_file_name_to_compare() -> None:
    assert examine(BASE.encode("utf-8"), "stored version")[1] == []


def test_another_format_is_told_alone() -> None:
    source = BASE.replace("format: 1", "format: 2").replace("moments:", "scenes:")
    draft, problems = examine(source.encode("utf-8"), "my-client.yaml")
    assert draft is None
    assert [p.code for p in problems] == ["SC215"]


def test_a_quotation_that_is_missing_leaves_the_rest_to_be_checked() -> None:
    source = changed("{interpret_away: Who else}", "{interpret_away: Whoever}")
    draft, problems = examine(source, "my-client.yaml")
    assert draft is not None
    assert [p.code for p in problems] == ["SC210"]
