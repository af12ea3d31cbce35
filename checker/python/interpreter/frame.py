"""A frame: where names are looked up while a piece of code runs, and how control leaves it."""

from __future__ import annotations

from checker.python.interpreter.values import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.values import Module, PyRaise


class Frame:
    """Where names are looked up while a piece of code runs."""

    __slots__ = (
        "assigned", "function", "globals", "kind", "module", "names", "nonlocals", "outer", "path",
        "raised", "shared", "yields",
    )  # fmt: skip

    def __init__(
        self,
        module: Module,
        names: dict[Any, Any],
        outer: Frame | None = None,
        kind: str = "module",
        path: str | None = None,
    ) -> None:
        self.module = module
        self.globals: dict[Any, Any] = module.namespace if outer is None else outer.globals
        self.names = names
        self.outer = outer
        """The enclosing frame whose names can be seen."""
        self.kind = kind
        """`module`, `class`, `function` or `comprehension`."""
        self.path = module.path if path is None else path
        self.shared: set[str] = set()
        """Names declared `global`."""
        self.nonlocals: set[str] = set()
        self.assigned: frozenset[str] = frozenset()
        """Names that a function assigns, so that they are its own throughout."""
        self.function: Any = None
        self.yields: list[Any] | None = None
        self.raised: PyRaise | None = None
        """What an `except` clause is handling."""


class Returned(Exception):
    """A `return` on its way out of a function."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


class Broke(Exception):
    """A `break` on its way out of a loop."""


class Continued(Exception):
    """A `continue` on its way to the loop."""


def place_of(frame: Frame, node: Any) -> Place:
    """Where a node stands."""
    return Place(
        frame.path, node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0
    )
