"""Which distributions a Pipfile, setup.py and pyproject.toml name for installation.

Offline only what is named can be known. Each name is normalised and has its version specifier and
the file that names it.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.toml import parse_toml
from checker.parsers.requirements.values import normalise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from checker.base.text import Document

    Read = Callable[[str], Document | None]

_NAME = re.compile(r"([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)[ \t]*(.*)")


def named_in_pipfile(read: Read) -> dict[str, tuple[str, str]]:
    """What the Pipfile's lock, else the Pipfile itself, names.

    Args:
        read: the document at a path from the root; None if it is no file, or cannot be read.
    """
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


def named_by_the_project(read: Read) -> dict[str, tuple[str, str]]:
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
