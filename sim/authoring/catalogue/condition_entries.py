"""SC2xx: conditions, and the lines and routes that hang on them."""

from __future__ import annotations

from sim.authoring.catalogue.entry import Entry, edit

_QUIET = "when: {quiet: yes, alliance: {at_least: 45}}"
_FINE = "      - say: It's fine. You've got"
_TO_FINE = "{to: its-fine, when: {any: [appease]}}\n      - {to: goes-cold, when"
_HEY = "      - when: {any: [appease]} # the reply that led here\n        say: Hey"
_UNHEARD = "A line would be written and never heard."

GROUP: tuple[Entry, ...] = (
    Entry(
        code="SC213",
        severity="error",
        title="A condition that is nested too deep",
        message="Conditions lie more than {most} deep inside each other here.",
        cause="An exception to an exception to an exception.",
        why="Nobody who reads it aloud can say when the client will answer so.",
        cure="Write two routes, one below the other, in place of one.",
        triggers=edit(_QUIET, "when: {not: {not: {not: {not: {quiet: yes}}}}}"),
        near_miss=edit(_QUIET, "when: {not: {not: {not: {quiet: no}}}}"),
        at="not: {quiet: yes}",
    ),
    Entry(
        code="SC214",
        severity="error",
        title="An unknown key in a condition",
        message="`{key}` is not a key of {block}.",
        cause="A slip of the pen, or something that a condition cannot ask.",
        why="The client would answer as if the condition were not there.",
        cure="{near}The keys here: {known}.",
        triggers=edit(_QUIET, "when: {silent: yes, alliance: {at_least: 45}}"),
        near_miss=edit(_QUIET, "when: {quiet: yes, frame: {at_least: 45}}"),
        at="silent",
    ),
    Entry(
        code="SC216",
        severity="error",
        title="A line without a last wording",
        message="The last entry of this list has a condition, so that nothing may be left to say.",
        cause="The entry for all other cases is missing.",
        why="The client would look at the student and say nothing, where a line was meant.",
        cure="Add a last entry that has only `say`, without `when` and `only`.",
        triggers=edit(_FINE, "      - when: {quiet: no}\n        say: It's fine. You've got"),
        near_miss=edit(_FINE, "      - when: {quiet: yes}\n        say: Well.\n" + _FINE),
        at="when",
    ),
    Entry(
        code="SC217",
        severity="error",
        title="A wording that hides those below it",
        message="This entry has no condition, so that the entries below it are never reached.",
        cause="A `when` is missing, or the entry should stand last.",
        why=_UNHEARD,
        cure="Give it a `when`, or move it to the end of the list.",
        triggers=edit(_HEY, "      - say: Hey"),
        near_miss=edit(_HEY, "      - only: [message]\n        say: Hey"),
        at="say: Hey",
    ),
    Entry(
        code="SC223",
        severity="error",
        title="A condition that asks nothing",
        message="This condition does not ask anything, so that it would always hold.",
        cause="It is empty, a meter has neither `at_least` nor `below`, or `earlier` has none of "
        "`all`, `any` and `none`.",
        why="The client would always answer in this way, and never in those below.",
        cure="Say what should hold, or take the condition out.",
        triggers=edit(_QUIET, "when: {alliance: {}}"),
        near_miss=edit(_QUIET, "when: {alliance: {below: 45}}"),
        at="alliance",
    ),
    Entry(
        code="SC224",
        severity="error",
        title="A route with no condition, or with one too many",
        message="The route to `{to}` needs either `when` or `otherwise: true`, and not both.",
        cause="A condition was forgotten, or `otherwise` was added to it.",
        why="It would not be clear when the client answers in this way.",
        cure="Keep `when` for a condition; the last route has only `otherwise: true`.",
        triggers=edit(_TO_FINE, "{to: its-fine}\n      - {to: goes-cold, when"),
        near_miss=edit(
            _TO_FINE, "{to: its-fine, when: {none: [repair]}}\n      - {to: goes-cold, when"
        ),
        at="{to: its-fine}",
    ),
)
