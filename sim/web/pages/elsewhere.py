"""Going on elsewhere: the personal code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sim.web.pages.chrome import Chrome


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewherePage(Chrome):
    """elsewhere.html: make a code, use one, renew it, withdraw it, leave this device."""

    template: ClassVar[str] = "elsewhere.html"

    code: str
    """The new code, shown this once; empty at any other time."""
    has_code: bool
    has_work: bool
    """This device has begun a run, so that there is something to go on with."""
    devices: int
    """Devices that have joined with a code, beside the first."""
    make_url: str
    enter_url: str
    withdraw_url: str
    forget_url: str
    typed: str = ""
    """What was typed and opened nothing, or waits for an answer. May be empty."""
    problem: str = ""
    """Why it opened nothing, in one plain sentence; else empty."""
    asks: bool = False
    """The code is good, and this device has runs of its own that would be left behind."""
