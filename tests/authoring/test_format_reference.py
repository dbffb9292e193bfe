"""scenarios/README.md tells the truth about the scenario file, and the schema is current."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest

from sim.authoring.file_model import ScenarioFile
from sim.authoring.file_types import Block
from sim.authoring.reader import Draft, Unreadable, read
from sim.authoring.safe_yaml import parse, plain
from sim.authoring.schema import schema, schema_text
from sim.authoring.skeleton import skeleton
from sim.domain.conditions import AnyOf, IsVariant
from sim.domain.rubric import ALL_IDS

SCENARIOS = Path(__file__).parents[2] / "scenarios"
README = (SCENARIOS / "README.md").read_text(encoding="utf-8")
SHIPPED = sorted(SCENARIOS.glob("*.yaml"))
BLOCKS = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
HEAD, MOMENT, REPLIES, ROUTES, EXAMPLES, LINES, ENDINGS, SHIFTS = BLOCKS
WHOLE = "".join([HEAD, MOMENT, REPLIES, ROUTES, EXAMPLES, ENDINGS, SHIFTS])
CONDITIONS = re.findall(r"^\| `(.+?)` \| ", README, re.MULTILINE)


def read_text(text: str) -> Draft:
    return read(text.encode("utf-8"), "my-client.yaml")


def blocks_of(kind: Any = Block) -> Iterator[type[Block]]:
    for block in kind.__subclasses__():
        yield block
        yield from blocks_of(block)


def words_of(kind: Any) -> Iterator[str]:
    """The words of every closed list inside a type."""
    if get_origin(kind) is Literal:
        yield from (str(word) for word in get_args(kind))
    elif get_origin(kind) is not Annotated:
        for part in get_args(kind):
            yield from words_of(part)


def test_the_examples_put_together_are_a_file_that_can_be_read() -> None:
    scenario = read_text(WHOLE).scenario
    assert scenario.client.name == "Ros"
    assert scenario.moments["asks"].replies[0].id == "warm-hold"
    assert scenario.moments["asks"].examples[0].leads_to == "relief"
    assert scenario.endings["left-for-now"].unpreventable
    assert scenario.shifts.gains["hot"]["validate_experience"] == (1, 4)


def test_the_example_of_a_line_with_several_wordings_can_be_read() -> None:
    single = next(line for line in MOMENT.splitlines() if line.startswith("    client:"))
    text = WHOLE.replace(single + "\n", LINES).replace("could I just, Not every time", "Twice")
    lines = read_text(text).scenario.moments["asks"].client
    assert lines[1].when == IsVariant(("hug",))
    assert lines[2].say == "I'm late. I know. Don't write it down."


@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition_of_the_table_can_be_read(condition: str) -> None:
    text = WHOLE.replace("{alliance: {below: 45}}", "{" + condition + "}", 1)
    assert "{" + condition + "}" in text
    read_text(text)


def test_the_table_shows_every_key_of_a_condition() -> None:
    shown = {condition.split(":")[0] for condition in CONDITIONS}
    route = next(b for b in blocks_of() if b.__name__ == "ConditionBlock")
    assert shown == {field.alias or name for name, field in route.model_fields.items()}


@pytest.mark.parametrize("block", list(blocks_of()), ids=lambda block: block.__name__)
def test_every_key_of_the_file_is_told_on_the_page(block: type[Block]) -> None:
    for name, field in block.model_fields.items():
        assert re.search(rf"\b{field.alias or name}[`:]", README), name
        for word in words_of(field.annotation):
            assert word in README, word


@pytest.mark.parametrize("criterion", ALL_IDS)
def test_every_rubric_id_is_told_on_the_page(criterion: str) -> None:
    assert criterion in README


def test_a_condition_may_nest_four_deep_and_not_five() -> None:
    four = "{not: {not: {not: {quiet: yes}}}}"
    read_text(WHOLE.replace("{alliance: {below: 45}}", four))
    with pytest.raises(Unreadable) as caught:
        read_text(WHOLE.replace("{alliance: {below: 45}}", "{not: " + four + "}"))
    assert [p.code for p in caught.value.problems] == ["SC213"]


def test_either_reads_as_at_least_one_of() -> None:
    text = WHOLE.replace("{alliance: {below: 45}}", "{either: [{quiet: yes}, {said: {below: 2}}]}")
    assert isinstance(read_text(text).scenario.moments["asks"].routes[2].when, AnyOf)


def test_the_schema_beside_the_scenarios_is_the_one_of_today() -> None:
    written = (SCENARIOS / "scenario.schema.json").read_text(encoding="utf-8")
    assert written == schema_text()
    assert json.loads(written) == schema()


def test_the_schema_knows_every_key_and_allows_no_other() -> None:
    made = schema()
    for block in blocks_of():
        part = made if block is ScenarioFile else made["$defs"][block.__name__]
        assert part["additionalProperties"] is False
        assert set(part["properties"]) == {f.alias or n for n, f in block.model_fields.items()}


def test_the_schema_lists_the_rubric_ids_that_shows_may_name() -> None:
    shows = schema()["$defs"]["ReplyBlock"]["properties"]["shows"]
    assert shows["propertyNames"]["enum"] == list(ALL_IDS)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_scenario_fits_the_model_and_points_to_the_schema(path: Path) -> None:
    ScenarioFile.model_validate(plain(parse(path.read_bytes(), path.name)))
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == skeleton("any-id").splitlines()[0]
