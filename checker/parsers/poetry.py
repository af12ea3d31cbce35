"""A pyproject.toml of Poetry: its lock file's hash, and the module that it installs."""

from __future__ import annotations

from checker.parsers.locks import Staleness, digest, table_of, tables
from checker.parsers.requirements.values import normalise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from checker.base.text import Document

_PROJECT = ("requires-python", "dependencies", "optional-dependencies")
_POETRY = ("dependencies", "source", "extras", "dev-dependencies")


def poetry_hashes(pyproject: Mapping[str, Any]) -> tuple[str, ...]:
    """The `content-hash` of a pyproject.toml as the releases of Poetry work it out.

    2.3 and later count `[dependency-groups]`, before 1.2 there was no `group`. Raises TypeError
    where a value has no form in JSON.
    """
    project = table_of(pyproject, "project")
    poetry = table_of(table_of(pyproject, "tool"), "poetry")
    own = {key: project[key] for key in _PROJECT if project.get(key) is not None}
    found: dict[str, None] = {}
    for groups in ({}, table_of(pyproject, "dependency-groups")):
        head: dict[str, Any] = {"project": own} if own else {}
        if groups:
            head["dependency-groups"] = groups
        for keys in (_POETRY, (*_POETRY, "group")):
            given = {key: poetry[key] for key in keys if poetry.get(key) is not None}
            if not head:
                given = {**dict.fromkeys(_POETRY), **given}
            found[digest({**head, "tool": {"poetry": given}} if head else given)] = None
        if own and poetry:  # before 2.0 [project] did not count
            found[digest({key: poetry.get(key) for key in _POETRY})] = None
    return tuple(found)


def poetry_module(pyproject: Mapping[str, Any]) -> str:
    """The module or package that Poetry installs as the project itself.

    Empty where it installs none, or another that the file names.
    """
    project = table_of(pyproject, "project")
    poetry = table_of(table_of(pyproject, "tool"), "poetry")
    name = project.get("name") or poetry.get("name")
    if poetry.get("package-mode") is False or "packages" in poetry or "include" in poetry:
        return ""
    return normalise(name).replace("-", "_") if isinstance(name, str) else ""


def stale_poetry(pyproject: Document, lock: Document) -> Staleness | None:
    """Why Poetry refuses to install from a lock; None if it does not, or that is unknown."""
    if not (pyproject.complete and lock.complete):
        return None
    source, locked = tables(pyproject), tables(lock)
    if source is None:
        return Staleness("unreadable source")
    if locked is None:
        return Staleness("unreadable lock")
    found = table_of(locked, "metadata").get("content-hash")
    try:
        expected = poetry_hashes(source)
    except TypeError:
        return None
    if not isinstance(found, str) or found in expected:
        return None
    return Staleness("out of date", found, expected[0])
