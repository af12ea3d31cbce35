"""Fixes written to a folder: to real files below it only, none that changed since it was read."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from checker.base.errors import UsageError
from checker.base.text import visible
from checker.files.tree import DirectoryTree
from checker.files.writing import beside, staged, sync_folder

if TYPE_CHECKING:
    from checker.fixes.editing import Proposal


def write(proposal: Proposal, root: str) -> None:
    """Bring the files of a folder to what a proposal says: all of them, or none.

    Raises:
        UsageError: where a file was changed since it was read, lies behind a link, is read-only or
            can't be written; then all are as they were.
    """
    # Read anew: what was judged must be what is replaced.
    here = DirectoryTree(root)
    old: dict[str, bytes | None] = {}
    for path in proposal.files:
        _must_be_inside(root, path)
        was, now = proposal.below.read(path), here.read(path)
        if (was.data, was.problem) != (now.data, now.problem):
            raise UsageError(f"`{visible(path)}` was changed meanwhile; nothing is written")
        old[path] = None if now.problem else now.data
        if not now.problem and not os.access(os.path.join(root, path), os.W_OK):
            raise UsageError(f"`{visible(path)}` is read-only; nothing is written")
    changes = _Changes(proposal, root, _in_order(proposal, old))
    try:
        changes.make()
    except OSError as error:
        why = f"{visible(changes.at)}`: {error.strerror or 'unknown error'}"
        lost = ", ".join(changes.lost)
        then = f"{visible(lost)} could not be put back" if lost else "nothing is changed"
        raise UsageError(f"cannot write `{why}; {then}") from error


class _Changes:
    """Changes of several files: first all that needs space, then renaming only.

    Every file that goes or is replaced is kept under another name until all is done, so that
    taking everything back needs no space either.
    """

    def __init__(
        self, proposal: Proposal, root: str, changes: list[tuple[str, bytes | None]]
    ) -> None:
        self._proposal = proposal
        self._root = root
        self._changes = changes
        self._new: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        self.at = ""
        """The path that is worked on."""
        self.lost: list[str] = []
        """Paths that could not be put back."""

    def make(self) -> None:
        """Make all changes, or none where one fails."""
        done: list[str] = []
        try:
            for path, data in self._changes:
                self.at = path
                self._prepare(path, data)
            for path, data in self._changes:
                self.at = path
                done.append(path)
                self._change(path, data)
        except BaseException:
            for path in reversed(done):
                self._put_back(path)
            raise
        finally:
            for name in (*self._new.values(), *self._kept.values()):
                with suppress(OSError):
                    os.unlink(name)
        for folder in {os.path.dirname(self._target(path)) for path, _ in self._changes}:
            sync_folder(folder)

    def _target(self, path: str) -> str:
        return os.path.join(self._root, path)

    def _prepare(self, path: str, data: bytes | None) -> None:
        target = self._target(path)
        if os.path.lexists(target):
            kept = beside(target)
            try:
                os.link(target, kept)
            except OSError:  # a file system without links
                kept = staged(target, self._proposal.below.read(path).data)
            self._kept[path] = kept
        if data is not None:
            source = self._proposal.renamed.get(path)
            like = self._target(source) if source is not None and path not in self._kept else ""
            self._new[path] = staged(target, data, like)

    def _change(self, path: str, data: bytes | None) -> None:
        target = self._target(path)
        if data is not None:
            os.replace(self._new[path], target)
            del self._new[path]
            return
        for new, moved in self._proposal.renamed.items():
            if moved == path and _same(target, self._target(new)):
                os.rename(target, self._target(new))  # one file: this disk does not tell case
                return
        with suppress(FileNotFoundError):
            os.unlink(target)

    def _put_back(self, path: str) -> None:
        try:
            if path in self._kept:
                # Where both are one file this does nothing, and the other name goes at the end.
                os.replace(self._kept[path], self._target(path))
            elif path not in self._new:  # it was there for a moment only
                os.unlink(self._target(path))
        except OSError:
            self.lost.append(path)


def _in_order(proposal: Proposal, old: dict[str, bytes | None]) -> list[tuple[str, bytes | None]]:
    """New files before the removal of others: nothing is lost if we are stopped between."""
    changed = [(path, data) for path, data in proposal.files.items() if old[path] != data]
    return sorted(changed, key=lambda item: item[1] is None)


def _must_be_inside(root: str, path: str) -> None:
    """Refuse a path that is a link, or that a link leads to."""
    here = root
    for part in path.split("/"):
        here = os.path.join(here, part)
        if part in ("", ".", "..") or os.path.islink(here):
            raise UsageError(f"`{visible(path)}` lies behind a symbolic link; nothing is written")


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
