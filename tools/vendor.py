"""Fetch the few files that others made, or check that they are still as they were published.

    python3 tools/vendor.py           check every file against its manifest
    python3 tools/vendor.py --fetch   fetch them again with npm and rewrite the manifests

Versions are exact: a bare `htmx.org` would bring another major version one day.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Package:
    """One npm package and the files that are taken from it (file in it -> file name here)."""

    name: str
    version: str
    licence: str
    folder: str
    files: tuple[tuple[str, str], ...]


def font(name: str, version: str) -> Package:
    """The weight axis alone, normal and italic, western and central European letters."""
    names = tuple(
        f"{name}-{letters}-wght-{style}.woff2"
        for letters in ("latin", "latin-ext")
        for style in ("normal", "italic")
    )
    files = tuple((f"files/{file}", file) for file in names)
    return Package(f"@fontsource-variable/{name}", version, "OFL-1.1", "static/fonts", files)


PACKAGES = (
    Package("htmx.org", "2.0.11", "0BSD", "static/vendor", (("dist/htmx.min.js", "htmx.min.js"),)),
    Package("axe-core", "4.14.1", "MPL-2.0", "tests/vendor", (("axe.min.js", "axe.min.js"),)),
    font("literata", "5.3.0"),
    font("atkinson-hyperlegible-next", "5.3.0"),
)
FOLDERS = tuple(sorted({package.folder for package in PACKAGES}))


def main(argv: list[str]) -> int:
    if argv == ["--fetch"]:
        for package in PACKAGES:
            fetch(package)
        write_manifests()
    elif argv:
        print(__doc__, file=sys.stderr)
        return 2
    faults = list(problems())
    print("\n".join(faults) or "every vendored file is as it was published")
    return 1 if faults else 0


def fetch(package: Package) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"{package.name}@{package.version}"
        subprocess.run(["npm", "pack", "--silent", wanted], cwd=folder, check=True)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            for source, name in package.files:
                member = tar.extractfile(f"package/{source}")
                assert member is not None, f"{wanted} has no {source}"
                (ROOT / package.folder / name).write_bytes(member.read())


def write_manifests() -> None:
    for folder in FOLDERS:
        entries = [
            {"file": name, "sha256": sha256(ROOT / folder / name), **origin(package)}
            for package in PACKAGES
            if package.folder == folder
            for _, name in package.files
        ]
        text = json.dumps(entries, indent=2) + "\n"
        (ROOT / folder / "MANIFEST.json").write_text(text, encoding="utf-8", newline="\n")


def origin(package: Package) -> dict[str, str]:
    fields = asdict(package)
    return {"package": fields["name"], "version": fields["version"], "licence": fields["licence"]}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def problems() -> Iterator[str]:
    """One sentence for each file that is missing, changed or not in its manifest."""
    for folder in FOLDERS:
        entries = json.loads((ROOT / folder / "MANIFEST.json").read_text(encoding="utf-8"))
        for entry in entries:
            path = ROOT / folder / entry["file"]
            if not path.is_file():
                yield f"{folder}/{entry['file']} is missing"
            elif sha256(path) != entry["sha256"]:
                yield f"{folder}/{entry['file']} is not the published file"
        known = {entry["file"] for entry in entries}
        for path in sorted((ROOT / folder).iterdir()):
            if path.suffix in {".js", ".woff2"} and path.name not in known:
                yield f"{folder}/{path.name} is in no manifest"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
