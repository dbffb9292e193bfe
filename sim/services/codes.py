"""A personal code, to go on with one's work on another device.

The code has 16 of 24 letters and digits that cannot be taken for one another: 73 bits, so
that guessing is hopeless and no lock-out is needed (a lock-out would let anybody shut others
out). Wrong codes are only counted; `sim doctor` tells how many there were today.
"""

from __future__ import annotations

import secrets

from sim.services.desk import Desk, fingerprint
from sim.store import codes
from sim.store import runs as stored

ALPHABET = "34679ACDEFGHJKMNPQRTVWXY"
"""Without 0 O, 1 I L, 2 Z, 5 S, 8 B and U."""
LENGTH, GROUP = 16, 4


def make_code(desk: Desk, person: int) -> str:
    """A new code for a person, shown this once; an earlier one opens nothing any more."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    codes.set_code(desk.store, person, _hash(code), desk.stamp()[:10])
    return "-".join(code[i : i + GROUP] for i in range(0, LENGTH, GROUP))


def person_with(desk: Desk, typed: str) -> int | None:
    """Whose code was typed: spaces, hyphens and small letters do not matter. A code that
    opens nothing is counted, and that is all."""
    code = "".join(c for c in typed.upper() if c.isalnum())
    found = codes.person_of_code(desk.store, _hash(code))
    if found is None and code:
        codes.count_wrong(desk.store, desk.stamp()[:10])
    return found


def join(desk: Desk, person: int) -> str:
    """A random name for a further device of a person, to be kept in its cookie."""
    name = desk.secret()
    codes.add_device(desk.store, person, fingerprint(name), desk.stamp()[:10])
    return name


def withdraw(desk: Desk, person: int, here: str) -> None:
    """The code opens nothing any more, and every device but this one is signed out."""
    codes.withdraw_code(desk.store, person, fingerprint(here))


def has_code(desk: Desk, person: int) -> bool:
    """Whether a person has a code now."""
    return codes.code_made_on(desk.store, person) is not None


def devices(desk: Desk, person: int) -> int:
    """How many devices a person has gone on with, beside the first."""
    return codes.devices_of(desk.store, person)


def would_lose(desk: Desk, person: int) -> bool:
    """Whether leaving this device behind would put runs out of anybody's reach."""
    runs = stored.open_runs(desk.store, person) or stored.ended_runs(desk.store, person)
    return bool(runs) and not has_code(desk, person)


def wrong_today(desk: Desk) -> int:
    """How many codes opened nothing today."""
    return codes.wrong_on(desk.store, desk.stamp()[:10])


def _hash(code: str) -> bytes:
    return fingerprint(f"personal code {code}")
