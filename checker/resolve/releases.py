"""What a release says of itself, as uv's cache has it after it has asked: nothing is fetched here.

uv keeps the metadata of a release as MessagePack: an array of name, version, dependencies and the
Pythons that it supports. A layout that another uv may have is not known: then nothing is told.
"""

from __future__ import annotations

import glob

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.files.cached import read_cached
from checker.resolve.messagepack import value_at

_LARGEST = 2_000_000
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+!-]*")
"""Names and versions that are parts of a path."""


class Release(NamedTuple):
    """What one release says."""

    requires: tuple[str, ...]
    """Its dependencies, with their markers."""
    python: str
    """The Pythons that it supports, as a specifier; empty for any."""


def release_of(cache: str, name: str, version: str) -> Release | None:
    """What uv has read of a release; None if nothing is known, or it is not the same everywhere.

    Args:
        cache: uv's cache.
        name: normalised.
        version: as uv writes it.
    """
    if not (SAFE.fullmatch(name) and SAFE.fullmatch(version)):
        return None
    folder = glob.escape(cache)
    places = [
        f"{folder}/wheels-v*/pypi/{name}/{version}-*.msgpack",
        f"{folder}/wheels-v*/*/*/{name}/{version}-*.msgpack",
        f"{folder}/sdists-v*/pypi/{name}/{version}/*/metadata.msgpack",
        f"{folder}/sdists-v*/*/*/{name}/{version}/*/metadata.msgpack",
    ]
    for place in places:
        read = [read_cached(path, _LARGEST) for path in sorted(glob.glob(place))]
        found = {_release(data, name, version) for data in read if data} - {None}
        if found:
            # two indexes have another release each: which of them uv took is not known
            return found.pop() if len(found) == 1 else None
    return None


def _release(data: bytes, name: str, version: str) -> Release | None:
    try:
        values, _ = value_at(data, 0)
    except (IndexError, ValueError):
        return None
    if not isinstance(values, list) or len(values) < 4 or values[:2] != [name, version]:
        return None
    requires, python = values[2], values[3]
    if not isinstance(requires, list) or not all(isinstance(each, str) for each in requires):
        return None
    return Release(tuple(requires), python if isinstance(python, str) else "")
