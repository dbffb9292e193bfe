"""Made-up attempts, two of them side by side, and a map of paths."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sim.web import pages
from sim.web.show.threads import Strand, picture
from tests.web.debrief_specimen import FIRST, SECOND
from tests.web.specimens import CHROME

TURNS = tuple(("turn", str(n)) for n in range(1, 12))
TREE = (
    Strand("1", "", 0, (*TURNS, ("ending", "1")), "taken"),
    Strand("2", "1", 3, (("turn", ""), ("turn", ""), ("ending", "2")), "other"),
    Strand("3", "1", 2, (("now", "3"),), "other"),
)
UNMET = (
    Strand("unmet a", "1", 1, (("place", "a"), ("place", "b"), ("ending", "c")), "unmet"),
    Strand("unmet d", "1", 5, (("place", "d"),), "unmet"),
)


def _line(n: int, **changes: Any) -> pages.AttemptLine:
    line = pages.AttemptLine(
        n=n,
        begun="from the beginning" if n == 1 else "from turn 3 of attempt 1",
        words="You did say it. I’d lost hold of him.",
        stands="Strained, and repaired",
        current=False,
        debrief_url=f"/runs/abc/debrief?attempt={n}",
        go_on=0,
    )
    return replace(line, **changes)


def attempts(**changes: Any) -> pages.AttemptsPage:
    """Three attempts, the third of them under way."""
    page = pages.AttemptsPage(
        title="Attempts",
        **CHROME,
        scenario_title="Like I’m a form",
        client_name="Aisha",
        mode="Practice",
        picture=picture(TREE, "3 attempts as threads."),
        left_out=0,
        attempts=(
            _line(1),
            _line(2, stands="stands at turn 5", debrief_url="", go_on=5),
            _line(3, words="", stands="stands at turn 3", current=True, debrief_url=""),
        ),
        counting="In Practice the first try at each turn counts.",
        again_url="/runs/abc/again",
        beside_url="/runs/abc/beside",
        one=tuple(pages.AttemptChoice(n=n, chosen=n == 1) for n in (1, 2, 3)),
        other=tuple(pages.AttemptChoice(n=n, chosen=n == 3) for n in (1, 2, 3)),
        onward=pages.Link(words="Back to the room", url="/runs/abc"),
    )
    return replace(page, **changes)


def attempts_one() -> pages.AttemptsPage:
    """A single attempt in Unaided: nothing to go back to yet."""
    return attempts(
        mode="Unaided", again_url="", beside_url="", one=(), other=(), left_out=4,
        attempts=(_line(1, current=True, debrief_url="", stands="stands at turn 4"),),
    )  # fmt: skip


def _side(of: pages.Exchange, **changes: Any) -> pages.Side:
    side = pages.Side(
        words=of.words, inner=of.inner, reply=of.reply, quiet=of.quiet, judged=of.judged,
        meters="closeness 49, clarity 60",
    )  # fmt: skip
    return replace(side, **changes)


NOTHING = pages.Side(words="", inner="", reply=(), quiet=False, judged=(), meters="")


def _head(n: int) -> pages.Head:
    return pages.Head(
        n=n,
        stands="Strained, and repaired",
        last="Same time Thursday, then.",
        last_inner="She remembered the cold.",
        debrief_url=f"/runs/abc/debrief?attempt={n}",
    )


def beside(**changes: Any) -> pages.BesidePage:
    """Two attempts that part at turn three; the second is shorter."""
    page = pages.BesidePage(
        title="Side by side",
        **CHROME,
        scenario_title="Like I’m a form",
        client_name="Aisha",
        parting="The first 2 turns are the same in both; they part at turn 3.",
        shared=2,
        revealed=True,
        one=_head(1),
        other=_head(2),
        pairs=(
            pages.Pair(
                turn=3,
                same_words=True,
                changed=("Owning one’s part: not there, then fully there",),
                one=_side(FIRST),
                other=_side(SECOND),
            ),
            pages.Pair(
                turn=4, same_words=False, changed=(), one=_side(SECOND), other=_side(FIRST)
            ),
            pages.Pair(turn=5, same_words=False, changed=(), one=_side(FIRST), other=NOTHING),
        ),
        attempts_url="/runs/abc/attempts",
    )
    return replace(page, **changes)


def beside_under_way() -> pages.BesidePage:
    """While one is under way neither inner lines nor meters are told."""
    hidden = {"inner": "", "meters": ""}
    pair = pages.Pair(
        turn=3, same_words=True, changed=(), one=_side(FIRST, **hidden),
        other=_side(SECOND, **hidden),
    )  # fmt: skip
    other = replace(_head(2), last_inner="", debrief_url="", stands="stands at turn 4")
    return beside(revealed=False, pairs=(pair,), other=other)


def the_map(**changes: Any) -> pages.MapPage:
    """A path of eleven turns, nothing told of what was not met."""
    steps = tuple(
        pages.Step(
            turn=n,
            words="So it’s my fault. For not saying it loud enough.",
            reply="No. You did say it.",
            ways="Other replies lead to 2 other places that you have not met.",
            elsewhere=(),
        )
        for n in range(1, 12)
    )
    page = pages.MapPage(
        title="Paths",
        **CHROME,
        scenario_title="Like I’m a form",
        client_name="Aisha",
        attempt=1,
        others=(pages.Link(words="Attempt 2", url="/runs/abc/paths?attempt=2"),),
        picture=picture(TREE, "The path of attempt 1: 11 turns to an ending."),
        told=("You met 11 of the 36 moments that this version of the story holds.",),
        steps=steps,
        ending="She tells you his name again",
        everything=False,
        places=(),
        toggle=pages.Link(words="Show me what I didn’t meet", url="/runs/abc/paths?all=1"),
        again_url="/runs/abc/again",
        debrief_url="/runs/abc/debrief",
    )
    return replace(page, **changes)


def the_whole_map() -> pages.MapPage:
    """What was not met, because it was asked for."""
    whole = the_map()
    told = replace(whole.steps[0], elsewhere=("a, by 2 replies: “It’s fine.”",))
    place = pages.Place(letter="a", words="It’s fine.", ending="", after="after turn 1")
    ending = pages.Place(letter="c", words="She goes", ending="She left", after="from b")
    return replace(
        whole, everything=True, steps=(told, *whole.steps[1:]), places=(place, ending),
        picture=picture((*TREE, *UNMET), "The path, and 4 places not met."),
        toggle=pages.Link(words="Hide what I didn’t meet", url="/runs/abc/paths"),
    )  # fmt: skip
