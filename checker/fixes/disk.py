"""Fixes written to a folder: to real files below it only, none that changed since it was read."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from checker.errors import UsageError
from checker.text import visible
from checker.tree import DirectoryTree
from checker.writing import write_atomically

if TYPE_CHECKING:
    from checker.fixes.editing import Proposal


def write(proposal: Proposal, root: str) -> None:
    """Bring the files of a folder to what a proposal says: all of them, or none.

    Raises:
        UsageError: where a file was changed since it was read, lies behind a link, or can't be
            written; then all are as they were.
    """
    # Read anew: what was judged must be what is replaced.
    here = DirectoryTree(root)
    old: dict[str, bytes | None] = {}
    modes: dict[str, int] = {}
    for path in proposal.files:
        _must_be_inside(root, path)
        was, now = proposal.below.read(path), here.read(path)
        if (was.data, was.problem) != (now.data, now.problem):
            raise UsageError(f"`{visible(path)}` was changed meanwhile; nothing is written")
        old[path] = None if now.problem else now.data
        if not now.problem:
            modes[path] = stat.S_IMODE(os.stat(os.path.join(root, path)).st_mode)
    done: list[str] = []
    try:
        for path, data in _in_order(proposal, old):
            done.append(path)
            _put(root, path, data, proposal, old)
    except OSError as error:
        for earlier in reversed(done):
            with suppress(OSError):
                _put(root, earlier, old[earlier], proposal, old)
                if earlier in modes:
                    os.chmod(os.path.join(root, earlier), modes[earlier])
        why = error.strerror or "unknown error"
        raise UsageError(f"cannot write `{visible(path)}`: {why}; nothing is changed") from error


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


def _put(
    root: str, path: str, data: bytes | None, proposal: Proposal, old: dict[str, bytes | None]
) -> None:
    target = os.path.join(root, path)
    if data is None:
        for new, moved in proposal.renamed.items():
            beside = os.path.join(root, new)
            if moved == path and _same(target, beside):
                os.rename(target, beside)  # one file, on a disk that does not tell case
                return
        with suppress(FileNotFoundError):
            os.unlink(target)
        return
    write_atomically(target, data)
    source = proposal.renamed.get(path)
    if source is not None and old[path] is None:
        mode = os.stat(os.path.join(root, source)).st_mode
        os.chmod(target, stat.S_IMODE(mode))


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
