"""Where the product's own files are, and where it keeps what trainees write.

Two questions with one answer each, so that a checkout, `pip install .` and a wheel
behave alike on Linux, macOS and Windows.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, get_args

import platformdirs

Folder = Literal["templates", "static", "scenarios"]
"""The folders that travel with the program."""

DATA_VARIABLE = "SIM_DATA"
"""Environment variable that names the data folder; `make run` sets it to `data`."""

_PACKAGE = Path(__file__).resolve().parent
_APP_NAME = "rupture-and-repair"


def root(name: Folder) -> Path:
    """The folder `name` as this copy of the program has it.

    An installed copy carries it as `sim/_data/<name>`; in a checkout it stands beside `sim/`.
    Read only: nothing is ever written there.

    Raises ValueError for a name that is not a `Folder`, and FileNotFoundError when the copy
    is incomplete (for example `sim/` copied out of its checkout by hand).
    """
    if name not in get_args(Folder):
        raise ValueError(f"no such folder of the product: {name!r}")
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(
        f"the folder {name!r} is missing from this copy of the program; install it again"
    )


def data_dir() -> Path:
    """The folder of the database and the server's secret, as an absolute path.

    `SIM_DATA` decides, where it is set and not empty (`~` is the home folder, a relative path
    counts from the current one); otherwise it is the user's own data folder, as the
    operating system has it. The folder may not exist yet: see `make_data_dir`.
    """
    chosen = os.environ.get(DATA_VARIABLE, "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(platformdirs.user_data_dir(_APP_NAME, appauthor=False))


def make_data_dir() -> Path:
    """`data_dir()`, made if it is not there yet.

    A new folder is readable by its owner alone, where the operating system knows such a
    thing: trainees' words and the secret lie in it. Raises OSError when it cannot be made,
    or when a file of that name is in the way.
    """
    folder = data_dir()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
