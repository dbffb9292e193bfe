"""Personal codes and further devices: only fingerprints are kept, never a code or a name."""

from __future__ import annotations

from sim.store.connection import Store


def person_of_code(store: Store, code_hash: bytes) -> int | None:
    """Whose code this is, or None."""
    row = store.row("SELECT person FROM personal_code WHERE code_hash = ?", (code_hash,))
    return int(row[0]) if row else None


def code_made_on(store: Store, person: int) -> str | None:
    """The date on which a person's present code was made; None where there is none."""
    row = store.row("SELECT made_on FROM personal_code WHERE person = ?", (person,))
    return str(row[0]) if row else None


def set_code(store: Store, person: int, code_hash: bytes, made_on: str) -> None:
    """Give a person a code; the one before it opens nothing any more."""
    with store.write() as db:
        db.execute(
            "INSERT INTO personal_code (person, code_hash, made_on) VALUES (?, ?, ?) "
            "ON CONFLICT (person) DO UPDATE SET code_hash = excluded.code_hash, "
            "made_on = excluded.made_on",
            (person, code_hash, made_on),
        )


def withdraw_code(store: Store, person: int, keeping: bytes) -> None:
    """Take the code away and sign out every device but the one with this fingerprint."""
    with store.write() as db:
        db.execute("DELETE FROM personal_code WHERE person = ?", (person,))
        db.execute("DELETE FROM device WHERE person = ?", (person,))
        db.execute("UPDATE person SET token_hash = ? WHERE id = ?", (keeping, person))


def add_device(store: Store, person: int, token_hash: bytes, made_on: str) -> None:
    """A further device of a person, by the fingerprint of its random name."""
    with store.write() as db:
        db.execute(
            "INSERT INTO device (token_hash, person, made_on) VALUES (?, ?, ?)",
            (token_hash, person, made_on),
        )


def devices_of(store: Store, person: int) -> int:
    """How many further devices a person has."""
    row = store.row("SELECT count(*) FROM device WHERE person = ?", (person,))
    return int(row[0]) if row else 0


def count_wrong(store: Store, day: str) -> None:
    """One more code that opened nothing. What was typed is not kept."""
    with store.write() as db:
        db.execute(
            "INSERT INTO wrong_code (day, times) VALUES (?, 1) "
            "ON CONFLICT (day) DO UPDATE SET times = times + 1",
            (day,),
        )


def wrong_on(store: Store, day: str) -> int:
    """How many codes opened nothing on a day."""
    row = store.row("SELECT times FROM wrong_code WHERE day = ?", (day,))
    return int(row[0]) if row else 0
