"""pdm.lock as `pdm install --check --prod` installs it."""

from __future__ import annotations

from checker.base import regex as re
from checker.parsers.locks import digest, table_of
from checker.parsers.requirements import normalise
from checker.project.resolution import Cause
from checker.resolve.dependency import parsed
from checker.resolve.locked.rows import (
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
    from collections.abc import Mapping
    from typing import Any

    from checker.resolve.locked.rows import Platform

_FORMAT = (4, 5)
"""The newest version of the format that PDM 2 reads."""


def pdm_pins(platform: Platform) -> Chosen:
    """What is installed of the default group.

    Raises:
        UnknownLockError: if that is not known.
        RefusedLockError: if PDM stops before.
    """
    lock, pyproject = platform.opened("pdm.lock")
    metadata = table_of(lock, "metadata")
    numbers = re.match(r"(\d+)\.(\d+)", text_of(metadata, "lock_version"))
    if numbers is None or int(numbers[1]) != _FORMAT[0] or int(numbers[2]) > _FORMAT[1]:
        raise RefusedLockError("PDM does not read the version of the lock file's format")
    if "lock_inputs" in metadata:
        raise UnknownLockError("what the lock file was made from is not compared")
    if text_of(metadata, "content_hash").removeprefix("sha256:") != _content_hash(pyproject):
        raise RefusedLockError("pdm.lock was made from another pyproject.toml", Cause.STALE)
    required = text_of(table_of(pyproject, "project"), "requires-python")
    if not platform.supported_by(required):
        raise UnknownLockError("the project does not support the Python of the build, and PDM "
                               "looks for another")  # fmt: skip
    targets = rows_in(metadata, "targets")
    if targets and not any(_is_for(each, platform) for each in targets):
        raise RefusedLockError("no target of pdm.lock is for the Python of the build")
    packages = rows_in(lock, "package")
    if "inherit_metadata" in (metadata.get("strategy") or ()):
        found = [
            each
            for each in packages
            if "default" in (each.get("groups") or ("default",))
            and platform.holds(each.get("marker"))
        ]
    else:
        found = _reached(pyproject, packages, platform)
    pins = {normalise(text_of(each, "name")): _pin(each, _index(pyproject)) for each in found}
    return Chosen(tuple(pins.values()), direct="static_urls" in (metadata.get("strategy") or ()))


def _content_hash(pyproject: Mapping[str, Any]) -> str:
    """The hash of what a lock file is made from."""
    project, pdm = table_of(pyproject, "project"), table_of(table_of(pyproject, "tool"), "pdm")
    groups = {**table_of(pyproject, "dependency-groups")}
    for name, lines in table_of(pdm, "dev-dependencies").items():
        groups[name] = [*groups.get(name, ()), *lines] if isinstance(lines, list) else lines
    try:
        return digest(
            {
                "sources": pdm.get("source", []),
                "dependencies": project.get("dependencies", []),
                "dev-dependencies": groups,
                "optional-dependencies": project.get("optional-dependencies", {}),
                "requires-python": project.get("requires-python", ""),
                "resolution": pdm.get("resolution", {}),
            }
        )
    except TypeError as error:
        raise UnknownLockError("pyproject.toml has values that cannot be compared") from error


def _is_for(target: Mapping[str, Any], platform: Platform) -> bool:
    """Whether a target of the lock file may be this platform."""
    system = text_of(target, "platform")
    if system and not system.startswith(("linux", "manylinux")):
        return False
    if text_of(target, "implementation") not in ("", "cpython"):
        return False
    return platform.supported_by(text_of(target, "requires_python"))


def _index(pyproject: Mapping[str, Any]) -> str:
    """The address of the first source."""
    sources = rows_in(table_of(table_of(pyproject, "tool"), "pdm"), "source")
    if len(sources) > 1:
        raise UnknownLockError("which of several sources PDM takes is not known")
    return text_of(sources[0], "url") if sources else ""


def _pin(package: Mapping[str, Any], index: str) -> Pin:
    name, version = text_of(package, "name"), text_of(package, "version")
    if "git" in package:
        return Pin(name, version, repository=f"git+{package['git']}")
    if "path" in package:
        return Pin(name, version, folder=str(package["path"]))
    files = tuple(
        File(
            text_of(each, "file") or name_of_url(text_of(each, "url")),
            text_of(each, "hash"),
            text_of(each, "url"),
        )
        for each in rows_in(package, "files")
    )
    if "url" in package:
        return Pin(name, version, files, url=str(package["url"]))
    return Pin(name, version, files, index)


def _reached(
    pyproject: Mapping[str, Any], packages: list[dict[str, Any]], platform: Platform
) -> list[dict[str, Any]]:
    """The packages that the default group reaches."""
    lines = table_of(pyproject, "project").get("dependencies")
    todo = [str(line) for line in (lines if isinstance(lines, list) else ())]
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    for line in todo:
        if line in seen:
            continue
        seen.add(line)
        wanted = parsed(line)
        if wanted is None:
            raise UnknownLockError("a dependency of the lock file cannot be read")
        if not platform.holds(str(wanted.marker or "")):
            continue
        extras = sorted(map(normalise, wanted.extras))
        fitting = [
            each
            for each in packages
            if normalise(text_of(each, "name")) == normalise(wanted.name)
            and sorted(map(normalise, map(str, each.get("extras") or ()))) == extras
            and wanted.specifier.contains(text_of(each, "version"), prereleases=True)
        ]
        if len(fitting) != 1:
            raise UnknownLockError("which release of the lock file is installed is not known")
        found.append(fitting[0])
        needed = fitting[0].get("dependencies")
        todo += [str(each) for each in (needed if isinstance(needed, list) else ())]
    return found
