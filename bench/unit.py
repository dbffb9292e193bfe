"""A chosen reply in U: processor time of a bare Flask page and one raw commit (NORMAL)."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from transitions import Machine

from bench.bare import FLOOR_FORM, Commits, bare_app
from bench.player import read_room
from bench.product import Product, Visitor
from bench.table import Table, median, ms, verdict

TURNS, WARM = 400, 50
MOST_U, MOST_TRIGGER = 4.0, 0.25
FIRINGS = 2000


def cpu(act: Callable[[], object]) -> float:
    """Processor seconds of this process."""
    began = time.process_time()
    act()
    return time.process_time() - began


def unit(folder: Path) -> Table:
    """Bare page, raw commit and turn, one after the other in the same loop."""
    product = Product(folder)
    product.relax()
    raw = Commits(folder / "raw.db", "NORMAL")
    bare, trainee = bare_app(folder, "NORMAL").test_client(), product.visitor()
    pages, commits, floors, turns = [], [], [], []
    for i in range(TURNS + WARM):
        pages.append(cpu(lambda: bare.get("/")))
        commits.append(cpu(raw.insert))
        floors.append(cpu(lambda: bare.post("/floor", data=FLOOR_FORM)))
        turns.append(_turn(trainee, i))
    product.close()
    page, commit, floor, turn = (median(x[WARM:]) for x in (pages, commits, floors, turns))
    ratio = turn / (page + commit)
    rows = [("bare Flask page", ms(page), ""), ("raw insert and commit", ms(commit), "")]
    above = f"{floor / (page + commit):.2f}"
    rows.append(("floor: form, cookie, commit, fragment", ms(floor), above))
    rows.append(("chosen reply, htmx", ms(turn), verdict(ratio, MOST_U)))
    rows += _triggers(page + commit)
    note = "Processor time per call in one process (median), synchronous=NORMAL, interleaved."
    return Table("unit", note, ("what", "CPU", "in U"), tuple(rows))


def _turn(trainee: Visitor, i: int) -> float:
    if not trainee.form.choices:
        trainee.begin()
    choice = trainee.form.choices[i % len(trainee.form.choices)]
    shown: list[str] = []
    spent = cpu(lambda: shown.append(trainee.say(choice)))
    trainee.form = read_room(shown[0])
    return spent


def _triggers(one_unit: float) -> list[tuple[str, str, str]]:
    """One firing of the state machine, as the encounter sets it up, at three sizes."""
    rows = []
    for moments in (10, 100, 1000):
        machine = _machine(moments)
        spent = cpu(lambda machine=machine: _fire(machine)) / FIRINGS  # type: ignore[misc]
        rows.append(
            (f"trigger, {moments} moments", ms(spent), verdict(spent / one_unit, MOST_TRIGGER))
        )
    return rows


class _Holder:
    __slots__ = ("state",)

    def __init__(self) -> None:
        self.state = "m0"


def _machine(moments: int) -> Machine:
    names = [f"m{i}" for i in range(moments)]
    machine = Machine(
        model=None, states=names, initial="m0", auto_transitions=False, send_event=True
    )
    for i, name in enumerate(names):
        for step in (1, 2, 3):
            machine.add_transition(
                "answer", name, names[(i + step) % moments], conditions=lambda event: True
            )
    return machine


def _fire(machine: Machine) -> None:
    holder = _Holder()
    answer = machine.events["answer"]
    for _ in range(FIRINGS):
        answer.trigger(holder)
