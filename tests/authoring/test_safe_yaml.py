"""Any file at all becomes a tree with places, or problems with places; nothing else."""

from __future__ import annotations

import random

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.authoring.checker import check
from sim.authoring.problems import Place
from sim.authoring.safe_yaml import MapNode, TextNode, Unreadable, parse, plain, walk
from sim.authoring.skeleton import skeleton
from sim.authoring.source_text import MOST_BYTES

_WHOLE = skeleton("my-client")
# One moment and all endings: enough to damage, and quick to read three hundred times.
SMALL = (_WHOLE.split("\n  not-quite:")[0] + "\nendings:" + _WHOLE.split("\nendings:")[1]).encode()
PURE = pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])


def use_pure_parser(monkeypatch: pytest.MonkeyPatch, pure: bool) -> None:
    if pure:
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


def codes(source: bytes | str) -> list[tuple[str, int, int]]:
    bytes_ = source if isinstance(source, bytes) else source.encode("utf-8")
    with pytest.raises(Unreadable) as caught:
        parse(bytes_, "a.yaml")
    return [(p.code, p.place.line, p.place.column) for p in caught.value.problems]


def test_every_value_stays_the_text_that_was_written() -> None:
    source = b"a: no\nb: 1:30\nc: Yes\nd: 2024-01-01\ne: ~\nf: 0x1F\ng: 1_000\n"
    written = {"a": "no", "b": "1:30", "c": "Yes", "d": "2024-01-01", "e": "~", "f": "0x1F"}
    assert plain(parse(source, "a.yaml")) == {**written, "g": "1_000"}


def test_every_key_and_value_knows_its_line_and_column() -> None:
    root = parse("a:\n  - b: één c\n    d: {e: f}\n".encode(), "a.yaml")
    places = {path: (node.place, key) for path, node, key in walk(root)}
    assert places[("a", 0, "b")] == (Place("a.yaml", 2, 8), Place("a.yaml", 2, 5))
    assert places[("a", 0, "d", "e")] == (Place("a.yaml", 3, 12), Place("a.yaml", 3, 9))
    assert places[("a", 0)] == (Place("a.yaml", 2, 5), None)


def test_both_parsers_read_the_same_tree_with_the_same_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by_libyaml = parse(_WHOLE.encode(), "a.yaml")
    use_pure_parser(monkeypatch, True)
    assert parse(_WHOLE.encode(), "a.yaml") == by_libyaml


