"""What the shelf shows of a scenario without opening it."""

from __future__ import annotations

from dataclasses import dataclass

from sim.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Card:
    """A scenario's card in the list. The texts are the author's, as in its file."""

    id: str
    title: str
    level: str
    minutes: int
    content_note: str
    trigger: str
    rupture: str
    client_name: str
    client_about: str

    def text(self) -> str:
        """All that a search looks through."""
        return " ".join(
            (self.title, self.client_name, self.content_note, self.trigger, self.rupture, self.id)
        )


def card_of(scenario: Scenario) -> Card:
    """The card of a scenario that was read."""
    return Card(
        id=scenario.id,
        title=scenario.title,
        level=scenario.level,
        minutes=scenario.minutes,
        content_note=scenario.content_note,
        trigger=scenario.trigger,
        rupture=scenario.rupture,
        client_name=scenario.client.name,
        client_about=scenario.client.about,
    )
