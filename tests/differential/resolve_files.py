"""Requirements files resolved by `--resolve` and by the real pip of real Pythons.

    python -m tests.differential.resolve_files FOLDER INDEX-URL PIPS [--kind plain] [--kept FILE]

FOLDER holds files `*.txt` or folders with a `requirements.txt`; of each only that is read. PIPS
holds pips as wheels (`pip-26.3-py3-none-any.whl`); the newest that a Python takes is run. Files
take turns with the Pythons that are installed. `pip install --dry-run` says whether everything is
found, and for Pythons 2.7 and 3.6, whose pips do not have it, `pip download`; so that they build
nothing either, `--only-binary :all:` is put into each file, for both. With `--kind plain` the file
is asked about as it is, and files of which anything would be built are not compared.

With `--kept` what the real pips said is kept in FILE for a day. `--first` and `--count` choose a
slice of the files, which does not change the Python of each.

Each line is a file: right, wrong, unknown, or why it is not compared. It exits with 1 if a verdict
is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from functools import cache
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.resolve.asking import Asking
from checker.targets import targets
from tests.differential.interpreters import VERSIONS, interpreter, version
from tests.differential.resolve_pip import LAST, PIPS

if TYPE_CHECKING:
    from checker.targets import Target

PATIENCE = 240
"""Seconds for one real pip."""
DAY = 86_400
"""Seconds for which an index is taken for unchanged."""
DRY = (3, 7)
"""The first Python that has a pip with `--dry-run`."""
_NOT_FOUND = re.compile(
    r"No matching distribution found|ResolutionImpossible|conflicting dependencies|"
    r"require a different Python|Could not find a version|is not a supported wheel|"
    r"Hashes are required in --require-hashes|must have their versions pinned"
)


class Real(NamedTuple):
    """What the real pip says."""

    installs: bool | None
    words: str
    names: tuple[str, ...]


def full_version(python: str) -> str:
    """`3.9.18` of the Python that is installed as `3.9`."""
    program = "import sys; print('%d.%d.%d' % sys.version_info[:3])"
    done = subprocess.run(
        [interpreter(python), "-E", "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def target_of(full: str) -> Target:
    """A target that runs this Python, on this machine's C library."""
    like = targets()["rainbond-6-cnb"]
    return like._replace(
        python_default=full, python_supported=(full,), libc=platform.libc_ver()[1] or "2.17"
    )


@cache
def _unpacked(wheel: Path) -> str:
    """The folder of an unpacked pip: the older ones do not find their certificates in a wheel."""
    folder = tempfile.mkdtemp(prefix="pip-")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def ask_pip(python: str, wheel: Path, text: str, index: str) -> Real:
    """Whether the real pip finds everything.

    Args:
        python: `3.9`.
        wheel: the pip.
        text: of the requirements.txt.
        index: the index's address.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "requirements.txt")
        file.write_text(text, "utf-8")
        report, into = Path(folder, "report.json"), Path(folder, "into")
        dry = version(python) >= DRY
        words = ["install", "--dry-run", "--ignore-installed", "--report", str(report)]
        kept = {k: v for k, v in os.environ.items() if "CERT" in k or "proxy" in k.lower()}
        try:
            done = subprocess.run(
                [
                    *(interpreter(python), os.path.join(_unpacked(wheel), "pip")),
                    *(words if dry else ["download", "--only-binary", ":all:", "-d", str(into)]),
                    *("--no-input", "--disable-pip-version-check", "--index-url", index),
                    *("-q", "-r", str(file)),
                ],
                capture_output=True,
                text=True,
                check=False,
                timeout=PATIENCE,
                env={**kept, "HOME": folder, "PATH": os.defpath, "PIP_CONFIG_FILE": os.devnull},
                cwd=folder,
            )
        except subprocess.TimeoutExpired:
            return Real(None, "pip takes too long", ())
        if done.returncode == 0:
            found = _installed(report.read_text("utf-8")) if dry else _downloaded(into)
            return Real(True, "", tuple(sorted(found)))
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        words = [" ".join(lines)[:300] or done.stderr.strip()[-200:]]
        return Real(False if _NOT_FOUND.search(done.stderr) else None, words[0], ())


def _downloaded(folder: Path) -> list[str]:
    pairs = [each.name.split("-")[:2] for each in folder.iterdir()]
    return [f"{re.sub(r'[-_.]+', '-', name).lower()}=={version}" for name, version in pairs]


class Kept:
    """What the real pips said today, in a file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._rows = json.loads(path.read_text("utf-8")) if path and path.exists() else {}

    def ask(self, python: str, wheel: Path, text: str, index: str) -> Real:
        """The same as `ask_pip`."""
        key = f"{python} {wheel.name} {index} {text}"
        if key in self._rows and time.time() - self._rows[key][0] < DAY:
            installs, words, names = self._rows[key][1]
            return Real(installs, words, tuple(names))
        found = ask_pip(python, wheel, text, index)
        self._rows[key] = [time.time(), found]
        if self._path is not None:
            self._path.write_text(json.dumps(self._rows), "utf-8")
        return found


