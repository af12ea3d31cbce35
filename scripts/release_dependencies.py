"""What a release depends on, chosen as pip would at a date, and unpacked.

Greedy and without going back: of each distribution the newest release that all that asked for it so
far admit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from pathlib import Path

    from packaging.version import Version

    from scripts.release_files import Index, Interpreter

BUILD_SECONDS = 40
"""For the source of a dependency."""


def dependencies(
    index: Index, folder: Path, name: str, python: Interpreter, until: str, *, build: bool = True
) -> list[Path]:
    """Folders with what a release depends on, as it was at a date (today if it is empty).

    With `build` false, what has no wheel is left out.
    """
    limits: dict[str, SpecifierSet] = {}
    chosen: dict[str, Path | None] = {}
    for _ in range(4):
        before = dict(limits)
        queue, seen = requires(folder, python), {name}
        while queue:
            requirement = queue.pop(0)
            each = requirement.name
            limits[each] = limits.get(each, SpecifierSet()) & requirement.specifier
            if each in seen:
                continue
            seen.add(each)
            chosen[each] = _newest(index, each, limits[each], python, until, build=build)
            inner = chosen[each]
            if inner is not None:
                queue.extend(requires(inner, python))
        if limits == before:
            break
    return [path for path in chosen.values() if path is not None]


def _newest(
    index: Index, name: str, limit: SpecifierSet, python: Interpreter, until: str, *, build: bool
) -> Path | None:
    """The newest release of that time that can be had; if there is none, the next one."""
    fits = [
        version
        for version in index.releases(name)
        if version in limit and index.file_for(name, version, python) is not None
    ]
    before = [v for v in fits if not until or index.uploaded(name, v) <= until]
    wheels = [v for v in fits if _is_wheel(index, name, v, python)]
    nearest = [v for v in before if v in wheels] or before
    if not build:
        nearest = [v for v in nearest if v in wheels]
    for version in (*nearest[-1:], *[v for v in wheels if v not in before][:1]):
        built = index.built(name, version, python, BUILD_SECONDS)
        if built.folder is not None:
            return built.folder
    return None


def _is_wheel(index: Index, name: str, version: Version, python: Interpreter) -> bool:
    package = index.file_for(name, version, python)
    return package is not None and package.package_type == "wheel"


def requires(folder: Path, python: Interpreter) -> list[Requirement]:
    """What an unpacked wheel depends on, without extras."""
    metadata = next(folder.glob("*.dist-info/METADATA"), None)
    found: list[Requirement] = []
    if metadata is None:
        return found
    head = metadata.read_text("utf-8", "replace").partition("\n\n")[0]
    for line in re.findall(r"(?m)^Requires-Dist: (.+)$", head):
        try:
            requirement = Requirement(line.strip())
        except InvalidRequirement:  # `pytz (>dev)`: pip took it up to 24.0
            requirement = Requirement(re.split(r"[^\w.-]", line, maxsplit=1)[0])
        marker = requirement.marker
        if marker is None or marker.evaluate(python.environment()):
            requirement.name = canonicalize_name(requirement.name)
            found.append(requirement)
    return found
