"""docs/problems.md: the reference page of all problems, written from the catalogue.

`python -m sim.authoring.catalogue.page > docs/problems.md` writes it anew.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator

from sim.authoring.catalogue import ENTRIES
from sim.authoring.catalogue.entry import Edits, Entry, Trial

_HEAD = """\
# What `sim check` can find

Every problem has a code. An **error** must be mended: `sim check` ends with a failure, and where
the file cannot be read or a play could lose its way, the scenario is not offered for play. A
**warning** is worth a look. This page is written from the same catalogue as the messages.
"""
_GROUPS = {
    "SY": "The file and YAML",
    "SC": "The shape of a scenario",
    "GR": "Moments, routes and endings",
    "WR": "The writing",
}
_MOST_SHOWN = 400


def reference_page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_HEAD, *_contents(), *_sections()])


def _contents() -> Iterator[str]:
    for entry in ENTRIES.values():
        yield f"- [{entry.code}](#{entry.code.lower()}) {entry.title}"
    yield ""


def _sections() -> Iterator[str]:
    for letters, title in _GROUPS.items():
        yield f"## {title}\n"
        for entry in ENTRIES.values():
            if entry.code.startswith(letters):
                yield from _section(entry)


def _section(entry: Entry) -> Iterator[str]:
    yield f'### <a id="{entry.code.lower()}"></a>{entry.code} · {entry.title}\n'
    yield f"*{entry.severity}* — {_readable(entry.message)}\n"
    yield f"- **How it comes about:** {entry.cause}"
    yield f"- **Why it matters:** {entry.why}"
    yield f"- **How to mend it:** {_readable(entry.cure)}\n"
    yield from _example("Is found here:", entry.triggers)
    yield from _example("Is not found here:", entry.near_miss)


def _readable(template: str) -> str:
    """A template with an ellipsis wherever a value would stand."""
    return template.format_map(defaultdict(lambda: "…"))


def _example(title: str, trial: Trial | None) -> Iterator[str]:
    text = _as_text(trial)
    if text is not None:
        yield f"{title}\n\n```yaml\n{text}\n```\n"


def _as_text(trial: Trial | None) -> str | None:
    """What an example shows: the new text of each edit; nothing for huge or odd bytes."""
    if trial is None:
        return None
    text = trial.decode("utf-8", "replace") if isinstance(trial, bytes) else _changed(trial)
    visible = "".join(s if s.isprintable() or s == "\n" else "\ufffd" for s in text)
    return visible.strip("\n") if len(text) <= _MOST_SHOWN else None


def _changed(edits: Edits) -> str:
    return "\n".join(_dedented(new) or "(taken out)" for _, new in edits)


def _dedented(text: str) -> str:
    lines = text.strip("\n").split("\n")
    indent = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    return "\n".join(line[indent:] for line in lines)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(reference_page(), end="")
