"""What `--resolve` takes beside uv alone: `python -m benchmarks.resolve FOLDER INDEX`.

FOLDER holds requirements files, `*.txt`. Each is checked by this build, installed as users have
it, and given to `uv pip compile` of the same uv with the same Python, platform, index and cache.
That cache is warm: each command runs once before it is measured. So that uv builds nothing,
`--only-binary :all:` is put into each file, for both. Then the commands run in turns, and the
median of the turns counts.

- `asked`: `pyspec-check --resolve --refresh`, which asks uv whatever was kept;
- `kept`: `pyspec-check --resolve`, with the answer that is kept for a day;
- `check`: `pyspec-check`, which asks nobody.

The rows give, for the files that can be installed and for those that cannot, the median of the
ratios to uv and their quartiles: by the clock, and by processor time with that of the children. A
row `asked - check` is what asking adds to a check. Unix only.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from benchmarks.installed import Build
from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.resolve.inputs import Inputs, inputs_of
from checker.targets import targets

TOP = Path(__file__).parent.parent
RUNS = ("asked", "kept", "check")
ROWS = (*RUNS, "asked - check", "kept - check")


class Cost(NamedTuple):
    """What a command took, in seconds."""

    clock: float
    """By the clock."""
    processor: float
    """User and system time, with that of its children."""
    code: int = 0
    """Its exit code."""


def cost(command: list[str], folder: Path, variables: dict[str, str]) -> Cost:
    """Run a command once."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    try:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=variables, stdin=nowhere, stdout=nowhere, stderr=nowhere
        )
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    finally:
        os.close(nowhere)
    return Cost(took, used.ru_utime + used.ru_stime, process.returncode)


class Lab:
    """The installed build, and what it shares with uv."""

    def __init__(self, scratch: Path, index: str, target: str, python: str) -> None:
        """Install it into `scratch`."""
        self._build = Build(TOP, scratch / "installed")
        shutil.copy(Path(sys.executable).with_name("uv"), self._build.python.with_name("uv"))
        self._uv = str(self._build.python.with_name("uv"))
        self._scratch = scratch
        self._index = index
        self._target = targets()[target]
        self._files = {
            "app.py": "print()\n",
            "Procfile": "web: python app.py\n",
            **({".python-version": f"{python}\n"} if python else {}),
        }
        self._environment = {
            **self._build.environment(),
            **{name: os.environ[name] for name in os.environ if "CERT" in name},
            "XDG_CACHE_HOME": str(scratch / "cache"),
        }

    def commands(self, text: str, folder: Path) -> dict[str, tuple[list[str], dict[str, str]]]:
        """The commands for one requirements file, with their environments; empty if uv isn't asked.

        Args:
            text: of the file.
            folder: where its repository is written.
        """
        files = {**self._files, "requirements.txt": text}
        tree = MemoryTree({path: content.encode() for path, content in files.items()})
        inputs = inputs_of(Project(tree, self._target), self._index)
        if not isinstance(inputs, Inputs) or inputs.left_out:
            return {}
        folder.mkdir()
        for path, content in files.items():
            (folder / path).write_text(content, "utf-8")
        check = self._build.command("--isolated", "--target", self._target.name, ".")
        asked = [*check, "--resolve", "--index-url", self._index]
        ours = self._environment
        caches = self._scratch / "cache" / "pyspec-check" / "resolve" / "uv"
        subprocess.run(
            asked, cwd=folder, env=ours, capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
        cache = max(caches.iterdir(), key=lambda path: path.stat().st_mtime)
        uv = [
            *(self._uv, "pip", "compile", "--quiet", "--no-header", "--no-config"),
            *("--python", str(self._build.python), "--python-version", inputs.python),
            *("--python-platform", inputs.platform, "--index-url", self._index),
            "requirements.txt",
        ]
        return {
            "uv": (uv, {**ours, "UV_CACHE_DIR": str(cache)}),
            "asked": ([*asked, "--refresh"], ours),
            "kept": (asked, ours),
            "check": (check, ours),
        }


def measure(
    commands: dict[str, tuple[list[str], dict[str, str]]], folder: Path, turns: int
) -> dict[str, Cost]:
    """The median of some turns of each command, after one that is not measured."""
    taken: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(turns + 1):
        for name, (command, variables) in commands.items():
            found = cost(command, folder, variables)
            if turn:
                taken[name].append(found)
    return {
        name: Cost(
            median(c.clock for c in costs), median(c.processor for c in costs), costs[0].code
        )
        for name, costs in taken.items()
    }


def ratios(found: dict[str, Cost]) -> dict[str, tuple[float, float]]:
    """Each row's ratio to uv alone, by the clock and by processor time."""
    alone = found["uv"]
    rows = {name: (found[name].clock, found[name].processor) for name in RUNS}
    for name in ("asked", "kept"):
        rows[f"{name} - check"] = (
            found[name].clock - found["check"].clock,
            found[name].processor - found["check"].processor,
        )
    return {name: (clock / alone.clock, own / alone.processor)
            for name, (clock, own) in rows.items()}  # fmt: skip


def show(title: str, files: list[dict[str, Cost]]) -> None:
    """Print the rows of some files."""
    if len(files) < 2:
        return
    alone = [each["uv"] for each in files]
    print(f"\n{title}: {len(files)} files; uv alone {median(c.clock for c in alone):.3f} s by the "
          f"clock, {median(c.processor for c in alone):.3f} s of the processor")  # fmt: skip
    print(f"{'':16}{'clock':>8}{'quartiles':>16}{'processor':>12}{'quartiles':>16}")
    each_ratio = [ratios(each) for each in files]
    for row in ROWS:
        line = f"{row:16}"
        for at, width in ((0, 8), (1, 12)):
            values = [each[row][at] for each in each_ratio]
            low, _, high = quantiles(values, n=4, method="inclusive")
            line += f"{median(values):{width}.2f}{f'{low:.2f} .. {high:.2f}':>16}"
        print(line)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("index", help="the address of a simple index")
    parser.add_argument("--target", default="heroku")
    parser.add_argument("--python", default="3.11", help="for a file .python-version")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--only", default="", help="files whose name contains this")
    given = parser.parse_args()
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    solved: list[dict[str, Cost]] = []
    unsolved: list[dict[str, Cost]] = []
    with tempfile.TemporaryDirectory() as name:
        lab = Lab(Path(name), given.index, given.target, given.python)
        for path in sorted(given.folder.glob("*.txt")):
            if given.only not in path.name:
                continue
            text = f"--only-binary :all:\n{path.read_text('utf-8')}"
            folder = Path(name, path.stem)
            commands = lab.commands(text, folder)
            if not commands:
                continue
            found = measure(commands, folder, given.turns)
            (unsolved if found["uv"].code else solved).append(found)
            costs = "".join(f"{n} {c.clock:.2f} ({c.processor:.2f})  " for n, c in found.items())
            print(f"{'no ' if found['uv'].code else 'yes'} {costs} {path.name}", flush=True)
    show("can be installed", solved)
    show("cannot be installed", unsolved)
    show("all", solved + unsolved)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
