"""Scenario versions, by the hash of their source: a run goes on with the one it began."""

from __future__ import annotations

from sim.store.connection import Store
from sim.store.rows import seal


def keep_version(store: Store, sha: str, scenario: str, source: str, at: str) -> None:
    """Keep a version; the same one twice changes nothing."""
    if store.row("SELECT 1 FROM scenario_version WHERE sha = ?", (sha,)):
        return
    values = (sha, scenario, source, at)
    with store.write() as db:
        db.execute(
            "INSERT INTO scenario_version (sha, scenario, source, stored_at, seal) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (*values, seal(*values)),
        )


def source_of(store: Store, sha: str) -> str | None:
    """The source of a version, or None. Raises StoreCorrupt if it is not what was stored."""
    row = store.row(
        "SELECT seal, sha, scenario, source, stored_at FROM scenario_version WHERE sha = ?", (sha,)
    )
    if row is None:
        return None
    store.must_match(*row)
    return str(row[3])
