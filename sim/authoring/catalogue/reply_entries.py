"""WR401 to WR413: the replies of a moment, and what they are said to show."""

from __future__ import annotations

from sim.authoring.catalogue.entry import Entry

FULL = ("scale: exercise ", "scale: full     ")
_STANDING = """\
      - id: standing-there
        text: What did you need from me, standing there?
        shows: {explore_together: 2, reach_need: 1}
        words: {explore_together: What did you need from me, reach_need: need}
        did: Short, open, and about the two of you.
"""
_AGAIN = "      - {id: again, text: '%s', did: You asked it once more.}\n"
_MORE = tuple(
    f"      - {{id: more-{n}, text: {text}, did: {did}}}\n"
    for n, text, did in (
        ("a", "Two lines.", "You gave back two of their words."),
        ("b", "And then?", "You asked for the rest of it."),
        ("c", "I see.", "It left room and gave little back."),
    )
)
_OWNED = "You owned the turn you had just taken, and nothing was asked of them for it."
_MINIMISED = "        shows: {minimise: 1}\n        words: {minimise: I promise you}\n"
_ELSEWHERE = "        shows: {interpret_away: 1}\n        words: {interpret_away: Who else}\n"
_WEIGHED = "        shows: {reach_need: 1}\n        words: {reach_need: I promise you}\n"
_ASKED = "        shows: {explore_together: 1}\n        words: {explore_together: Who else}\n"
_WISH = (
    "        shows: {reach_need: 2}\n"
    "        words: {reach_need: you hoped to be somebody I would pick up the telephone for}\n"
)
_NEED = (
    "        shows: {explore_together: 2, reach_need: 1}\n"
    "        words: {explore_together: What did you need from me, reach_need: need}\n"
)
_APPLIES = "    applies: [reach_need, explore_together]\n"
_NOTED = "        shows: {withdraw: 1}\n        words: {withdraw: I'll put it in your notes}\n"
_SMALLER = (
    "        shows: {minimise: 2, justify_self: 1}\n        words: {minimise: "
    "It was only a message, justify_self: there really was no other way}\n"
)

_STUNG = (
    "        shows: {own_part: 2, validate_experience: 2}\n        words: {own_part: "
    "I moved you in two lines, validate_experience: No wonder that stung}\n"
)
_STUNG_LESS = "        shows: {own_part: 1}\n        words: {own_part: I moved you in two lines}\n"
_COLD = ("shows: {name_rupture: 2}\n        words: {name_rupture: It has gone",
         "shows: {name_rupture: 1}\n        words: {name_rupture: It has gone")  # fmt: skip
_LET_OFF = ("shows: {explore_together: 2}\n        words: {explore_together: I'd like",
            "shows: {explore_together: 1}\n        words: {explore_together: I'd like")  # fmt: skip
_MUCH = " I would like to hear all of it, in your own time, and I have time for it."
_LONG_BEST = tuple(
    (text, text + _MUCH)
    for text in ("No wonder that stung.", "That was me looking after myself.", "as you did today?",
                 "need from me, standing there?")
)  # fmt: skip
_LONG_OTHERS = tuple(
    (text, text + _MUCH * 2) for text in ("felt awful about it ever since.", "Any hour, I mean it.")
)

