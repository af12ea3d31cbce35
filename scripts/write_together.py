"""Write which modules runs load together: `python -m scripts.write_together [--check]`.

`checker.base.own_modules.load_together` loads what `checker/base/together.py` lists, in that order.
A module that only some runs load is not listed, so that no run loads what it does not need.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

from benchmarks.start_rows import example

TOP = Path(__file__).parent.parent
LIST = TOP / "checker" / "base" / "together.py"
RUN = "import sys; from checker.cli.main import main; main(sys.argv[1:])"
"""A run in which nothing is loaded together: no finder of ours is installed."""
OTHERS = (("--version",), ("--help",))
CHECKS = tuple(
    (name, words)
    for name in ("clean", "broken", "django")
    for words in ((), ("--format", "concise"), ("--format", "json"))
)
"""The example that is checked, and the options."""

TEXT = '''\
"""Which modules are loaded together, each after those that it imports.

Written by scripts.write_together from what the examples load. A module that is missing here is
imported as ever.
"""


def _named(text: str) -> tuple[str, ...]:
    return tuple("checker." + name for name in text.split())


EVERY_RUN = _named("""
{run}
""")
"""What each run of the command loads."""

EVERY_CHECK = _named("""
{check}
""")
"""What each check of a root loads besides."""
'''
LEFT_OUT = ("checker.base", "checker.base.own_modules", "checker.base.together")
"""What is there before anything can be loaded together."""


def loaded(folder: Path, *words: str) -> list[str]:
    """The package's modules that a run loads, in the order in which they are complete."""
    command = [sys.executable, "-B", "-X", "importtime", "-c", RUN, *words]
    done = subprocess.run(
        command,
        cwd=folder,
        env={"PYTHONPATH": str(TOP), "LANG": "C.UTF-8"},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    names = [line.rpartition("|")[2].strip() for line in lines]
    return [name for name in dict.fromkeys(names) if name.startswith("checker.")]


def needed() -> tuple[list[str], list[str]]:
    """The modules that each run loads, and those that each check loads besides."""
    with tempfile.TemporaryDirectory() as scratch:
        folders = {name: Path(scratch, name) for name, _ in CHECKS}
        for name, folder in folders.items():
            folder.mkdir()
            example(name)(folder)
        checks = [loaded(folders[name], *words) for name, words in CHECKS]
        others = [loaded(folders["clean"], *words) for words in OTHERS]
    run = [name for name in _in_all(others[0], [*others, *checks]) if name not in LEFT_OUT]
    done = {*run, *LEFT_OUT}
    return run, [name for name in _in_all(checks[0], checks) if name not in done]


def text() -> str:
    """What the file is to hold."""
    run, check = (
        textwrap.fill(" ".join(name.removeprefix("checker.") for name in names), 100)
        for names in needed()
    )
    return TEXT.format(run=run, check=check)


def _in_all(names: list[str], runs: list[list[str]]) -> list[str]:
    """Those of some modules that each of the runs loads."""
    every = set.intersection(*map(set, runs))
    return [name for name in names if name in every]


def main() -> int:
    """Write the file if it is not current; with `--check`, only say so."""
    wanted = text()
    if LIST.exists() and LIST.read_text("utf-8") == wanted:
        return 0
    if "--check" in sys.argv[1:]:
        print(f"{LIST.relative_to(TOP)} is not current: python -m scripts.write_together")
        return 1
    LIST.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
