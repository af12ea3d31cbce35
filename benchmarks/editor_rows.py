"""What is measured of the editor's server: the processor time that a change of a file costs."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.django_repository import write_repository
from benchmarks.editor import Buffer, Server
from benchmarks.large_inputs import long_requirements

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.installed import Build

_FIRST, _TIMED = 8, 60


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
    row: EditorRow, builds: list[Build], scratch: Path
) -> tuple[list[float], list[float]]:
    """The median processor time of a change in ms, and the peak memory in MB, for each build.

    It is no time on a clock: that of a busy machine says little. Both servers are open at once and
    take turns.
    """
    buffers = []
    for number, build in enumerate(builds):
        folder = scratch / f"editor-{number}-{row.limit}"
        folder.mkdir()
        row.write(folder)
        server = Server(folder.resolve(), (build.command("lsp"), build.environment()))
        buffers.append(Buffer(server, row.path, row.other))
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
