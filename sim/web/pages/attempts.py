"""Attempts: their tree, two of them side by side, and the map of paths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sim.web.pages.chrome import Chrome, Link
from sim.web.pages.debrief import Judged, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One line of the picture."""

    path: str
    """SVG path data."""
    look: str
    """taken, other or unmet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """One node of the picture."""

    x: int
    y: int
    kind: str
    """turn, now (where the attempt stands), place (never met) or ending (an open window)."""
    label: str
    """A turn's number, a place's letter, or empty."""
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Threads:
    """The picture of a tree of paths; the words beside it tell the same."""

    width: int
    height: int
    threads: tuple[Thread, ...]
    knots: tuple[Knot, ...]
    said: str
    """The picture in a sentence, as its accessible name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptLine:
    """One attempt in the list."""

    n: int
    """Its number, from 1."""
    begun: str
    """Where it was begun: "from the beginning", "from turn 3 of attempt 1"."""
    words: str
    """The first words that were said in it. Empty where nothing was said yet."""
    stands: str
    """How it ended, or where it stands."""
    current: bool
    """It is the one that is gone on with."""
    debrief_url: str
    """Empty before it has ended."""
    go_on: int
    """The turn to post in order to go on with it; 0 where it has ended or is under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptChoice:
    """One option among attempts."""

    n: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptsPage(Chrome):
    """attempts.html: every attempt of a run, as a picture and in words."""

    template: ClassVar[str] = "attempts.html"

    scenario_title: str
    client_name: str
    mode: str
    picture: Threads
    left_out: int
    """How many attempts the picture leaves out; all of them are in the list."""
    attempts: tuple[AttemptLine, ...]
    counting: str
    """What counts in this mode, in a sentence."""
    again_url: str
    """Where going on is posted: `attempt`, `turn`. Empty where it may not be just now."""
    beside_url: str
    """Where two are chosen to be seen side by side; empty with a single attempt."""
    one: tuple[AttemptChoice, ...]
    other: tuple[AttemptChoice, ...]
    onward: Link
    """Back to the room, or to the debrief."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One turn of one of the two attempts. Empty texts are left out."""

    words: str
    """What the client said before it."""
    inner: str
    """What the client did not say aloud; only once the run has ended."""
    reply: tuple[Span, ...]
    """Empty where this attempt has no such turn."""
    quiet: bool
    judged: tuple[Judged, ...]
    """What the reply showed; empty while nothing may be told (Unaided before its end)."""
    meters: str
    """Both meters after the turn, in words and figures; only once the run has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The same turn in both."""

    turn: int
    same_words: bool
    """The client said the same in both."""
    changed: tuple[str, ...]
    """What the other reply showed that this one did not, and the reverse, in sentences."""
    one: Side
    other: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above one of the two."""

    n: int
    stands: str
    """How it ended, or where it stands."""
    last: str
    """The client's last line in it."""
    last_inner: str
    """What the client did not say with it; only once the run has ended. May be empty."""
    debrief_url: str
    """Empty before it has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BesidePage(Chrome):
    """beside.html: two attempts side by side, from where they part."""

    template: ClassVar[str] = "beside.html"

    scenario_title: str
    client_name: str
    parting: str
    """Where they part, in a sentence."""
    shared: int
    """How many turns are the same in both."""
    revealed: bool
    """Inner lines and meters are shown: the run has ended."""
    one: Head
    other: Head
    pairs: tuple[Pair, ...]
    """From the parting on; where one is shorter its side is empty."""
    attempts_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One turn of the path that was taken."""

    turn: int
    words: str
    """The client's line, shortened."""
    reply: str
    """What was replied, shortened."""
    ways: str
    """Where the other replies would have led, without telling what is there."""
    elsewhere: tuple[str, ...]
    """Only when asked for: the places that another reply leads to, one line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that no attempt came to; shown only when asked for."""

    letter: str
    words: str
    """The client's line there, or the ending's title."""
    ending: str
    """The kind of ending; empty for a moment."""
    after: str
    """From where one comes to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage(Chrome):
    """map.html: the paths of a run, taken and not taken."""

    template: ClassVar[str] = "map.html"

    scenario_title: str
    client_name: str
    attempt: int
    """Whose path is drawn in full."""
    others: tuple[Link, ...]
    """The other attempts that have ended."""
    picture: Threads
    told: tuple[str, ...]
    """How much of it was met, in sentences."""
    steps: tuple[Step, ...]
    ending: str
    """The ending that the path came to."""
    everything: bool
    """What was not met is shown, because it was asked for."""
    places: tuple[Place, ...]
    toggle: Link
    """To show what was not met, or to hide it again."""
    again_url: str
    """Where playing on is posted: `attempt`, `turn`."""
    debrief_url: str
