"""`sim/` runs on Windows, macOS and Linux: nothing in it may need one of them.

Read from the syntax tree, so that a comment or a docstring may name what is forbidden.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "sim").rglob("*.py"))

MODULES = set(
    "fcntl grp nis ossaudiodev posix pty pwd readline resource spwd syslog termios tty".split()
)
NAMES = {
    "os": set(
        "chown chroot confstr ctermid fchown fdatasync fork forkpty getegid geteuid getgid "
        "getgroups getloadavg getpgid getpgrp getresuid getsid getuid initgroups killpg lchown "
        "mkfifo mknod nice openpty posix_spawn posix_fadvise pread pwrite setegid seteuid setgid "
        "setpgid setsid setuid statvfs sync sysconf tcgetpgrp uname wait wait3 wait4 waitid "
        "O_DIRECTORY O_NOFOLLOW O_DSYNC".split()
    ),
    "signal": set(
        "SIGALRM SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGUSR1 SIGUSR2 "
        "SIGWINCH alarm pause pthread_kill pthread_sigmask setitimer sigwait".split()
    ),
    "socket": {"AF_UNIX", "SO_REUSEPORT"},
    "asyncio": {"open_unix_connection", "start_unix_server"},
    "time": {"tzset", "clock_settime"},
}
PLACES = ("/tmp", "/dev/", "/proc/", "/sys/", "/etc/", "/var/", "/usr/", "/home/")


def faults(source: str) -> list[str]:
    """What in this source only works on some systems, one `line: what` each."""
    tree = ast.parse(source)
    known_as = dict(module_names(tree))
    docstrings = {id(node) for node in texts_that_are_docs(tree)}
    found = []
    for node in ast.walk(tree):
        if id(node) not in docstrings:
            found += [f"{node.lineno}: {what}" for what in faults_of(node, known_as)]
    return found


def module_names(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.asname or alias.name, alias.name) for alias in node.names)


def texts_that_are_docs(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def faults_of(node: ast.AST, known_as: dict[str, str]) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names if alias.name.split(".")[0] in MODULES)
        case ast.ImportFrom(module=str(module), names=names, level=0):
            forbidden = NAMES.get(module, set())
            yield from (f"{module}.{alias.name}" for alias in names if alias.name in forbidden)
            if module.split(".")[0] in MODULES:
                yield module
        case ast.Attribute(value=ast.Name(id=name), attr=attr):
            module = known_as.get(name, "")
            if attr in NAMES.get(module, set()):
                yield f"{module}.{attr}"
        case ast.Constant(value=str(text)) if text.startswith(PLACES):
            yield f"the place {text!r}"
        case ast.Call():
            yield from faults_of_call(node, known_as)


def faults_of_call(call: ast.Call, known_as: dict[str, str]) -> Iterator[str]:
    """Text files without an encoding are read as cp1252 on Windows; a shell is not the same."""
    given = {keyword.arg for keyword in call.keywords}
    match call.func:
        case ast.Attribute(attr="read_text") if not call.args and "encoding" not in given:
            yield "read_text without an encoding"
        case ast.Attribute(attr="write_text") if len(call.args) < 2 and "encoding" not in given:
            yield "write_text without an encoding"
        case ast.Name(id="open") if not opens_bytes(call) and "encoding" not in given:
            yield "open without an encoding"
        case ast.Attribute(value=ast.Name(id=name), attr="system" | "popen"):
            if known_as.get(name) == "os":
                yield "a command for a shell"
    if any(keyword.arg == "shell" for keyword in call.keywords):
        yield "a command for a shell"


def opens_bytes(call: ast.Call) -> bool:
    modes = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "mode")]
    return any(isinstance(mode, ast.Constant) and "b" in str(mode.value) for mode in modes)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_needs_one_operating_system(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import fcntl",
        "from pwd import getpwnam",
        "import os\nos.fork()",
        "import os as system\nsystem.getuid()",
        "from os import uname",
        "import os, signal\nos.kill(3, signal.SIGKILL)",
        "from signal import SIGHUP",
        "PLACE = '/tmp/runs'",
        "PLACE = '/dev/null'",
        "from pathlib import Path\nPath('a').read_text()",
        "open('a', 'w')",
        "import subprocess\nsubprocess.run('ls', shell=True)",
        "import os\nos.system('ls')",
    ],
)
def test_what_only_posix_knows_is_found(source: str) -> None:
    assert len(faults(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "'''Never os.fork, and nothing in /tmp.'''",
        "# os.fork() and signal.SIGKILL\nimport os\nos.replace('a', 'b')",
        "import signal\nsignal.signal(signal.SIGTERM, print)",
        "ROUTE = '/run/<id>'",
        "open('a', 'rb')",
        "from pathlib import Path\nPath('a').read_text(encoding='utf-8')",
        "class Row:\n    def uname(self): ...\nRow().uname()",
    ],
)
def test_what_every_system_knows_is_let_through(source: str) -> None:
    assert faults(source) == []


def test_every_file_name_can_be_checked_out_on_windows() -> None:
    folders = ("sim", "templates", "static", "scenarios", "docs", "tests")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    names = [path.relative_to(ROOT).as_posix() for path in paths]
    refused = [name for name in names if set(name) & set('<>:"|?*\\') or name[-1] in ". "]
    assert refused == []
    twins = Counter(name.casefold() for name in names)
    assert [name for name, count in twins.items() if count > 1] == []
