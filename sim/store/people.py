"""Persons: known by the fingerprint of a random name that their device keeps; a personal
code can give them further devices. Nothing else is known of anybody."""

from __future__ import annotations

from sim.store.connection import Store


def find_person(store: Store, token_hash: bytes) -> int | None:
    """The person with this fingerprint, or None."""
    row = store.row(
        "SELECT id FROM person WHERE token_hash = ? "
        "UNION ALL SELECT person FROM device WHERE token_hash = ?",
        (token_hash, token_hash),
    )
    return int(row[0]) if row else None


def person_for(store: Store, token_hash: bytes, made_on: str) -> int:
    """The person with this fingerprint, made now if there is none. `made_on` is a date."""
    known = find_person(store, token_hash)
    if known is not None:
        return known
    with store.write() as db:
        # Two requests of one new device may both come here; the second finds the first's.
        db.execute(
            "INSERT INTO person (token_hash, made_on) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (token_hash, made_on),
        )
        found = db.execute("SELECT id FROM person WHERE token_hash = ?", (token_hash,)).fetchone()
    return int(found[0])


def delete_person(store: Store, person: int) -> None:
    """Delete a person with every run, at once and really."""
    with store.deleting() as db:
        db.execute("DELETE FROM person WHERE id = ?", (person,))
