"""`sim doctor`, `sim backup`, `sim restore`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from sim.paths import make_data_dir
from sim.services.desk import utc_now
from sim.services.doctor import Check, examine
from sim.services.opening import backup_folder, database_path, open_desk
from sim.store import backup as backups
from sim.store.connection import Store, StoreError
from sim.terminal.screen import tell
from sim.web.server import secret_is_private

MARKS = {"good": "ok  ", "look": "look", "bad": "mend"}


def doctor_says(as_json: bool) -> int:
    """Look everything over; the exit status is 1 when something should be mended."""
    folder = make_data_dir()
    try:
        desk = open_desk(folder)
    except StoreError as refused:
        click.echo(str(refused), err=True)
        return 1
    try:
        checks = examine(desk, folder, secret_is_private(folder))
    finally:
        desk.store.close()
    if as_json:
        click.echo(json.dumps([asdict(c) for c in checks], indent=2, ensure_ascii=False))
    else:
        for check in checks:
            _say(check)
    return 1 if any(c.mark == "bad" for c in checks) else 0


def _say(check: Check) -> None:
    click.echo(f"{check.number:>3}  {MARKS[check.mark]}  {check.found}")
    if check.advice:
        tell(check.advice, 11)


def make_backup(file: Path | None) -> int:
    """Write a backup into the backup folder, or where the person says."""
    folder = make_data_dir()
    if not database_path(folder).exists():
        click.echo("There is nothing to back up yet.", err=True)
        return 1
    now = utc_now()
    target = file or backup_folder(folder) / f"{now:%Y%m%d-%H%M%S}.db"
    try:
        store = Store(database_path(folder))
        try:
            backups.backup(store, target)
        finally:
            store.close()
    except StoreError as refused:
        click.echo(str(refused), err=True)
        return 1
    gone = backups.expire(backup_folder(folder), now)
    click.echo(f"Backed up to {target} ({target.stat().st_size // 1024} kB).")
    if gone:
        click.echo(f"{len(gone)} old backups were deleted.")
    return 0


def restore_backup(file: Path) -> int:
    """Put a backup in place; the program must not be running meanwhile."""
    database = database_path(make_data_dir())
    try:
        aside = backups.restore(file, database, utc_now())
    except (StoreError, OSError) as refused:
        click.echo(str(refused), err=True)
        return 1
    click.echo(f"{file} is in place.")
    if aside is not None:
        click.echo(f"What was there before lies in {aside}.")
    click.echo("Start the program again if it was running.")
    return 0
