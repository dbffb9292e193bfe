"""The picture of paths: threads that lie side by side, and never a tangle."""

from __future__ import annotations

import random
import re

import pytest

from sim.web.show.threads import ROW, SIDE, STEP, Strand, picture, rows_for


def a_tree(seed: int, strands: int = 30) -> list[Strand]:
    """A trunk of twelve turns with strands that leave it and each other anywhere."""
    draw = random.Random(seed)
    made = [Strand("0", "", 0, (("turn", ""),) * 13, "taken")]
    for n in range(1, strands):
        parent = draw.choice(made)
        start = draw.randint(parent.start, parent.start + len(parent.knots) - 1) + 1
        knots = (("place", "x"),) * draw.randint(1, 8)
        made.append(Strand(str(n), parent.name, start, knots, "unmet"))
    return made


@pytest.mark.parametrize("seed", range(20))
def test_no_two_strands_lie_on_one_another(seed: int) -> None:
    strands = a_tree(seed)
    rows = rows_for(strands)
    cells = [(rows[s.name], s.start + n) for s in strands for n in range(len(s.knots))]
    assert len(cells) == len(set(cells))
    assert rows["0"] == 0, "the taken path keeps to its own level"


@pytest.mark.parametrize("seed", range(20))
def test_everything_lies_within_the_picture(seed: int) -> None:
    drawn = picture(a_tree(seed), "")
    assert all(SIDE <= k.x <= drawn.width - SIDE for k in drawn.knots)
    assert all(0 < k.y < drawn.height for k in drawn.knots)
    for thread in drawn.threads:
        assert all(0 <= int(n) <= max(drawn.width, drawn.height)
                   for n in re.findall(r"\d+", thread.path))  # fmt: skip


def test_time_runs_from_left_to_right() -> None:
    drawn = picture([Strand("1", "", 0, (("turn", "1"), ("turn", "2"), ("ending", "")), "taken")],
                    "")  # fmt: skip
    assert [k.x for k in drawn.knots] == [SIDE, SIDE + STEP, SIDE + 2 * STEP]
    assert drawn.threads[0].path == f"M{SIDE},{drawn.knots[0].y} H{SIDE + 2 * STEP}"


def test_a_strand_leaves_its_parent_at_the_turn_where_they_part() -> None:
    trunk = Strand("1", "", 0, (("turn", ""),) * 4, "taken")
    branch = Strand("2", "1", 2, (("turn", ""),), "other")
    drawn = picture([trunk, branch], "")
    y = drawn.knots[-1].y
    assert drawn.threads[0].path.startswith(f"M{SIDE + STEP},{y} C")
    assert drawn.threads[0].path.endswith(f"{SIDE + 2 * STEP},{y + ROW} H{SIDE + 2 * STEP}")


def test_the_taken_thread_is_drawn_last_so_that_it_lies_on_top() -> None:
    drawn = picture(a_tree(3), "")
    assert drawn.threads[-1].look == "taken"
    assert drawn.knots[-1].look == "taken"


def test_a_picture_stays_low_when_many_strands_leave_different_turns() -> None:
    trunk = Strand("0", "", 0, (("turn", ""),) * 40, "taken")
    short = [Strand(str(n), "0", 2 * n, (("place", ""),), "unmet") for n in range(1, 18)]
    assert max(abs(row) for row in rows_for([trunk, *short]).values()) == 1
