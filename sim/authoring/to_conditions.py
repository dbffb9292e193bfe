"""From conditions as written to the engine's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sim.authoring.file_conditions import ConditionBlock, EarlierBlock, LineBlock, MeterBlock
from sim.authoring.problems import Path
from sim.domain.conditions import (
    ALWAYS,
    DEEPEST,
    AllOf,
    AnyOf,
    Condition,
    Earlier,
    IsVariant,
    Meter,
    MeterName,
    Not,
    Quantifier,
    Quiet,
    Shows,
    Sought,
    Visited,
)
from sim.domain.scenario import Line, Lines

Report = Callable[..., None]
"""report(code, path, key=False, **names): notes a problem at a path of the file."""

_QUANTIFIERS: tuple[Quantifier, ...] = ("all", "any", "none")
_METERS: tuple[MeterName, ...] = ("alliance", "frame", "said", "debt")


class Conditions:
    """Converts the conditions of one file, reporting what a model cannot see."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def condition(self, block: ConditionBlock | None, path: Path, depth: int = 1) -> Condition:
        """The engine's condition; holds always where there is none."""
        if block is None:
            return ALWAYS
        if depth > DEEPEST:
            self._report("SC213", path, key=True, most=DEEPEST)
            return ALWAYS
        parts = tuple(self._parts(block, path, depth))
        if not parts:
            self._report("SC223", path, key=True)
        return _together(parts)

    def lines(self, blocks: Sequence[LineBlock] | None, path: Path) -> Lines:
        """All wordings of a line. The last must hold always, and no other may."""
        lines = tuple(self._line(block, (*path, n)) for n, block in enumerate(blocks or ()))
        for n, line in enumerate(lines):
            last = n == len(lines) - 1
            if last and line.when is not ALWAYS:
                self._report("SC216", (*path, n))
            elif not last and line.when is ALWAYS:
                self._report("SC217", (*path, n))
        return lines

    def _line(self, block: LineBlock, path: Path) -> Line:
        when = self.condition(block.when, (*path, "when"))
        if block.only:
            variant = IsVariant(tuple(block.only))
            when = variant if block.when is None else AllOf((variant, when))
        return Line(block.say, when)

    def _parts(self, block: ConditionBlock, path: Path, depth: int) -> Iterator[Condition]:
        for quantifier in _QUANTIFIERS:
            sought = getattr(block, quantifier)
            if sought is not None:
                yield Shows(quantifier, _sought(sought))
        if block.quiet is not None:
            yield Quiet(block.quiet)
        yield from self._meters(block, path)
        for moment, times in (block.visited or {}).items():
            yield Visited(moment, times)
        if block.earlier is not None:
            yield from self._earlier(block.earlier, (*path, "earlier"))
        if block.variant is not None:
            yield IsVariant(tuple(block.variant))
        yield from self._nested(block, path, depth)

    def _nested(self, block: ConditionBlock, path: Path, depth: int) -> Iterator[Condition]:
        if block.not_ is not None:
            yield Not(self.condition(block.not_, (*path, "not"), depth + 1))
        if block.either is not None:
            inner = (
                self.condition(one, (*path, "either", n), depth + 1)
                for n, one in enumerate(block.either)
            )
            yield AnyOf(tuple(inner))

    def _meters(self, block: ConditionBlock, path: Path) -> Iterator[Condition]:
        for name in _METERS:
            bounds: MeterBlock | None = getattr(block, name)
            if bounds is None:
                continue
            if bounds.at_least is None and bounds.below is None:
                self._report("SC223", (*path, name), key=True)
            yield Meter(name, bounds.at_least, bounds.below)

    def _earlier(self, block: EarlierBlock, path: Path) -> Iterator[Condition]:
        named = [(q, getattr(block, q)) for q in _QUANTIFIERS]
        if all(sought is None for _, sought in named):
            self._report("SC223", path, key=True)
        for quantifier, sought in named:
            if sought is not None:
                yield Earlier(quantifier, _sought(sought), tuple(block.at or ()))


def _sought(items: Sequence[Mapping[str, int]]) -> tuple[Sought, ...]:
    return tuple(Sought(name, level) for item in items for name, level in item.items())


def _together(parts: tuple[Condition, ...]) -> Condition:
    if not parts:
        return ALWAYS
    return parts[0] if len(parts) == 1 else AllOf(parts)
