"""poetry.lock as `poetry sync --only main` installs it."""

from __future__ import annotations

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.files.values import Kind
from checker.parsers.declared import poetry_specifier
from checker.parsers.locks import table_of
from checker.parsers.poetry import poetry_module, stale_poetry
from checker.parsers.requirements import normalise
from checker.platform.specifiers import is_in_range
from checker.resolve.dependency import parsed
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
    from collections.abc import Iterator, Mapping
    from typing import Any

    from checker.project.project import Project
    from checker.resolve.locked.rows import Platform

_BACKEND = "poetry.core.masonry.api"
_GROUPED = (2, 1)
"""The first version of the format that says in which groups, and with which markers, each is."""


class _Wanted(NamedTuple):
    name: str
    version: str
    """A specifier of Poetry's; empty for any."""
    extras: frozenset[str] = frozenset()


def poetry_pins(platform: Platform) -> Chosen:
    """What is installed of the main group.

    Raises:
        UnknownLockError: if that is not known.
        RefusedLockError: if Poetry stops before.
    """
    project = platform.project
    lock, pyproject = platform.opened("poetry.lock")
    source, document = project.document("pyproject.toml"), project.document("poetry.lock")
    if source is not None and document is not None and stale_poetry(source, document) is not None:
        raise RefusedLockError("poetry.lock was made from another pyproject.toml")
    if not project.target.options.get("no_root") and _is_empty(project, pyproject):
        raise RefusedLockError("Poetry finds no module that is called as the project is")
    version = text_of(table_of(lock, "metadata"), "lock-version")
    numbers = re.fullmatch(r"(\d+)\.(\d+)", version)
    if numbers is None or numbers[1] not in ("1", "2"):
        raise UnknownLockError("the version of the lock file's format is not known")
    packages = rows_in(lock, "package")
    if (int(numbers[1]), int(numbers[2])) >= _GROUPED:
        found = [each for each in packages if _counts(each, platform)]
    else:
        found = _reached(pyproject, packages, platform)
    return Chosen(tuple(_pin(each, lock) for each in found))


def _is_empty(project: Project, pyproject: Mapping[str, Any]) -> bool:
    """Whether the project itself, which is installed too, has no module that Poetry finds."""
    backend = text_of(table_of(pyproject, "build-system"), "build-backend")
    wanted = poetry_module(pyproject) if backend in ("", _BACKEND) else ""
    places = [f"{at}{wanted}{ending}" for at in ("", "src/") for ending in (".py", "")]
    return bool(wanted) and all(project.tree.kind(each) is Kind.MISSING for each in places)


def _counts(package: Mapping[str, Any], platform: Platform) -> bool:
    """Whether a package belongs to the main group here."""
    if "main" not in (package.get("groups") or ()):
        return False
    marker = package.get("markers", "")
    return platform.holds(marker.get("main", "") if isinstance(marker, dict) else marker)


def _pin(package: Mapping[str, Any], lock: Mapping[str, Any]) -> Pin:
    name, version = text_of(package, "name"), text_of(package, "version")
    source = table_of(package, "source")
    kind, url = text_of(source, "type"), text_of(source, "url")
    files = package.get("files")
    if files is None:  # as Poetry before 1.2 wrote it
        files = table_of(table_of(lock, "metadata"), "files").get(name)
    kept = tuple(
        File(text_of(each, "file"), text_of(each, "hash"))
        for each in (files if isinstance(files, list) else ())
        if isinstance(each, dict)
    )
    if kind in ("directory", "file"):
        return Pin(name, version, kept, folder=url)
    if kind == "url":
        return Pin(name, version, kept, url=url)
    if kind == "git":
        return Pin(name, version, repository=f"git+{url}")
    return Pin(name, version, kept, url if kind == "legacy" else "")


def _reached(
    pyproject: Mapping[str, Any], packages: list[dict[str, Any]], platform: Platform
) -> list[dict[str, Any]]:
    """The packages that the main group reaches, as Poetry works it out for an older format."""
    by_name: dict[str, list[dict[str, Any]]] = {}
    for package in packages:
        by_name.setdefault(normalise(text_of(package, "name")), []).append(package)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    seen: set[_Wanted] = set()
    todo = list(_main(pyproject, platform))
    for wanted in todo:
        if wanted in seen:
            continue
        seen.add(wanted)
        fitting = [
            each
            for each in by_name.get(wanted.name, ())
            if _allows(wanted.version, text_of(each, "version"))
        ]
        if len({text_of(each, "version") for each in fitting}) != 1:
            raise UnknownLockError("which release of the lock file is installed is not known")
        package = fitting[0]
        if not _allows(text_of(package, "python-versions"), platform.python):
            raise UnknownLockError("the lock file has a release that does not support the Python")
        found[wanted.name, text_of(package, "version")] = package
        asked = {
            normalise(re.split(r"[\s\[(<>=!~;]", str(line).strip(), maxsplit=1)[0])
            for extra, lines in table_of(package, "extras").items()
            if normalise(extra) in wanted.extras and isinstance(lines, list)
            for line in lines
        }
        for name, value in table_of(package, "dependencies").items():
            todo += _listed(name, value, platform, asked, wanted.extras)
    return list(found.values())


def _main(pyproject: Mapping[str, Any], platform: Platform) -> Iterator[_Wanted]:
    """What the main group asks for."""
    poetry = table_of(table_of(pyproject, "tool"), "poetry")
    lines = table_of(pyproject, "project").get("dependencies")
    for line in lines if isinstance(lines, list) else ():
        one = parsed(str(line))
        if one is None:
            raise UnknownLockError("a dependency of pyproject.toml cannot be read")
        if platform.holds(str(one.marker or "")):
            extras = frozenset(map(normalise, one.extras))
            yield _Wanted(normalise(one.name), str(one.specifier), extras)
    for name, value in table_of(poetry, "dependencies").items():
        if name != "python":
            yield from _listed(name, value, platform, set(), frozenset())


def _listed(
    name: str, value: Any, platform: Platform, asked: set[str], extras: frozenset[str]
) -> Iterator[_Wanted]:
    """A dependency as Poetry writes it: a version, a table, or several tables."""
    for each in value if isinstance(value, list) else (value,):
        more = each if isinstance(each, dict) else {"version": each}
        if more.get("optional") is True and normalise(name) not in asked:
            continue
        if not platform.holds(more.get("markers"), extras):
            continue
        python = more.get("python")
        if python is not None and not _allows(str(python), platform.python):
            continue
        own = more.get("extras")
        wanted = frozenset(normalise(str(one)) for one in (own if isinstance(own, list) else ()))
        yield _Wanted(normalise(name), str(more.get("version", "")), wanted)


def _allows(constraint: str, version: str) -> bool:
    """Whether a constraint of Poetry's allows a version.

    Raises:
        UnknownLockError: if it cannot be read.
    """
    if constraint.strip() in ("", "*"):
        return True
    for part in constraint.split("||"):
        specifier = poetry_specifier(part.replace("|", "").strip()) or part.strip()
        try:
            if SpecifierSet(specifier).contains(version, prereleases=True):
                return True
        except InvalidSpecifier as error:
            raise UnknownLockError("a constraint of the lock file cannot be read") from error
        if version.count(".") == 1 and is_in_range(specifier, version):
            return True
    return False
