"""What is on offer, and where a trainee stopped."""

from __future__ import annotations

from dataclasses import dataclass

from sim.domain.card import Card
from sim.services.desk import Desk
from sim.services.rooms import Room, room_of
from sim.store import runs as stored

LEVELS = ("introductory", "intermediate", "advanced")


@dataclass(frozen=True, slots=True)
class Offer:
    """The scenarios that match a search, and how many there are in all."""

    scenarios: tuple[Card, ...]
    matching: int
    total: int


def offer(desk: Desk, sought: str = "", level: str = "", first: int = 0, most: int = 60) -> Offer:
    """Scenarios whose title, client or themes hold every word sought, at one level or all."""
    everything = on_offer(desk)
    words = sought.casefold().split()
    found = [s for s in everything if (not level or s.level == level) and _matches(s, words)]
    found.sort(key=lambda s: (LEVELS.index(s.level) if s.level in LEVELS else 9, s.title))
    return Offer(tuple(found[first : first + most]), len(found), len(everything))


def on_offer(desk: Desk) -> list[Card]:
    """The card of every scenario that can be played."""
    return [e.card for e in desk.library.entries() if e.card and e.playable]


def _matches(card: Card, words: list[str]) -> bool:
    text = card.text().casefold()
    return all(word in text for word in words)


def unfinished(desk: Desk, person: int, most: int = 5) -> tuple[Room, ...]:
    """The rooms of one's open runs, the latest first. A run that cannot be opened any
    more (its scenario version is unreadable) is passed over here."""
    rooms = []
    for run in stored.open_runs(desk.store, person)[:most]:
        try:
            rooms.append(room_of(desk, run))
        except KeyError:
            continue
    return tuple(rooms)


def has_finished(desk: Desk, person: int) -> bool:
    """Whether one has finished any run."""
    return bool(stored.ended_runs(desk.store, person))
