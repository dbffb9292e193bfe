"""GR3xx: moments, routes and endings: what leads where, and what leads nowhere."""

from __future__ import annotations

from sim.authoring.catalogue.entry import Entry

_OUT = "      - {to: found-again, when: {any: [{agree_way_forward: 2}], none: [defensive]}}\n"
_SMOOTHED = "      - {to: smoothed-over, when: {any: [defensive]}}\n"
_QUEUE_LAST = "      - {to: next-time, when: {any: [{reach_need: 2}, {explore_together: 2}]}}\n"
_FINE_LAST = "      - {to: smoothed-over, otherwise: true}"
_QUIET = "      - {to: the-queue, when: {quiet: yes, alliance: {at_least: 45}}}\n"
_BACK = "{to: goes-cold, when: {any: [defensive]}}\n      - {to: its-fine, otherwise: true}"
_VARIANT = "  message: {about: The session was moved by a short message.}\n"
_CALL = _VARIANT + "  call: {about: The session was moved by a call.}\n"
_GONE = _VARIANT + "  gone: {about: They have decided., unpreventable: true, opening: gone}\n"
_STAYING = "      - {to: leaves, when: {any: [defensive], visited: {goes-cold: 2}}}\n"
_FIRST = "      - {to: the-queue, when: {any: [{validate_experience: 2}, {own_part: 2}], none"
_LEAVES = "  leaves:\n    ending: left\n"
_QUEUE = "  the-queue:\n    phase: middle\n"
_NEXT = "  next-time:\n    phase: later\n    said: 3\n"
_ORPHAN = """\
  goodbye:
    phase: later
    client: I'll go, then.
    replies:
      - {id: all-right, text: All right., did: You let them go.}
    routes:
      - {to: leaves, otherwise: true}

endings:
"""
_GONE_MOMENT = """\
  gone:
    only: [gone]
    phase: hot
    now: {leaving: decided}
    client: I've thought about it all week. Today is my last.
    replies:
      - {id: all-right, text: All right., did: You let them go.}
    routes:
      - {to: gone-again, otherwise: true}
  gone-again:
    only: [gone]
    phase: hot
    now: {leaving: decided}
    client: So.
    replies:
      - {id: all-right, text: All right., did: You let them go.}
    routes:
      - {to: %s, otherwise: true}

endings:
"""
_ROUND = _ORPHAN.replace("{to: leaves,", "{to: goodbye-again,").replace(
    "endings:\n",
    """\
  goodbye-again:
    phase: later
    client: So. I'll go.
    replies:
      - {id: all-right, text: All right., did: You let them go.}
    routes:
      - {to: %s, otherwise: true}

endings:
""",
)
_TO_GOODBYE = ("{to: smoothed-over, otherwise: true}", "{to: goodbye, otherwise: true}")
_AS_IF = "A student would be told that the client answers differently here, and the client does not."

