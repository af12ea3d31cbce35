"""What the texts of source files show: a first look, and the reading of those that matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.python.names.imports import Import, imports_in_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checker.base.text import Document
    from checker.project.project import Project
    from checker.python.syntax.reading import Reading

TEXT = 1_000_000
"""Code points of a file that is looked at, at the most; a longer one is generated."""


class Texts:
    """Each file is looked at and read once, as long as it stays the same."""

    def __init__(
        self, project: Project, suspicious: Callable[[str], bool], python: tuple[int, int]
    ) -> None:
        self._tree = project.tree
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
