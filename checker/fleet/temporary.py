"""Folders for a while, each named after its process: what one leaves that was killed is known."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile

import psutil

from checker.base.errors import UsageError
from checker.base.text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FETCHED = "pyspec-check-fetched-"
"""How the folder of a fetched repository begins."""
ROWS = "pyspec-check-rows-"
"""The same of the one into which workers write rows."""


def new_folder(kind: str) -> str:
    """Make a folder that only this user can enter; its path.

    Raises:
        OSError: where that cannot be done.
    """
    return tempfile.mkdtemp(prefix=f"{kind}{os.getpid()}-")


@contextlib.contextmanager
def folder_for_rows() -> Iterator[str]:
    """A new folder, gone at the end; those of runs that were killed are deleted first.

    Raises:
        UsageError: where it cannot be made.
    """
    try:
        folder = new_folder(ROWS)
    except OSError as error:
        shown = printable(error.filename or "TMPDIR")
        raise UsageError(f"`{shown}`: {error.strerror}") from error
    try:
        drop_left_over(ROWS)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def drop_left_over(kind: str) -> None:
    """Delete the folders of processes that there are no more."""
    place, names = tempfile.gettempdir(), list[str]()
    with contextlib.suppress(OSError):  # a folder in which one may write, and not look
        names = os.listdir(place)
    for name in names:
        if name.startswith(kind):
            process = name[len(kind) :].partition("-")[0]
            if process.isdigit() and not psutil.pid_exists(int(process)):
                shutil.rmtree(os.path.join(place, name), ignore_errors=True)
