"""Page objects: one documented, frozen dataclass for each template.

A template sees the fields of its page and nothing else; `tests/web/test_pages.py` fails when a
template uses a name that its page does not declare. Fields are plain JSON-like values (text,
numbers, tuples, small dataclasses). Addresses arrive as text, so templates know no routes.
"""

from __future__ import annotations

from sim.web.pages.attempts import (
    AttemptChoice,
    AttemptLine,
    AttemptsPage,
    BesidePage,
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
    AfterDebrief,
    DebriefPage,
    Exchange,
    Judged,
    MarkerLine,
    ProfileLine,
    Span,
    TrailPoint,
)
from sim.web.pages.elsewhere import ElsewherePage
from sim.web.pages.leaving import DeletedPage, EndingPage, LeftPage
from sim.web.pages.look import SettingGroup, SettingsPage
from sim.web.pages.noticing import Choice, Noticing, Phrase
from sim.web.pages.progress import CourseLine, ProgressPage
from sim.web.pages.reflecting import (
    ChairLine,
    ChairPage,
    MomentChoice,
    SheetNote,
    SupervisionPage,
)
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
from sim.web.pages.tutorial import TutorialPage

__all__ = [
    "AboutPage",
    "AfterDebrief",
    "Anchor",
    "AttemptChoice",
    "AttemptLine",
    "AttemptsPage",
    "BesidePage",
    "BriefingPage",
    "ChairLine",
    "ChairPage",
    "Choice",
    "Chrome",
    "CourseLine",
    "DebriefPage",
    "DeletedPage",
    "ElsewherePage",
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
    "MomentChoice",
    "Notice",
    "Noticing",
    "Pair",
    "Phrase",
    "Place",
    "PrivacyPage",
    "ProfileLine",
    "ProgressPage",
    "ReplyLine",
    "RoomPage",
    "ScenarioGroup",
    "ScenarioLine",
    "SettingGroup",
    "SettingsPage",
    "SheetNote",
    "Side",
    "Span",
    "Step",
    "SupervisionPage",
    "Term",
    "Thread",
    "Threads",
    "TrailPoint",
    "TutorialPage",
    "UnfinishedRun",
    "Window",
    "context",
]