def _installed(report: str) -> list[str]:
    rows = json.loads(report)["install"]
    return [
        f"{re.sub(r'[-_.]+', '-', row['metadata']['name']).lower()}=={row['metadata']['version']}"
        for row in rows
    ]


def main() -> int:
    """Compare; the exit code is 1 if a verdict is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("index")
    parser.add_argument("pips", type=Path)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--kind", choices=("binary", "plain"), default="binary")
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    files = sorted({*asked.folder.glob("*/requirements.txt"), *asked.folder.glob("*.txt")})
    pythons = [each for each in VERSIONS if interpreter(each)]
    counts: dict[str, int] = {}
    seconds: list[float] = []
    kept = Kept(asked.kept)
    last = len(files) if asked.count is None else asked.first + asked.count
    for number, path in enumerate(files):
        python = pythons[number % len(pythons)]
        if asked.only not in str(path) or not asked.first <= number < last:
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        if asked.kind == "binary":
            text = f"--only-binary :all:\n{text}"
        begun = time.monotonic()
        asking = Asking(asked.index, refresh=True)
        full = full_version(python)
        tree, target = MemoryTree({"requirements.txt": text.encode()}), target_of(full)
        found = Project(tree, target, asking).resolution
        assert found is not None
        took = time.monotonic() - begun
        verdict, words = "", ""
        if found.installs is None or found.left_out:
            verdict, words = "not asked" if found.left_out else "unknown", found.because
        elif asked.kind == "plain" and found.installs and found.sources:
            verdict = "not compared"
        else:
            pip = next(asked.pips.glob(f"pip-{PIPS.get(version(python), LAST)}-*.whl"))
            real = kept.ask(python, pip, text, asked.index)
            words = real.words
            if real.installs is None:
                verdict = "not compared"
            elif real.installs is found.installs:
                verdict = "right"
                own = sorted(f"{each.name}=={each.version}" for each in found.distributions)
                if real.installs and tuple(own) != real.names:
                    verdict = "right, but others"
                    words = (
                        f"{sorted(set(own) - set(real.names))} {sorted(set(real.names) - set(own))}"
                    )
                seconds.append(took)
            else:
                verdict = "WRONG"
                ours = [(t.cause.name, [r.text for r in t.requirements]) for t in found.troubles]
                words += f" | ours: {ours}"
        counts[verdict] = counts.get(verdict, 0) + 1
        name = path.parent.name if path.name == "requirements.txt" else path.name
        print(f"{verdict:18} {full:8} {took:5.1f} s  {name}  {words}", flush=True)
    print(counts, f"median {median(seconds or [0]):.2f} s")
    return 1 if counts.get("WRONG") else 0


if __name__ == "__main__":
    sys.exit(main())
