"""Made-up page objects in every state, for the template tests and for the gallery of screenshots.

The words are a mock of a session, not a scenario of the product.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sim.web import pages

CHROME: dict[str, Any] = {
    "home_url": "/",
    "help_url": "/help",
    "glossary_url": "/glossary",
    "privacy_url": "/privacy",
    "about_url": "/about",
    "elsewhere_url": "/elsewhere",
    "settings_url": "/settings",
    "help_line": "If a scene stays with you, tell Carol (tutor), or ring Student Support on "
    "01632 960 001.",
    "csrf_token": "made-up-token",
}

AISHA = pages.ScenarioLine(
    title="Like I’m a form",
    client="Aisha",
    about="29, a librarian. She came about sleep, and talks about her brother.",
    minutes=15,
    rupture="confrontation",
    content_note="Being forgotten, anger at the therapist.",
    url="/scenarios/defensive-reply",
)
ROS = pages.ScenarioLine(
    title="Could I text you between sessions?",
    client="Ros",
    about="34, a nurse. Her mother died in spring.",
    minutes=15,
    rupture="withdrawal and confrontation",
    content_note="Bereavement, being alone at night.",
    url="/scenarios/boundary-request",
)
DANIEL = pages.ScenarioLine(
    title="You looked at the clock",
    client="Daniel",
    about="41, runs a small kitchen.",
    minutes=18,
    rupture="withdrawal",
    content_note="Abandonment, a father who left.",
    url="/scenarios/transference",
)
LEVELS = tuple(
    pages.LevelChoice(value=value, name=name, chosen=not value)
    for value, name in [
        ("", "All levels"),
        ("introductory", "Introductory"),
        ("intermediate", "Intermediate"),
        ("advanced", "Advanced"),
    ]
)


def home(**changes: Any) -> pages.HomePage:
    """The first page with three scenarios and one run to go on with."""
    page = pages.HomePage(
        title="Choose someone to meet",
        **CHROME,
        unfinished=(
            pages.UnfinishedRun(
                title="Like I’m a form",
                client="Aisha",
                mode="Practice",
                last_words="So it’s my fault. For not saying it loud enough.",
                when="this morning",
                url="/runs/abc",
            ),
        ),
        groups=(
            pages.ScenarioGroup(level="Introductory", scenarios=(ROS, AISHA)),
            pages.ScenarioGroup(level="Intermediate", scenarios=(DANIEL,)),
        ),
        total=3,
        shown=3,
        filter_url="/",
        filter_offered=False,
        sought="",
        levels=LEVELS,
        tutorial_url="/two-minutes",
        progress_url="/how-it-has-gone",
    )
    return replace(page, **changes)


def home_with_many() -> pages.HomePage:
    """Hundreds of scenarios, filtered."""
    many = tuple(replace(ROS, title=f"{ROS.title} ({n})") for n in range(1, 21))
    return home(
        unfinished=(),
        total=412,
        shown=21,
        filter_offered=True,
        sought="nurse",
        groups=(
            pages.ScenarioGroup(level="Introductory", scenarios=many),
            pages.ScenarioGroup(level="Advanced", scenarios=(DANIEL,)),
        ),
        more=pages.Link(words="Show the next twenty", url="/?q=nurse&page=2"),
    )


def briefing(**changes: Any) -> pages.BriefingPage:
    """Aisha's briefing."""
    page = pages.BriefingPage(
        title="Like I’m a form",
        **CHROME,
        scenario_title="Like I’m a form",
        content_note="Being forgotten, anger at the therapist.",
        client_name="Aisha",
        pronouns="she/her",
        about="29, a librarian. She waited fourteen weeks for a free service.",
        you="You are a trainee on placement. This is your sixth session together.",
        paragraphs=(
            "Aisha came because she lies awake. She speaks quickly and jokes about it. Her "
            "younger brother Imran, who has not been well, comes up nearly every week.",
            "Today you had a cold, and a new note-taking form to fill in. A minute ago you asked "
            "her whether she has any brothers or sisters.",
        ),
        frame="Weekly, fifty minutes, twelve sessions. Contact between sessions only to move "
        "a time.",
        learning=(
            "Hear a complaint before explaining yourself.",
            "Own a slip plainly, without making her look after you.",
        ),
        level="Introductory",
        minutes=15,
        modes=(
            pages.Mode(
                value="explore",
                name="Explore",
                line="Notes after every reply; go back and try again as you like. Nothing is "
                "counted.",
                chosen=False,
            ),
            pages.Mode(
                value="practice",
                name="Practice",
                line="Notes after every reply; your first try at each moment goes into the "
                "debrief.",
                chosen=True,
            ),
            pages.Mode(
                value="unaided",
                name="Unaided",
                line="No notes until the session is over, as it would be in the room.",
                chosen=False,
            ),
        ),
        tutorial_url="/two-minutes",
        action="/scenarios/defensive-reply/runs",
    )
    return replace(page, **changes)


