"""Page objects: one documented, frozen dataclass for each template.

A template sees the fields of its page and nothing else; `tests/web/test_pages.py` fails when a
template uses a name that its page does not declare. Fields are plain JSON-like values (text,
numbers, tuples, small dataclasses). Addresses arrive as text, so templates know no routes.
"""

from __future__ import annotations

from sim.web.pages.attempts import (
    AttemptLine,
    AttemptsPage,
    BesidePage,
    Choice,
    Head,
    Knot,
    MapPage,
    Pair,
    Place,
    Side,
    Step,
    Thread,
    Threads,
)
from sim.web.pages.chrome import Chrome, Link, context
from sim.web.pages.debrief import (
    DebriefPage,
    Exchange,
    Judged,
    MarkerLine,
    ProfileLine,
    Span,
    TrailPoint,
)
from sim.web.pages.leaving import DeletedPage, EndingPage, LeftPage
from sim.web.pages.room import Feedback, Line, Notice, ReplyLine, RoomPage, Window
from sim.web.pages.standing import (
    AboutPage,
    Anchor,
    ErrorPage,
    GlossaryPage,
    HelpPage,
    Licence,
    PrivacyPage,
    Term,
)
from sim.web.pages.start import (
    BriefingPage,
    HomePage,
    LevelChoice,
    Mode,
    ScenarioGroup,
    ScenarioLine,
    UnfinishedRun,
)

__all__ = [
    "AboutPage",
    "Anchor",
    "AttemptLine",
    "AttemptsPage",
    "BesidePage",
    "BriefingPage",
    "Choice",
    "Chrome",
    "DebriefPage",
    "DeletedPage",
    "EndingPage",
    "ErrorPage",
    "Exchange",
    "Feedback",
    "GlossaryPage",
    "Head",
    "HelpPage",
    "HomePage",
    "Judged",
    "Knot",
    "LeftPage",
    "LevelChoice",
    "Licence",
    "Line",
    "Link",
    "MapPage",
    "MarkerLine",
    "Mode",
    "Notice",
    "Pair",
    "Place",
    "PrivacyPage",
    "ProfileLine",
    "ReplyLine",
    "RoomPage",
    "ScenarioGroup",
    "ScenarioLine",
    "Side",
    "Span",
    "Step",
    "Term",
    "Thread",
    "Threads",
    "TrailPoint",
    "UnfinishedRun",
    "Window",
    "context",
]
