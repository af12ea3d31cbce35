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
from typing import NamedTuple

from benchmarks.start_rows import example

TOP = Path(__file__).parent.parent
LIST = TOP / "checker" / "base" / "together.py"
RUN = "import sys; from checker.cli.main import main; main(sys.argv[1:])"
"""A run in which nothing is loaded together: no finder of ours is installed."""
OTHERS = (("--version",), ("--help",))
WORDS = ((), ("--format", "concise"), ("--format", "json"))
"""The options of the checks."""
EXAMPLES = ("clean", "broken", "django")
WITH_DJANGO = ("broken", "django")

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

DJANGO_CHECK = _named("""
{django}
""")
"""What a check loads besides if the root has a manage.py for Django."""
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


class Needed(NamedTuple):
    """Modules that are loaded together."""

    run: list[str]
    """Those that each run loads."""
    check: list[str]
    """Those that each check loads besides."""
    django: list[str]
    """Those that the check of a Django root loads besides."""


def needed() -> Needed:
    """The modules that the examples load."""
    with tempfile.TemporaryDirectory() as scratch:
        folders = {name: Path(scratch, name) for name in EXAMPLES}
        for name, folder in folders.items():
            folder.mkdir()
            example(name)(folder)
        by_example = {
            name: [loaded(folder, *words) for words in WORDS] for name, folder in folders.items()
        }
        others = [loaded(folders["clean"], *words) for words in OTHERS]
    checks = [names for each in by_example.values() for names in each]
    django = [names for example in WITH_DJANGO for names in by_example[example]]
    run = _in_all(others[0], [*others, *checks], LEFT_OUT)
    check = _in_all(checks[0], checks, (*LEFT_OUT, *run))
    return Needed(run, check, _in_all(django[0], django, (*LEFT_OUT, *run, *check)))


def text() -> str:
    """What the file is to hold."""
    filled = {
        key: textwrap.fill(" ".join(name.removeprefix("checker.") for name in names), 100)
        for key, names in needed()._asdict().items()
    }
    return TEXT.format(**filled)


def _in_all(names: list[str], runs: list[list[str]], but: tuple[str, ...]) -> list[str]:
    """Those of some modules that each of the runs loads, but for some."""
    every = set.intersection(*map(set, runs)) - {*but}
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
