"""docs/engine.md shows the figures of the code: the tables are read and compared."""

from __future__ import annotations

from pathlib import Path

from sim.domain.alliance import TEMPERS, Shifts

PAGE = Path(__file__).resolve().parents[2] / "docs" / "engine.md"


def table(first_header: str) -> dict[str, dict[str, str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"| {first_header} |"))
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in lines[start:]
             if line.startswith("|")]  # fmt: skip
    rows = cells[2:]
    ends = next((i for i, row in enumerate(rows) if len(row) != len(cells[0])), len(rows))
    return {row[0]: dict(zip(cells[0][1:], row[1:], strict=True)) for row in rows[:ends]}


def pair(text: str) -> tuple[float, float]:
    one, _, two = (text or "0/0").partition("/")
    return float(one), float(two)


def test_the_gains_on_the_page_are_those_of_the_code() -> None:
    told = table("phase")
    for row, gains in Shifts().gains.items():
        assert {c: pair(v) for c, v in told[row].items()} == dict(gains)


def test_the_costs_of_markers_on_the_page_are_those_of_the_code() -> None:
    shifts, told = Shifts(), table("marker")
    assert set(told) >= set(shifts.marker_alliance)
    for marker, costs in shifts.marker_alliance.items():
        assert pair(told[marker]["alliance"]) == tuple(costs)
        assert pair(told[marker]["frame"]) == tuple(shifts.marker_frame.get(marker, (0, 0)))
        assert pair(told[marker]["debt"]) == tuple(shifts.marker_debt.get(marker, (0, 0)))


def test_the_histories_on_the_page_are_those_of_the_code() -> None:
    told = table("history")
    for name, temper in TEMPERS.items():
        assert [float(v) for v in told[name].values()] == [
            temper.onset, temper.losses, temper.gains, temper.gains_once_said,
            temper.gives_back, temper.ceiling,
        ]  # fmt: skip
