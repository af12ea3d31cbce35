"""One import of a module."""

from __future__ import annotations

from checker.base.records import NamedTuple

UNKNOWN = "?"
"""In the place of a module whose name is not known."""


class Import(NamedTuple):
    """One imported module, with the names that are taken from it."""

    module: str
    """Without leading dots; may be empty where there are some."""
    level: int
    """Leading dots."""
    names: tuple[str, ...] = ()
    """Of `from module import names`."""
    line: int = 0
    """1-based."""
    column: int = 0
    """0-based, in bytes of UTF-8."""
    certain: bool = True
    """Whether importing the file certainly runs it: not in a function, an `if`, a loop."""
    guarded: bool = False
    """Whether its failure is caught, or it is meant for some versions only."""
    called: bool = False
    """Whether it is no statement, but Django's `include("shop.urls")`."""
    inside: str = ""
    """The function of the module's top level, or `Class.method`, that it certainly runs in, when
    that is called. `?` for what a condition or a loop of the module itself decides, `?-3-5` for
    what runs where an import of these lines fails, `?+3-5` where none does."""
