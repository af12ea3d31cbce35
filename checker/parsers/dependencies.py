"""Which distributions are named for installation: what the test for Django goes by (F36–F41).

The platform asks what is installed. Offline only what is named can be known: requirements.txt with
all that it includes; where a Pipfile exists, that alone; where neither does, the project's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from checker.platform.files import content, is_regular

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.project.project import Project

INCLUDE_LIMIT = 50
"""Files that are followed at the most."""
_NAME = re.compile(r"([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)[ \t]*(.*)")
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9][A-Za-z0-9._-]*)")
_INCLUDE = re.compile(r"(?:-r|--requirement)[ \t=]*(\S+)")
_EDITABLE = re.compile(r"(?:-e|--editable)[ \t=]*(\S.*)")


def named(project: Project) -> dict[str, tuple[str, str]]:
    """Normalised names, each with its version specifier and the file that names it."""
    if is_regular(project.tree, "Pipfile"):
        return _from_pipfile(project)
    if is_regular(project.tree, "requirements.txt"):
        found: dict[str, tuple[str, str]] = {}
        _from_requirements(project, "requirements.txt", found, set())
        return found
    return _from_the_project(project)


def normalised(name: str) -> str:
    """Lower case, runs of `-`, `_` and `.` as one `-`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _from_requirements(
    project: Project, path: str, found: dict[str, tuple[str, str]], seen: set[str]
) -> None:
    if path in seen or len(seen) >= INCLUDE_LIMIT:
        return
    seen.add(path)
    document = project.document(path)
    if document is None:
        return
    text = re.sub(r"\\\r?\n", "", document.text)
    for line in re.split(r"\r\n|\r|\n", text):
        stripped = re.sub(r"(^|[ \t])#.*$", "", line).strip() if line else ""
        if not stripped:
            continue
        if match := _INCLUDE.match(stripped):
            _from_requirements(project, _beside(path, match[1]), found, seen)
            continue
        if match := _EDITABLE.match(stripped):
            stripped = match[1].strip()
        if egg := _EGG.search(stripped):
            found.setdefault(normalised(egg[1]), ("", path))
        elif stripped in (".", "./") or stripped.startswith((".[", "./[")):
            found.update(_from_the_project(project))
        elif (match := _NAME.match(stripped)) and (not match[2] or match[2][0] in "=<>!~;[(@"):
            found.setdefault(normalised(match[1]), (match[2], path))


def _beside(path: str, target: str) -> str:
    import posixpath

    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _from_pipfile(project: Project) -> dict[str, tuple[str, str]]:
    if is_regular(project.tree, "Pipfile.lock"):
        import json

        try:
            locked = json.loads(content(project.tree, "Pipfile.lock") or b"")
        except (ValueError, RecursionError):
            locked = None
        default = locked.get("default") if isinstance(locked, dict) else None
        if isinstance(default, dict):
            return {normalised(name): ("", "Pipfile.lock") for name in default}
    packages = _toml(project, "Pipfile").get("packages")
    if not isinstance(packages, dict):
        return {}
    return {
        normalised(name): (value if isinstance(value, str) else "", "Pipfile")
        for name, value in packages.items()
    }


def _from_the_project(project: Project) -> dict[str, tuple[str, str]]:
    """What `-e .` installs: what setup.py or pyproject.toml names as a dependency."""
    found: dict[str, tuple[str, str]] = {}
    code = (content(project.tree, "setup.py") or b"").decode("utf-8", "replace")
    pattern = r"""['"]([A-Za-z0-9][A-Za-z0-9._-]*)(?=['"]|([\[ =<>!~;(][^'"\n]*))"""
    for match in re.finditer(pattern, code):
        found.setdefault(normalised(match[1]), (match[2] or "", "setup.py"))
    table = _toml(project, "pyproject.toml")
    own = table.get("project")
    listed = own.get("dependencies") if isinstance(own, dict) else None
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, str) and (one := _NAME.match(entry.strip())):
            found.setdefault(normalised(one[1]), (one[2], "pyproject.toml"))
    tool = table.get("tool")
    poetry = tool.get("poetry") if isinstance(tool, dict) else None
    depends = poetry.get("dependencies") if isinstance(poetry, dict) else None
    for name in depends if isinstance(depends, dict) else ():
        found.setdefault(normalised(name), ("", "pyproject.toml"))
    return found


def _toml(project: Project, path: str) -> Mapping[str, Any]:
    """A TOML file; empty where it is none."""
    from checker.base.toml import parse_toml

    try:
        return parse_toml((content(project.tree, path) or b"").decode())
    except (ValueError, RecursionError):
        return {}
