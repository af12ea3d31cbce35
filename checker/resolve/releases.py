"""What a release says of itself, as uv's cache has it after it has asked: nothing is fetched here.

uv keeps the metadata of a release as MessagePack: an array of name, version, dependencies and the
Pythons that it supports. A layout that another uv may have is not known: then nothing is told.
"""

from __future__ import annotations

import glob

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.files.cached import read_cached
from checker.parsers.requirements import normalise
from checker.resolve.messagepack import value_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

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
    for read in _kept(cache, name, version):
        found = {_release(data, name, version) for data in read} - {None}
        if found:
            # two indexes have another release each: which of them uv took is not known
            return found.pop() if len(found) == 1 else None
    return None


def is_misnamed(cache: str, name: str, version: str) -> bool:
    """Whether the metadata of a release says another name or version: uv takes it, and pip may not.

    Args:
        cache: uv's cache.
        name: normalised.
        version: as uv writes it.
    """
    from packaging.utils import canonicalize_version  # noqa: PLC0415  gate: to ask

    def is_other(own: str, of: str) -> bool:
        if own == name and of == version:
            return False
        return normalise(own) != name or canonicalize_version(of) != canonicalize_version(version)

    for data in (data for read in _kept(cache, name, version) for data in read):
        try:
            values, _ = value_at(data, 0)
        except (IndexError, ValueError):
            continue
        if isinstance(values, list) and len(values) > 3 and is_other(*map(str, values[:2])):
            return True
    for head in _unpacked(cache, name, version):
        own, of = (re.search(rf"(?mi)^{key}: *(\S+)", head) for key in ("name", "version"))
        if own is not None and of is not None and is_other(own[1], of[1]):
            return True
    return False


def _unpacked(cache: str, name: str, version: str) -> Iterator[str]:
    """The head of the metadata in each unpacked wheel of a release."""
    if not (SAFE.fullmatch(name) and SAFE.fullmatch(version)):
        return
    place = f"{glob.escape(cache)}/wheels-v*/*/*/{name}/{version}-*/*.dist-info/METADATA"
    for path in glob.glob(place):
        data = read_cached(path, _LARGEST) or b""
        yield data.decode("utf-8", "replace").partition("\n\n")[0]


def _kept(cache: str, name: str, version: str) -> Iterator[list[bytes]]:
    """What uv's cache has of a release, one list for each kind of place."""
    if not (SAFE.fullmatch(name) and SAFE.fullmatch(version)):
        return
    folder = glob.escape(cache)
    for place in (
        f"{folder}/wheels-v*/pypi/{name}/{version}-*.msgpack",
        f"{folder}/wheels-v*/*/*/{name}/{version}-*.msgpack",
        f"{folder}/sdists-v*/pypi/{name}/{version}/*/metadata.msgpack",
        f"{folder}/sdists-v*/*/*/{name}/{version}/*/metadata.msgpack",
    ):
        read = [read_cached(path, _LARGEST) for path in sorted(glob.glob(place))]
        yield [data for data in read if data]


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
