"""Looking at the words themselves: sentences, likeness, length, and wording that shames."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘.*?’(?!\w)|(?<!\w)'.+?'(?!\w)", re.DOTALL)
PLACEHOLDER = re.compile(r"[\s.…?\-–—_]*|(?:todo|tbd|tba|xxx|fixme|lorem ipsum)\b.*", re.I | re.S)

# What feedback never says (teaching.md, "Feedback"): the pattern, and how to call it.
_SHAMING: tuple[tuple[str, str], ...] = (
    (r"\byou(?:'ve|’ve| have)? failed\b|\bfail(?:ed|s|ing)? to\b|\bfailures?\b", "failing"),
    (r"\b(?:is|was|were|are|'s|’s) (?:simply |just |quite )?wrong\b|^\W*wrong\b"
     r"|\bwrong (?:reply|answer|choice|thing|response)\b|\bincorrect\b", "right and wrong"),
    (r"\b(?:best|worst|correct|right|perfect|ideal|model|bad|poor) "
     r"(?:reply|answer|choice|response|option)s?\b", "best and worst"),
    (r"\b(?:great|excellent|amazing|perfect|brilliant|fantastic|superb) "
     r"(?:empathy|job|work|listening|repair|choice)\b|\bgood (?:job|work)\b|\bwell done\b",
     "praise as a mark"),
    (r"\bmanipulat\w+", "blame for the client"),
    (r"\b(?:scor(?:e|ed|es|ing)|points?\s*:|(?:gain|lose|lost|gained|earn|earned) (?:\d+ )?points?"
     r"|full marks|top marks|grade[sd]?)\b", "a mark"),
    (r"(?<![\w.])[+\-−–]\d+(?![\w:])", "a mark in figures"),
    (r"\b(?:defensive|appeasing|deflecting|justifying|minimising|withdrawing)\s*:", "a label"),
    (r"\byou made (?:him|her|them|it all)\b|\bit(?:'s|’s| is| was) your fault\b"
     r"|\bbecause of you\b", "blame for the trainee"),
    (r"\byou (?:really |simply )?(?:should|ought to|must) (?:have|never|not|always)\b"
     r"|\byou (?:shouldn|oughtn|mustn)['’]t\b", "what should have been"),
    (r"\b(?:stupid|lazy|careless|unprofessional|incompetent|useless|hopeless|clumsy)\b",
     "a verdict on the person"),
    (r"!", "an exclamation mark"),
)  # fmt: skip
SHAMING = tuple((re.compile(pattern, re.IGNORECASE), called) for pattern, called in _SHAMING)


def words_in(text: str) -> list[str]:
    """The words of a text, in small letters, with one kind of apostrophe."""
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]


def sentences_in(text: str) -> Iterator[str]:
    """The sentences of a text, as they are written."""
    for sentence in _SENTENCE_END.split(text):
        if words_in(sentence):
            yield sentence.strip()


def as_spoken(sentence: str) -> str:
    """Only the words of a sentence: the same for other signs, capitals and line ends."""
    return " ".join(words_in(sentence))


def likeness(one: str, other: str) -> float:
    """How many of their different words two texts share, 0 to 1 (shared over all)."""
    ours, theirs = set(words_in(one)), set(words_in(other))
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


def unquoted(text: str) -> str:
    """A text without what stands in quotation marks: somebody else's words."""
    return _QUOTED.sub(" ", text)


def shaming_in(text: str) -> tuple[str, str] | None:
    """The first words that shame or mark, and what they do; None where there are none."""
    own = unquoted(text)
    for pattern, called in SHAMING:
        found = pattern.search(own)
        if found:
            return found[0].strip(), called
    return None


def is_placeholder(text: str) -> bool:
    """Whether a text only keeps a place: dots, dashes, or a note to oneself."""
    return PLACEHOLDER.fullmatch(text) is not None
