"""GR3xx that are about the routes of one moment: dead, shadowed, closed or missing."""

from __future__ import annotations

from sim.authoring.catalogue.entry import Entry

OUT = "      - {to: found-again, when: {any: [{agree_way_forward: 2}], none: [defensive]}}\n"
SMOOTHED = "      - {to: smoothed-over, when: {any: [defensive]}}\n"
_QUEUE_LAST = "      - {to: next-time, when: {any: [{reach_need: 2}, {explore_together: 2}]}}\n"
FINE_LAST = "      - {to: smoothed-over, otherwise: true}"
VARIANT = "  message: {about: The session was moved by a short message.}\n"
_CALL = VARIANT + "  call: {about: The session was moved by a call.}\n"
_FIRST = "      - {to: the-queue, when: {any: [{validate_experience: 2}, {own_part: 2}], none"
_QUEUE = "  the-queue:\n    phase: middle\n"
_NEXT = "  next-time:\n    phase: later\n    said: 3\n"
ORPHAN = """\
  goodbye:
    phase: later
    client: I'll go, then.
    replies:
      - {id: all-right, text: All right., did: You let them go.}
    routes:
      - {to: leaves, otherwise: true}

endings:
"""
TO_GOODBYE = ("{to: smoothed-over, otherwise: true}", "{to: goodbye, otherwise: true}")
_AS_IF = (
    "A reply that should be answered in a way of its own gets another answer, and a student "
    "learns the wrong thing from it."
)

