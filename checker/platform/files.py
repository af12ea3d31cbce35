"""Looking for files as the platform's own code and shell do."""

from __future__ import annotations

from checker.files.values import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checker.base.text import Document
    from checker.files.tree import Tree
    from checker.project.project import Project


def exists(tree: Tree, path: str) -> bool:
    """Go's `os.Stat` succeeds: a file or a folder, links followed."""
    return tree.resolve(path) is not None


def first_in_root(tree: Tree, names: Iterable[str]) -> str:
    """The first of some names of the root that exists; empty if none does."""
    entries = tree.entries()
    return next((name for name in names if name in entries and exists(tree, name)), "")


def is_regular(tree: Tree, path: str) -> bool:
    """The shell's `[ -f path ]`: a regular file, links followed."""
    return tree.is_file(path)


def content(tree: Tree, path: str) -> bytes | None:
    """The file's bytes; None where reading fails."""
    read = tree.read(path)
    return None if read.problem else read.data


def reader(project: Project) -> Callable[[str], Document | None]:
    """The document at a path as it lies there; None if there is no file that can be read."""

    def read(path: str) -> Document | None:
        found = project.tree.read(path)
        return None if found.problem else found.decoded(path)

    return read


def is_held(project: Project, path: str) -> bool:
    """Whether the platform, which sees only what git holds (F5), sees this path.

    A file that was not added yet counts beside tracked ones; what lies in a folder of which git
    holds nothing (an environment, a cache) does not.
    """
    tracked = project.tracked
    if tracked is None or path in tracked:
        return True
    top = path.partition("/")[0] + "/"
    return any(held.startswith(top) for held in tracked) or bool(project.tree.in_submodule(path))


def find(
    project: Project, name: Callable[[str], bool], depth: int, kind: Kind = Kind.FILE
) -> list[str]:
    """Like `find . -maxdepth DEPTH -type f`, nearest first and then sorted as in the C locale."""
    found = [
        f"{folder}/{each}".lstrip("/")
        for folder, entries in project.tree.folders("", depth, frozenset())
        for each, each_kind in entries.items()
        if each_kind is kind and name(each)
    ]
    return _in_order(project, found)


def find_named(project: Project, name: str, depth: int, kind: Kind = Kind.FILE) -> list[str]:
    """The same of the files of one name."""
    folders = project.tree.folders("", depth, frozenset())
    found = [f"{folder}/{name}".lstrip("/") for folder, each in folders if each.get(name) is kind]
    return _in_order(project, found)


def _in_order(project: Project, found: list[str]) -> list[str]:
    found.sort(key=lambda path: (path.count("/"), path.encode("utf-8", "surrogateescape")))
    return [path for path in found if "/" not in path or is_held(project, path)]
