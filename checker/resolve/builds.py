"""What an unpacked source would come to if it was built: its setup.py is read, and never run."""

from __future__ import annotations

import os

from checker.base import regex as re
from checker.base.text import Document
from checker.data.installed_modules import modules_of
from checker.files.cached import read_cached
from checker.parsers.locks import table_of, tables
from checker.parsers.own_metadata import own_dependencies
from checker.parsers.requirements import normalise
from checker.python.syntax.parse import host_tree
from checker.resolve.setup_scripts import Script, read_script
from checker.resolve.words import head_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LARGEST = 1_000_000
_STANDARD = (3, 7)
"""The first Python with a setuptools that reads `[project]`: an older one calls it `UNKNOWN`."""


def outlook(name: str, source: str, python: str) -> Script:
    """Whether the build of a source stops.

    Args:
        name: what it is called, normalised.
        source: the folder with what its archive holds.
        python: `3.11.6`.
    """
    found = look(lambda path: _document(source, path), lambda path: _lies_in(source, path), python)
    if _short(python) < _STANDARD and _is_only_standard(source):
        return found._replace(unsure=not found.fails)
    script = read_cached(os.path.join(source, "setup.py"), _LARGEST) or b""
    literal = re.search(rb"""\bname\s*=\s*["']([A-Za-z0-9._-]+)["']""", script)
    if literal is not None and normalise(literal[1].decode()) != name:
        return found._replace(unsure=not found.fails)
    return found


def look(
    document: Callable[[str], Document | None], lies: Callable[[str], bool], python: str
) -> Script:
    """What the build of a project comes to, whatever it is called.

    Args:
        document: a file of it by its path.
        lies: whether a file or a module lies in it.
        python: `3.11.6`.
    """
    script = document("setup.py")
    pyproject = tables(document("pyproject.toml")) or {}
    build = table_of(pyproject, "build-system")
    backend = str(build.get("build-backend", "setuptools"))
    requires = build.get("requires", [])
    if "build-system" in pyproject and not requires and "backend-path" not in build:
        return Script(
            unsure=True
        )  # pip stops without the list, and finds no backend if it is empty
    wants = tuple(map(str, requires)) if isinstance(requires, list) else ()
    if script is None or not backend.startswith("setuptools"):
        return Script("", "backend-path" in build, wants)
    brought = _brought(requires)

    def read(path: str) -> bytes | None:
        found = document(path) if brought is not None else None
        return found.data if found is not None else None

    inside = (lambda _: True) if brought is None else lies
    found = read_script(script.data, _short(python), brought or (), inside, read)
    return found._replace(wants=(*wants, *found.wants))


def dependencies(source: str) -> tuple[str, ...] | None:
    """What a source depends on by its own metadata; None if only a build would tell."""
    return own_dependencies(lambda path: _document(source, path), host_tree)


def _short(python: str) -> tuple[int, int]:
    major, minor = (int(part) for part in python.split(".")[:2])
    return major, minor


def _is_only_standard(source: str) -> bool:
    """Whether `[project]` alone says how a source is called."""
    if any(os.path.exists(os.path.join(source, name)) for name in ("setup.py", "setup.cfg")):
        return False
    return "project" in (tables(_document(source, "pyproject.toml")) or {})


def _brought(requires: object) -> list[str] | None:
    """The modules that the requirements of a build bring; None if some are not known."""
    if not isinstance(requires, list):
        return None
    found: list[str] = []
    for each in map(str, requires):
        name = normalise(head_of(each))
        modules = modules_of(name)
        if name not in ("setuptools", "wheel") and modules is None:
            return None
        found += [module.partition(".")[0] for module in modules or ()]
    return found


def _lies_in(source: str, name: str) -> bool:
    if os.path.isabs(name) or ".." in name:
        return True  # not looked at
    paths: Iterable[str] = (name, f"{name}.py", f"src/{name}")
    return any(os.path.exists(os.path.join(source, path)) for path in paths)


def _document(source: str, path: str) -> Document | None:
    data = read_cached(os.path.join(source, path), _LARGEST)
    return None if data is None else Document(path, data)