ROUTES: tuple[Entry, ...] = (
    Entry(
        code="GR307",
        severity="error",
        title="A dead end",
        message="From `{moment}` nothing leads on.",
        cause="The routes are not written yet, or all of them lead back to where they start.",
        why="A student would stay at the same line, whatever they say, until the hour is over.",
        cure="Write a route from `{moment}` to another moment, or to an ending.",
        triggers=(
            ("endings:\n", ORPHAN.replace("to: leaves", "to: goodbye")),
            TO_GOODBYE,
        ),
        near_miss=(("endings:\n", ORPHAN), TO_GOODBYE),
        at="goodbye",
    ),
    Entry(
        code="GR308",
        severity="error",
        title="No `otherwise`",
        message="The routes of `{moment}` do not say what happens otherwise.",
        cause="The last route was forgotten, or it has a condition.",
        why="A student whose reply fits none of the routes would get no answer, and the same "
        "line again.",
        cure="Add a last route: `- {{to: …, otherwise: true}}`.",
        triggers=((FINE_LAST, "      - {to: smoothed-over, when: {none: [repair]}}"),),
        near_miss=((FINE_LAST, "      - {to: still-open, otherwise: yes}"),),
        at="routes",
    ),
    Entry(
        code="GR309",
        severity="error",
        title="`otherwise` before the end",
        message="`otherwise` stands too early in `{moment}`: below it {what} that can never be "
        "taken.",
        cause="A route was added at the end of the list, below `otherwise`.",
        why="Routes are tried from the top, and `otherwise` takes every reply: a student who "
        "says just what the route below waits for would get the general answer.",
        cure="Move the route with `otherwise: true` to the end of the list.",
        triggers=(
            (_QUEUE_LAST, ""),
            ("      - {to: its-fine, otherwise: true}\n\n  next-time",
             "      - {to: its-fine, otherwise: true}\n" + _QUEUE_LAST + "\n  next-time"),
        ),
        near_miss=((_QUEUE_LAST, _QUEUE_LAST + _QUEUE_LAST.replace("next-time", "its-fine")
                    .replace(": 2", ": 1")),),
        at="{to: its-fine, otherwise: true}",
    ),
    Entry(
        code="GR310",
        severity="error",
        title="A route that can never hold",
        message="The route from `{moment}` to `{to}` can never be taken: {reason}.",
        cause="Two conditions that exclude each other, a number that a meter cannot have, or a "
        "moment that cannot have been visited before this one.",
        why=_AS_IF,
        cure="Read the conditions aloud, each with “and” before the next; change the one that "
        "cannot be true, or take the route out.",
        triggers=((SMOOTHED, SMOOTHED.replace("]}", "], none: [defensive]}")),),
        near_miss=((SMOOTHED, SMOOTHED.replace("]}", "], none: [withdraw]}")),),
        at="smoothed-over",
    ),
    Entry(
        code="GR311",
        severity="error",
        title="A route in the shadow of another",
        message="The route from `{moment}` to `{to}` is never taken: {by} would take every reply "
        "that fits it.",
        cause="Routes are tried from the top. A wide condition (`defensive`) stands above a "
        "narrow one (`withdraw`).",
        why=_AS_IF,
        cure="Put the narrow condition above the wide one, or make the wide one narrower.",
        triggers=((SMOOTHED, SMOOTHED + SMOOTHED.replace("defensive", "boundary_collapse")),),
        near_miss=((SMOOTHED, SMOOTHED.replace("defensive", "boundary_collapse") + SMOOTHED),),
        at="smoothed-over",
    ),
    Entry(
        code="GR314",
        severity="error",
        title="`otherwise` leads to where a variant may not go",
        message="`otherwise` of `{moment}` leads to `{to}`, which is not for {variants}.",
        cause="`only:` at the destination leaves out a variant that can be here.",
        why="A student in that variant would say something and get the same line again.",
        cure="Lead `otherwise` to a moment for all variants, give the variant a route of its own "
        "above it (`when: {{variant: […]}}`), or widen `only:` at `{to}`.",
        triggers=((VARIANT, _CALL), ("  next-time:\n", "  next-time:\n    only: [message]\n"),
                  (_QUEUE_LAST, ""), ("{to: its-fine, otherwise: true}\n\n  next-time",
                                      "{to: next-time, otherwise: true}\n\n  next-time")),
        near_miss=((VARIANT, _CALL), ("  next-time:\n", "  next-time:\n    only: [message]\n")),
        at="next-time",
    ),
    Entry(
        code="GR316",
        severity="error",
        title="Repaired before a need was voiced",
        message="The route from `{moment}` to `{ending}` is never taken: nowhere on the way has "
        "the client voiced a need.",
        cause="An ending of the kind *repaired* asks for `said: 3` at some moment on the way.",
        why="A student could do everything well and still never come to the repaired ending.",
        cure="Write `said: 3` at the moment in which the client says what they need; or call the "
        "ending `planned` or `attempted`.",
        triggers=((_NEXT, _NEXT.replace("said: 3", "said: 2")),),
        near_miss=((_NEXT, _NEXT.replace("    said: 3\n", "")),
                   (_QUEUE, _QUEUE + "    said: 3\n"), ("    said: 2\n    now: {own_part: yes}\n"
                   "    goal: Listen", "    now: {own_part: yes}\n    goal: Listen")),
        at="found-again",
    ),
    Entry(
        code="GR317",
        severity="error",
        title="`otherwise` leads to an ending that asks for more",
        message="`otherwise` of `{moment}` leads to `{ending}`, which is not open to every play: "
        "*repaired* asks for more.",
        cause="An ending of the kind *repaired* also asks for a voiced need, for alliance and "
        "for frame; where these are not there, the route is passed over.",
        why="A student to whom the ending is not open would say something and get the same line "
        "again.",
        cure="Put the route to `{ending}` above, and let `otherwise` lead to another ending.",
        triggers=((OUT + SMOOTHED + "      - {to: still-open, otherwise: true}",
                   SMOOTHED + "      - {to: found-again, otherwise: true}"),),
        near_miss=((OUT, OUT.replace("{any: [{agree_way_forward: 2}], none: [defensive]}",
                                       "{none: [defensive]}")),),
        at="found-again",
    ),
    Entry(
        code="GR320",
        severity="error",
        title="The first reply ends the hour",
        message="A single reply at `{moment}`, where the play begins, leads to `{ending}`.",
        cause="A route from the opening goes straight to an ending.",
        why="No single reply ends a session: a student would be out before there was anything to "
        "mend.",
        cure="Lead to a moment in which the client hints at it, and from there to the ending.",
        triggers=((_FIRST, "      - {to: leaves, when: {any: [withdraw]}}\n" + _FIRST),),
        near_miss=((_FIRST, "      - {to: leaves, when: {any: [withdraw], visited: "
                    "{two-lines: 2}}}\n" + _FIRST), ("{to: not-quite, otherwise: true}",
                                                     "{to: two-lines, otherwise: true}")),
        at="leaves",
    ),
)
