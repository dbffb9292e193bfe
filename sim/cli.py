"""The same services for a terminal: `sim serve | play | check | playtest | new | …`.

Each command imports what it needs when it runs, so that `sim --help` is quick.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from sim import __version__

FILE = click.Path(path_type=Path, dir_okay=False)


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _first_look(number: int, of: int) -> None:
    """One line, written over: to look a scenario over for the first time takes a moment."""
    told = f"\rLooking over the scenarios, this once: {number} of {of}"
    click.echo(told, nl=number == of, err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sim")
def main() -> None:
    """Practise rupture and repair: a training simulation for counselling students.

    Formative and unvalidated; not an assessment of fitness to practise.
    """


@main.command(epilog=_examples("sim serve", "sim serve --host 0.0.0.0 --port 8080"))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; "
              "0.0.0.0 lets other devices on this network in.")  # fmt: skip
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--name", "names", multiple=True, help="A further host name to answer under.")
@click.option("--tls", is_flag=True, help="It stands behind TLS: cookies only over https.")
def serve(host: str, port: int, names: tuple[str, ...], tls: bool) -> None:
    """Start the program for browsers."""
    from sim.authoring.reader import get_ready
    from sim.services.opening import open_desk
    from sim.store.connection import StoreError
    from sim.web import server

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    if not server.port_is_free(host, port):
        raise click.ClickException(
            f"Port {port} is already taken, perhaps by this program in another window. "
            f"Stop it there, or choose another: sim serve --port {port + 1}"
        )
    try:
        desk = open_desk()
        shelf = desk.library.entries(_first_look if sys.stderr.isatty() else None)
        desk.store.close()
    except StoreError as refused:
        raise click.ClickException(str(refused)) from None
    get_ready()  # before the server forks its worker, which has it then as well
    broken = [e for e in shelf if not e.playable]
    for entry in broken:
        click.echo(f"Left out: {entry.path.name} (sim check {entry.path.name} says why)", err=True)
    ready = len(shelf) - len(broken)
    click.echo(f"Ready with {ready} scenario{'' if ready == 1 else 's'}. Open in a browser:")
    for address in server.addresses_to_type(host, port):
        click.echo(f"  {address}")
    if not tls and host not in ("127.0.0.1", "localhost", "::1"):
        click.echo("Plain http: others on this network could read along. Fine for practice "
                   "with made-up words; for more, put it behind TLS.")  # fmt: skip
    click.echo("Stop with Ctrl+C.")
    server.serve(host, port, names, tls)


@main.command(epilog=_examples("sim play", "sim play defensive-reply", "sim play my-client.yaml"))
@click.argument("scenario", required=False)
@click.option("--variant", help="Which variant to play; else one is drawn.")
@click.option("--mode", type=click.Choice(["explore", "practice", "unaided"]), default="practice")
@click.option("--save-play", type=FILE, help="Write the choices to a play script at the end.")
def play(scenario: str | None, variant: str | None, mode: str, save_play: Path | None) -> None:
    """Play a scenario in the terminal: by its id, or from a file."""
    from sim.terminal.play import play_in_terminal

    raise SystemExit(play_in_terminal(scenario, variant, mode, save_play))


@main.command(epilog=_examples("sim check", "sim check my-client.yaml", "sim check --json *.yaml"))
@click.argument("files", nargs=-1, type=FILE)
@click.option("--json", "as_json", is_flag=True, help="A list of objects, for other programs.")
@click.option("--warnings/--no-warnings", default=True, help="Show warnings too.")
def check(files: tuple[Path, ...], as_json: bool, warnings: bool) -> None:
    """Say what is wrong in scenario files, where, and how to mend it.

    Without files: every scenario that comes with the program. Exit status 1 when there
    are errors.
    """
    from sim.terminal.check import check_files

    raise SystemExit(check_files(files, as_json, warnings))


@main.command(epilog=_examples("sim playtest my-client.yaml", "sim playtest a.yaml -n 5000"))
@click.argument("file", type=FILE)
@click.option("-n", "plays", default=1000, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same plays.")
@click.option("--variant", help="Only this variant.")
@click.option("--json", "as_json", is_flag=True)
def playtest(file: Path, plays: int, seed: int, variant: str | None, as_json: bool) -> None:
    """Play a scenario many times: what is never reached, how it ends, how long it takes."""
    from sim.terminal.check import playtest_file

    raise SystemExit(playtest_file(file, plays, seed, variant, as_json))


@main.command(epilog=_examples("sim new my-client", "sim new my-client --client Tomasz"))
@click.argument("scenario_id")
@click.option("--client", default="Robin", show_default=True, help="The client's name.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=".")
def new(scenario_id: str, client: str, folder: Path) -> None:
    """Write a small scenario that already plays, to be made your own."""
    from sim.terminal.check import new_file

    raise SystemExit(new_file(scenario_id, client, folder))


@main.command(epilog=_examples("sim schema > scenarios/scenario.schema.json"))
def schema() -> None:
    """Print the JSON Schema of a scenario file, for editors that complete as you type."""
    from sim.authoring.schema import schema_text

    click.echo(schema_text(), nl=False)


@main.command(epilog=_examples("sim doctor"))
@click.option("--json", "as_json", is_flag=True)
def doctor(as_json: bool) -> None:
    """Look the installation over: numbered checks, each with what to do."""
    from sim.terminal.keep import doctor_says

    raise SystemExit(doctor_says(as_json))


@main.command(epilog=_examples("sim backup", "sim backup before-class.db"))
@click.argument("file", required=False, type=FILE)
def backup(file: Path | None) -> None:
    """Write a backup, also while the program runs. Backups expire after seven days."""
    from sim.terminal.keep import make_backup

    raise SystemExit(make_backup(file))


@main.command(epilog=_examples("sim restore before-class.db"))
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Put a backup in place. What is there now is kept aside, never overwritten."""
    from sim.terminal.keep import restore_backup

    raise SystemExit(restore_backup(file))


if __name__ == "__main__":
    sys.exit(main())
