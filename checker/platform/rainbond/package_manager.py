"""What installs the dependencies: as the console shows it, and as each builder does it.

They differ: the slug builder looks for a Pipfile and for requirements.txt (F34, F36, F37), the
cloud native build goes by the order of its buildpacks (F39).
"""

from __future__ import annotations

from checker.base.findings import Location
from checker.base.messages import say
from checker.platform.files import content, exists, first_in_root, is_regular
from checker.platform.values import Dependencies, PackageManager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project

_SHOWN_AS_CONDA = ("environment.yml", "environment.yaml", "conda.yml", "conda.yaml")

_CONDA = ("environment.yml", "package-list.txt")


def package_manager(project: Project) -> PackageManager:
    """What installs the dependencies, and the file that says so."""
    manager, found = _manager(project)
    if not found:
        return PackageManager(manager, "no dependency file names another", ())
    because = say("{found} is in the root", found=found) if manager != "pip" else found
    return PackageManager(manager, because, (Location(found),))


def _manager(project: Project) -> tuple[str, str]:
    """What installs the dependencies, and the file that says so (empty: none does)."""
    tree = project.tree
    if found := first_in_root(tree, _SHOWN_AS_CONDA):
        return "conda", found
    if exists(tree, "Pipfile"):
        return "pipenv", "Pipfile"
    if b"[tool.poetry]" in (content(tree, "pyproject.toml") or b""):
        return "poetry", "pyproject.toml"
    return "pip", "requirements.txt" if exists(tree, "requirements.txt") else ""


def slug_dependencies(project: Project) -> Dependencies:
    """A Pipfile wins; then requirements.txt; without both the project itself."""
    tree = project.tree
    if is_regular(tree, "Pipfile"):
        return _pipenv(is_regular(tree, "Pipfile.lock"))
    if is_regular(tree, "requirements.txt"):
        return _from("pip", "requirements.txt")
    found = next((n for n in ("setup.py", "pyproject.toml") if is_regular(tree, n)), "")
    because = "without requirements.txt and Pipfile the builder installs `-e .`"
    return Dependencies("pip", ".", because, (Location(found),) if found else ())


def cnb_dependencies(project: Project) -> Dependencies:
    """The first buildpack that takes the root: pipenv, pip, conda, Poetry."""
    tree = project.tree
    if exists(tree, "Pipfile"):
        return _pipenv(exists(tree, "Pipfile.lock"))
    if exists(tree, "requirements.txt"):
        return _from("pip", "requirements.txt")
    for name in _CONDA:
        if exists(tree, name):
            return _from("conda", name)
    if exists(tree, "pyproject.toml"):
        return _from_pyproject(project)
    return Dependencies("", "", "no buildpack finds a file that it installs", ())


def _from(tool: str, path: str) -> Dependencies:
    because = say("{path} is in the root", path=path)
    return Dependencies(tool, path, because, (Location(path),))


def _pipenv(locked: bool) -> Dependencies:
    path = "Pipfile.lock" if locked else "Pipfile"
    return Dependencies("pipenv", path, "Pipfile is in the root", (Location("Pipfile"),))


def _from_pyproject(project: Project) -> Dependencies:
    """Poetry's buildpack takes every pyproject.toml that names a Python."""
    from checker.parsers.locks import tables  # noqa: PLC0415  gate: reads TOML

    at = (Location("pyproject.toml"),)
    found = tables(project.document("pyproject.toml"))
    if found is None:
        because = "pyproject.toml is not valid TOML"
        return Dependencies("", "pyproject.toml", because, at, certain=False)
    own, tool = found.get("project"), found.get("tool")
    poetry = tool.get("poetry") if isinstance(tool, dict) else None
    depends = poetry.get("dependencies") if isinstance(poetry, dict) else None
    if isinstance(own, dict) and own.get("requires-python"):
        because, certain = "pyproject.toml has `requires-python`", False
    elif isinstance(depends, dict) and depends.get("python"):
        because, certain = "pyproject.toml has a `python` among Poetry's dependencies", True
    else:
        because = "pyproject.toml names no Python, so no buildpack installs it"
        return Dependencies("", "pyproject.toml", because, at)
    locked = "poetry.lock" if exists(project.tree, "poetry.lock") else "pyproject.toml"
    # Buildpacks from before October 2025 do not look at `requires-python`.
    return Dependencies("poetry", locked, because, at, certain)
