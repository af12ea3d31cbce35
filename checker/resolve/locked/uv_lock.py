"""uv.lock as `uv sync --locked` installs it."""

from __future__ import annotations

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_version

from checker.base.records import NamedTuple
from checker.parsers.locks import table_of
from checker.parsers.requirements import normalise
from checker.platform.specifiers import is_in_range
from checker.project.resolution import Cause
from checker.resolve.dependency import parsed
from checker.resolve.locked.rows import (
    OWN_PYTHON,
    Chosen,
    File,
    Pin,
    RefusedLockError,
    UnknownLockError,
    name_of_url,
    rows_in,
    text_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from checker.resolve.locked.rows import Platform

    Package = dict[str, Any]

_PLACES = ("editable", "virtual", "directory")
"""The kinds of source that are folders."""


class _Node(NamedTuple):
    at: int
    """The number of the package."""
    extra: str = ""


def uv_pins(platform: Platform, without: str) -> Chosen:
    """What is installed.

    Args:
        platform: for what.
        without: the default group that is left out; empty: none of them is installed.

    Raises:
        UnknownLockError: if that is not known.
        RefusedLockError: if uv stops before.
    """
    lock, pyproject = platform.opened("uv.lock")
    if lock.get("version") != 1:
        raise UnknownLockError("the version of the lock file's format is not known")
    packages = rows_in(lock, "package")
    root = next((at for at, each in enumerate(packages) if _place(each) == "."), None)
    if root is None:
        raise UnknownLockError("the lock file does not name the project")
    required = text_of(table_of(pyproject, "project"), "requires-python")
    if not platform.supported_by(required):
        raise RefusedLockError(OWN_PYTHON)
    _compare(packages[root], lock, pyproject)
    start = [_Node(root)]
    start += list(_of_groups(packages, root, pyproject, without, platform))
    reached = _reached(packages, start, platform)
    return Chosen(tuple(_pin(packages[at]) for at in sorted(reached) if at != root), direct=True)


def _place(package: Package) -> str:
    source = table_of(package, "source")
    return next((str(source[kind]) for kind in _PLACES if kind in source), "")


def _reached(packages: list[Package], start: list[_Node], platform: Platform) -> set[int]:
    """The numbers of the packages that are reached by dependencies that count here."""
    todo, seen = list(start), set(start)
    for node in todo:
        package = packages[node.at]
        rows = rows_in(package, "dependencies")
        if node.extra:
            rows = rows_in(table_of(package, "optional-dependencies"), node.extra)
        for row in rows:
            if platform.holds(row.get("marker")):
                fresh = [each for each in _nodes(packages, row, platform) if each not in seen]
                todo += fresh
                seen.update(fresh)
    return {node.at for node in seen}


def _nodes(packages: list[Package], row: Mapping[str, Any], platform: Platform) -> list[_Node]:
    """The package that a dependency names, with its extras."""
    fitting = [
        at
        for at, each in enumerate(packages)
        if each.get("name") == row.get("name")
        and ("version" not in row or each.get("version") == row["version"])
        and ("source" not in row or each.get("source") == row["source"])
    ]
    if len(fitting) > 1:
        fitting = [at for at in fitting if _is_for(packages[at], platform)]
    if len(fitting) != 1:
        raise UnknownLockError("which release of the lock file is installed is not known")
    extras = row.get("extra")
    named = extras if isinstance(extras, list) else []
    return [_Node(fitting[0]), *(_Node(fitting[0], str(extra)) for extra in named)]


def _is_for(package: Package, platform: Platform) -> bool:
    markers = package.get("resolution-markers")
    return not isinstance(markers, list) or any(map(platform.holds, markers))


def _of_groups(
    packages: list[Package],
    root: int,
    pyproject: Mapping[str, Any],
    without: str,
    platform: Platform,
) -> Iterator[_Node]:
    """What the default groups ask for, without one of them."""
    if not without:
        return
    named = table_of(table_of(pyproject, "tool"), "uv").get("default-groups", ["dev"])
    held = table_of(packages[root], "dev-dependencies")
    chosen = list(held) if named == "all" else named if isinstance(named, list) else []
    for group in (each for each in chosen if each != without):
        for row in rows_in(held, str(group)):
            if platform.holds(row.get("marker")):
                yield from _nodes(packages, row, platform)


def _pin(package: Package) -> Pin:
    name, version = text_of(package, "name"), text_of(package, "version")
    source = table_of(package, "source")
    place = _place(package)
    if place:
        return Pin(name, version, folder=place)
    if "path" in source:
        return Pin(name, version, folder=str(source["path"]))
    if "git" in source:
        return Pin(name, version, repository=f"git+{source['git']}")
    files = rows_in(package, "wheels")
    if isinstance(package.get("sdist"), dict):
        files.append(package["sdist"])
    kept = []
    for each in files:
        url = text_of(each, "url")
        file = name_of_url(url or text_of(each, "path") or text_of(each, "filename"))
        kept.append(File(file, text_of(each, "hash"), url))
    if "url" in source:
        return Pin(name, version, tuple(kept), url=str(source["url"]))
    return Pin(name, version, tuple(kept), text_of(source, "registry"))


def _compare(root: Package, lock: Mapping[str, Any], pyproject: Mapping[str, Any]) -> None:
    """Compare what the lock file was made from with pyproject.toml, as far as that is certain.

    Raises:
        RefusedLockError: if they differ: `--locked` then stops.
    """
    project, uv = table_of(pyproject, "project"), table_of(table_of(pyproject, "tool"), "uv")
    stale = RefusedLockError("uv.lock was made from another pyproject.toml", Cause.STALE)
    written, locked = text_of(project, "requires-python"), text_of(lock, "requires-python")
    if normalise(text_of(project, "name")) != normalise(text_of(root, "name")):
        raise stale
    versions = text_of(project, "version"), text_of(root, "version")
    if all(versions) and canonicalize_version(versions[0]) != canonicalize_version(versions[1]):
        raise stale
    if written and locked and _pythons(written) != _pythons(locked):
        raise stale
    metadata = root.get("metadata")
    if uv.keys() & {"sources", "workspace"} or "dynamic" in project or not metadata:
        return
    optional = table_of(project, "optional-dependencies").values()
    asked = _all_asked([project.get("dependencies"), *optional])
    told = _told(rows_in(metadata, "requires-dist"))
    if {each[:3] for each in asked} != {each[:3] for each in told}:
        raise stale
    if {each for each in asked if not each[3]} - told and not optional:
        raise stale
    if {each for each in told if not each[3]} - asked and not optional:
        raise UnknownLockError("whether uv.lock was made from other markers is not known")
    groups = table_of(pyproject, "dependency-groups")
    if "dev-dependencies" in uv or any(
        not isinstance(line, str) for lines in groups.values() for line in lines
    ):
        return
    held = table_of(metadata, "requires-dev")
    for name in {*groups, *held}:
        wanted = _all_asked([groups.get(name)])
        if {each[:3] for each in wanted} != {each[:3] for each in _told(rows_in(held, name))}:
            raise stale


_Asked = tuple[str, frozenset[str], frozenset[str], bool]
"""A requirement: its name, bounds and extras, and whether it has a marker."""


def _told(rows: list[dict[str, Any]]) -> set[_Asked]:
    return {
        (
            normalise(text_of(row, "name")),
            _clauses(text_of(row, "specifier")),
            frozenset(normalise(str(each)) for each in row.get("extras") or ()),
            "marker" in row,
        )
        for row in rows
    }


def _all_asked(lists: list[Any]) -> set[_Asked]:
    found = {_asked(str(line)) for lines in lists if isinstance(lines, list) for line in lines}
    return {each for each in found if each is not None}


def _pythons(specifier: str) -> frozenset[str]:
    """Which of all Pythons that there may be a specifier allows."""
    versions = [f"3.{minor}.{patch}" for minor in range(25) for patch in (0, 1, 2, 3, 5, 9, 20, 99)]
    versions.append("4.0.0")
    return frozenset(each for each in versions if is_in_range(specifier, each))


def _asked(line: str) -> _Asked | None:
    found = parsed(line)
    if found is None:
        return None
    extras = frozenset(map(normalise, found.extras))
    has_marker = found.marker is not None
    return normalise(found.name), _clauses(str(found.specifier)), extras, has_marker


def _clauses(specifier: str) -> frozenset[str]:
    try:
        return frozenset(str(each) for each in SpecifierSet(specifier))
    except InvalidSpecifier:
        return frozenset((specifier,))
