"""The names that a text binds: by a look at it, or by its syntax tree."""

from __future__ import annotations

import re

from checker.python.names.bindings import Names
from checker.python.names.bindings_visitor import read
from checker.python.syntax.host import module_tree


def quickly_bound(text: str, name: str) -> bool:
    """Whether the text alone shows that the module binds `name`: no syntax tree is needed.

    False says nothing: `names_of` has to tell.
    """
    word = re.escape(name)
    value = r"(?![ \t]*(?:None|True|False|[0-9\"'])[ \t]*(?:#|$))"
    pattern = (
        rf"^(?:{word}[ \t]*(?::[^=\n]*)?=(?!=){value}|(?:async[ \t]+)?(?:def|class)[ \t]+{word}\b)"
    )
    found = re.search(pattern, text, re.MULTILINE)
    if found is None:
        return False
    removals = re.finditer(r"\bdel\b[^\n]*", text)
    if any(re.search(rf"\b{word}\b", removal[0][3:]) for removal in removals):
        return False
    # An assignment in a docstring is none: before it as many opening as closing quotes.
    return all(text.count(quotes, 0, found.start()) % 2 == 0 for quotes in ('"""', "'''"))


def names_of(text: str) -> Names | None:
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
