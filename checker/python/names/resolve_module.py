"""Which file an `import` reads, looked up in the repository as Python does on the platform.

Names are compared exactly, also where the disk of a developer would not. A folder without
`__init__.py` is a namespace package. Modules that are installed are not looked for: what is not
found may come from a distribution, and it is the caller's to judge that.
"""

from __future__ import annotations

from checker.base.enums import Enum
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterable, Mapping

    from checker.base.text import Document
    from checker.files.tree import Tree
    from checker.files.values import Kind

_PARTS = 32
"""Dots in a module's name that are followed at the most."""


class State(Enum):
    """Whether a module is in the repository."""

    FOUND = "found"
    MISSING = "missing"
    UNKNOWN = "unknown"
    """A folder of the search path is not known or seen, or a package changes where it looks."""


class Module(NamedTuple):
    """What looking for a module gave."""

    state: State
    path: str = ""
    """The file that is read: `shop/wsgi.py`, `shop/__init__.py`; empty for a namespace package or
    a compiled module, and where nothing was found."""
    folders: tuple[str, ...] = ()
    """Found: the folders in which its own sub-modules are looked for (empty for a module).
    Missing: the folders in which the missing part was looked for."""
    missing: str = ""
    """The first part that was not found: `wsgi` of `shop.wsgi`."""
    parent: str = ""
    """The package that was found before it: `shop`; empty where the first part is missing."""

    @property
    def is_package(self) -> bool:
        """Whether it is a folder."""
        return bool(self.folders) and self.state is State.FOUND


def find_module(
    tree: Tree,
    name: str,
    paths: Iterable[str | None],
    read: Callable[[str], Document | None],
    changes_path: Callable[[str], bool] | None = None,
) -> Module:
    """Look for the module `name`.

    Args:
        tree: the repository.
        name: dotted, absolute.
        paths: the folders of `sys.path` in the repository, in order; None for an unknown one.
        read: gives the decoded file at a path.
        changes_path: whether the file at a path may say where its modules are looked for, if that
            is known without reading it.
    """
    folders: list[str] = []
    unknown = False
    for path in paths:
        if path is None:
            unknown = True
        elif path not in folders:
            folders.append(path)
    parts = name.split(".")
    if not all(parts) or "/" in name or "\0" in name or len(parts) > _PARTS:
        return Module(State.MISSING, "", tuple(folders), name, "")
    found = Module(State.UNKNOWN)
    for index, part in enumerate(parts):
        found = _find_part(tree, part, folders)
        if found.state is State.UNKNOWN:
            return found
        if found.state is not State.FOUND:
            state = State.UNKNOWN if unknown and index == 0 else State.MISSING
            parent = ".".join(parts[:index])
            return Module(state, "", tuple(folders), part, parent)
        if index + 1 < len(parts):
            if found.path and not found.folders:  # a module has no sub-modules
                return Module(State.MISSING, "", (), parts[index + 1], ".".join(parts[: index + 1]))
            if changes_path is not None:
                moved = bool(found.path) and changes_path(found.path)
            else:
                document = read(found.path) if found.path else None
                moved = document is not None and may_change_path(document.text)
            if moved:
                return Module(State.UNKNOWN)
            folders = list(found.folders)
            if not folders:  # a compiled module
                return Module(State.UNKNOWN)
    return found


def may_change_path(text: str) -> bool:
    """Whether a package's text may say where its modules are looked for."""
    return "__path__" in text


def _find_part(tree: Tree, part: str, folders: list[str]) -> Module:
    """One name in one list of folders, in Python's order of preference."""
    namespace: list[str] = []
    for folder in folders:
        here = f"{folder}/{part}" if folder else part
        if tree.unseen(here):
            return Module(State.UNKNOWN)
        names = _names(tree, folder)
        is_folder = part in names
        if is_folder and tree.is_file(here + "/__init__.py"):
            return Module(State.FOUND, here + "/__init__.py", (here,))
        if f"{part}.py" in names and tree.is_file(here + ".py"):
            return Module(State.FOUND, here + ".py")
        if _compiled(names, part):
            return Module(State.FOUND)
        if is_folder and tree.is_directory(here):
            namespace.append(here)
    if namespace:
        return Module(State.FOUND, "", tuple(namespace))
    return Module(State.MISSING)


def _compiled(names: Iterable[str], part: str) -> bool:
    """Whether an extension module or a bare `.pyc` of that name is among some files."""
    start = part + "."
    return any(name.startswith(start) and name.endswith((".so", ".pyc")) for name in names)


def _names(tree: Tree, folder: str) -> Mapping[str, Kind]:
    """The entries of a folder; none where it is no folder."""
    resolved = tree.resolve(folder) if folder else ""
    return {} if resolved is None else tree.entries(resolved)


def source_of(node: ast.ImportFrom, package: str) -> str:
    """The module that a `from … import` in a package names; empty where it leaves the tree."""
    return absolute_name(node.module or "", node.level, package)


def absolute_name(source: str, level: int, package: str) -> str:
    """The same of the module's name and the dots before it."""
    if not level:
        return source
    parents = package.split(".") if package else []
    if level - 1 > len(parents) or not parents:
        return ""
    kept = parents[: len(parents) - (level - 1)]
    return ".".join([*kept, *([source] if source else [])])
