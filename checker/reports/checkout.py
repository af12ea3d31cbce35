"""Paths from the top of the checkout: what a build server matches with the repository's files.

The working folder of a job may be any folder of the checkout, or lie outside of it.
"""

from __future__ import annotations

import os

_VARIABLES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")
"""Where GitHub, GitLab and Azure Pipelines say that the checkout is."""

_BARE = ("HEAD", "objects", "refs")


def from_checkout(prefix: str, inside: str | None = None) -> str:
    """What stands before a path of a root to reach it from the top of its checkout.

    Args:
        prefix: what stands before it to reach it from the working folder.
        inside: the folder of a revision that the root is, as git takes it; None for any other.

    Returns:
        Empty, or a path that ends in `/`. For a root that lies in no checkout, the prefix itself,
        without the working folder.
    """
    root = os.path.realpath(prefix or ".")
    top = _top_of(root)
    if not top:
        return from_here(prefix)
    path = os.path.relpath(root, top)
    if inside is not None:  # git takes `main:./backend` from the working folder
        path = os.path.normpath(os.path.join(path if inside.startswith(".") else "", inside))
    return "" if path == "." else path.replace(os.sep, "/") + "/"


def _top_of(root: str) -> str:
    """The top of the checkout that holds a folder: as the build server says, else git's."""
    for name in _VARIABLES:
        given = os.environ.get(name, "")
        if os.path.isabs(given):
            top = os.path.realpath(given)
            if os.path.isdir(top) and (root == top or root.startswith(top.rstrip(os.sep) + os.sep)):
                return top
    folder = root
    while not _is_top(folder):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder


def _is_top(folder: str) -> bool:
    """Whether a folder is the top of a working tree, or a repository without one."""
    if os.path.lexists(os.path.join(folder, ".git")):
        return True
    return all(os.path.exists(os.path.join(folder, name)) for name in _BARE)


def from_here(path: str) -> str:
    """A path below the working folder without that folder; another path as it is."""
    if not os.path.isabs(path):
        return path
    here = os.getcwd().replace(os.sep, "/").rstrip("/") + "/"
    return path.removeprefix(here)
