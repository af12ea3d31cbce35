"""The dated table of pinned releases that no longer work or no longer install, by distribution."""

from __future__ import annotations

from checker.base.caching import cache
from checker.data import compiled_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import KeysView
    from typing import Any


def conflicts_of(kind: str, distribution: str) -> list[dict[str, Any]]:
    """The rows of one kind (`imports`, `refused`) about a distribution, by its normalised name."""
    return _rows(kind).get(distribution, [])


@cache
def conflicting() -> KeysView[str]:
    """The distributions that there are rows about."""
    return (_rows("imports") | _rows("refused")).keys()


@cache
def _rows(kind: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in compiled_data("known-conflicts")[kind]:
        found.setdefault(row["distribution"], []).append(row)
    return found
