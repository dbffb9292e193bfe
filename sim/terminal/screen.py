"""Lines of text for a terminal: width, wrapping, a progress line."""

from __future__ import annotations

import shutil
import sys
import textwrap

import click

WIDEST = 76


def width() -> int:
    """How wide to set text: the terminal's width, at most 76 characters."""
    return min(WIDEST, shutil.get_terminal_size().columns - 2)


def tell(text: str, indent: int = 0, hang: int = 0, **style: bool | str) -> None:
    """Say a paragraph, wrapped; style as click.style (dim, bold, italic).

    Lines after the first stand `hang` columns further in, so that a number stays alone.
    """
    first, later = " " * indent, " " * (indent + hang)
    for paragraph in text.splitlines() or [""]:
        wrapped = textwrap.fill(
            paragraph.strip(), width(), initial_indent=first, subsequent_indent=later
        )
        click.secho(wrapped, **style)  # type: ignore[arg-type]


def rule() -> None:
    """A hairline."""
    click.secho("─" * width(), dim=True)


class Progress:
    """One line that says how far a long piece of work has come; only on a real terminal."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.shown = sys.stderr.isatty()

    def __call__(self, done: int, of: int) -> None:
        """`done` of `of` parts are finished."""
        if not self.shown or of <= 0:
            return
        filled = "━" * (24 * done // of)
        end = "\n" if done >= of else ""
        sys.stderr.write(f"\r{self.what}  {filled:<24} {done:>6} of {of}{end}")
        sys.stderr.flush()
