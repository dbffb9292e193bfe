"""The room, the ending and what follows leaving, as page objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.domain.debrief import movement
from sim.services import telling
from sim.services.attempts import may_try_again
from sim.services.rooms import Room, feedback_on, last_turn
from sim.store.rows import TurnRow
from sim.web.chrome import chrome, of_run
from sim.web.pages import (
    EndingPage,
    Feedback,
    LeftPage,
    Line,
    Link,
    Notice,
    ReplyLine,
    RoomPage,
    Window,
)
from sim.web.show.start import paragraphs

NOTICES: dict[str, tuple[str, str]] = {
    "moved_on": (
        "Your conversation moved on",
        "This turn was already taken, perhaps in another tab. Here is where it stands now.",
    ),
    "not_taken": ("Nothing was said yet", "Choose one of the replies below."),
    "busy": (
        "That could not be stored just now",
        "Nothing was lost and nothing was said. Please choose again in a moment.",
    ),
}
STILL_LIGHT = 5
EXCHANGE = 2
"""Lines of one exchange: the client's and the reply."""
MOST_BEFORE = 3
"""Lines from before the first reply that stay in view."""


def notice(kind: str, kept: str = "") -> Notice:
    """A calm word about the program, with what the trainee had said."""
    title, text = NOTICES[kind]
    return Notice(kind=kind, title=title, text=text, kept_words=kept)


def room_page(room: Room, key: str, said: Notice | None = None, whole: bool = True) -> RoomPage:
    """The present moment of a run. `key` is the idempotency key for the next reply.

    `whole`: with all that was said so far. Otherwise, where a turn has just been taken, only
    with what that turn adds to the page it came from; a long session then costs no more
    than a short one.
    """
    scenario, session, run = room.scenario, room.session, room.run
    spoken = room.utterance()
    name = scenario.client.name
    sentence, feedback = _what_the_last_reply_did(room)
    return RoomPage(
        **chrome(f"{name}: {scenario.title}"),
        scenario_title=scenario.title,
        client_name=name,
        mode=telling.MODES[run.mode][0],
        session=session_label(room),
        **_transcript(room, whole),
        feedback=feedback,
        window=Window(openness=_shown_openness(room), sentence=sentence),
        between=spoken.between,
        direction=spoken.direction,
        words=spoken.words,
        asked_plainly=room.last is not None and room.last.asked,
        action=of_run("room.reply", run.id),
        turn=session.turn + 1,
        key=key,
        **_attempt(room),
        replies=tuple(ReplyLine(id=r.id, text=r.text, quiet=r.reading.quiet) for r in room.replies),
        leave_url=of_run("room.leave", run.id),
        notice=said,
        onward=_onward(room),
    )


def _attempt(room: Room) -> dict[str, Any]:
    """Which attempt this is, and whether one may go back to an earlier turn."""
    attempt, run_id = room.attempt, room.run.id
    second = attempt.from_turn is not None
    return {
        "attempt": attempt.id,
        "attempt_n": attempt.n,
        "attempt_line": f"Attempt {attempt.n}, from turn {attempt.from_turn}" if second else "",
        "attempts_url": of_run("again.attempts", run_id) if second else "",
        "again_url": of_run("again.again", run_id) if may_try_again(room.run) else "",
    }


def session_label(room: Room) -> str:
    """The name of a later session ("The second session"); nothing in the first."""
    number = room.moment.session if room.moment else 1
    return ("", "", "The second session", "The third session")[number] if number < 4 else ""


def ending_page(room: Room) -> EndingPage:
    """How the session ended. Raises ValueError while it goes on."""
    ending = room.ending
    if ending is None:
        raise ValueError("the session has not ended")
    pronouns = room.scenario.client.pronouns
    spoken = room.utterance()
    facts = room.session.facts(room.last.reading if room.last else None)
    aftermath = next((x.say for x in ending.aftermath if x.when.holds(facts) is True), "")
    return EndingPage(
        **chrome(ending.title),
        scenario_title=room.scenario.title,
        client_name=room.scenario.client.name,
        kind=telling.said_of(telling.KINDS[ending.kind], pronouns),
        unpreventable=is_unpreventable(room),
        ending_title=ending.title,
        direction=spoken.direction,
        words=spoken.words,
        aftermath=paragraphs(aftermath),
        meaning=meaning(room),
        openness=openness(room.session.alliance),
        debrief_url=of_run("debrief.debrief", room.run.id),
    )


