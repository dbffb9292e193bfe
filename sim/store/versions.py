"""Scenario versions, by the hash of their source: a run goes on with the one it began."""

from __future__ import annotations

from sim.store.connection import Store


def keep_version(store: Store, sha: str, scenario: str, source: str, at: str) -> None:
    """Keep a version; the same one twice changes nothing."""
    if store.row("SELECT 1 FROM scenario_version WHERE sha = ?", (sha,)):
        return
    with store.write() as db:
        db.execute(
            "INSERT INTO scenario_version VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (sha, scenario, source, at),
        )


def source_of(store: Store, sha: str) -> str | None:
    """The source of a version, or None."""
    row = store.row("SELECT source FROM scenario_version WHERE sha = ?", (sha,))
    return str(row["source"]) if row else None
