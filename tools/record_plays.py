"""Records play scripts for a scenario: one for each ending and variant that plays come to.

    python tools/record_plays.py defensive-reply

Written once, read by hand, then kept: a change of the scenario that breaks one is a
change that somebody should mean.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sim.authoring.library import Library
from sim.authoring.plays import write_play
from sim.authoring.trainees import TASTES
from sim.authoring.walking import walk
from sim.domain.encounter import Encounter
from sim.paths import root

PLAYS = 4000


def main(scenario_id: str) -> None:
    draft = Library(root("scenarios")).draft(scenario_id)
    encounter = Encounter(draft.scenario)
    folder = root("scenarios") / "plays" / scenario_id
    folder.mkdir(parents=True, exist_ok=True)
    chance, kinds, found = Random(7), tuple(TASTES), set()
    variants = tuple(draft.scenario.variants)
    for n in range(PLAYS):
        play = walk(encounter, kinds[n % len(kinds)], variants[n // 5 % len(variants)], chance)
        name = f"{play.ending}-{play.variant}"
        if name in found:
            continue
        found.add(name)
        choices = [(t.moment, r) for t, r in zip(play.turns, play.replies, strict=True)]
        text = write_play(draft, play.variant, choices)
        (folder / f"{name}.play").write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(found)} plays in {folder.name}")


if __name__ == "__main__":
    main(sys.argv[1])
