"""manage.py as the platform finds it: `find . -maxdepth 3 -type f`, nearest first (F41)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.records import NamedTuple
from checker.files.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.files.tree import Tree


DEPTH = 3
"""Folders that are looked at: the root and two below (`-maxdepth 3`)."""
_SKIPPED = frozenset({".git", ".heroku", "node_modules"})


class ManagePy(NamedTuple):
    """Which manage.py there are."""

    path: str | None
    """The one that is taken."""
    too_deep: str | None = None
    symlink: str | None = None


def find_manage_py(tree: Tree, deeper: Callable[[], bool]) -> ManagePy:
    """The manage.py that the platform takes, and those that it does not accept.

    Args:
        tree: the repository.
        deeper: whether it is worth to look below the depth that the platform looks at.
    """
    symlink: str | None = None
    for path, kind in tree.walk(depth=DEPTH, skip=frozenset({".git"})):
        if path.rpartition("/")[2] == "manage.py":
            if kind is Kind.FILE:
                return ManagePy(path, symlink=symlink)
            if kind is Kind.LINK and symlink is None:
                symlink = path
    if not deeper():
        return ManagePy(None, symlink=symlink)
    deep = next(
        (
            path
            for path, kind in tree.walk(depth=DEPTH + 3, skip=_SKIPPED)
            if path.endswith("/manage.py") and kind is Kind.FILE
        ),
        None,
    )
    return ManagePy(None, deep, symlink)
