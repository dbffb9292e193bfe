"""The room: the present moment of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sim.web.pages.chrome import Chrome, Link
from sim.web.pages.noticing import Noticing


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that has been said and has settled into the transcript."""

    who: str
    """client, you, or between (a jump in time)."""
    name: str
    """Whose line it is, as printed: "Aisha", "You". Empty for a jump in time."""
    text: str
    direction: str = ""
    """Stage direction before the words. May be empty."""
    quiet: bool = False
    """The trainee stayed silent; the text is then a stage direction."""
    turn: int = 0
    """For a reply that may be tried again: the number of its turn; else 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What the last reply did, in four short steps. Empty texts are left out of the page."""

    goal: str
    """What this moment asked for."""
    quote: str
    """The trainee's words that the next sentence speaks of; empty for a silence."""
    did: str
    """What these words did."""
    left: str
    """What they left open. May be empty."""
    aloud: str
    """One other wording to try aloud. May be empty."""
    noticed: tuple[str, ...] = ()
    """What the trainee had noticed before it, beside what the author hears, in sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How open it is between client and trainee: a patch of light, and the same in words."""

    openness: int
    """0 (a slit) to 10 (wide open); decoration only."""
    sentence: str
    """How the client has moved: "She has pulled back a little; there are ways back."

    Empty in Unaided mode and before the first reply.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something about the program, not about the client, said calmly above the moment."""

    kind: str
    """moved_on (409), not_taken (422), busy (503) or unread (the program could not read it)."""
    title: str
    text: str
    kept_words: str = ""
    """What the trainee had said or typed, kept so that nothing is lost. May be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLine:
    """One reply that the trainee may give."""

    id: str
    """As sent in the form field `choice`."""
    text: str
    quiet: bool = False
    """A silence: the text is a stage direction and is set in italics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPage(Chrome):
    """room.html, its one moving region room/_room.html (`fragment`), and what htmx gets after a
    reply (`answer`): that region, and what is new in the transcript.

    Where the session has ended, `replies` is empty and `onward` leads to the ending.
    """

    template: ClassVar[str] = "room.html"
    fragment: ClassVar[str] = "room/_room.html"
    answer: ClassVar[str] = "room/_answer.html"

    scenario_title: str
    client_name: str
    mode: str
    """Explore, Practice or Unaided, as printed."""
    session: str
    """Which session and when: "Session six", "A week later". May be empty."""
    earlier: tuple[Line, ...]
    """What was said before the last exchange, oldest first; it is folded away."""
    latest: tuple[Line, ...]
    """The last exchange: the client's line and the reply. Before the first, what led here."""
    transcript_follows: bool
    """For htmx: `earlier` holds only what the page that sent the reply does not have in its
    own folded part; it is put behind that, and `latest` takes the place of the one shown."""
    feedback: Feedback | None
    """On the last reply; None on the first turn and in Unaided mode."""
    window: Window
    between: str
    """The jump in time just before this moment; empty where there is none."""
    direction: str
    """One line of stage direction before the client's words. May be empty."""
    words: str
    """What the client says now: the page's centre. Line breaks are kept."""
    asked_plainly: bool
    """The client asks what was meant, because the last reply could be read two ways."""
    action: str
    """Where a reply is posted: fields `choice`, `turn`, `key`, `csrf_token`."""
    turn: int
    """The turn that the form is for, from 1."""
    key: str
    """The server's idempotency key for this turn."""
    attempt: int
    """The attempt that the form is for, by its id."""
    attempt_n: int
    """Its number within the run, from 1."""
    attempt_line: str
    """"Attempt 2, from turn 3"; empty in a first attempt."""
    attempts_url: str
    """To all attempts; empty while there is one."""
    again_url: str
    """Where "try again from here" is posted: `attempt` (its number), `turn`. Empty where
    one does not go back."""
    replies: tuple[ReplyLine, ...]
    leave_url: str
    """Where "leave" is posted."""
    notice: Notice | None = None
    noticing: Noticing | None = None
    """What may be noticed before the reply; None where the client only asks what was meant."""
    noticing_url: str = ""
    """Where it is posted when it is kept before any reply."""
    onward: Link | None = None
    """To the ending, once there is one."""
