"""What a turn costs, alone and in a class. Prints tables; writes only when asked to.

python -m bench.turn                                  everything; some three minutes
python -m bench.turn unit http                        only these tables
python -m bench.turn --write docs/measurements.md     puts the tables in their places there
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import classroom, curves
from bench.table import Table, write_into
from bench.unit import unit


def told(what: str) -> None:
    """One line of progress, overwritten by the next, where somebody looks on."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K… {what}", end="", file=sys.stderr, flush=True)
    else:
        print(f"… {what}", file=sys.stderr, flush=True)


MEASUREMENTS: dict[str, Callable[[Path], Table]] = {
    "unit": unit,
    "http": classroom.one_turn,
    "sixty": classroom.sixty,
    "at-once": classroom.everybody_at_once,
    "scenarios": lambda folder: curves.scenarios(folder, told),
    "stored": lambda folder: curves.stored_turns(folder, told),
}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("tables", nargs="*", choices=[*MEASUREMENTS, []], metavar="TABLE",
                         help=f"of: {', '.join(MEASUREMENTS)}")  # fmt: skip
    options.add_argument("--write", type=Path, metavar="FILE", help="a page with marked places")
    chosen = options.parse_args()
    tables = [measured(name) for name in chosen.tables or MEASUREMENTS]
    if chosen.write:
        write_into(chosen.write, tables)
    return 0


def measured(name: str) -> Table:
    told(name)
    with tempfile.TemporaryDirectory() as folder:
        table = MEASUREMENTS[name](Path(folder))
    print(f"\n## {name}\n{table.text()}\n", flush=True)
    return table


if __name__ == "__main__":
    sys.exit(main())
