"""The program's own sentences about what happened: shared by the browser and the terminal.

Feedback speaks as design/teaching.md asks: it says what words did, never what was wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sim.domain.debrief import Movement, TurningPoint
from sim.domain.scenario import EndingKind

FORMATIVE = (
    "This is practice. The readings are formative and unvalidated; they are not an assessment "
    "of competence or of fitness to practise."
)
NO_REAL_CLIENTS = "Don’t type about real clients or your own therapy."


@dataclass(frozen=True, slots=True)
class Pronouns:
    """A client's pronouns with the verbs that go with them."""

    they: str
    them: str
    their: str
    have: str
    are: str
    were: str

    def words(self) -> dict[str, str]:
        """Names to fill our own sentence templates with."""
        return {
            "They": self.they.capitalize(), "they": self.they, "them": self.them,
            "their": self.their, "have": self.have, "are": self.are, "were": self.were,
        }  # fmt: skip


PRONOUNS: dict[str, Pronouns] = {
    "she/her": Pronouns("she", "her", "her", "has", "is", "was"),
    "he/him": Pronouns("he", "him", "his", "has", "is", "was"),
    "they/them": Pronouns("they", "them", "their", "have", "are", "were"),
}

MOVED: dict[Movement, str] = {
    "much closer": "{They} {have} come closer.",
    "closer": "{They} {have} come a little closer.",
    "no nearer": "{They} {are} about where {they} {were}.",
    "back a little": "{They} {have} pulled back a little; there are ways back.",
    "further back": "{They} {have} pulled a long way back; there are still ways back.",
}

KINDS: dict[EndingKind, str] = {
    "repaired": "Strained, and repaired",
    "planned": "A planned ending",
    "attempted": "Attempted, not repaired",
    "left": "{They} left",
    "left_and_returns": "{They} left, and came back",
    "unresolved": "Not settled yet",
}

TURNED: dict[str, str] = {
    "onset": "the strain itself",
    "debt": "what had been put off fell due",
    "given back": "your own slip owned, and met",
    "closer": "{they} came closer",
    "further": "{they} pulled back",
    "clearer": "the frame grew clearer",
    "blurred": "the frame gave way",
}

UNPREVENTABLE = (
    "No reply would have kept {them}. That was settled before your first word; what you said "
    "changed how {they} went, and whether coming back is possible."
)

MODES: dict[str, tuple[str, str]] = {
    "explore": (
        "Explore",
        "Feedback after every turn, and back to any turn. Nothing is counted; try anything.",
    ),
    "practice": (
        "Practice",
        "Feedback after every turn, and back to any turn. Your first try at each counts.",
    ),
    "unaided": (
        "Unaided",
        "No feedback and no going back until the end, as in the room. This attempt counts.",
    ),
}

COUNTING: dict[str, str] = {
    "explore": "In Explore nothing counts, however often you try.",
    "practice": "In Practice the first try at each turn counts, up to the first ending; "
    "what you try after that is for learning.",
    "unaided": "In Unaided the first attempt counts; what you try after its end is for learning.",
}

LEVEL_WORDS: dict[str, tuple[str, str, str]] = {
    "repair": ("not there", "partly there", "fully there"),
    "defensive": ("not there", "a touch", "plainly"),
}


def counting(mode: str, counted: int, turns: int) -> str:
    """How much of a path counts, in a sentence: `counted` of its `turns`."""
    if mode == "explore":
        return "Played in Explore: nothing here is counted."
    if counted == turns:
        return "Every turn on this path is your first try at it, and counts."
    if counted == 0:
        return "Another try from the beginning: nothing on this path is counted."
    several = "turns are" if counted > 1 else "turn is"
    return f"{counted} of the {turns} {several} your first try, and count{'s' * (counted == 1)}."


def number(n: int) -> str:
    """A small number in words, a larger one in figures."""
    words = "no one two three four five six seven eight nine ten".split()
    return words[n] if 0 <= n < len(words) else str(n)


def shortened(words: str, most: int = 90) -> str:
    """The beginning of a text, cut between words; an ellipsis says that it goes on."""
    text = " ".join(words.split())
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;:–-") + "…"


@cache
def said_of(template: str, pronouns: str) -> str:
    """One of our own sentences with a client's pronouns filled in."""
    return template.format_map(PRONOUNS[pronouns].words())


def turned(point: TurningPoint, pronouns: str) -> str:
    """A turning point in a few words."""
    return said_of(TURNED[point.reason], pronouns)


def trail_in_words(alliance: tuple[float, float], frame: tuple[float, float]) -> str:
    """Both trails from first to last in two sentences."""
    return f"Closeness {_course(*alliance)}. The frame {_course(*frame)}."


def _course(first: float, last: float) -> str:
    change = last - first
    if abs(change) < 3:
        return "ended about where it began"
    size = "a little " if abs(change) < 10 else ("" if abs(change) < 25 else "much ")
    if size == "":
        return "ended higher than it began" if change > 0 else "ended lower than it began"
    return f"ended {size}{'higher' if change > 0 else 'lower'} than it began"
