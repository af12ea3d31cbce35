"""The names that a text binds, by its syntax tree."""

from __future__ import annotations

from checker.python.names.bindings import Names
from checker.python.names.bindings_visitor import read
from checker.python.syntax.host import module_tree


def names_in(text: str) -> Names | None:
    """The names of a module; None where this Python cannot parse it (Python 2, half-written)."""
    tree = module_tree(text)
    if tree is None:
        return None
    names = Names(tree)
    try:
        read(names)
    except RecursionError:
        return None
    return names