@PURE
def test_a_list_of_questions_needs_no_quotation_marks(
    pure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_pure_parser(monkeypatch, pure)
    tree = plain(parse(b"a: [Is it?, Why? No idea, {b: Who?}]\n", "a.yaml"))
    assert tree == {"a": ["Is it?", "Why? No idea", {"b": "Who?"}]}


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    root = parse("\ufeffa: b\r\nc: d\r\n".encode(), "a.yaml")
    assert isinstance(root, MapNode)
    assert plain(root) == {"a": "b", "c": "d"}
    assert root.key_places["c"] == Place("a.yaml", 2, 1)


def test_a_text_of_several_lines_keeps_its_paragraphs() -> None:
    root = parse(b"a: |\n  One.\n\n  Two.\n", "a.yaml")
    assert isinstance(root, MapNode)
    assert root.values["a"] == TextNode("One.\n\nTwo.", Place("a.yaml", 1, 4))


def test_a_wrong_byte_is_found_in_its_line_and_column() -> None:
    assert codes(b"a: b\nname: caf\xe9\n") == [("SY101", 2, 10)]


def test_a_file_in_utf_16_is_refused_as_such() -> None:
    assert codes("a: b\n".encode("utf-16")) == [("SY101", 1, 1)]


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x85", "\u202e", "\u2066", "\u200f", "\u2028"])
def test_a_control_or_bidi_character_is_refused_where_it_stands(sign: str) -> None:
    assert codes(f"a: b\nc: d{sign}e\n") == [("SY103", 2, 5)]


@PURE
@pytest.mark.parametrize("escape", [r"\0", r"\e", r"\u202e", r"\N", r"\P"])
def test_nor_can_such_a_character_be_written_as_an_escape(
    escape: str, pure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_pure_parser(monkeypatch, pure)
    assert codes(f'a: b\nc: "d{escape}e"\n') == [("SY103", 2, 4)]


@PURE
@pytest.mark.parametrize("escape", [r"\ud800", r"\UFFFFFFFF", r"\q"])
def test_an_escape_for_no_character_is_refused(
    escape: str, pure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_pure_parser(monkeypatch, pure)
    assert codes(f'a: "{escape}"\n')[0][0] in ("SY103", "SY105")


@PURE
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a:\n  client: She said: no\n", ("SY116", 2, 19)),
        ("a:\n  client: At home\n    and then: no\n", ("SY116", 3, 13)),
        ('a:\n  text: "Hi," she said.\n  b: c\n', ("SY117", 2, 15)),
        ("a:\n  text: 'Twas late\n", ("SY119", 2, 9)),
        ("a:\n  text: @home\n", ("SY118", 2, 9)),
        ("a:\n  text: %hm\n", ("SY118", 2, 9)),
        ("a:\n  text: - hm\n", ("SY118", 2, 9)),
        ("a:\n  text: |hm\n", ("SY118", 2, 9)),
        ("a:\n  text: [pause] I see\n  b: c\n", ("SY118", 2, 9)),
        ("a:\n  only: [x, y\n  b: c\n", ("SY120", 2, 9)),
        ("a:\n  only\n  b: c\n", ("SY121", 2, 3)),
        ("a: 1\nonly this\nb: c\n", ("SY121", 2, 1)),
        ("a:\n  b: c\n d: e\n", ("SY122", 3, 2)),
        ("a: 1\n  b: c\n", ("SY122", 2, 3)),
        ("a:\n  - x: 1\n    y: 2\n   z: 3\n", ("SY122", 4, 4)),
        ("a: *sighs*\n", ("SY106", 1, 4)),
        ("a: &b c\n", ("SY106", 1, 4)),
        ("a: !no way\n", ("SY107", 1, 4)),
        ("a: !!python/object/apply:os.system [ls]\n", ("SY107", 1, 4)),
        ("%YAML 1.1\n---\na: b\n", ("SY107", 1, 1)),
        ("a: b\n<<: c\n", ("SY108", 2, 1)),
        ("a: b\n---\nc: d\n", ("SY109", 2, 1)),
        ("", ("SY112", 1, 1)),
        ("# only a note\n", ("SY112", 2, 1)),
        ("? [a]\n: b\n", ("SY115", 1, 3)),
        ("a: b\n: c\n", ("SY115", 2, 1)),
        ("a:\n\tb: c\n", ("SY104", 2, 1)),
    ],
)
def test_slips_of_the_pen_are_told_apart(
    source: str, expected: tuple[str, int, int], pure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_pure_parser(monkeypatch, pure)
    assert codes(source) == [expected]


def test_every_repeated_key_is_named_with_the_line_of_the_first() -> None:
    with pytest.raises(Unreadable) as caught:
        parse(b"a: 1\nb: {c: 1, c: 2}\na: 3\n", "a.yaml")
    told = [(p.place.line, p.place.column, p.message) for p in caught.value.problems]
    assert told == [
        (2, 11, "`c` stands here a second time; the first is in line 2."),
        (3, 1, "`a` stands here a second time; the first is in line 1."),
    ]


@PURE
@pytest.mark.parametrize("sign", ["[", "{", "- ", "{a: "])
def test_deep_nesting_is_refused_and_never_crashes_the_process(
    sign: str, pure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_pure_parser(monkeypatch, pure)
    # The pure parser meets braces inside braces as keys before it gets that deep.
    assert codes(sign * 50_000)[0][0] in ("SY110", "SY115")


def test_a_file_larger_than_the_limit_is_not_even_decoded() -> None:
    assert codes(b"\xff" * (MOST_BYTES + 1)) == [("SY102", 1, 1)]


def test_a_note_behind_a_text_is_no_problem_and_a_cut_text_is_a_warning() -> None:
    note, cut = b"a: b   # a note\n", b"a: room #4\n"
    assert "SY123" not in [p.code for p in check(note, "a.yaml")]
    assert ("SY123", "warning", 9) in [
        (p.code, p.severity, p.place.column) for p in check(cut, "a.yaml")
    ]


def mutated(seed: int) -> bytes:
    """A scenario file with a few bytes changed, put in, or taken out."""
    chance = random.Random(seed)
    changed = bytearray(SMALL)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed))
        signs = chance.choice(
            [b":", b"{", b"]", b"\n", b"\t", b"'", b'"', b"#", b"*a", b"- ", b"~"]
        )
        odd = bytes([chance.choice([*range(32, 127), 0, 9, 10, 13, 195, 233, 255])])
        length = chance.choice([0, 0, 1, 1, 12])
        changed[at : at + length] = chance.choice([signs, odd, b""])
    return bytes(changed)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9))
def test_a_damaged_file_gives_problems_with_places_and_never_an_error(seed: int) -> None:
    source = mutated(seed)
    last = source.count(b"\n") + source.count(b"\r") + 1
    for problem in check(source, "a.yaml"):
        assert 1 <= problem.place.line <= last + 1
        assert problem.place.column >= 1
        assert problem.message
        assert problem.cure


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(alphabet="a: -[]{}'\"#&*!|>%@\n\t?,\\u0", max_size=60)
    )
)
def test_any_bytes_at_all_give_problems_with_places_and_never_an_error(source: bytes | str) -> None:
    problems = check(source if isinstance(source, bytes) else source.encode("utf-8"), "a.yaml")
    assert problems
    assert all(p.place.line >= 1 and p.place.column >= 1 for p in problems)