GROUP: tuple[Entry, ...] = (
    Entry(
        code="GR301",
        severity="error",
        title="A route to a place that does not exist",
        message="There is no moment and no ending called `{name}`.",
        cause="A slip of the pen, or the place was renamed and this route was not.",
        why="A student whose reply takes this route would come to nothing: the play would stop "
        "in the middle of the hour.",
        cure="{near}Write the id of a moment or of an ending after `to:`.",
        triggers=((_OUT, _OUT.replace("found-again", "found-agian")),),
        near_miss=((_OUT, _OUT.replace("to: found-again", 'to: "found-again"')),),
        at="found-agian",
    ),
    Entry(
        code="GR302",
        severity="error",
        title="A moment that does not exist",
        message="There is no moment called `{name}`.",
        cause="A slip of the pen, the moment was renamed, or it is the id of an ending.",
        why="Nobody can have been there, so that the client would never answer in the way that "
        "is meant for a student who was.",
        cure="{near}Write the id of a moment.",
        triggers=((_STAYING, _STAYING.replace("goes-cold: 2", "gone-cold: 2")),),
        near_miss=((_STAYING, _STAYING.replace("goes-cold: 2", "not-quite: 2")),),
        at="gone-cold",
    ),
    Entry(
        code="GR303",
        severity="error",
        title="A variant that does not exist",
        message="There is no variant called `{name}`.",
        cause="A slip of the pen, or a variant that was renamed or taken out.",
        why="What stands here would be kept from every student.",
        cure="{near}Write a name that stands under `variants:`.",
        triggers=(("  the-queue:\n", "  the-queue:\n    only: [mesage]\n"),),
        near_miss=(("  the-queue:\n", "  the-queue:\n    only: [message]\n"),),
        at="mesage",
    ),
    Entry(
        code="GR304",
        severity="error",
        title="The hour runs out into nothing",
        message="`time_up` names `{name}`, and there is no ending called so.",
        cause="A slip of the pen, or it names a moment. When the hour is over, a play needs an "
        "ending.",
        why="A student who uses up every reply would not get to an ending, nor to the debrief.",
        cure="{near}Write the id of an ending after `time_up:`; one of the kind `unresolved` "
        "usually fits.",
        triggers=(("time_up: still-open", "time_up: next-time"),),
        near_miss=(("time_up: still-open", "time_up: smoothed-over"),),
        at="next-time",
    ),
    Entry(
        code="GR305",
        severity="error",
        title="A moment that no route leads to",
        message="No route leads to `{moment}`, neither straight nor by way of other moments.",
        cause="The route to it was taken out or changed, or was never written.",
        why="What is written here will never be met by a student.",
        cure="Write a route to `{moment}` where it belongs, or take the moment out.",
        triggers=(("endings:\n", _ORPHAN),),
        near_miss=(("endings:\n", _ORPHAN), _TO_GOODBYE),
        at="goodbye",
    ),
    Entry(
        code="GR306",
        severity="warning",
        title="A moment that no play comes to",
        message="Routes lead to `{moment}`, but no play can take them, in any variant.",
        cause="Each route on the way is for another variant, or asks for something that cannot "
        "be there.",
        why="What is written here will never be met by a student.",
        cure="Look at the routes that lead to `{moment}`, and at `only:` there and here.",
        triggers=(
            ("endings:\n", _ORPHAN),
            (_SMOOTHED, _SMOOTHED + _SMOOTHED.replace("smoothed-over", "goodbye")),
        ),
        near_miss=(
            ("endings:\n", _ORPHAN),
            (_SMOOTHED, _SMOOTHED.replace("smoothed-over", "goodbye")
             .replace("[defensive]", "[withdraw]") + _SMOOTHED),
        ),
        at="goodbye",
    ),
    Entry(
        code="GR307",
        severity="error",
        title="A dead end",
        message="From `{moment}` nothing leads on.",
        cause="The routes are not written yet, or all of them lead back to where they start.",
        why="A student would stay at the same line, whatever they say, until the hour is over.",
        cure="Write a route from `{moment}` to another moment, or to an ending.",
        triggers=(
            ("endings:\n", _ORPHAN.replace("to: leaves", "to: goodbye")),
            _TO_GOODBYE,
        ),
        near_miss=(("endings:\n", _ORPHAN), _TO_GOODBYE),
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
        triggers=((_FINE_LAST, "      - {to: smoothed-over, when: {none: [repair]}}"),),
        near_miss=((_FINE_LAST, "      - {to: still-open, otherwise: yes}"),),
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
        triggers=((_SMOOTHED, _SMOOTHED.replace("[defensive]}}", "[defensive], none: [defensive]}}")),),
        near_miss=((_SMOOTHED, _SMOOTHED.replace("[defensive]}}", "[defensive], none: [withdraw]}}")),),
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
        triggers=((_SMOOTHED, _SMOOTHED + _SMOOTHED.replace("defensive", "boundary_collapse")),),
        near_miss=((_SMOOTHED, _SMOOTHED.replace("defensive", "boundary_collapse") + _SMOOTHED),),
        at="smoothed-over",
    ),
    Entry(
        code="GR312",
        severity="error",
        title="A round without a way out",
        message="`{moment}` leads to {others} and back, and no route leads out to an ending.",
        cause="Moments that lead only to one another, or whose ways out can never be taken.",
        why="A student would go round and round until the hour is over, whatever they say.",
        cure="Let at least one route lead out: to a moment that goes on, or to an ending.",
        triggers=(("endings:\n", _ROUND % "goodbye"), _TO_GOODBYE),
        near_miss=(("endings:\n", _ROUND % "leaves"), _TO_GOODBYE),
        at="goodbye",
    ),
    Entry(
        code="GR313",
        severity="error",
        title="An ending that no play comes to",
        message="No play ends at `{ending}`.",
        cause="The routes to it were taken out, or they can never be taken.",
        why="An outcome that belongs to this story is kept from every student.",
        cure="Write a route to `{ending}`, or take the ending out.",
        triggers=((_STAYING, ""),),
        near_miss=((_STAYING, _STAYING.replace("goes-cold: 2", "goes-cold: 3")),),
        at="leaves",
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
        triggers=((_VARIANT, _CALL), ("  next-time:\n", "  next-time:\n    only: [message]\n"),
                  (_QUEUE_LAST, ""), ("{to: its-fine, otherwise: true}\n\n  next-time",
                                      "{to: next-time, otherwise: true}\n\n  next-time")),
        near_miss=((_VARIANT, _CALL), ("  next-time:\n", "  next-time:\n    only: [message]\n")),
        at="next-time",
    ),
    Entry(
        code="GR315",
        severity="error",
        title="No way to repair",
        message="From `{moment}` (variant `{variant}`) no reply leads to an ending of the kind "
        "repaired, planned or attempted.",
        cause="The routes that lead back to the client are missing, or they can never be taken.",
        why="A student would learn that nothing helps once the strain has got this far. That is "
        "not so; an exit that nobody can prevent is a variant of its own.",
        cure="Write a route by which the client can be met again. If the client has decided to go "
        "and may, write `now: {{leaving: decided}}`.",
        triggers=(
            (_SMOOTHED + "      - {to: still-open, otherwise: true}",
             "      - {to: still-open, otherwise: true}"),
            (_FINE_LAST, "      - {to: still-open, otherwise: true}"),
            (_OUT, ""),
        ),
        near_miss=((_SMOOTHED, ""), (_FINE_LAST, "      - {to: still-open, otherwise: true}")),
        at="two-lines",
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
        message="`otherwise` of `{moment}` leads to `{ending}`, which is not open to every play.",
        cause="An ending of the kind *repaired* also asks for a voiced need, for alliance and "
        "for frame; where these are not there, the route is passed over.",
        why="A student who gets here without them would say something and get the same line "
        "again.",
        cure="Put the route to `{ending}` above, and let `otherwise` lead to another ending.",
        triggers=((_OUT + _SMOOTHED + "      - {to: still-open, otherwise: true}",
                   _SMOOTHED + "      - {to: found-again, otherwise: true}"),),
        near_miss=((_OUT, _OUT.replace("{any: [{agree_way_forward: 2}], none: [defensive]}",
                                       "{none: [defensive]}")),),
        at="found-again",
    ),
    Entry(
        code="GR318",
        severity="error",
        title="An exit that could be prevented after all",
        message="In the variant `{variant}` no reply prevents the leaving; yet this route leads "
        "to `{ending}`, where nobody leaves.",
        cause="The variant shares moments with others that may end well.",
        why="The debrief would tell a student that nothing could have kept the client, and "
        "another student keeps them.",
        cure="Give the variant moments of its own, or a route above this one "
        "(`when: {{variant: [{variant}]}}`) to an ending of the kind left or left_and_returns.",
        triggers=((_VARIANT, _GONE), ("endings:\n", _GONE_MOMENT % "still-open")),
        near_miss=((_VARIANT, _GONE), ("endings:\n", _GONE_MOMENT % "leaves")),
        at="still-open",
    ),
    Entry(
        code="GR319",
        severity="error",
        title="An ending that wrongly says nothing could be done",
        message="`{ending}` says that no reply prevented it, but plays of the variant `{variant}` "
        "come to it too, and there it could be prevented.",
        cause="`unpreventable: yes` stands at an ending that several variants share.",
        why="The debrief begins with that sentence. A student who could have done something would "
        "be told the opposite.",
        cure="Take `unpreventable` out here, or give the unpreventable variant an ending of its "
        "own.",
        triggers=((_LEAVES, _LEAVES + "    unpreventable: yes\n"),),
        near_miss=((_LEAVES, _LEAVES + "    unpreventable: no\n"),),
        at="yes",
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
