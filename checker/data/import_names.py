"""From an imported module to the distribution that brings it, where that is well known.

The table (`modules.txt`) holds the distributions that people import most. What it does not hold is
not guessed: a name that somebody registered on the package index would be installed and run.
"""

from __future__ import annotations

from checker.base.caching import cache
from checker.data import text_table

NONE = "-"
"""Stands for modules that every build has, so that nothing needs to be required."""


@cache
def _table() -> dict[str, str]:
    """Dotted module names, each with its distribution."""
    found: dict[str, str] = {}
    for line in text_table("modules.txt").splitlines():
        if line and line[0] != "#":
            distribution, *modules = line.split()
            for module in modules or [distribution.replace("-", "_")]:
                found[module] = distribution
    return found


def distribution_of(module: str) -> str | None:
    """The requirement for a dotted module; `NONE` where none is needed, None where not known."""
    return _table().get(listed_part(module))


def listed_distributions() -> list[str]:
    """The distributions that bring a module of the table."""
    return sorted({name for name in _table().values() if name != NONE})


def listed_part(module: str) -> str:
    """As much of a dotted name as the table lists: `google.cloud.storage`; empty if nothing."""
    table = _table()
    while module and module not in table:
        module = module.rpartition(".")[0]
    return module
