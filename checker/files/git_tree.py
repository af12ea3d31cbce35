"""What git holds, as a `Tree`: a revision or the index, without a checkout, in a bare one too.

A submodule is what the platform's clone of it holds (F5): the commit that is recorded, read in the
submodule's own repository where that is here. Where it is not, nobody sees what is in the folder.
"""

from __future__ import annotations

import os

from checker.base.errors import UsageError
from checker.base.messages import fill
from checker.base.text import printable
from checker.files.git import (
    common_folder,
    find_checkout,
    git_folder,
    held_by_index,
    held_by_revision,
    is_repository,
)
from checker.files.git_objects import Objects
from checker.files.git_process import REFUSED, problem, share
from checker.files.tree import READ_LIMIT, SUBMODULE, Tree
from checker.files.values import Content, Kind, add_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checker.files.git import Held

_LINK = "120000"
_KINDS = {_LINK: Kind.LINK, SUBMODULE: Kind.DIRECTORY}
_SUBMODULES = 50
"""Submodules that are read at the most, those in submodules too."""


class GitTree(Tree):
    """Files as git holds them; each is read when it is asked for.

    Args:
        root: the folder that is checked, in a working tree or bare repository.
        held: paths from there, each with its mode and object.
        objects: what reads them; made where it is None.
        inner: the files of submodules, each with its mode and object and what reads it.
    """

    def __init__(
        self,
        root: str,
        held: Mapping[str, Held],
        objects: Objects | None = None,
        inner: Mapping[str, tuple[Held, Objects]] | None = None,
    ) -> None:
        super().__init__()
        self.label = root
        self._held = held
        self._objects = objects or Objects(root)
        self._inner = inner or {}
        self._tracked = {path: entry.mode for path, entry in held.items()}
        self._directories: dict[str, dict[str, Kind]] = {"": {}}
        for path, entry in held.items():
            add_path(self._directories, path, _KINDS.get(entry.mode, Kind.FILE))
        for path, (entry, _) in self._inner.items():
            add_path(self._directories, path, _KINDS.get(entry.mode, Kind.FILE))

    def below(self, folder: str) -> GitTree:
        """One folder as a root of its own, read through the same processes."""
        start = f"{folder}/"
        held = {p[len(start) :]: entry for p, entry in self._held.items() if p.startswith(start)}
        inner = {p[len(start) :]: found for p, found in self._inner.items() if p.startswith(start)}
        tree = GitTree(f"{self.label}/{folder}", held, self._objects, inner)
        if self.inside is not None:
            tree.inside = f"{self.inside}/{folder}"
        return tree

    def _list(self, path: str) -> dict[str, Kind]:
        return self._directories.get(path, {})

    def _find(self, path: str) -> tuple[Held, Objects] | None:
        entry = self._held.get(path)
        return self._inner.get(path) if entry is None else (entry, self._objects)

    def _read(self, path: str) -> Content:
        found = self._find(path)
        data = found and found[1].read(found[0].object, READ_LIMIT)
        if not data:  # a partial clone, or a damaged one
            return Content(
                problem=(found and found[1].problem) or "git does not have this object here"
            )
        return Content(*data)

    def link_target(self, path: str) -> str:
        found = self._find(path)
        if found is None or found[0].mode != _LINK:
            return ""
        data = found[1].read(found[0].object, READ_LIMIT)
        return "" if data is None else data[0].decode("utf-8", "surrogateescape")

    def tracked(self) -> Mapping[str, str] | None:
        return self._tracked

    def git_problem(self) -> str:
        return self._objects.problem


def _with_submodules(root: str, held: dict[str, Held]) -> GitTree:
    """The tree of what is held, with the submodules that are checked out below `root`."""
    inner: dict[str, tuple[Held, Objects]] = {}
    todo = list(_submodules(root, "", held))
    for number, (prefix, folder, commit) in enumerate(todo):
        if number >= _SUBMODULES:
            break
        share(folder, root)
        found = held_by_revision(folder, commit)
        if found is None:  # it is at another commit here, and does not know that one
            continue
        objects = Objects(folder)
        inner.update((f"{prefix}/{path}", (entry, objects)) for path, entry in found.items())
        todo += _submodules(folder, prefix, found)
    return GitTree(root, held, inner=inner)


def _submodules(root: str, prefix: str, held: Mapping[str, Held]) -> Iterator[tuple[str, str, str]]:
    """Each checked out submodule: its path in the tree, its folder on disk, its commit."""
    top, folder_of_git = os.path.realpath(root), git_folder(root)
    homes: list[str] = []
    if folder_of_git is not None:
        both = (folder_of_git, common_folder(folder_of_git))
        homes = [os.path.join(os.path.realpath(home), "modules") for home in both]
    for path, entry in held.items():
        if entry.mode == SUBMODULE and ".." not in path.split("/"):
            folder = os.path.join(top, *path.split("/"))
            # No link on the way: what is held may come from somebody who wants another folder read.
            if os.path.realpath(folder) == folder and _is_own(folder, homes):
                yield f"{prefix}/{path}".lstrip("/"), folder, entry.object


def _is_own(folder: str, homes: list[str]) -> bool:
    """Whether a submodule's repository is its own folder's `.git`, or lies in one of `homes`.

    A `.git` that leads elsewhere would have another repository of this machine read.
    """
    here = os.path.join(folder, ".git")
    found = git_folder(folder) if os.path.lexists(here) else None
    if found is None:
        return False
    places = {os.path.realpath(found), os.path.realpath(common_folder(found))}
    if os.path.isdir(here):
        return places == {here}
    return any(all(place.startswith(f"{home}{os.sep}") for place in places) for home in homes)


def staged(root: str) -> GitTree:
    """What the next commit will hold.

    Raises:
        UsageError: where there is no index.
    """
    held = held_by_index(root)
    if held is None:
        raise UsageError(fill("--staged: `{root}` {why}", root=printable(root), why=_why_not(root)))
    _must_be_here("--staged", root, held)
    return _with_submodules(root, held)


def at_revision(root: str, revision: str) -> GitTree:
    """What a commit, tag, branch or tree holds.

    Raises:
        UsageError: where git knows no such revision.
    """
    held = held_by_revision(root, revision)
    if held is None:
        if not is_repository(root):
            raise UsageError(
                fill("--rev: `{root}` {why}", root=printable(root), why=_why_not(root))
            )
        shown = printable(revision, 80)
        raise UsageError(
            fill(
                "--rev: `{shown}` is not a revision in `{root}`", shown=shown, root=printable(root)
            )
        )
    if ":" in revision:  # a folder of it, and so not of the disk
        tree = GitTree(root, held)
        tree.inside = revision.partition(":")[2]
        return tree
    _must_be_here("--rev", root, held)
    return _with_submodules(root, held)


def _why_not(root: str) -> str:
    """What is the matter with a folder for which git lists nothing."""
    why = problem(root)
    if why and why != REFUSED:
        return fill("was not read: {why}", why=why)
    if find_checkout(root):
        return "is in a repository that git cannot read; `git status` there says why"
    return "is not a working tree" if is_repository(root) else "is not in a git repository"


def _must_be_here(option: str, root: str, held: Mapping[str, Held]) -> None:
    """Do nothing, unless the root itself is a submodule that is not checked out.

    Raises:
        UsageError: where it is.
    """
    if "./" in held and held["./"].mode == SUBMODULE:
        raise UsageError(
            fill(
                "{option}: `{root}` is a submodule that is not checked out; `git "
                "submodule update --init` does it",
                option=option,
                root=printable(root),
            )
        )
