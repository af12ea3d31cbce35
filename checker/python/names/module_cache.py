"""The names that the repository's own modules bind, each module looked at once."""

from __future__ import annotations

from checker.python.names.bindings_of import names_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.base.text import Document
    from checker.files.tree import Tree
    from checker.python.names.bindings import Names

_COST = 4
"""What reading a character's worth of a module costs, in a budget's units."""


class LocalNames:
    """The top levels of a repository's modules.

    Args:
        tree: the repository.
        paths: the folders of `sys.path` in it, in order; None for an unknown one.
        read: gives the decoded file at a path.
    """

    def __init__(
        self,
        tree: Tree,
        paths: tuple[str | None, ...],
        read: Callable[[str], Document | None],
    ) -> None:
        self.tree = tree
        self.paths = paths
        self.read = read
        self._names: dict[str, Names | None] = {}

    def names(self, path: str) -> Names | None:
        """The top level of the file at `path`; None where it cannot be read."""
        if path not in self._names:
            document = self.read(path) if path else None
            readable = document is not None and document.complete
            if document and readable:
                self.tree.budget.charge(_COST * len(document.text))
            self._names[path] = names_of(document.text) if document and readable else None
        return self._names[path]
