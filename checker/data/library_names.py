"""The public names of modules that settings ask for variables, as their newest releases have them.

The table (`library-names.txt`) is text that is searched: a check asks for a name or none.
"""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.data import text_table

WHOLE = frozenset({"configurations.values"})
"""Modules of which no release (0.8 to 2.5.1) had a name that the newest one does not have."""


@lru_cache(1000)
def names_of(module: str) -> frozenset[str] | None:
    """The public names of a module; None for one that is not listed."""
    _, found, rest = text_table("library-names.txt").partition(f"\n{module} ")
    return frozenset(rest.partition("\n")[0].split(" ")) if found else None
