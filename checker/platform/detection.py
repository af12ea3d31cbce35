"""Which languages the platform names and which one it builds; what it installs."""

from __future__ import annotations

from checker.platform.builder import builder_of
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.requirements import Requirement, Requirements
    from checker.platform.values import Dependencies, PackageManager, Recognised
    from checker.project.project import Project

LISTS_MORE = frozenset(("poetry.lock", "uv.lock", "pdm.lock"))
"""The lock files that list what any system, group or extra asks for: not all of it is installed."""


@query
def recognised(project: Project) -> Recognised:
    """Which languages the target detects: the part of the plan that every project needs."""
    return builder_of(project.target).recognise(project)


@query
def package_manager(project: Project) -> PackageManager:
    """What is said to install the dependencies."""
    return builder_of(project.target).package_manager(project)


@query
def dependencies(project: Project) -> Dependencies:
    """Which file the build installs the dependencies from, and with what."""
    return builder_of(project.target).dependencies(project)


def installs_requirements_txt(project: Project) -> bool:
    """Whether the build installs the root's requirements.txt."""
    return dependencies(project).path == "requirements.txt"


@query
def build_requirements(project: Project) -> Requirements | None:
    """What the build is asked to install; None where no file that is read here says so.

    The entries of a lock file or of a Pipfile lie at the names in it.
    """
    path = dependencies(project).path
    if path == "requirements.txt":
        return project.requirements
    document = project.document(path) if path not in ("", ".") else None
    if document is None:
        return None
    from checker.platform.locked import requirements_of  # noqa: PLC0415  gate: no requirements.txt

    return requirements_of(document)


def required(project: Project, name: str) -> tuple[Requirement, ...]:
    """What the build is asked to install of one distribution, however it is spelt."""
    found = build_requirements(project)
    return () if found is None else found.find(name)
