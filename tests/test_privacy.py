"""What is the trainee's alone stays so: also in exports and tutors' pages that do not exist yet.

Two nets. The first reads the program: who imports the private modules, whose SQL names their
tables. The second plays, writes a canary into every private field, and calls every route of
the program, those that others add later included.
"""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.services.reflecting import FEELING_WORDS
from sim.store.private import TABLES
from sim.store.schema import described
from tests.test_house import files, imported, module_of
from tests.web.cast import AISHA, House, Trainee, at_random, can_reply, choices, run_id

MAY_READ = {
    "sim.store.private": {"sim.services.reflecting"},
    "sim.services.reflecting": {
        "sim.web.noticing",
        "sim.web.reflecting",
        "sim.web.show.reflecting",
    },
    "sim.web.reflecting": {"sim.web.app"},
    "sim.web.show.reflecting": {"sim.web.reflecting", "sim.web.debrief"},
    "sim.web.noticing": {"sim.web.room", "sim.web.debrief"},
}
MAY_NAME_TABLES = {"sim.store.private", "sim.store.schema"}
OWN_PAGES = {"debrief.debrief", "reflecting.chair", "reflecting.supervision"}
SHEETS = {
    "chair": {"friend": "canary-friend"},
    "supervision": {"hide": "canary-hide", "first": "canary-first", "kind": "canary-kind"},
}
"""Where a trainee reads their own private words. An export does not belong here."""


@pytest.mark.parametrize("private", MAY_READ)
def test_only_the_trainees_own_pages_reach_what_is_private(private: str) -> None:
    readers = {module_of(path) for path in files() if private in imported_names(path)}
    assert readers <= MAY_READ[private], "private: in no export, in no tutor's view"


def imported_names(path: Path) -> set[str]:
    """Modules that a file imports, `from sim.services import reflecting` included."""
    names = imported(path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_no_other_sql_names_the_private_tables() -> None:
    naming = {
        module_of(path)
        for path in files()
        if re.search(r"private_(tap|sheet)", path.read_text(encoding="utf-8"))
    }
    assert naming <= MAY_NAME_TABLES


def test_no_other_table_index_or_view_is_made_of_them(house: House) -> None:
    own = {*TABLES}
    others = {(n, sql) for n, sql in described(house.desk.store.reading()) if n not in own}
    assert [name for name, sql in others if re.search(r"\bprivate_", sql)] == []
    assert own <= {name for name, _ in described(house.desk.store.reading())}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    opened = House(tmp_path / "data")
    yield opened
    opened.close()


def canaries() -> list[str]:
    return [FEELING_WORDS["fix"], *(word for fields in SHEETS.values() for word in fields.values())]


def a_run_with_secrets(amina: Trainee) -> str:
    """Amina plays to the end, taps before the first reply, and writes on every sheet."""
    room = amina.begins()
    said = amina.submits(room, room.form("choice"), choice=choices(room)[0], tap="fix")
    room = amina.plays(amina.follows(said), at_random(3))
    assert not can_reply(room)
    for sheet, fields in SHEETS.items():
        page = amina.get(f"/run/{run_id(room)}/{sheet}")
        assert amina.submits(page, page.form(*fields), **fields).status == 303
    return run_id(room)


def test_no_route_but_the_trainees_own_pages_shows_what_is_private(house: House) -> None:
    an_id = a_run_with_secrets(house.amina)
    house.ben.begins()
    shown: dict[str, set[str]] = {}
    for rule in house.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        url = addressed(rule.rule, an_id)
        for who in (house.amina, house.ben, house.newcomer()):
            text = who.get(url).text
            found = {c for c in canaries() if c in text}
            if found and who is house.amina and rule.endpoint in OWN_PAGES:
                shown.setdefault(rule.endpoint, set()).update(found)
                continue
            assert not found, f"{who.name} reads {found} at {url}"
    assert set().union(*shown.values()) == {*canaries()}, "or this test could not fail"


def addressed(rule: str, an_id: str) -> str:
    """A rule with its places filled; one it does not know has to be taught here."""
    known = {"run_id": an_id, "scenario_id": AISHA}
    url = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: known[m[1]], rule)
    assert "<" not in url
    return url


def test_no_other_table_and_no_log_holds_what_is_private(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    a_run_with_secrets(house.amina)
    store = house.desk.store
    named = [r[0] for r in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    written = ["fix", *canaries()]
    for table in set(named) - {*TABLES, "scenario_version"}:
        for row in store.rows(f"SELECT * FROM [{table}]"):
            cells = [str(cell) for cell in row]
            assert not [c for c in canaries() if any(c in cell for cell in cells)], table
            assert "fix" not in cells, table
    assert not [c for c in written[1:] if c in caplog.text]
