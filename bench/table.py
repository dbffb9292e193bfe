"""Figures as they are shown and written: one table for each question."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BEGIN, END = "<!-- figures: {} -->", "<!-- end: {} -->"


@dataclass(frozen=True)
class Table:
    """`name` marks its place in docs/measurements.md; `note` says what was compared."""

    name: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def text(self) -> str:
        """As Markdown, which reads well in a terminal too."""
        every = [self.head, *self.rows]
        width = [max(len(row[i]) for row in every) for i in range(len(self.head))]
        lines = [_line(row, width) for row in every]
        lines.insert(1, "|" + "|".join("-" * (w + 2) for w in width) + "|")
        return "\n".join([self.note, "", *lines])


def write_into(path: Path, tables: Sequence[Table]) -> None:
    """Put each table in its marked place. Raises ValueError where the page has none for it."""
    page = path.read_text(encoding="utf-8")
    for table in tables:
        begin, end = BEGIN.format(table.name), END.format(table.name)
        place = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.S)
        new = f"{begin}\n{table.text()}\n{end}"
        page, found = place.subn(lambda _, new=new: new, page)  # type: ignore[misc]
        if not found:
            raise ValueError(f"{path.name} has no place for the table {table.name}")
    path.write_text(page, encoding="utf-8")


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which `part` (0 to 1) of all lie, as measured, not interpolated."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def ms(seconds: float) -> str:
    """Seconds, shown in milliseconds."""
    return f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def verdict(value: float, at_most: float) -> str:
    """A ratio against its target."""
    return f"{value:.2f} ({'met' if value <= at_most else 'missed'}: at most {at_most:g})"


def _line(row: Sequence[str], width: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, width, strict=True)) + " |"
