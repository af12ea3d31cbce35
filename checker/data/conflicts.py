"""The dated table of pinned releases that no longer work or no longer install, by distribution."""

from __future__ import annotations

from checker.base.caching import cache, lru_cache
from checker.data import compiled_data
from checker.data.releases import below

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import KeysView
    from typing import Any


def conflicts_of(
    kind: str, distribution: str, release: str | None, python: str
) -> tuple[dict[str, Any], ...]:
    """The rows of one kind about a release of a distribution on a Python.

    Args:
        kind: `imports` or `refused`.
        distribution: its normalised name.
        release: the pinned version; None where none is.
        python: major and minor version.
    """
    if distribution not in conflicting():
        return ()
    if len(release or "") < _LONG:
        return _conflicts_of(kind, distribution, release, python)
    return _conflicts_of.__wrapped__(kind, distribution, release, python)


_LONG = 50
"""Characters of what is no release that is worth keeping."""


@lru_cache(5000)
def _conflicts_of(
    kind: str, distribution: str, release: str | None, python: str
) -> tuple[dict[str, Any], ...]:
    rows = _rows(kind).get(distribution, ())
    return tuple(row for row in rows if _is_about(row, release, python))


def _is_about(row: dict[str, Any], release: str | None, python: str) -> bool:
    if below(python, row["python"]) is not False:
        return False
    if "until" in row and below(python, row["until"]) is False:
        return False
    if "before" not in row:
        return True
    if release is None or below(release, row["before"]) is not True:
        return False
    return "since" not in row or below(release, row["since"]) is False


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
