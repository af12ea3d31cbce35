"""What fixes come to: files on the disk, or a patch on standard output."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from checker.base.errors import UsageError
from checker.config.locate import folders_above
from checker.files.tree import DirectoryTree
from checker.fixes import disk
from checker.fixes.patch import patch

if TYPE_CHECKING:
    from checker.config.settings import Settings
    from checker.fixes.loop import Outcome


def show(outcomes: list[tuple[Settings, Outcome]]) -> None:
    """Write what would change to standard output, as one patch.

    Its paths start at the top of the checkout, which is where `git apply` takes them from.

    Raises:
        UsageError: where one patch cannot tell the roots apart.
    """
    prefixes = [_from_the_top(settings) for settings, _ in outcomes]
    if len(set(prefixes)) < len(prefixes):
        raise UsageError("roots of several checkouts make no patch; show them one by one")
    data = b"".join(
        patch(outcome.tree, prefix) for prefix, (_, outcome) in zip(prefixes, outcomes, strict=True)
    )
    give_back(data)


def _from_the_top(settings: Settings) -> str:
    """A root's path from the top of its checkout, or from here where it is in none."""
    root = os.path.realpath(settings.prefix or ".")
    above = folders_above(root)
    here = above[-1] if above else root
    if not os.path.lexists(os.path.join(here, ".git")):
        if not isinstance(settings.tree, DirectoryTree):
            return ""  # a bare repository
        here = os.path.realpath(".")
    path = os.path.relpath(root, here).replace(os.sep, "/")
    if path == "." or path.startswith("../"):
        return ""  # a patch stays below the folder that it is applied in
    return path + "/"


def write(settings: Settings, outcome: Outcome) -> None:
    """Write the changes of one root to the disk.

    Raises:
        UsageError: where that can't be done; then nothing of the root is changed.
    """
    if outcome.tree.files and isinstance(settings.tree, DirectoryTree):
        disk.write(outcome.tree, settings.tree.root)


def give_back(data: bytes) -> None:
    """Bytes to standard output: a patch, or the fixed text for the editor that sent it."""
    sys.stdout.flush()
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(data.decode("utf-8", "surrogateescape"))
