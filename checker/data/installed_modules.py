"""Which top-level modules a distribution installs, and which distributions install a module.

The table (`installed-modules.txt`) holds the 13,500 most downloaded distributions of November 2025.
It is text that is searched, never a mapping that is built: a check asks for a handful of names.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.caching import lru_cache
from checker.data import text_table


def modules_of(distribution: str) -> tuple[str, ...] | None:
    """The top-level modules of a distribution.

    Args:
        distribution: its normalised name (PEP 503): `scikit-learn`.

    Returns:
        The modules; None for a distribution that the table does not hold.
    """
    return _modules_of(distribution) if len(distribution) < _LONG else None


_LONG = 200
"""Characters that no name in the table has."""


@lru_cache(5000)
def _modules_of(distribution: str) -> tuple[str, ...] | None:
    if not re.fullmatch(r"[a-z0-9-]+", distribution):
        return None
    text = text_table("installed-modules.txt")
    start = text.find(f"\n{distribution}")
    if start >= 0 and text[start + 1 + len(distribution)] not in " \n":  # another one begins so
        start = max(text.find(f"\n{distribution}{end}", start) for end in " \n")
    if start < 0:
        return None
    if text[start + 1 + len(distribution)] == "\n":
        return (distribution.replace("-", "_"),)
    return tuple(text[start : text.index("\n", start + 1)].split()[1:])


@lru_cache(1000)
def distributions_with(module: str) -> tuple[str, ...]:
    """The distributions that install a top-level module, the most downloaded first."""
    if not module or not module.isprintable() or " " in module:
        return ()
    text, word = text_table("installed-modules.txt"), f" {module}"
    found: dict[int, str] = {}
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        start = text.rfind("\n", 0, at) + 1
        if text[end] in " \n" and text[start] != "#":
            found[start] = text[start : text.index(" ", start)]
        at = text.find(word, end)
    alone = module.replace("_", "-")
    at = text.find(f"\n{alone}\n") if module.islower() else -1
    if at >= 0:
        found[at + 1] = alone
    return tuple(found[start] for start in sorted(found))


def is_among(distribution: str, count: int) -> bool:
    """Whether a distribution is among the first of the table."""
    text = text_table("installed-modules.txt")
    start = text.find(f"\n{distribution}")
    return start >= 0 and text.count("\n", 0, start) < count