def left_page(room: Room) -> LeftPage:
    """The run was left: nothing is counted, and it can be deleted here."""
    return LeftPage(
        **chrome("You left"),
        scenario_title=room.scenario.title,
        client_name=room.scenario.client.name,
        resume_url="",
        delete_url=of_run("room.delete", room.run.id),
    )


def is_unpreventable(room: Room) -> bool:
    """Whether no reply could have prevented this ending."""
    variant = room.scenario.variants[room.session.variant]
    return variant.unpreventable or (room.ending is not None and room.ending.unpreventable)


def meaning(room: Room) -> tuple[str, ...]:
    """What the ending means, by paragraph; that it was settled beforehand comes first."""
    told = paragraphs(room.ending.meaning) if room.ending else ()
    if not is_unpreventable(room):
        return told
    pronouns = room.scenario.client.pronouns
    return (telling.said_of(telling.UNPREVENTABLE, pronouns), *told)


def openness(alliance: float) -> int:
    """How far the window stands open, 0 to 10: decoration that follows the alliance."""
    return max(0, min(10, round(alliance / 10)))


def _shown_openness(room: Room) -> int:
    """Unaided means unaided: there the light tells nothing."""
    if room.run.mode == "unaided" and room.ending is None:
        return STILL_LIGHT
    return openness(room.session.alliance)


def _transcript(room: Room, whole: bool) -> dict[str, Any]:
    """The fields `earlier`, `latest` and `transcript_follows` of the page."""
    # An ending changes what may be tried again, and so the lines that the page has.
    follows = not whole and room.last_but_one is not None and room.ending is None
    if follows:
        said = [*_exchange(room, room.last_but_one)[-EXCHANGE:], *_exchange(room, room.last)]
    else:
        said = [*_before(room), *(line for turn in room.turns for line in _exchange(room, turn))]
    shown = EXCHANGE if room.last or len(said) > MOST_BEFORE else MOST_BEFORE
    return {
        "earlier": tuple(said[:-shown]),
        "latest": tuple(said[-shown:]),
        "transcript_follows": follows,
    }


def _before(room: Room) -> Iterator[Line]:
    name, variant = room.scenario.client.name, room.session.variant
    for line in room.scenario.before:
        if not line.only or variant in line.only:
            yield Line(who=line.who, name=name if line.who == "client" else "You", text=line.say)


def _exchange(room: Room, turn: TurnRow | None) -> list[Line]:
    """A jump in time, if there was one, then what the client said and what was replied."""
    if turn is None:
        return []
    name = room.scenario.client.name
    between = room.scenario.moments[turn.moment].between
    lines = [Line(who="between", name="", text=between)] if between else []
    lines.append(Line(who="client", name=name, text=turn.utterance))
    again = turn.n if may_try_again(room.run) else 0
    reply = Line(who="you", name="You", text=turn.words, quiet=turn.reading.quiet, turn=again)
    return [*lines, reply]


def _what_the_last_reply_did(room: Room) -> tuple[str, Feedback | None]:
    """One sentence on how the client has moved, and the feedback; none in Unaided mode."""
    if room.last is None or room.run.mode == "unaided" or room.last.asked:
        return "", None
    turn = last_turn(room)
    assert turn is not None
    pronouns = room.scenario.client.pronouns
    sentence = telling.said_of(telling.MOVED[movement(turn.before, turn.after)], pronouns)
    told = feedback_on(room.scenario, turn, room.last.reply)
    if told is None:
        return sentence, None
    return sentence, Feedback(
        goal=told.goal, quote=told.quote, did=told.did, left=told.left, aloud=told.aloud
    )


def _onward(room: Room) -> Link | None:
    if room.ending is None:
        return None
    return Link(words="How it ended", url=of_run("room.ending", room.run.id))
