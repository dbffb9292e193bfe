"""GR3xx: moments, routes and endings: what leads where, and what leads nowhere."""

from __future__ import annotations

from sim.authoring.catalogue.entry import Entry
from sim.authoring.catalogue.route_entries import (
    FINE_LAST,
    ORPHAN,
    OUT,
    ROUTES,
    SMOOTHED,
    TO_GOODBYE,
    VARIANT,
)

_GONE = VARIANT + "  gone: {about: They have decided., unpreventable: true, opening: gone}\n"
_STAYING = "      - {to: leaves, when: {any: [defensive], visited: {goes-cold: 2}}}\n"
_LEAVES = "  leaves:\n    ending: left\n"
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
_ROUND = ORPHAN.replace("{to: leaves,", "{to: goodbye-again,").replace(
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

_PLACES: tuple[Entry, ...] = (
    Entry(
        code="GR301",
        severity="error",
        title="A route to a place that does not exist",
        message="There is no moment and no ending called `{name}`.",
        cause="A slip of the pen, or the place was renamed and this route was not.",
        why="A student whose reply takes this route would come to nothing: the play would stop "
        "in the middle of the hour.",
        cure="{near}Write the id of a moment or of an ending after `to:`.",
        triggers=((OUT, OUT.replace("found-again", "found-agian")),),
        near_miss=((OUT, OUT.replace("to: found-again", 'to: "found-again"')),),
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
        message="`time_up` names `{name}`, and there is no such ending.",
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
        triggers=(("endings:\n", ORPHAN),),
        near_miss=(("endings:\n", ORPHAN), TO_GOODBYE),
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
            ("endings:\n", ORPHAN),
            (SMOOTHED, SMOOTHED + SMOOTHED.replace("smoothed-over", "goodbye")),
        ),
        near_miss=(
            ("endings:\n", ORPHAN),
            (SMOOTHED, SMOOTHED.replace("smoothed-over", "goodbye")
             .replace("[defensive]", "[withdraw]") + SMOOTHED),
        ),
        at="goodbye",
    ),
    Entry(
        code="GR312",
        severity="error",
        title="A round without a way out",
        message="`{moment}` leads to {others} and back, and no route leads out to an ending.",
        cause="Moments that lead only to one another, or whose ways out can never be taken.",
        why="A student would go round and round until the hour is over, whatever they say.",
        cure="Let at least one route lead out: to a moment that goes on, or to an ending.",
        triggers=(("endings:\n", _ROUND % "goodbye"), TO_GOODBYE),
        near_miss=(("endings:\n", _ROUND % "leaves"), TO_GOODBYE),
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
            (SMOOTHED + "      - {to: still-open, otherwise: true}",
             "      - {to: still-open, otherwise: true}"),
            (FINE_LAST, "      - {to: still-open, otherwise: true}"),
            (OUT, ""),
        ),
        near_miss=((SMOOTHED, ""), (FINE_LAST, "      - {to: still-open, otherwise: true}")),
        at="two-lines",
    ),
    Entry(
        code="GR318",
        severity="error",
        title="An exit that could be prevented after all",
        message="In the variant `{variant}` no reply prevents the leaving; yet this route leads "
        "to `{ending}`, where nobody leaves.",
        cause="The variant shares moments with others that may end well.",
        why="The debrief would tell a student that nothing could have kept the client, while "
        "another student in the same variant keeps them.",
        cure="Give the variant moments of its own, or a route above this one "
        "(`when: {{variant: [{variant}]}}`) to an ending of the kind left or left_and_returns.",
        triggers=((VARIANT, _GONE), ("endings:\n", _GONE_MOMENT % "still-open")),
        near_miss=((VARIANT, _GONE), ("endings:\n", _GONE_MOMENT % "leaves")),
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
)

GROUP: tuple[Entry, ...] = tuple(sorted(_PLACES + ROUTES, key=lambda entry: entry.code))
