"""Which repository a worker process is at, and why it ends: noted where it is read once it is dead.

A note is a file that is mapped into memory: it costs no call of the system, and what is in it stays
when the process is killed.
"""

from __future__ import annotations

import mmap
import os

from checker.base.records import NamedTuple

_SIZE = 16 * 1024
_NAME = 12 * 1024
"""Bytes of a name that are noted: as many as a path and a revision can have."""
_END = b"\0"
"""What neither a name nor a reason contains."""


class Note:
    """The note of this process.

    Args:
        folder: where it is made.

    Raises:
        OSError: where that cannot be done.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        with open(_path(folder, os.getpid()), "w+b", buffering=0) as file:
            file.write(bytes(_SIZE))  # so that the disk has room for it
            self._map = mmap.mmap(file.fileno(), _SIZE)

    def write(self, name: str, why: str = "") -> None:
        """Note which repository is checked from now on, or why the process ends at it.

        Args:
            name: of the repository; empty: none is checked.
            why: the reason.
        """
        text = text_of(name) + _END + why.encode()[:1000] + _END
        self._map[: len(text)] = text


class Noted(NamedTuple):
    """What a process has noted last."""

    name: bytes
    """Of the repository; empty where it was at none."""
    why: str
    """Why it ended; empty where it could not say."""

    def is_of(self, name: str) -> bool:
        """Whether the process was at the repository that is called so."""
        return self.name == text_of(name)


def noted(folder: str, process: int) -> Noted | None:
    """The note of a process; None where it has made none."""
    try:
        with open(_path(folder, process), "rb") as file:
            name, why = file.read(_SIZE).split(_END)[:2]
    except (OSError, ValueError):
        return None
    return Noted(name, why.decode("utf-8", "replace"))


def _path(folder: str, process: int) -> str:
    return os.path.join(folder, f"at-{process}")


def text_of(name: str) -> bytes:
    """The name of a repository as it is noted."""
    return name.encode("utf-8", "surrogateescape")[:_NAME]
