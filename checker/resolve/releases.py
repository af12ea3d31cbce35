"""What a release says of itself, as uv's cache has it after it has asked: nothing is fetched here.

uv keeps the metadata of a release as MessagePack: an array of name, version, dependencies and the
Pythons that it supports. A source that does not say what it depends on is unpacked there; what its
author's build wrote into it (`*.egg-info/requires.txt`, `PKG-INFO`) is read, and nothing of it run.
A layout that another uv may have is not known: then nothing is told.
"""

from __future__ import annotations

import glob
import os

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.files.cached import read_cached
from checker.parsers.requirements import normalise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 2_000_000
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+!-]*")
"""Names and versions that are parts of a path."""


class Release(NamedTuple):
    """What one release says."""

    requires: tuple[str, ...]
    """Its dependencies, with their markers."""
    python: str
    """The Pythons that it supports, as a specifier; empty for any."""


def release_of(cache: str, name: str, version: str) -> Release | None:
    """What uv has read of a release; None if nothing is known.

    Args:
        cache: uv's cache.
        name: normalised.
        version: as uv writes it.
    """
    if not (_SAFE.fullmatch(name) and _SAFE.fullmatch(version)):
        return None
    folder = glob.escape(cache)
    places = [
        f"{folder}/wheels-v*/pypi/{name}/{version}-*.msgpack",
        f"{folder}/wheels-v*/*/*/{name}/{version}-*.msgpack",
        f"{folder}/sdists-v*/pypi/{name}/{version}/*/metadata.msgpack",
        f"{folder}/sdists-v*/*/*/{name}/{version}/*/metadata.msgpack",
    ]
    for place in places:
        for path in sorted(glob.glob(place)):
            data = read_cached(path, _LARGEST)
            found = _release(data, name, version) if data else None
            if found is not None:
                return found
    return None


def _release(data: bytes, name: str, version: str) -> Release | None:
    try:
        values, _ = _value(data, 0)
    except (IndexError, ValueError):
        return None
    if not isinstance(values, list) or len(values) < 4 or values[:2] != [name, version]:
        return None
    requires, python = values[2], values[3]
    if not isinstance(requires, list) or not all(isinstance(each, str) for each in requires):
        return None
    return Release(tuple(requires), python if isinstance(python, str) else "")


def _value(data: bytes, at: int, depth: int = 0) -> tuple[object, int]:
    """One MessagePack value of texts, arrays, nil and truth values, and where the next begins.

    Raises:
        ValueError: for another kind, or what is nested deeper than metadata is.
        IndexError: where the data ends too early.
    """
    kind = data[at]
    if depth > 4:
        raise ValueError
    if kind in (0xC0, 0xC2, 0xC3):
        return {0xC0: None, 0xC2: False, 0xC3: True}[kind], at + 1
    for first, last, width in ((0xA0, 0xBF, 0), (0xD9, 0xD9, 1), (0xDA, 0xDA, 2), (0xDB, 0xDB, 4)):
        if first <= kind <= last:
            size = int.from_bytes(data[at + 1 : at + 1 + width], "big") if width else kind - 0xA0
            start = at + 1 + width
            if start + size > len(data):
                raise IndexError
            return data[start : start + size].decode("utf-8"), start + size
    for first, last, width in ((0x90, 0x9F, 0), (0xDC, 0xDC, 2), (0xDD, 0xDD, 4)):
        if first <= kind <= last:
            size = int.from_bytes(data[at + 1 : at + 1 + width], "big") if width else kind - 0x90
            at += 1 + width
            values = []
            for _ in range(min(size, 5000)):
                value, at = _value(data, at, depth + 1)
                values.append(value)
                if len(values) == 4 and not depth:
                    break  # what follows is of no interest
            return values, at
    raise ValueError


def declared(cache: str, name: str, version: str) -> tuple[str, ...] | None:
    """What an unpacked source depends on as its archive says; None if it does not say."""
    if not (_SAFE.fullmatch(name) and _SAFE.fullmatch(version)):
        return None
    folder = glob.escape(cache)
    for index in ("pypi", "*/*"):
        for source in sorted(glob.glob(f"{folder}/sdists-v*/{index}/{name}/{version}/*/src")):
            found = _declared(source)
            if found is not None:
                return found
    return None


def _declared(source: str) -> tuple[str, ...] | None:
    inside = glob.escape(source)
    for info in sorted(glob.glob(f"{inside}/*.egg-info") + glob.glob(f"{inside}/*/*.egg-info")):
        if os.path.islink(info) or not os.path.isdir(info):
            continue
        data = read_cached(os.path.join(info, "requires.txt"), _LARGEST)
        if data is not None:
            return tuple(_sections(data.decode("utf-8", "replace")))
        if os.path.isfile(os.path.join(info, "SOURCES.txt")):
            return ()  # setuptools writes no requires.txt where there is nothing to write
    head = (read_cached(os.path.join(source, "PKG-INFO"), _LARGEST) or b"").decode(
        "utf-8", "replace"
    )
    found = re.findall(r"(?m)^Requires-Dist: *(\S[^\r\n]*)", head.partition("\n\n")[0])
    return tuple(found) or None


def _sections(text: str) -> Iterator[str]:
    """The lines of a `requires.txt` as requirements: `[extra:marker]` begins a section."""
    marker = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            extra, _, condition = line[1:-1].partition(":")
            parts = [f"({condition.strip()})"] if condition.strip() else []
            parts += [f'extra == "{normalise(extra.strip())}"'] if extra.strip() else []
            marker = " and ".join(parts)
        elif line and not line.startswith("#"):
            own = line.partition(";")
            both = " and ".join(filter(None, (f"({own[2].strip()})" if own[2] else "", marker)))
            yield f"{own[0].strip()} ; {both}" if both else line
