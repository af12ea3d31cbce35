"""The lock file with which uv answers, as rows: one of each distribution."""

from __future__ import annotations

from checker.base.toml import parse_toml
from checker.parsers.requirements import normalise
from checker.resolve.failed import UvError
from checker.resolve.pages import wheels_listed
from checker.resolve.tags import takes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def rows_of(out: str, python: str, libc: str, cache: str) -> list[dict[str, Any]]:
    """The distributions of a lock file.

    Args:
        out: the lock file.
        python: `3.11.6`.
        libc: the version of the GNU C library, `2.35`.
        cache: uv's cache.

    Raises:
        UvError: if it is not one.
    """
    try:
        lock = parse_toml(out)
        found = lock.get("packages", []) if "lock-version" in lock else None
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, list) and all(isinstance(row, dict) and "name" in row for row in found):
        return (
            [_fitting(row, python, libc, cache) for row in found] if python[:2] == "2." else found
        )
    raise UvError("uv gives no answer")


def _fitting(row: dict[str, Any], python: str, libc: str, cache: str) -> dict[str, Any]:
    """A row with the wheels that a Python 2 takes, and no others.

    uv knows no wheel of it that is made for wide characters, takes those for narrow ones, and
    leaves out of its answer all that are for Python 2 only.
    """
    if "archive" in row:
        return row
    wheels = row.get("wheels", [])
    files = [str(each.get("name") or each.get("url", "")).rpartition("/")[2] for each in wheels]
    kept = [
        each
        for each, file in zip(wheels, files, strict=True)
        if takes(file, python, libc) is not False
    ]
    listed = wheels_listed(cache, normalise(row["name"])).get(row.get("version", ""), set())
    kept += [
        {"name": file}
        for file in sorted(listed.difference(files))
        if takes(file, python, libc) is True
    ]
    return row | {"wheels": kept}


def has_file(row: dict[str, Any]) -> bool:
    """Whether a row has a file at all: for Python 2, uv may have taken one that does not fit."""
    return bool(row.get("wheels")) or not row.keys().isdisjoint(("sdist", "archive", "vcs"))


def hashes_of(rows: list[dict[str, Any]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The SHA-256 of the files of each distribution that fit."""
    found = []
    for row in rows:
        files = [*row.get("wheels", ()), *(row[k] for k in ("sdist", "archive") if k in row)]
        digests = [file.get("hashes", {}).get("sha256", "") for file in files]
        found.append((normalise(row["name"]), tuple(digests)))
    return tuple(found)


def files_of(rows: list[dict[str, Any]]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The name and the SHA-256 of each file of a distribution that fits."""
    found = []
    for row in rows:
        files = [*row.get("wheels", ()), *(row[k] for k in ("sdist", "archive") if k in row)]
        pairs = [
            (
                str(file.get("name") or str(file.get("url", "")).rpartition("/")[2]),
                file.get("hashes", {}).get("sha256", ""),
            )
            for file in files
        ]
        found.append((normalise(row["name"]), tuple(pairs)))
    return tuple(found)
