"""What git holds, as a `Tree`: a revision or the index, without a checkout, in a bare one too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.errors import UsageError
from checker.git import Objects, held_by_index, held_by_revision, is_repository
from checker.text import visible
from checker.tree import READ_LIMIT, Content, Kind, Tree, add_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.git import Held

_KINDS = {"120000": Kind.LINK, "160000": Kind.DIRECTORY}
"""Of a submodule only the place is known: an empty folder here, as in a clone without it."""


class GitTree(Tree):
    """Files as git holds them; each is read when it is asked for.

    Args:
        root: the folder that is checked, in a working tree or bare repository.
        held: paths from there, each with its mode and object.
    """

    def __init__(self, root: str, held: Mapping[str, Held], objects: Objects | None = None) -> None:
        super().__init__()
        self.label = root
        self._held = held
        self._objects = objects or Objects(root)
        self._directories: dict[str, dict[str, Kind]] = {"": {}}
        for path, entry in held.items():
            add_path(self._directories, path, _KINDS.get(entry.mode, Kind.FILE))

    def below(self, folder: str) -> GitTree:
        """One folder as a root of its own, read through the same process."""
        start = f"{folder}/"
        held = {p[len(start) :]: entry for p, entry in self._held.items() if p.startswith(start)}
        return GitTree(f"{self.label}/{folder}", held, self._objects)

    def _list(self, path: str) -> dict[str, Kind]:
        return self._directories.get(path, {})

    def _read(self, path: str) -> Content:
        found = self._objects.read(self._held[path].object, READ_LIMIT)
        if found is None:  # a partial clone, or a damaged one
            return Content(problem="git does not have this object here")
        return Content(*found)

    def link_target(self, path: str) -> str:
        entry = self._held.get(path)
        if entry is None or entry.mode != "120000":
            return ""
        found = self._objects.read(entry.object, READ_LIMIT)
        return "" if found is None else found[0].decode("utf-8", "surrogateescape")

    def tracked(self) -> Mapping[str, str] | None:
        return {path: entry.mode for path, entry in self._held.items()}


def staged(root: str) -> GitTree:
    """What the next commit will hold.

    Raises:
        UsageError: where there is no index.
    """
    held = held_by_index(root)
    if held is None:
        why = "is no working tree" if is_repository(root) else "is not in a git repository"
        raise UsageError(f"--staged: `{visible(root)}` {why}")
    return GitTree(root, held)


def at_revision(root: str, revision: str) -> GitTree:
    """What a commit, tag, branch or tree holds.

    Raises:
        UsageError: where git knows no such revision.
    """
    held = held_by_revision(root, revision)
    if held is None:
        if not is_repository(root):
            raise UsageError(f"--rev: `{visible(root)}` is not in a git repository")
        shown = visible(revision, 80)
        raise UsageError(f"--rev: `{shown}` is no revision that git has in `{visible(root)}`")
    return GitTree(root, held)
