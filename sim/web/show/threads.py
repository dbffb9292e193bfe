"""Threads between quiet nodes, left to right by time: the picture of a tree of paths.

A strand is a stretch of one path that has a row to itself. It leaves its parent at a node
and runs to the right; every strand gets the nearest row in which its columns are free, so
that threads lie side by side and never in a tangle. All figures are in SVG units (pixels).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from sim.web.pages import Knot, Thread, Threads

STEP, ROW = 72, 44
SIDE, TOP = 30, 26


@dataclass(frozen=True, slots=True)
class Strand:
    """A stretch of one path. `start` is the column (from 0) of its first node, `knots` what
    its nodes are, `look` taken, other or unmet. The first strand has no parent."""

    name: str
    parent: str
    start: int
    knots: tuple[tuple[str, str], ...]
    """For each node its kind (turn, now, place, ending) and its label."""
    look: str


def picture(strands: Sequence[Strand], said: str) -> Threads:
    """The picture of these strands; a parent comes before its children. `said` tells it in
    words. Strands without a node draw nothing but may still be a parent's place."""
    rows = rows_for(strands)
    top = min(rows.values(), default=0)
    height = (max(rows.values(), default=0) - top) * ROW + 2 * TOP
    columns = max((s.start + len(s.knots) for s in strands), default=1)
    threads, knots = [], []
    for strand in reversed(strands):  # what was taken is drawn last, on top
        y = (rows[strand.name] - top) * ROW + TOP
        origin = _origin(strand, rows, top)
        threads.append(Thread(path=_course(strand, origin, y), look=strand.look))
        for place, (kind, label) in enumerate(strand.knots):
            x = _across(strand.start + place)
            knots.append(Knot(x=x, y=y, kind=kind, label=label, look=strand.look))
    width = (columns - 1) * STEP + 2 * SIDE
    return Threads(
        width=width, height=height, threads=tuple(threads), knots=tuple(knots), said=said
    )


def rows_for(strands: Iterable[Strand]) -> dict[str, int]:
    """A row for each strand: the first gets 0, the others the nearest free one to their
    parent, below before above. Two strands in one row never share or touch a column."""
    rows: dict[str, int] = {}
    taken: dict[int, list[range]] = {}
    for strand in strands:
        wanted = range(strand.start - 1, strand.start + max(1, len(strand.knots)))
        home = rows.get(strand.parent, 0)
        row = next(r for r in _nearest(home) if _is_free(taken.get(r, ()), wanted))
        rows[strand.name] = row
        taken.setdefault(row, []).append(wanted)
    return rows


def _nearest(home: int) -> Iterator[int]:
    yield home
    for distance in count(1):
        yield home + distance
        yield home - distance


def _is_free(taken: Iterable[range], wanted: range) -> bool:
    return all(wanted.stop <= other.start or other.stop <= wanted.start for other in taken)


def _origin(strand: Strand, rows: dict[str, int], top: int) -> tuple[int, int] | None:
    if strand.parent not in rows or strand.parent == strand.name:
        return None
    return _across(strand.start - 1), (rows[strand.parent] - top) * ROW + TOP


def _across(column: int) -> int:
    return SIDE + column * STEP


def _course(strand: Strand, origin: tuple[int, int] | None, y: int) -> str:
    """The line of a strand as SVG path data: a soft bend away from its parent, then level."""
    first = _across(strand.start)
    last = _across(strand.start + max(0, len(strand.knots) - 1))
    if origin is None:
        return f"M{first},{y} H{last}"
    x0, y0 = origin
    if not strand.knots:
        return f"M{x0},{y0}"
    bend = (first - x0) // 2
    return f"M{x0},{y0} C{x0 + bend},{y0} {first - bend},{y} {first},{y} H{last}"
