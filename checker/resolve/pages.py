"""What an index's page of a name lists, as uv's cache has the page: nothing is fetched.

uv leaves out of its answers the wheels that Python 3 does not take, which are missing for Python 2,
and sources in other archives than `.tar.gz` and `.zip`.
"""

from __future__ import annotations

import glob
from contextlib import suppress

from checker.base import regex as re
from checker.files.cached import read_cached
from checker.parsers.requirements import normalise
from checker.resolve.releases import SAFE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 20_000_000
_WHEEL = re.compile(rb"[A-Za-z0-9_.]+-[A-Za-z0-9_.!+%-]+\.whl")
_ARCHIVE = re.compile(
    rb"/([A-Za-z0-9_.!+%-]+)\.(?:tgz|tbz|txz|tar\.bz2|tar\.xz|tar\.lzma|tar(?!\.))"
)
"""The name of a source's archive as pip takes it, and uv does not."""
_MAY_END = re.compile(rb"\.t(?:gz|bz|xz|ar(?!\.gz))")
"""What is in each page with such a name, and is looked for in a tenth of the time."""


def wheels_listed(cache: str, name: str) -> dict[str, set[str]]:
    """The file names of all wheels of a distribution, by version; empty if nothing is known.

    Args:
        cache: uv's cache.
        name: normalised.
    """
    from urllib.parse import unquote  # noqa: PLC0415  gate: for Python 2

    from packaging.utils import (  # noqa: PLC0415  gate: the same
        InvalidWheelFilename,
        canonicalize_name,
        parse_wheel_filename,
    )

    found: dict[str, set[str]] = {}
    for data in _pages(cache, name):
        for each in _WHEEL.findall(data):
            file = unquote(each.decode("ascii"))
            try:
                own, version, *_ = parse_wheel_filename(file)
            except (InvalidWheelFilename, ValueError):
                continue
            if canonicalize_name(own) == name:
                found.setdefault(str(version), set()).add(file)
    return found


def archives_listed(cache: str, name: str) -> set[str]:
    """The versions of a distribution's sources in archives that pip takes, and uv does not.

    Args:
        cache: uv's cache.
        name: normalised.
    """
    from urllib.parse import unquote  # noqa: PLC0415  gate: to ask

    from packaging.version import InvalidVersion, Version  # noqa: PLC0415  gate: the same

    found = set()
    names = [
        each
        for data in _pages(cache, name)
        if _MAY_END.search(data) is not None
        for each in _ARCHIVE.findall(data)
    ]
    for file in (unquote(each.decode("ascii")) for each in names):
        for at in (at for at, sign in enumerate(file) if sign == "-"):
            if normalise(file[:at]) == name:
                with suppress(InvalidVersion):
                    found.add(str(Version(file[at + 1 :])))
    return found


def _pages(cache: str, name: str) -> Iterator[bytes]:
    if not SAFE.fullmatch(name):
        return
    folder = glob.escape(cache)
    for place in (f"{folder}/simple-v*/*/{name}.rkyv", f"{folder}/simple-v*/*/*/{name}.rkyv"):
        for path in sorted(glob.glob(place)):
            yield read_cached(path, _LARGEST) or b""
