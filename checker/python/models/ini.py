"""Which INI texts the host's parser may read."""

from __future__ import annotations

_LINE = 2_000
"""Characters of a line; what the parser looks for in one may be sought from each place of it."""
_NAMED = 8
"""Values that name others: each is put together when it is asked for, and those in turn."""


def is_plain(text: str, raw: bool = False) -> bool:
    """Whether reading a text, and asking for its values, takes time that grows with it alone."""
    if not raw and text.count("%(") > _NAMED:
        return False
    return all(len(line) <= _LINE for line in text.split("\n"))
