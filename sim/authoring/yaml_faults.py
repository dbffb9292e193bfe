"""What a YAML parser's complaint means to somebody who is writing a scenario.

The two parsers (libyaml's and PyYAML's own) word the same fault differently; what stands
at the place in the text tells more than either.
"""

from __future__ import annotations

import yaml

from sim.authoring.catalogue import problem
from sim.authoring.problems import Place, Problem
from sim.authoring.source_text import DEEPEST, lines_of


def explained(error: yaml.YAMLError, text: str, path: str) -> Problem:
    """The problem behind a parser's error."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return problem("SY105", Place(path, 1, 1), detail="this file cannot be made out")
    context = getattr(error, "context_mark", None) or mark
    said = f"{getattr(error, 'context', '') or ''} | {getattr(error, 'problem', '') or ''}"
    return _Fault(text, said, _place(path, mark), _place(path, context)).told()


def _place(path: str, mark: yaml.Mark) -> Place:
    return Place(path, mark.line + 1, mark.column + 1)


class _Fault:
    """One complaint: the parser's words, the place, and where the thing around began."""

    def __init__(self, text: str, said: str, place: Place, begun: Place) -> None:
        self.lines = lines_of(text)
        self.said = said
        self.place = place
        self.begun = begun

    def told(self) -> Problem:
        """The catalogue's problem that fits best."""
        said = self.said
        if "nesting" in said:
            return problem("SY110", self.place, most=DEEPEST)
        if "mapping values are not allowed" in said:
            return self._at_a_colon()
        if "quoted scalar" in said:
            return self._in_quotation_marks()
        return self._at_a_sign() or self._between_lines()

    def _at_a_colon(self) -> Problem:
        """A colon where no key can be: inside a text, or after a line that has none."""
        before = self._before()
        key = before.strip().removeprefix("- ").strip()
        if " " in key or ":" in key or "{" in key:
            return problem("SY116", self.place)
        above = self._line_above()
        if above is not None and ":" not in above[1]:
            line, text = above
            column = len(text) - len(text.lstrip()) + 1
            return problem("SY121", Place(self.place.path, line, column))
        column = len(before) - len(before.lstrip()) + 1
        return problem("SY122", Place(self.place.path, self.place.line, column))

    def _in_quotation_marks(self) -> Problem:
        if "unexpected" in self.said:  # the end of the file, or of the document
            return problem("SY119", self.begun)
        detail = "a backslash inside double quotation marks stands before the wrong letter"
        return problem("SY105", self.place, detail=detail)

    def _at_a_sign(self) -> Problem | None:
        """A value that starts with a sign that means something else to YAML."""
        said = self.said
        if "an alias" in said or "an anchor" in said:
            return problem("SY106", self.begun, what=self._at(self.begun))
        if "a tag" in said or "directive" in said or self.lines[0].startswith("%"):
            return problem("SY107", self.begun, what=self._at(self.begun))
        if "cannot start any token" in said or "sequence entries are not" in said:
            return problem("SY118", self.place, sign=self._at(self.place))
        if "a block scalar" in said:
            return problem("SY118", self.begun, sign=self._at(self.begun))
        if "parsing a flow" in said:
            return problem("SY120", self.begun, sign=self._at(self.begun))
        return None

    def _between_lines(self) -> Problem:
        """A new thing where the old one should go on: what stands before it tells why."""
        if "expected ':'" in self.said:
            return problem("SY121", self.begun)
        if self._at(self.place) == ":":
            return problem("SY115", self.place)
        before = self._before().rstrip()
        if before.endswith(("'", '"')):
            return problem("SY117", self.place)
        if before.endswith(("]", "}")):
            opening = {"]": "[", "}": "{"}[before[-1]]
            column = max(before.rfind(opening) + 1, 1)
            return problem("SY118", Place(self.place.path, self.place.line, column), sign=opening)
        return problem("SY122", self.place)

    def _before(self) -> str:
        return self._line(self.place)[: self.place.column - 1]

    def _line_above(self) -> tuple[int, str] | None:
        """The nearest line above that says anything, with its number."""
        for number in range(self.place.line - 1, 0, -1):
            text = self.lines[number - 1]
            if text.strip() and not text.strip().startswith("#"):
                return number, text
        return None

    def _line(self, place: Place) -> str:
        return self.lines[place.line - 1] if place.line <= len(self.lines) else ""

    def _at(self, place: Place) -> str:
        return self._line(place)[place.column - 1 : place.column] or "this"
