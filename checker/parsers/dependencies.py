"""Which distributions are named for installation: what the test for Django goes by (F36–F41).

The platform asks what is installed. Offline only what is named can be known: requirements.txt with
all that it includes; where a Pipfile exists, that alone; where neither does, the project's own.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from checker.base.toml import parse_toml
from checker.parsers.requirements.values import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checker.base.text import Document

    Read = Callable[[str], Document | None]

INCLUDE_LIMIT = 50
"""Files that are followed at the most."""
_NAME = re.compile(r"([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)[ \t]*(.*)")
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9][A-Za-z0-9._-]*)")
_INCLUDE = re.compile(r"(?:-r|--requirement)[ \t=]*(\S+)")
_EDITABLE = re.compile(r"(?:-e|--editable)[ \t=]*(\S.*)")


def named(read: Read) -> dict[str, tuple[str, str]]:
    """Normalised names, each with its version specifier and the file that names it.

    Args:
        read: the document at a path from the root; None if it is no file, or cannot be read.
    """
    if read("Pipfile") is not None:
        return _from_pipfile(read)
    if read("requirements.txt") is not None:
        found: dict[str, tuple[str, str]] = {}
        _from_requirements(read, "requirements.txt", found, set())
        return found
    return _from_the_project(read)


def _from_requirements(
    read: Read, path: str, found: dict[str, tuple[str, str]], seen: set[str]
) -> None:
    if path in seen or len(seen) >= INCLUDE_LIMIT:
        return
    seen.add(path)
    document = read(path)
    if document is None:
        return
    text = re.sub(r"\\\r?\n", "", document.text)
    for line in re.split(r"\r\n|\r|\n", text):
        stripped = re.sub(r"(^|[ \t])#.*$", "", line).strip() if line else ""
        if not stripped:
            continue
        if match := _INCLUDE.match(stripped):
            _from_requirements(read, _beside(path, match[1]), found, seen)
            continue
        if match := _EDITABLE.match(stripped):
            stripped = match[1].strip()
        if egg := _EGG.search(stripped):
            found.setdefault(normalise(egg[1]), ("", path))
        elif stripped in (".", "./") or stripped.startswith((".[", "./[")):
            found.update(_from_the_project(read))
        elif (match := _NAME.match(stripped)) and (not match[2] or match[2][0] in "=<>!~;[(@"):
            found.setdefault(normalise(match[1]), (match[2], path))


def _beside(path: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _from_pipfile(read: Read) -> dict[str, tuple[str, str]]:
    if (lock := read("Pipfile.lock")) is not None:
        import json  # noqa: PLC0415  gate: for Pipfile.lock

        try:
            locked = json.loads(lock.data)
        except (ValueError, RecursionError):
            locked = None
        default = locked.get("default") if isinstance(locked, dict) else None
        if isinstance(default, dict):
            return {normalise(name): ("", "Pipfile.lock") for name in default}
    packages = _toml(read, "Pipfile").get("packages")
    if not isinstance(packages, dict):
        return {}
    return {
        normalise(name): (value if isinstance(value, str) else "", "Pipfile")
        for name, value in packages.items()
    }


def _from_the_project(read: Read) -> dict[str, tuple[str, str]]:
    """What `-e .` installs: what setup.py or pyproject.toml names as a dependency."""
    found: dict[str, tuple[str, str]] = {}
    setup = read("setup.py")
    code = "" if setup is None else setup.data.decode("utf-8", "replace")
    pattern = r"""['"]([A-Za-z0-9][A-Za-z0-9._-]*)(?=['"]|([\[ =<>!~;(][^'"\n]*))"""
    for match in re.finditer(pattern, code):
        found.setdefault(normalise(match[1]), (match[2] or "", "setup.py"))
    table = _toml(read, "pyproject.toml")
    own = table.get("project")
    listed = own.get("dependencies") if isinstance(own, dict) else None
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, str) and (one := _NAME.match(entry.strip())):
            found.setdefault(normalise(one[1]), (one[2], "pyproject.toml"))
    tool = table.get("tool")
    poetry = tool.get("poetry") if isinstance(tool, dict) else None
    depends = poetry.get("dependencies") if isinstance(poetry, dict) else None
    for name in depends if isinstance(depends, dict) else ():
        found.setdefault(normalise(name), ("", "pyproject.toml"))
    return found


def _toml(read: Read, path: str) -> Mapping[str, Any]:
    """A TOML file; empty where it is none."""
    document = read(path)
    try:
        return {} if document is None else parse_toml(document.data.decode())
    except (ValueError, RecursionError):
        return {}
