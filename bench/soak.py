"""Kill the real server under load, as often as asked. Exit status 1 when anything was lost.

python -m bench.soak                     1,000 kills; some half an hour
python -m bench.soak --kills 200 --trainees 20
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from bench.storm import Storm, storm
from bench.table import median, ms, percentile


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--kills", type=int, default=1000)
    options.add_argument("--trainees", type=int, default=8)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        result = storm(
            Path(folder), chosen.kills, chosen.trainees, chosen.seed,
            lambda done: print(f"\r{done} of {chosen.kills} kills, "
                               f"{time.monotonic() - began:.0f} s", end="", file=sys.stderr),
        )  # fmt: skip
    print(summary(result))
    return 1 if result.faults else 0


def summary(result: Storm) -> str:
    """What happened, in lines."""
    waits = result.restarts or [0.0]
    lines = [
        f"kills of the whole process group     {result.kills}",
        f"  with a sent turn unanswered        {result.open_at_kill}",
        f"turns answered                       {result.answered}",
        f"  sent again with the same key       {result.sent_again}",
        f"  stored, though no answer had come  {len(result.stored_unanswered)}",
        f"lost, halved, doubled or changed     {len(result.faults)}",
        f"ready again after                    {ms(median(waits))} (median), "
        f"{ms(percentile(waits, 0.95))} (p95), {ms(max(waits))} (longest)",
    ]
    return "\n".join(["", *lines, *result.faults[:20]])


if __name__ == "__main__":
    sys.exit(main())
