"""What installs the dependencies, as the console decides it for both builders (F37, F39)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Location
from checker.base.messages import say
from checker.platform.files import content, exists
from checker.platform.values import PackageManager

if TYPE_CHECKING:
    from checker.project.project import Project

_CONDA = ("environment.yml", "environment.yaml", "conda.yml", "conda.yaml")


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
    for name in _CONDA:
        if exists(tree, name):
            return "conda", name
    if exists(tree, "Pipfile"):
        return "pipenv", "Pipfile"
    if b"[tool.poetry]" in (content(tree, "pyproject.toml") or b""):
        return "poetry", "pyproject.toml"
    return "pip", "requirements.txt" if exists(tree, "requirements.txt") else ""
