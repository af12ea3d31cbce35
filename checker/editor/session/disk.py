"""The files below a root, remembered from check to check for as long as they stay the same."""

from __future__ import annotations

import os
import time

from checker.files.git import index_file
from checker.files.git_process import renew
from checker.files.tree import DirectoryTree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.files.values import Content, Kind

Stamp = tuple[int, ...]
_RACY = 50_000_000
"""Nanoseconds within which a file may change twice and show the same time (as git calls it)."""


class DiskTree(DirectoryTree):
    """A folder on disk whose listings and contents outlast a check; `refresh` brings them up."""

    def __init__(self, root: str) -> None:
        super().__init__(root, stored=True)
        self.changes: int = 0
        self._stamps: dict[str, Stamp | None] = {}
        self._index: Stamp | None = None
        self._ignored: dict[tuple[str, ...], Mapping[str, tuple[str, int, str]]] = {}
        self._gone = not os.path.isdir(root)

    @property
    def gone(self) -> bool:
        """Whether the folder was no longer there at the last refresh."""
        return self._gone

    def refresh(self) -> bool:
        """Forget what has changed on disk; whether anything has."""
        changed = False
        for path, stamp in list(self._stamps.items()):
            if stamp is None or stamp != self._stamp(path):
                self.forget(path)
                changed = True
        gone = not os.path.isdir(self.root)
        if gone != self._gone:
            self._gone, changed = gone, True
        renew(self.root)
        if self._asked and (self._index is None or self._index != self._index_stamp()):
            renew(self.root, anew=self._index is not None)
            self._asked, changed = False, True
        if changed:
            self._ignored.clear()
            self.changes += 1
        return changed

    def knows(self, path: str) -> bool:
        """Whether anybody has looked at a path, or at the folder that holds it."""
        return path in self._stamps or path.rpartition("/")[0] in self._stamps

    def forget(self, path: str) -> None:
        """Forget one path: its listing, its content, and that it is in its folder."""
        self._ignored.clear()
        self.changes += 1
        self._entries.pop(path, None)
        self._contents.pop(path, None)
        self.converted.discard(path)
        self._stamps.pop(path, None)

    def _list(self, path: str) -> dict[str, Kind]:
        self._stamps[path] = self._stamp(path)
        return super()._list(path)

    def _read(self, path: str) -> Content:
        self._stamps[path] = self._stamp(path)
        return super()._read(path)

    def _stamp(self, path: str) -> Stamp | None:
        """What changes when a file or a folder does; None where that can't be told yet."""
        return _stamp(self._path(path))

    def _index_stamp(self) -> Stamp | None:
        index = index_file(self.root)
        return () if index is None else _stamp(index)

    def tracked(self) -> Mapping[str, str] | None:
        if not self._asked:
            self._index = self._index_stamp()
        return super().tracked()

    def ignored(self, paths: list[str]) -> Mapping[str, tuple[str, int, str]]:
        key = tuple(paths)
        if key not in self._ignored:
            for path in paths:
                for folder in folders_of(path):
                    self._stamps.setdefault(
                        f"{folder}.gitignore", self._stamp(f"{folder}.gitignore")
                    )
            self._ignored[key] = super().ignored(paths)
        return self._ignored[key]


def folders_of(path: str) -> list[str]:
    """The folders above a path, each empty or with `/` at its end."""
    found = [""]
    for name in path.split("/")[:-1]:
        found.append(f"{found[-1]}{name}/")
    return found


def _stamp(path: str) -> Stamp | None:
    try:
        status = os.lstat(path)
    except OSError:
        return ()
    if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) < _RACY:
        return None
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