REPLIES: tuple[Entry, ...] = (
    Entry(
        code="WR401",
        severity="error",
        title="Too few replies",
        message="`{moment}` offers {count} replies{where}; at least {fewest} are needed.",
        cause="Replies are still to be written, or `only:` leaves some out in one variant.",
        why="With two or three, a student finds the good one by striking out the rest.",
        cure="Write replies that differ in kind; tempting ones are what a kind beginner would "
        "say. A scenario with `scale: exercise` may have three.",
        triggers=(FULL, (_STANDING, "")),
        near_miss=((_STANDING, ""),),
        at="replies",
    ),
    Entry(
        code="WR402",
        severity="warning",
        title="Too many replies",
        message="`{moment}` offers {count} replies{where}; more than {most} are hard to weigh.",
        cause="Two moments in one, or replies that say nearly the same.",
        why="A student skims a long list and picks by its look.",
        cure="Keep the four to six that differ most.",
        triggers=((_STANDING, _STANDING + "".join(_MORE)),),
        near_miss=((_STANDING, _STANDING + "".join(_MORE[:2])),),
        at="replies",
    ),
    Entry(
        code="WR403",
        severity="error",
        title="Feedback that is still to be written",
        message="The reply `{reply}` of `{moment}` has no feedback yet, only a mark in its place.",
        cause="It was left for later.",
        why="Practice without feedback teaches the wrong thing as firmly as the right one.",
        cure="Say in one or two sentences what these words did, and quote them.",
        triggers=((f"did: {_OWNED}", "did: …"),),
        near_miss=((f"did: {_OWNED}", "did: You owned it…"),),
        at="…",
    ),
    Entry(
        code="WR404",
        severity="warning",
        title="The same feedback twice",
        message="“{sentence}” stands already in the feedback of line {line}.",
        cause="Feedback that was copied, or that fits any reply.",
        why="A student who meets a sentence again stops reading: it is not about their words.",
        cure="Say what just these words did.",
        triggers=((f"did: {_OWNED}", "did: Short, open, and about the two of you."),),
        near_miss=((f"did: {_OWNED}", "did: Short, and about the two of you."),),
        at="Short, open",
    ),
    Entry(
        code="WR405",
        severity="warning",
        title="Two replies that are too alike",
        message="The replies `{one}` (line {line}) and `{other}` of `{moment}` are nearly the same "
        "words.",
        cause="One was made from the other, and only the politeness differs.",
        why="A student would choose between wordings, not between ways of answering.",
        cure="Let one of them do something else, or take it out.",
        triggers=((_STANDING, _STANDING + _AGAIN % "What did you need from me standing there?"),),
        near_miss=((_STANDING, _STANDING + _AGAIN % "What would have helped, when you read it?"),),
        at="'What did you need",
    ),
    Entry(
        code="WR406",
        severity="warning",
        title="The place gives the answer away",
        message="A student can guess by the place: {found}.",
        cause="The good reply was written first, or last, by habit.",
        why="A student who has seen this needs to read nothing more.",
        cure="Change the order of the replies in some of the moments.",
        triggers=((_STUNG, _STUNG_LESS), _COLD, _LET_OFF),
        near_miss=(_COLD,),
        at="moments",
    ),
    Entry(
        code="WR407",
        severity="warning",
        title="The length gives the answer away",
        message="A student can guess by the length: {found}.",
        cause="Good replies grow while they are polished, and the others stay as they were.",
        why="A student who has seen this needs to read nothing more; and learns that a good reply "
        "is a long one.",
        cure="Shorten some of the good replies, and let some of the tempting ones run on.",
        triggers=(_COLD, *_LONG_BEST),
        near_miss=(_COLD, *_LONG_BEST, *_LONG_OTHERS),
        at="moments",
    ),
    Entry(
        code="WR408",
        severity="warning",
        title="Nothing tempts",
        message="At `{moment}` every reply is a good one.",
        cause="The replies that a kind beginner would give were left out.",
        why="A student cannot choose badly here, and so cannot find out what they would do.",
        cure="Add a reply that is tempting and does harm: to explain, to soothe, to promise.",
        triggers=((_MINIMISED, _WEIGHED), (_ELSEWHERE, _ASKED)),
        near_miss=((_MINIMISED, _WEIGHED),),
        at="replies",
    ),
    Entry(
        code="WR409",
        severity="error",
        title="No good reply",
        message="At `{moment}` no reply repairs anything without also doing harm.",
        cause="`shows` was forgotten, or every reply has a defensive marker.",
        why="A student would have no way of doing well here, and would be told so afterwards.",
        cure="Write a reply that shows at least one of the ids under `applies`, and no marker.",
        triggers=((_WISH, ""), (_NEED, "")),
        near_miss=((_WISH, ""),),
        at="replies",
    ),
    Entry(
        code="WR410",
        severity="warning",
        title="Shown, but not asked for",
        message="The reply `{reply}` shows `{criterion}`, and `{moment}` does not ask for it.",
        cause="`applies:` was written before the replies.",
        why="What a student did well would move nothing, and the profile would not count it.",
        cure="Add `{criterion}` to `applies:` of `{moment}`, or take it out of `shows`.",
        triggers=((_APPLIES, "    applies: [reach_need]\n"),),
        near_miss=((_APPLIES, "    applies: [explore_together, reach_need]\n"),),
        at="explore_together",
    ),
    Entry(
        code="WR411",
        severity="warning",
        title="Asked for, but never shown",
        message="`{moment}` asks for `{criterion}`, and no reply there shows it{where}.",
        cause="The reply that showed it was changed or taken out, or `only:` keeps it from a "
        "variant.",
        why="A student who chooses replies could not show it, and the profile would still count "
        "that it was asked for.",
        cure="Write a reply that shows it. Or take `{criterion}` out of `applies:`; then a typed "
        "reply that shows it is not counted either.",
        triggers=((_APPLIES, "    applies: [reach_need, explore_together, name_rupture]\n"),),
        near_miss=(
            (_APPLIES, "    applies: [reach_need, explore_together, name_rupture]\n"),
            (_MINIMISED, _WEIGHED.replace("reach_need", "name_rupture")),
        ),
        at="name_rupture",
    ),
    Entry(
        code="WR412",
        severity="warning",
        title="A boundary where none is at stake",
        message="The reply `{reply}` of `{moment}` shows `{shown}`, and `now:` does not say that "
        "a frame is at stake.",
        cause="`frame_at_stake: yes` was forgotten; or a large promise was taken for a boundary.",
        why="A student would be told about a boundary that nobody had touched.",
        cure="Write `frame_at_stake: yes` under `now:` of `{moment}`, or take `{shown}` out of "
        "`shows`.",
        triggers=(("now: {own_part: yes, frame_at_stake: yes}", "now: {own_part: yes}"),),
        near_miss=(("now: {own_part: yes, frame_at_stake: yes}", "now: {frame_at_stake: yes}"),),
        at="boundary_collapse",
    ),
    Entry(
        code="WR413",
        severity="warning",
        title="Pressure to stay where nobody is leaving",
        message="The reply `{reply}` of `{moment}` shows `pressure_to_stay`, but the client has "
        "not spoken of leaving.",
        cause="`now:` says `leaving: no`, or does not speak of it.",
        why="A student could not see what they had pressed against.",
        cure="Write `leaving: hinted` or `leaving: decided` under `now:`, or another id in "
        "`shows`.",
        triggers=((_NOTED, _NOTED.replace("withdraw", "pressure_to_stay")),),
        near_miss=((_SMALLER, _SMALLER.replace("justify_self", "pressure_to_stay")),),
        at="pressure_to_stay",
    ),
)
