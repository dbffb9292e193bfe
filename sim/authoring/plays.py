"""Play scripts: a play that was walked once and must go on working.

    # How it is meant to go when the slip is owned at once.
    scenario: defensive-reply
    variant: brothers
    my-fault > took-it-back
    three-times > true-count
    ends: hows-imran
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.authoring.reader import Draft
from sim.authoring.walking import offered
from sim.domain.encounter import Encounter

HEADS = ("scenario", "variant", "ends")


class BadPlay(ValueError):
    """A play script that cannot be read; the message names the line."""


@dataclass(frozen=True, slots=True)
class Play:
    """The choices of one play, (moment, reply) each, and the ending they come to."""

    scenario: str
    variant: str
    choices: tuple[tuple[str, str], ...]
    ends: str


def read_play(text: str) -> Play:
    """Read a play script. Raises BadPlay with the line that is at fault."""
    heads: dict[str, str] = {}
    choices: list[tuple[str, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("#")[0].strip()
        name, colon, value = words.partition(":")
        if not words:
            continue
        if colon and name.strip() in HEADS:
            heads[name.strip()] = value.strip()
        elif ">" in words:
            moment, _, reply = words.partition(">")
            choices.append((moment.strip(), reply.strip()))
        else:
            raise BadPlay(f"line {number}: write `moment > reply`, or one of {', '.join(HEADS)}:")
    missing = [h for h in HEADS if not heads.get(h)]
    if missing:
        raise BadPlay(f"the play does not say `{missing[0]}:`")
    return Play(heads["scenario"], heads["variant"], tuple(choices), heads["ends"])


def run_play(draft: Draft, play: Play) -> list[str]:
    """Walk a play; returns what differs from the script, in sentences (none when it holds)."""
    scenario = draft.scenario
    if play.variant not in scenario.variants:
        return [f"the scenario has no variant `{play.variant}`"]
    encounter = Encounter(scenario)
    session = encounter.begin(play.variant)
    for n, (moment, reply_id) in enumerate(play.choices, 1):
        if session.moment != moment:
            return [f"at turn {n} the play says `{moment}`, the scenario went to "
                    f"`{session.moment}`"]  # fmt: skip
        replies = {r.id: r for r in offered(encounter.moment(session), play.variant)}
        if reply_id not in replies:
            return [f"at turn {n} there is no reply `{reply_id}` at `{moment}`"]
        session = encounter.take_turn(session, replies[reply_id].reading).after
        if session.ended and n < len(play.choices):
            return [f"after turn {n} the scenario ended at `{session.moment}`; the play goes on"]
    if session.moment != play.ends:
        return [f"the play says that it ends at `{play.ends}`; it stands at `{session.moment}`"]
    return []


def write_play(draft: Draft, variant: str, choices: Sequence[tuple[str, str]]) -> str:
    """A play script from the choices of a play that was walked."""
    encounter = Encounter(draft.scenario)
    session = encounter.begin(variant)
    for _, reply_id in choices:
        replies = {r.id: r for r in offered(encounter.moment(session), variant)}
        session = encounter.take_turn(session, replies[reply_id].reading).after
    lines = [f"scenario: {draft.scenario.id}", f"variant: {variant}"]
    lines += [f"{moment} > {reply}" for moment, reply in choices]
    return "\n".join([*lines, f"ends: {session.moment}", ""])
