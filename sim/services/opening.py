"""Opening the program: the folder of data, the store, the scenarios, at one desk."""

from __future__ import annotations

from pathlib import Path

from sim.authoring.library import Library
from sim.paths import make_data_dir, root
from sim.services.desk import Desk
from sim.store.connection import Store

DATABASE = "practice.db"
BACKUPS = "backups"
VERDICTS = "shelf.json"


def database_path(folder: Path) -> Path:
    """Where a data folder keeps the database."""
    return folder / DATABASE


def backup_folder(folder: Path) -> Path:
    """Where a data folder keeps its backups."""
    return folder / BACKUPS


def open_desk(folder: Path | None = None, scenarios: Path | None = None) -> Desk:
    """The desk over a data folder (made if need be) and a folder of scenarios.

    Raises StoreCorrupt, StoreBusy or StoreFull with a sentence for the person who starts it.
    """
    where = folder or make_data_dir()
    where.mkdir(parents=True, exist_ok=True)
    library = Library(scenarios or root("scenarios"), where / VERDICTS)
    return Desk(Store(database_path(where)), library)
