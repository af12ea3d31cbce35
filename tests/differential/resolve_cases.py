"""Requirements and a local index, resolved by `--resolve` and installed by the real pips.

    python -m tests.differential.resolve_cases PIPS [--python 3.9] [--show] [--kept FILE]

PIPS holds pips as wheels (`pip-26.3-py3-none-any.whl`), and those of setuptools and wheel with
which sources are built. Each case of `resolve-cases.txt` is installed into a folder by each Python
that is here, with the pip that a build would have; with `--table kinds` or `unseen` those of
`resolve-kinds.txt` or `resolve-unseen.txt`. The index lies on loopback (`resolve_table` and its
neighbours); its wheels and sources are made for the purpose. With `--kept` what the real pips did
is kept in FILE, and not asked again until the index changes. It exits with 1 if a verdict, or what
is installed, is wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.version import InvalidVersion, Version

from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.resolve.asking import Asking
from tests.differential.interpreters import VERSIONS, interpreter
from tests.differential.resolve_files import full_version, target_of
from tests.differential.resolve_kinds import kinds
from tests.differential.resolve_pip import Installed, Pip
from tests.differential.resolve_table import BUILDS, made, more
from tests.differential.resolve_unseen import unseen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.resolve.local_index import Index

TABLES = {"cases": made, "kinds": kinds, "unseen": unseen}
"""The tables and their indexes."""
_HOLE = re.compile(
    r"<(index1|index2|links|url1|hex [0-9a-f]*|(?:url|sha|sha512|md5|file)2? [^>]+)>"
)


def cases(table: str = "cases") -> list[str]:
    """The lines of a table."""
    text = Path(__file__).with_name(f"resolve-{table}.txt").read_text("utf-8")
    whole = text.partition("\n\n")[2]
    return [line for line in whole.split("\n") if line]


def files_of(case: str, one: Index, two: Index) -> dict[str, bytes]:
    """The files of a case."""
    first, *others = case.split(" @@ ")
    found = {"requirements.txt": first} | dict(each.split("=", 1) for each in others)
    return {path: _filled(text, one, two) for path, text in found.items()}


def _filled(text: str, one: Index, two: Index) -> bytes:
    whole = text.replace("|", "\n") + "\n"
    alone = _HOLE.fullmatch(text)
    if alone is not None and alone[1].startswith("hex"):
        return bytes.fromhex(alone[1][4:])
    if alone is not None and alone[1].startswith("file"):
        name, version, *at = alone[1].split()[1:]
        return (two if "file2" in alone[1] else one).file(name, version, *map(int, at)).data

    def fill(hole: re.Match[str]) -> str:
        if hole[1] in ("index1", "index2"):
            return (one if hole[1] == "index1" else two).url
        if hole[1] == "links":
            return two.url.replace("/simple", "/links/")
        if hole[1] == "url1":
            return one.url.replace("/simple", "/files")
        kind, name, version, *at = hole[1].split()
        index = two if kind in ("url2", "sha2") else one
        if kind in ("url", "url2"):
            return index.address(name, version, *map(int, at))
        algorithm = {"sha": "sha256", "sha2": "sha256"}.get(kind, kind)
        return hashlib.new(algorithm, index.file(name, version, *map(int, at)).data).hexdigest()

    return _HOLE.sub(fill, whole).encode()


class Kept:
    """What the real pips did, in a file."""

    def __init__(self, path: Path | None, table: str) -> None:
        self.table = table
        self._index = TABLES[table]().content() + more().content()
        self._path = path
        self._rows = json.loads(path.read_text("utf-8")) if path and path.exists() else {}

    def get(self, pip: str, case: str) -> Installed | None:
        """What is kept of a case."""
        found = self._rows.get(f"{self._index} {pip} {case}")
        return Installed(*found) if found else None

    def put(self, pip: str, case: str, found: Installed) -> None:
        """Keep it."""
        self._rows[f"{self._index} {pip} {case}"] = found
        if self._path is not None:
            self._path.write_text(json.dumps(self._rows), "utf-8")


def _release(pin: str) -> str:
    """A release with its version as its standard writes it: pips before 24 keep `2024.01.05`."""
    name, _, version = pin.partition("==")
    try:
        return f"{name}=={Version(version)}"
    except InvalidVersion:
        return pin


def compared(
    python: str, pip: Pip, chosen: list[str], kept: Kept, builds: list[Path]
) -> Iterator[tuple[str, str, str]]:
    """Each case with its verdict and words."""
    full = full_version(python)
    with TABLES[kept.table]() as one, more() as two:
        for wheel in builds:
            one.given(wheel)
        for case in chosen:
            files = files_of(case, one, two)
            target = target_of(full)._replace(pip_index_default=one.url)
            found = Project(MemoryTree(files), target, Asking(refresh=True)).resolution
            assert found is not None
            real = kept.get(pip.name, case)
            if real is None:
                real = pip.install(files, one.url)
                kept.put(pip.name, case, real)
            own = sorted(_release(f"{each.name}=={each.version}") for each in found.distributions)
            words = real.words
            if found.installs is None:
                verdict, words = "unknown", f"{found.because} | {words}"
            elif found.installs is not real.works:
                verdict = "WRONG"
            elif real.works and found.complete and own != sorted(map(_release, real.names)):
                verdict, words = "OTHERS", f"{own} {real.names}"
            else:
                verdict = "right"
            yield verdict, case, f"{[each.cause.name for each in found.troubles]} {words}"


def main() -> int:
    """Compare; the exit code is 1 if anything is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pips", type=Path)
    parser.add_argument("--python", default="")
    parser.add_argument("--table", choices=TABLES, default="cases")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only", default="", help="only cases with this text")
    parser.add_argument("--again", type=Path, help="only what was not right in this output")
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    builds = [path for name in BUILDS for path in sorted(asked.pips.glob(f"{name}-*.whl"))]
    chosen = [case for case in cases(asked.table) if asked.only in case][:: asked.every]
    if asked.again is not None:
        told = asked.again.read_text("utf-8")
        chosen = [
            case for case in chosen if re.search(rf"(?m)^\S+ +\S+ +{re.escape(case)} +\[", told)
        ]
    kept = Kept(asked.kept, asked.table)
    total: dict[str, int] = {}
    for python in VERSIONS:
        if not interpreter(python) or (asked.python and python != asked.python):
            continue
        counts: dict[str, int] = {}
        with Pip(python, asked.pips) as pip:
            for verdict, case, words in compared(python, pip, chosen, kept, builds):
                counts[verdict] = counts.get(verdict, 0) + 1
                total[verdict] = total.get(verdict, 0) + 1
                if asked.show or verdict != "right":
                    print(f"{verdict:8} {python:5} {case:40} {words}", flush=True)
        print(pip.name, counts, flush=True)
    print(total)
    return 1 if total.get("WRONG") or total.get("OTHERS") else 0


if __name__ == "__main__":
    sys.exit(main())
