"""What the texts of source files show: a first look, and the reading of those that matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.data.stdlib import is_standard_somewhere
from checker.python.names.imports import Import, imports_in_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checker.base.text import Document
    from checker.project.project import Project
    from checker.python.syntax.reading import Reading

TEXT = 1_000_000
"""Code points of a file that is looked at, at the most; a longer one is generated."""


MOVES = ("sys.path", "sys.modules", "meta_path", "addsitedir", "path_hooks", "__path__")
"""Words of a text that may change where modules are found."""


class Outside:
    """What is known to be installed; more than the requirements' names is read only if need be."""

    def __init__(self, project: Project) -> None:
        self._project = project
        required = project.requirements
        self.names = frozenset(
            () if required is None else (each.normalised for each in required.installed)
        )
        """The normalised names of the requirements."""

    def has(self, top: str) -> bool:
        """Whether Python, the build's environment or a requirement brings a top-level module."""
        return is_standard_somewhere(top) or self.requires(top)

    def requires(self, top: str) -> bool:
        """Whether a requirement brings a top-level module, itself or along the way."""
        if top.lower().replace("_", "-") in self.names:
            return True
        from checker.reachable.installed import installed  # noqa: PLC0415  gate: odd imports

        return installed(self._project).brings(top)


class SourceScan:
    """Each file is looked at and read once, as long as it stays the same."""

    def __init__(
        self, project: Project, suspicious: Callable[[str], bool], python: tuple[int, int]
    ) -> None:
        self._tree = project.tree
        self.outside = Outside(project)
        self._suspicious = suspicious
        self.python = python
        self._version = f"of Python {python[0]}.{python[1]}"
        self._readings: dict[str, Reading] = {}

    def look(self, document: Document) -> tuple[bool, list[Import]]:
        """Whether a file is suspicious, and at least all that it imports."""

        def make() -> tuple[bool, list[Import]]:
            text = document.text
            if len(text) > TEXT:
                return False, []
            return self._suspicious(text), list(imports_in_text(text))

        return self._tree.derived(document.path, f"look {self._version}", document.data, make)

    def read(self, documents: Iterable[Document]) -> None:
        """Read files, all at once those that are not known."""
        new: list[tuple[Document, list[Reading]]] = []
        unread = [each for each in documents if each.path not in self._readings]
        if not unread:
            return
        from checker.python.syntax.reading import (  # noqa: PLC0415  gate: few files are read
            read,
            read_all,
        )

        for each in unread:
            if not each.complete:
                self._readings[each.path] = read(each.data, self.python, complete=False)
                continue
            known: list[Reading] = self._tree.derived(
                each.path, f"reading {self._version}", each.data, list
            )
            if known:
                self._readings[each.path] = known[0]
            else:
                new.append((each, known))
        found = read_all([each.data for each, _ in new], self.python)
        for (each, known), reading in zip(new, found, strict=True):
            known.append(reading)
            self._readings[each.path] = reading

    def reading(self, path: str) -> Reading:
        """What was read of a file."""
        return self._readings[path]


def absolute(each: Import, package: str) -> str:
    """The full name of an imported module; empty if it leads out of all packages."""
    if not each.level:
        return each.module
    above = package.split(".") if package else []
    if not above or each.level - 1 > len(above):
        return ""
    above = above[: len(above) - (each.level - 1)]
    return ".".join([*above, *([each.module] if each.module else [])])


def lacks(project: Project, path: str) -> bool:
    """Whether git does not hold a file that is needed; a folder's empty `__init__.py` is not."""
    if held(project, path):
        return False
    folder, _, name = path.rpartition("/")
    if name != "__init__.py":
        return True
    return not any(each.startswith(folder + "/") for each in project.tracked or ())


def held(project: Project, path: str) -> bool:
    """Whether git holds a file, itself or in a submodule; true if git is not asked."""
    tracked = project.tracked
    if tracked is None or path in tracked:
        return True
    return project.tree.resolve(path) in tracked or bool(project.tree.in_submodule(path))
