"""WR4xx: the writing: replies, feedback, what gives answers away, how far it branches."""

from __future__ import annotations

from sim.authoring.catalogue.entry import Entry
from sim.authoring.catalogue.reply_entries import FULL, REPLIES

_NOTE = "content_note: Being moved at short notice; feeling that one does not count.\n"
_INNER = "    inner: That's more than I meant to ask for.\n"
_MARKED = "    rupture_at: [It was like being moved]\n"
_UNCLEAR = "    unclear: So is that a yes?\n"
_GOAL = "    goal: Promise only what you can keep.\n"
_ASKED_WHY = "    phase: hot\n    said: 2\n    now: {own_part: yes, asked_why: yes}"
_DID = "did: The comfort was quick and kindly meant, and it closed what had just opened."
_RING = "Ring me, next time. Even if it goes badly. I'd know there was somebody at the other end."
_WEIGH = "    client: I had the prescription in my hand."
_EXERCISE = ("scale: exercise                # a few moments", "scale: exercise    # a few moments")

_WRITING: tuple[Entry, ...] = (
    Entry(
        code="WR414",
        severity="error",
        title="No content note",
        message="There is no content note.",
        cause="It was not written yet.",
        why="A student should know the themes before the first line, and be free to choose "
        "another scenario.",
        cure="Write `content_note:` in the head of the file: the themes in a few words, not the "
        "plot.",
        triggers=((_NOTE, ""),),
        near_miss=((_NOTE, "content_note: Nothing out of the ordinary.\n"),),
        at="id",
    ),
    Entry(
        code="WR415",
        severity="warning",
        title="No inner line",
        message="`{moment}` does not say what the client thinks and does not say.",
        cause="`inner:` was left out.",
        why="In the debrief a student learns most from what they could not hear.",
        cure="Write `inner:` as the client would think it, in their own words.",
        triggers=((_INNER, ""),),
        near_miss=((_INNER, "    inner: [{say: That's more than I meant to ask for.}]\n"),),
        at="next-time",
    ),
    Entry(
        code="WR416",
        severity="warning",
        title="The rupture is not marked",
        message="`{moment}` is where the strain shows, and `rupture_at` does not say in which "
        "words.",
        cause="`rupture_at:` was left out.",
        why="A student who is asked to spot the rupture would find nothing to check against.",
        cure="Write `rupture_at: [ … ]` with the words of the client's line that carry the strain.",
        triggers=((_MARKED, ""),),
        near_miss=((_MARKED, ""), (_ASKED_WHY, _ASKED_WHY.replace("hot", "middle"))),
        at="not-quite",
    ),
    Entry(
        code="WR417",
        severity="warning",
        title="No goal",
        message="`{moment}` does not say what it is about.",
        cause="`goal:` was left out.",
        why="Feedback begins with the goal; without it a student cannot tell what was asked.",
        cure="Write `goal:` in one line, as something to try and not as a rule.",
        triggers=((_GOAL, ""),),
        near_miss=((_GOAL, "    goal: Say yes to what you can keep.\n"),),
        at="next-time",
    ),
    Entry(
        code="WR418",
        severity="warning",
        title="No question for a reply that is unclear",
        message="`{moment}` does not say how the client asks when a reply is unclear.",
        cause="`unclear:` was left out.",
        why="When a typed reply could be read in two ways, the client asks; without words of their "
        "own, a student hears a question that anybody could ask.",
        cure="Write `unclear:` as this client would ask: “Sorry, is that a yes or a no?”",
        triggers=((_UNCLEAR, ""),),
        near_miss=((_UNCLEAR, "    unclear: Is it a yes or a no?\n"),),
        at="next-time",
    ),
    Entry(
        code="WR419",
        severity="error",
        title="Wording that shames or marks",
        message="“{words}”: this reads as {called}.",
        cause="A habit from marking essays.",
        why="A student who feels judged stops trying things out; practice is for that.",
        cure="Say what the words did and what they left: “Her hurt wasn't taken up yet.” Words "
        "that you quote go in quotation marks.",
        triggers=((_DID, "did: You failed to hear them."),),
        near_miss=((_DID, "did: It passed by what they said. “I failed you” would have met it."),),
        at="You failed to",
    ),
    Entry(
        code="WR420",
        severity="warning",
        title="A long speech",
        message="The client says {count} words in one breath; more than {most} are hard to take "
        "in.",
        cause="Two beats in one line, or a client who explains.",
        why="A student would answer the part that is easiest, and not know which.",
        cure="Divide the line between two moments, or cut what the client would not say yet.",
        triggers=((_RING, _RING * 4),),
        near_miss=((_RING, _RING * 3),),
        at="Ring me",
    ),
    Entry(
        code="WR421",
        severity="error",
        title="Too few moments",
        message="There are {count} moments; a full scenario has at least {fewest}.",
        cause="Different replies soon come together again.",
        why="A student who plays again would see the same hour, whatever they say.",
        cure="Let replies that differ lead to moments that differ; or write `scale: exercise`.",
        triggers=(FULL,),
        near_miss=(_EXERCISE,),
        at="moments",
    ),
    Entry(
        code="WR422",
        severity="warning",
        title="Plays that are too short or too long",
        message="Of {plays} plays tried, {short} passed fewer than {shortest} moments and {long} "
        "more than {longest}.",
        cause="Some routes cut straight to an ending, or the way to one is very long.",
        why="A short play ends before a repair can be seen; a long one does not fit the time.",
        cure="Write moments before the early endings, or let long ways come together. `sim "
        "playtest` shows how long plays are.",
        triggers=(FULL,),
        near_miss=(_EXERCISE,),
        at="moments",
    ),
    Entry(
        code="WR423",
        severity="warning",
        title="Two endings with nearly the same way",
        message="Plays that end at `{one}` and plays that end at `{other}` share {percent} % of "
        "their moments; it should be under two thirds.",
        cause="The last reply alone decides between the two.",
        why="A student would take an ending for luck, or for the one right sentence.",
        cure="Let the ways to these endings part earlier.",
        triggers=(FULL,),
        near_miss=(_EXERCISE,),
    ),
    Entry(
        code="WR424",
        severity="warning",
        title="The past makes too little difference",
        message="Meters or history change what happens in {count} moments; it should be at least "
        "{fewest}.",
        cause="Routes and lines look only at the reply just given.",
        why="A student would find that what they said ten minutes ago is forgotten.",
        cure="Let a later moment answer differently: a route or a line with `earlier`, `visited`, "
        "`alliance` or `frame`.",
        triggers=(FULL,),
        near_miss=(
            FULL,
            (_WEIGH, "    client:\n      - when: {alliance: {below: 30}}\n        say: No idea "
             "why I am telling you.\n      - say: I had the prescription in my hand."),
        ),
        at="moments",
    ),
)

GROUP: tuple[Entry, ...] = REPLIES + _WRITING
