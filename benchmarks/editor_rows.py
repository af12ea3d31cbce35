"""What is measured of the editor's server: the processor time that a change of a file costs."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import measures
from benchmarks.django_repository import write_repository
from benchmarks.editor import Buffer, Server
from benchmarks.large_inputs import long_requirements

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.installed import Build

_FIRST, _TIMED = 8, 60
"""Changes that warm a server up, and those that are timed."""
_FEW, _MORE = 4, 12
"""Changes in the two runs whose instructions are compared."""
_PATIENCE = 900
"""Seconds in which a server whose instructions are counted has to answer."""


class EditorRow(NamedTuple):
    """One line of the table.

    Attributes:
        name: what it says.
        limit: the ratio to the other build that is not to be exceeded.
        path: the file that is changed.
        other: what one change puts at its end, and the next one takes away.
        write: fills a folder with what is opened.
    """

    name: str
    limit: float
    path: str
    other: str
    write: Callable[[Path], object]


def measure_editor(
    row: EditorRow, builds: list[Build], scratch: Path, counting: bool
) -> tuple[tuple[float, float], tuple[float, float]]:
    """What a change costs, and the peak memory in MB, each for the other build and for this one.

    Args:
        row: what is changed.
        builds: both builds.
        scratch: a folder for what is opened.
        counting: whether the cost is in million instructions, with valgrind; else it is the median
            of the processor times in ms. It is no time on a clock: that of a busy machine says
            little.
    """
    folders = []
    for number, _ in enumerate(builds):
        folders.append((scratch / f"editor-{number}-{row.limit}").resolve())
        folders[-1].mkdir()
        row.write(folders[-1])
    times, peak = _timed(row, builds, folders)
    if counting:
        times = [
            _counted(row, build, folder) for build, folder in zip(builds, folders, strict=True)
        ]
    return (times[0], times[1]), (peak[0], peak[1])


def _timed(
    row: EditorRow, builds: list[Build], folders: list[Path]
) -> tuple[list[float], list[float]]:
    """The median time and the peak memory; both servers are open at once and take turns."""
    buffers = [
        Buffer(Server(folder, (build.command("lsp"), build.environment())), row.path, row.other)
        for build, folder in zip(builds, folders, strict=True)
    ]
    times: list[list[float]] = [[] for _ in buffers]
    for turn in range(_FIRST + _TIMED):
        for buffer, own in zip(buffers, times, strict=True):
            before = buffer.server.worked
            buffer.change()
            if turn >= _FIRST:
                own.append(buffer.server.worked - before)
    peak = [buffer.server.memory("VmHWM") for buffer in buffers]
    for buffer in buffers:
        buffer.server.close()
    return [statistics.median(own) for own in times], peak


def _counted(row: EditorRow, build: Build, folder: Path) -> float:
    """The million instructions of a change: how many more a run with more changes executes."""
    done = []
    for changes in (_FEW, _MORE):
        log = folder.with_suffix(".log")
        command = measures.counted(build.command("lsp"), log)
        server = Server(folder, (command, build.environment()), _PATIENCE)
        buffer = Buffer(server, row.path, row.other)
        for _ in range(changes):
            buffer.change()
        server.close()
        done.append(measures.collected(log))
    return (done[1] - done[0]) / (_MORE - _FEW) / 1e6


def _write_long(root: Path) -> None:
    write_repository(root)
    with (root / "requirements.txt").open("a", encoding="utf-8") as file:
        file.write(long_requirements())


EDITOR_ROWS = (
    EditorRow(
        "editor, change in settings/base.py",
        0.45,
        "site_project/settings/base.py",
        "STATICFILES_DIRS = ('x')\n",
        write_repository,
    ),
    EditorRow(
        "editor, requirements.txt of 3,000 lines",
        0.19,
        "requirements.txt",
        "pip install x\n",
        _write_long,
    ),
)
