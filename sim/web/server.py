"""Serving: one process, a few threads. granian where it has a wheel, else waitress."""

from __future__ import annotations

import ipaddress
import os
import socket
from pathlib import Path

from flask import Flask

from sim.paths import make_data_dir
from sim.services.opening import open_desk
from sim.web.app import create_app
from sim.web.settings import (
    HELP_LINE_VARIABLE,
    LOCAL_HOSTS,
    Settings,
    help_text,
    kept_secret,
)

THREADS = 4
WAITING = 1024
HOSTS_VARIABLE = "SIM_HOSTS"
TLS_VARIABLE = "SIM_TLS"


def wsgi() -> Flask:
    """The app for this process, from the environment that `serve` set."""
    folder = make_data_dir()
    hosts = tuple(h for h in os.environ.get(HOSTS_VARIABLE, "").split(",") if h)
    given = Settings(
        secret=kept_secret(folder),
        hosts=hosts or LOCAL_HOSTS,
        tls=os.environ.get(TLS_VARIABLE) == "1",
        help=help_text(folder),
        line=" ".join(os.environ.get(HELP_LINE_VARIABLE, "").split()),
    )
    return create_app(open_desk(folder), given)


def serve(host: str, port: int, names: tuple[str, ...] = (), tls: bool = False) -> None:
    """Serve until stopped. `names` are further host names under which it may be called."""
    os.environ[HOSTS_VARIABLE] = ",".join(dict.fromkeys((*hosts_for(host), *names)))
    os.environ[TLS_VARIABLE] = "1" if tls else "0"
    try:
        from granian.constants import Interfaces
        from granian.log import LogLevels
        from granian.server import Server as Granian
    except ImportError:
        _serve_with_waitress(host, port)
        return
    Granian(
        "sim.web.server:wsgi",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        backpressure=WAITING,
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


def _serve_with_waitress(host: str, port: int) -> None:
    import waitress

    waitress.serve(
        wsgi(), host=host, port=port, threads=THREADS, connection_limit=WAITING, ident=None
    )


def hosts_for(host: str) -> tuple[str, ...]:
    """The names under which a server on this address may be called."""
    if _is_every_address(host):
        return (*LOCAL_HOSTS, *(_in_address(a) for a in own_addresses()))
    return (*LOCAL_HOSTS, _in_address(host))


def addresses_to_type(host: str, port: int) -> tuple[str, ...]:
    """What to type into a browser: on this machine first, then on other devices."""
    if not _is_every_address(host):
        return (f"http://{_in_address(host)}:{port}",)
    others = (f"http://{_in_address(a)}:{port}" for a in own_addresses())
    return (f"http://127.0.0.1:{port}", *others)


def own_addresses() -> tuple[str, ...]:
    """This machine's own addresses on its networks; loopback and link-local left out."""
    found: dict[str, None] = {}
    try:
        infos = socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)
    except OSError:
        infos = []
    for info in infos:
        found[str(info[4][0])] = None
    for address in filter(None, (_address_towards("192.0.2.1"),)):
        found[address] = None
    return tuple(a for a in found if _is_reachable(a))


def _address_towards(there: str) -> str | None:
    """The address this machine would use; asking the routing table sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((there, 9))
        except OSError:
            return None
        return str(probe.getsockname()[0])


def _is_reachable(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    return not (ip.is_loopback or ip.is_link_local or ip.is_unspecified)


def _is_every_address(host: str) -> bool:
    return host in ("0.0.0.0", "::", "")


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def port_is_free(host: str, port: int) -> bool:
    """Whether nothing listens there yet."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.5)
        there = "127.0.0.1" if _is_every_address(host) else host
        return probe.connect_ex((there, port)) != 0


def secret_is_private(folder: Path) -> bool:
    """Whether only the owner may read the secret, where the system knows such a thing."""
    path = folder / "secret"
    return os.name == "nt" or not path.exists() or path.stat().st_mode & 0o077 == 0
