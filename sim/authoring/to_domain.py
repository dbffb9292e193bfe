"""From the models of a file to the scenario that the engine plays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from sim.authoring.file_model import (
    EndingBlock,
    MomentBlock,
    ReplyBlock,
    RouteBlock,
    ScenarioFile,
    ShiftsBlock,
)
from sim.authoring.problems import Path
from sim.authoring.to_conditions import Conditions, Report
from sim.domain.alliance import Pair, Shifts
from sim.domain.reading import Judgement, Reading, Span, decision_for
from sim.domain.scenario import (
    Client,
    Ending,
    Example,
    Moment,
    Now,
    Reply,
    Route,
    Scenario,
    Spoken,
    Variant,
)


class Conversion:
    """One conversion. `report` hears of every fault that a model alone cannot see."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._conditions = Conditions(report)

    def scenario(self, file: ScenarioFile) -> Scenario:
        """The whole scenario; worth playing only if nothing was reported."""
        for name in file.endings:
            if name in file.moments:
                self._report("SC219", ("endings", name), key=True, id=name)
        start = file.start
        return Scenario(
            id=file.id,
            title=file.title,
            client=_client(file),
            rupture=file.rupture,
            moments={name: self._moment(name, m) for name, m in file.moments.items()},
            endings={name: self._ending(name, e) for name, e in file.endings.items()},
            variants=_variants(file),
            opening=file.opening,
            time_up=file.time_up,
            turns=file.turns,
            start=(start.alliance, start.frame, start.said),
            shifts=_shifts(file.shifts),
            language=file.language,
            scale=file.scale,
            level=file.level,
            minutes=file.minutes,
            trigger=file.trigger,
            content_note=file.content_note or "",
            learning=tuple(file.learning),
            you=file.you,
            briefing=file.briefing,
            frame=file.frame,
            wish=file.wish,
            before=tuple(Spoken(s.who, s.say, _names(s.only)) for s in file.before or ()),
        )

    def _moment(self, name: str, block: MomentBlock) -> Moment:
        path: Path = ("moments", name)
        lines = self._conditions.lines
        return Moment(
            id=name,
            phase=block.phase,
            client=lines(block.client, (*path, "client")),
            replies=tuple(self._replies(block.replies, (*path, "replies"))),
            routes=tuple(self._routes(block.routes, (*path, "routes"))),
            goal=block.goal or "",
            inner=lines(block.inner, (*path, "inner")),
            direction=lines(block.direction, (*path, "direction")),
            only=_names(block.only),
            session=block.session,
            between=block.between or "",
            rupture=block.rupture,
            said=block.said,
            now=_now(block),
            rupture_at=self._rupture_at(block, (*path, "rupture_at")),
            applies=_names(block.applies),
            unclear=block.unclear or "",
            examples=tuple(Example(e.text, e.shows, e.leads_to) for e in block.examples),
            teach=block.teach or "",
        )

    def _rupture_at(self, block: MomentBlock, path: Path) -> tuple[str, ...]:
        quotations = tuple(block.rupture_at or ())
        for n, words in enumerate(quotations):
            if not any(words in line.say for line in block.client):
                self._report("SC212", (*path, n), words=words)
        return quotations

    def _replies(self, blocks: Sequence[ReplyBlock], path: Path) -> Iterator[Reply]:
        seen: set[str] = set()
        for n, block in enumerate(blocks):
            if block.id in seen:
                self._report("SC218", (*path, n, "id"), id=block.id)
            seen.add(block.id)
            reading = self._reading(block, (*path, n))
            left, only = block.left or "", _names(block.only)
            yield Reply(block.id, block.text, reading, block.did, left, only)

    def _reading(self, block: ReplyBlock, path: Path) -> Reading:
        spans = {
            criterion: tuple(self._spans(block, criterion, (*path, "words", criterion)))
            for criterion in block.words
        }
        judgements = {
            criterion: Judgement(criterion, level, decision_for(level), spans.get(criterion, ()))
            for criterion, level in block.shows.items()
        }
        return Reading(judgements, quiet=block.quiet, taken_back=block.taken_back)

    def _spans(self, block: ReplyBlock, criterion: str, path: Path) -> Iterator[Span]:
        if criterion not in block.shows:
            self._report("SC211", path, key=True, id=criterion)
        for n, words in enumerate(block.words[criterion]):
            start = block.text.find(words)
            if start < 0:
                self._report("SC210", (*path, n), words=words)
            else:
                yield start, start + len(words)

    def _routes(self, blocks: Sequence[RouteBlock], path: Path) -> Iterator[Route]:
        for n, block in enumerate(blocks):
            if (block.when is None) is not block.otherwise:
                self._report("SC224", (*path, n), to=block.to)
            when = self._conditions.condition(block.when, (*path, n, "when"))
            yield Route(block.to, when, block.otherwise)

    def _ending(self, name: str, block: EndingBlock) -> Ending:
        path: Path = ("endings", name)
        lines = self._conditions.lines
        return Ending(
            id=name,
            kind=block.ending,
            title=block.title,
            client=lines(block.client, (*path, "client")),
            aftermath=lines(block.aftermath, (*path, "aftermath")),
            meaning=block.meaning,
            direction=lines(block.direction, (*path, "direction")),
            inner=lines(block.inner, (*path, "inner")),
            tell_a_friend=block.tell_a_friend or "",
            unpreventable=block.unpreventable,
            supervision=tuple(block.supervision or ()),
        )


def _names(names: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(names or ())


def _client(file: ScenarioFile) -> Client:
    who = file.client
    return Client(
        name=who.name,
        pronouns=who.pronouns,
        about=who.about,
        usual_conflict_pattern=who.usual_conflict_pattern,
        conflict_history=who.conflict_history,
        could_not_say=who.could_not_say or "",
    )


def _variants(file: ScenarioFile) -> dict[str, Variant]:
    return {
        name: Variant(name, v.about, v.frame or "", v.opening or "", v.unpreventable)
        for name, v in file.variants.items()
    }


def _now(block: MomentBlock) -> Now:
    facts = block.now.model_dump()
    return Now(**{**facts, "feels": facts["feels"] or "", "duty": facts["duty"] or ""})


def _shifts(block: ShiftsBlock) -> Shifts:
    alliance = {
        row: _pairs(getattr(block.alliance, row)) for row in type(block.alliance).model_fields
    }
    return Shifts().changed(alliance, _pairs(block.frame))


def _pairs(table: Mapping[str, Sequence[float]]) -> dict[str, Pair]:
    return {name: cast("Pair", tuple(pair)) for name, pair in table.items()}
