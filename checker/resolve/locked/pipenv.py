"""Pipfile.lock as `pipenv install --deploy` installs it, and the sources that a Pipfile names."""

from __future__ import annotations

from checker.base import regex as re
from checker.parsers.locks import objects, table_of, tables
from checker.parsers.pipfile import stale_pipfile
from checker.resolve.locked.rows import (
    Chosen,
    File,
    Pin,
    RefusedLockError,
    UnknownLockError,
    rows_in,
    text_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from checker.project.project import Project
    from checker.resolve.locked.rows import Platform

_SYSTEMS = ("git", "hg", "svn", "bzr")


def pipenv_pins(platform: Platform) -> Chosen:
    """What is installed of the default packages.

    Raises:
        UnknownLockError: if that is not known.
        RefusedLockError: if pipenv stops before.
    """
    project = platform.project
    pipfile, document = project.document("Pipfile"), project.document("Pipfile.lock")
    lock = objects(document)
    if document is None or lock is None:
        raise UnknownLockError("the lock file cannot be read")
    if pipfile is not None and stale_pipfile(pipfile, document) is not None:
        raise RefusedLockError("Pipfile.lock was made from another Pipfile")
    _compare_python(platform, tables(pipfile) or {})
    sources = _sources(table_of(lock, "_meta").get("sources"))
    pins = []
    for name, value in table_of(lock, "default").items():
        row = value if isinstance(value, dict) else {"version": value}
        if platform.holds(row.get("markers")):
            pins.append(_pin(name, row, sources))
    return Chosen(tuple(pins))


def _compare_python(platform: Platform, pipfile: Mapping[str, Any]) -> None:
    """Compare the Python of `[requires]` with the one that runs.

    Raises:
        RefusedLockError: if it is another, which ends `pipenv install --deploy`.
        UnknownLockError: if it is another, and pipenv may look for it.
    """
    requires = table_of(pipfile, "requires")
    wanted = text_of(requires, "python_full_version") or text_of(requires, "python_version")
    if not wanted or f"{platform.python}.".startswith(f"{wanted}."):
        return
    if platform.project.target.options.get("pipenv_python") == "compared":
        raise RefusedLockError("the Pipfile asks for another Python than that of the build")
    raise UnknownLockError("the Pipfile asks for another Python than that of the build")


def _pin(name: str, row: Mapping[str, Any], sources: Mapping[str, str]) -> Pin:
    version = text_of(row, "version")
    version = version[2:].strip() if version.startswith("==") else ""
    for system in _SYSTEMS:
        if system in row:
            return Pin(name, version, repository=f"{system}+{row[system]}")
    for kind in ("path", "file"):
        place = text_of(row, kind)
        if place.startswith(("http:", "https:")):
            return Pin(name, version, url=place)
        if place:
            return Pin(name, version, folder=place.removeprefix("file://"))
    hashes = row.get("hashes")
    files = tuple(File("", str(each)) for each in (hashes if isinstance(hashes, list) else ()))
    index = sources.get(text_of(row, "index"), next(iter(sources.values()), ""))
    return Pin(name, version, files, index)


def indexes_of_pipfile(project: Project) -> tuple[str, ...]:
    """The addresses of the sources that a Pipfile names, the first one first.

    Raises:
        UnknownLockError: if a variable of the build decides one of them.
    """
    pipfile = tables(project.document("Pipfile"))
    return tuple(_sources((pipfile or {}).get("source")).values())


def indexes_of_lock(project: Project) -> tuple[str, ...]:
    """The addresses of the sources that a Pipfile.lock names, the first one first.

    Raises:
        UnknownLockError: if a variable of the build decides one of them.
    """
    lock = objects(project.document("Pipfile.lock"))
    return tuple(_sources(table_of(lock or {}, "_meta").get("sources")).values())


def _sources(written: Any) -> dict[str, str]:
    """The address of each source by its name."""
    found = {}
    for source in rows_in({"source": written}, "source"):
        url = text_of(source, "url")
        if re.search(r"\$\{?\w", url):
            raise UnknownLockError("a variable of the build decides which index is asked")
        found[text_of(source, "name")] = url
    return found
