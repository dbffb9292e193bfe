"""A trainee who keeps playing while the server dies and comes back, and remembers it all."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass

from bench.player import Answer, Lost, Player, RoomForm, read_room


@dataclass
class Said:
    """One reply that was sent. `shown` is what the client answered; None: no answer yet."""

    run: str
    turn: int
    key: str
    choice: str
    shown: str | None = None
    tries: int = 1


class Trainee(threading.Thread):
    """Plays run after run. What was sent and not answered is sent again with the same key."""

    def __init__(self, port: int, up: threading.Event, over: threading.Event, seed: int) -> None:
        super().__init__(daemon=True)
        self.said: list[Said] = []
        self.posting: Said | None = None
        self.faults: list[str] = []
        self._player = Player(port)
        self._up, self._over = up, over
        self._chance = random.Random(seed)
        self._form: RoomForm | None = None

    @property
    def open_question(self) -> Said | None:
        """The reply that still waits for its answer."""
        return self.said[-1] if self.said and self.said[-1].shown is None else None

    def run(self) -> None:
        while not self._over.is_set() or self.open_question is not None:
            self._up.wait()
            try:
                self._step()
            except Lost:
                self._up.wait(0.02)
            except Exception as fault:
                self.faults.append(f"{type(fault).__name__}: {fault}")
                return

    def _step(self) -> None:
        waiting = self.open_question
        if waiting is not None and self._form is not None:
            waiting.tries += 1
            self._send(waiting, self._form)
        elif self._form is None or not self._form.choices:
            self._form = None
            self._form = self._player.begin()
        else:
            form = self._form
            said = Said(self._run_id(), form.turn, form.key, self._chance.choice(form.choices))
            self.said.append(said)
            self._send(said, form)

    def _send(self, said: Said, form: RoomForm) -> None:
        self.posting = said
        try:
            answer = self._player.say(form, said.choice)
        finally:
            self.posting = None
        self._take(said, answer)

    def _take(self, said: Said, answer: Answer) -> None:
        if answer.status != 200:
            raise AssertionError(f"turn {said.turn} of {said.run}: {answer.status}")
        room = read_room(answer.text)
        if room.choices and room.turn != said.turn + 1:
            raise AssertionError(f"turn {said.turn} was answered with turn {room.turn}")
        said.shown = room.words
        self._form = room

    def _run_id(self) -> str:
        return self._player.url.rsplit("/", 1)[-1]
