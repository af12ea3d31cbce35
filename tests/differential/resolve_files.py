"""Requirements files resolved by `--resolve` and by the real pip of real Pythons.

    python -m tests.differential.resolve_files FOLDER INDEX-URL PIPS [--every N] [--kind plain]

FOLDER holds files `*.txt` or folders with a `requirements.txt`; of each only that is read. PIPS
holds pips as wheels (`pip-26.3-py3-none-any.whl`); the newest that a Python takes is run. Files
take turns with the Pythons that are installed. `pip install --dry-run` says whether everything is
found; so that it builds nothing either, `--only-binary :all:` is put into each file, for both. With
`--kind plain` the file is asked about as it is, and files of which anything would be built are not
compared.

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
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.resolve.asking import Asking
from checker.targets import targets
from tests.differential.interpreters import VERSIONS, interpreter, version

if TYPE_CHECKING:
    from checker.targets import Target

PATIENCE = 240
"""Seconds for one real pip."""
NEWEST = {(3, 7): "24.0", (3, 8): "25.0.1", (3, 9): "26.0.1"}
"""The newest pip of a Python; a later one has `LAST`."""
LAST = "26.3"
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


def ask_pip(python: str, pip: Path, text: str, index: str) -> Real:
    """Whether the real pip finds everything."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "requirements.txt")
        file.write_text(text, "utf-8")
        report = Path(folder, "report.json")
        kept = {k: v for k, v in os.environ.items() if "CERT" in k or "proxy" in k.lower()}
        try:
            done = subprocess.run(
                [
                    *(python, str(pip / "pip"), "install", "--dry-run", "--ignore-installed"),
                    *("--no-input", "--disable-pip-version-check", "--index-url", index),
                    *("--report", str(report), "-q", "-r", str(file)),
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
            found = sorted(_installed(report.read_text("utf-8")))
            return Real(True, "", tuple(found))
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        words = " ".join(lines)[:300] or done.stderr.strip()[-200:]
        return Real(False if _NOT_FOUND.search(done.stderr) else None, words, ())


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
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--kind", choices=("binary", "plain"), default="binary")
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    files = sorted({*asked.folder.glob("*/requirements.txt"), *asked.folder.glob("*.txt")})
    pythons = [each for each in VERSIONS if version(each) >= (3, 7) and interpreter(each)]
    counts: dict[str, int] = {}
    seconds: list[float] = []
    for number, path in enumerate(files[:: asked.every]):
        python = pythons[number % len(pythons)]
        if asked.only not in str(path):
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
            pip = asked.pips / f"pip-{NEWEST.get(version(python), LAST)}-py3-none-any.whl"
            real = ask_pip(interpreter(python), pip, text, asked.index)
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
