"""The lock file with which uv answers, as rows: one of each distribution."""

from __future__ import annotations

from checker.base.toml import parse_toml
from checker.parsers.requirements import normalise
from checker.resolve.failed import UvError
from checker.resolve.tags import takes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def rows_of(out: str, python: str, libc: str) -> list[dict[str, Any]]:
    """The distributions of a lock file.

    Args:
        out: the lock file.
        python: `3.11.6`.
        libc: the version of the GNU C library, `2.35`.

    Raises:
        UvError: if it is not one, or uv chose a file that the Python does not take.
    """
    try:
        found = parse_toml(out).get("packages", [])
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, list) and all(isinstance(row, dict) and "name" in row for row in found):
        return [_fitting(row, python, libc) for row in found] if python[:2] == "2." else found
    raise UvError("uv gives no answer")


def _fitting(row: dict[str, Any], python: str, libc: str) -> dict[str, Any]:
    """A row without the wheels that a Python 2 does not take.

    uv knows no wheel of it that is made for wide characters, and takes those for narrow ones.

    Raises:
        UvError: if no file is left.
    """
    wheels = row.get("wheels", [])
    files = [str(each.get("name") or each.get("url", "")).rpartition("/")[2] for each in wheels]
    kept = [
        each
        for each, file in zip(wheels, files, strict=True)
        if takes(file, python, libc) is not False
    ]
    if not kept and not row.keys() & {"sdist", "archive"}:
        raise UvError("which wheels of Python 2 fit is not known")
    return row | {"wheels": kept}


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
