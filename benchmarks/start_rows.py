"""What is measured of starting: each row runs the command once in a small repository."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).parent.parent / "examples"


class Row(NamedTuple):
    """One line of the table.

    Attributes:
        name: what it says.
        limit: the ratio to the other build that is not to be exceeded.
        words: the command line, without the command.
        write: fills a folder, which is there and empty, with what is checked.
        byte_code: whether the package is byte-compiled.
        runs: how many interleaved runs its user time is the least of, without valgrind.
        program: the text of a program to run in place of the command.
    """

    name: str
    limit: float
    words: tuple[str, ...]
    write: Callable[[Path], object]
    byte_code: bool = True
    runs: int = 9
    program: str = ""


def example(name: str) -> Callable[[Path], object]:
    """Writes a copy of one of the examples, in git."""

    def write(folder: Path) -> None:
        shutil.copytree(EXAMPLES / name, folder, dirs_exist_ok=True)
        subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
        subprocess.run(["git", "add", "--all"], cwd=folder, check=True)

    return write


CONCISE = ("--format", "concise")
START_ROWS = (
    Row("--version", 0.75, ("--version",), example("clean")),
    Row("--help", 0.75, ("--help",), example("clean")),
    Row("clean Flask repository, concise", 0.6, CONCISE, example("clean")),
    Row("the same, without byte code", 0.4, CONCISE, example("clean"), byte_code=False),
    Row("broken example, full report", 0.6, (), example("broken")),
)