BEFORE = (
    pages.Line(who="client", name="Aisha", text="He had another bad week, so. I didn’t sleep."),
    pages.Line(who="you", name="You", text="Do you have any brothers or sisters?"),
    pages.Line(
        who="client",
        name="Aisha",
        direction="She puts her cup down.",
        text="I’ve told you about Imran, what, three times? And you go ‘any brothers or sisters’. "
        "Like I’m a form.",
    ),
    pages.Line(
        who="you",
        name="You",
        text="I think you only mentioned him briefly, and I was trying to get the whole picture.",
        turn=1,
    ),
)
REPLIES = (
    pages.ReplyLine(
        id="own-plain",
        text="You did say it. I’d lost hold of him, and then I made it sound like your doing.",
    ),
    pages.ReplyLine(
        id="whole-picture",
        text="No, not at all. I only meant that I have a lot to keep in mind for everyone I see, "
        "and I wanted to be sure I had the whole picture before we went any further with this.",
    ),
    pages.ReplyLine(
        id="so-sorry", text="I’m so sorry. I feel terrible. You must think I’m useless."
    ),
    pages.ReplyLine(id="bluff", text="Of course I remember Imran. Tell me how he’s been."),
    pages.ReplyLine(id="ask", text="What was it like, hearing me ask that?"),
    pages.ReplyLine(id="quiet", text="Say nothing yet, and stay with her.", quiet=True),
)
FEEDBACK = pages.Feedback(
    goal="She had just told you that she wasn’t heard. The moment asked for hearing it.",
    quote="you only mentioned him briefly",
    did="put the gap back on her side. Explaining came before hearing; most of us do that when "
    "we are accused.",
    left="Her hurt wasn’t taken up yet, and it is still close to the surface.",
    aloud="Three times, and then that. No wonder.",
)


NOTICING = pages.Noticing(
    phrases=(
        pages.Phrase(name="spot-0", text="So it’s my fault.", chosen=True),
        pages.Phrase(name="spot-1", text="For not saying it loud enough.", chosen=False),
    ),
    kinds=(
        pages.Choice(value="confrontation", name="Confrontation", line="it comes towards you"),
        pages.Choice(value="", name="I can’t tell", chosen=True),
    ),
    taps=(
        pages.Choice(value="", name="rather not say", chosen=True),
        pages.Choice(value="heat", name="heat"),
    ),
    kept=False,
)


def room(**changes: Any) -> pages.RoomPage:
    """The room after one defensive reply."""
    page = pages.RoomPage(
        title="With Aisha",
        **CHROME,
        scenario_title="Like I’m a form",
        client_name="Aisha",
        mode="Practice",
        session="Session six",
        earlier=BEFORE[:-2],
        latest=BEFORE[-2:],
        transcript_follows=False,
        feedback=FEEDBACK,
        window=pages.Window(
            openness=4, sentence="She has pulled back a little; there are ways back."
        ),
        between="",
        direction="She laughs, not kindly.",
        words="So it’s my fault. For not saying it loud enough.",
        asked_plainly=False,
        action="/runs/abc/turns",
        turn=2,
        key="0f3c",
        attempt=41,
        attempt_n=1,
        attempt_line="",
        attempts_url="",
        again_url="/runs/abc/again",
        replies=REPLIES,
        leave_url="/runs/abc/leave",
        noticing=NOTICING,
        noticing_url="/runs/abc/noticing",
    )
    return replace(page, **changes)


def first_turn() -> pages.RoomPage:
    """Before the first reply."""
    return room(
        earlier=(),
        latest=BEFORE[:2],
        feedback=None,
        window=pages.Window(openness=6, sentence=""),
        direction="She puts her cup down.",
        words=BEFORE[2].text,
        turn=1,
    )


def moved_on() -> pages.RoomPage:
    """409: the conversation moved on in another tab."""
    return room(
        feedback=None,
        notice=pages.Notice(
            kind="moved_on",
            title="Your conversation has moved on.",
            text="That reply was for an earlier moment, perhaps from another tab. This is where "
            "you are now; nothing was said twice.",
            kept_words="What was it like, hearing me ask that?",
        ),
    )


def not_taken() -> pages.RoomPage:
    """422: nothing was chosen."""
    return room(
        feedback=None,
        notice=pages.Notice(
            kind="not_taken",
            title="Nothing was said yet.",
            text="Choose one of the lines below.",
        ),
    )


def busy() -> pages.RoomPage:
    """503: the store was busy."""
    return room(
        feedback=None,
        notice=pages.Notice(
            kind="busy",
            title="That has not been kept yet.",
            text="Many people are playing at once. Please say it again in a moment.",
            kept_words="You did say it. I’d lost hold of him.",
        ),
    )


def ended() -> pages.RoomPage:
    """The last line of the session."""
    return room(
        between="A week later.",
        window=pages.Window(openness=9, sentence="She stays, and she says it herself."),
        direction="At the door, half turned.",
        words="You had a cold that week. I remember that.\nSame time Thursday, then.",
        replies=(),
        turn=11,
        onward=pages.Link(words="How it ended", url="/runs/abc/ending"),
    )


def long_moment() -> pages.RoomPage:
    """A long line, a long past, after a jump in time, with nothing to help."""
    return room(
        earlier=(BEFORE * 6)[:-2],
        latest=BEFORE[-2:],
        mode="Unaided",
        feedback=None,
        between="A week later she is ten minutes late.",
        session="",
        window=pages.Window(openness=2, sentence=""),
        direction="She keeps her coat on, and looks at the plant on the sill, which is new.",
        words="I nearly didn’t come. I got as far as the bus stop and I thought, what am I going "
        "to say, sorry I was rude? I wasn’t rude. I waited fourteen weeks for this and I’ve been "
        "sitting there working out how to be someone you’d remember. That’s mad, isn’t it. "
        "Don’t write that down.",
    )
