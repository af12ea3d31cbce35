"""What an unpacked source depends on, as its archive says: read, and nothing of it run.

setuptools writes `*.egg-info/requires.txt` into the archives that it makes, newer tools say it in
`PKG-INFO`; else what pyproject.toml, setup.cfg and setup.py say literally counts.
"""

from __future__ import annotations

import glob
import os

from checker.base import regex as re
from checker.files.cached import read_cached
from checker.parsers.requirements import normalise
from checker.resolve.builds import dependencies
from checker.resolve.releases import SAFE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 2_000_000


def sources(cache: str, name: str, version: str) -> list[str]:
    """The folders in uv's cache with what the archives of a release hold."""
    if not (SAFE.fullmatch(name) and SAFE.fullmatch(version)):
        return []
    folder = glob.escape(cache)
    return [
        found
        for index in ("pypi", "*/*")
        for found in sorted(glob.glob(f"{folder}/sdists-v*/{index}/{name}/{version}/*/src"))
    ]


def declared(cache: str, name: str, version: str) -> tuple[str, ...] | None:
    """What an unpacked source depends on as its archive says; None if it does not say."""
    for source in sources(cache, name, version):
        found = _declared(source)
        if found is None:
            found = dependencies(source)
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
