"""Several programs write at once: each waits for the other, and none is turned away."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path

from sim.store.connection import Store
from tests.store.cast import begins
from tests.store.whole import turns_kept

PROGRAMS, TURNS = 6, 40


def plays(path: Path, name: str) -> list[str]:
    """One program: its trainee replies again and again. What came of each reply."""
    store = Store(path)
    try:
        player = begins(store, name)
        return [player.replies(n) for n in range(1, TURNS + 1)]
    finally:
        store.close()


def test_six_programs_store_every_turn_of_their_trainees(path: Path) -> None:
    names = [f"trainee {i}" for i in range(PROGRAMS)]
    with get_context("spawn").Pool(PROGRAMS) as pool:
        outcomes = pool.starmap(plays, [(path, name) for name in names], chunksize=1)
    assert outcomes == [["taken"] * TURNS] * PROGRAMS
    store = Store(path)
    assert [turns_kept(store, f"{name}s-run") for name in names] == [TURNS] * PROGRAMS
    store.close()
