"""docs/engine.md shows the figures of the code: its tables are read and compared."""

from __future__ import annotations

from pathlib import Path

from sim.domain import shift_table as code
from sim.domain.shift_table import TEMPERS, Shifts

PAGE = Path(__file__).resolve().parents[2] / "docs" / "engine.md"
Rows = dict[str, dict[str, str]]


def table(first_header: str) -> Rows:
    """The table whose first column has this header: its rows by their first cell."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"| {first_header} |"))
    end = next(i for i in range(start, len(lines)) if not lines[i].startswith("|"))
    head, _, *rows = ([c.strip() for c in line.strip("|").split("|")] for line in lines[start:end])
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}


def pair(text: str) -> tuple[float, float]:
    one, _, two = text.partition("/")
    return float(one), float(two)


def test_the_gains_on_the_page_are_those_of_the_code() -> None:
    told = {row: {c: pair(v) for c, v in cells.items()} for row, cells in table("phase").items()}
    assert told == {row: dict(gains) for row, gains in Shifts().gains.items()}


def test_what_makes_the_frame_clearer_is_that_of_the_code() -> None:
    told = {c: pair(cells["at level 1/2"]) for c, cells in table("frame from").items()}
    assert told == Shifts().frame_gains


def test_the_costs_of_markers_on_the_page_are_those_of_the_code() -> None:
    shifts, told = Shifts(), table("marker")
    assert set(told) == set(shifts.marker_alliance)
    for marker, costs in shifts.marker_alliance.items():
        assert pair(told[marker]["alliance"]) == costs
        assert pair(told[marker]["frame"]) == shifts.marker_frame.get(marker, (0, 0))
        assert pair(told[marker]["debt"]) == shifts.marker_debt.get(marker, (0, 0))


def test_the_histories_on_the_page_are_those_of_the_code() -> None:
    told = {h: [float(v) for v in cells.values()] for h, cells in table("history").items()}
    assert told == {
        name: [t.onset, t.losses, t.gains, t.gains_once_said, t.gives_back, t.ceiling]
        for name, t in TEMPERS.items()
    }


def test_the_bounds_on_the_page_are_those_of_the_code() -> None:
    told = [float(cells["value"]) for cells in table("figure").values()]
    assert told == [
        code.REPEATED[1],
        code.REPEATED[2],
        code.MARKER_PHASE["middle"],
        code.MARKER_PHASE["later"],
        code.EARLY_EARNS,
        code.UNOWNED,
        code.VAGUE_OWNED,
        code.MOST_DOWN,
        code.MOST_UP,
        code.MOST_DEBT,
        code.COURTESY_STOPS_SHORT,
        code.FRAME_HOLDS,
        code.LEAVING_UNDER,
    ]
