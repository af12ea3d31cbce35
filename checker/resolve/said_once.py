"""What uv says once, when it reads a thing, and never again: it is kept beside uv's cache."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.resolve.workplace import Workplace

YEAR = 31_536_000
"""Seconds for which it is kept: a release does not change."""
_MOST = 2000
"""Texts that are kept of each index."""


def with_kept(workplace: Workplace, key: str, said: Iterable[str]) -> list[str]:
    """What is said now, behind what was said before; it is kept for the next time.

    Args:
        workplace: where it is kept.
        key: under which name.
        said: the texts of this run.
    """
    kept = workplace.get(key, YEAR)
    try:
        before = [str(each) for each in json.loads(kept or b"[]")]
    except (ValueError, TypeError):
        before = []
    found = list(dict.fromkeys([*before, *said]))[-_MOST:]
    if found and json.dumps(found).encode() != kept:
        workplace.put(key, json.dumps(found).encode())
    return found
