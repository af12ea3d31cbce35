"""The repository's sources as the effective Python reads them; nothing is parsed in a clean one."""

from __future__ import annotations

from checker.platform.python_version import python_version
from checker.project.query import query
from checker.reachable.reachable import reachable_files
from checker.reachable.values import Followed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.reachable.values import ReachableFile

_OWNERS = frozenset(
    {"fastapi", "pydantic", "starlette", "sqlalchemy", "sqlmodel", "flask-sqlalchemy", "wtforms",
     "flask-wtf", "django", "celery", "pymongo", "pandas"}
)  # fmt: skip
"""Distributions of which some uses need a further package (`implied.toml`)."""


def python_of(project: Project) -> tuple[int, int] | None:
    """Major and minor of the Python that runs the project; None where it is not known."""
    return python_version(project).minor


def python_sources(project: Project) -> tuple[ReachableFile, ...]:
    """The files that the effective Python may not be able to run, and those on the way to them."""
    return followed(project).files


@query
def followed(project: Project) -> Followed:
    """What the start and the build import; nothing where the Python that runs it is not known."""
    python = python_of(project)
    if python is None:
        return Followed(complete=False)
    return reachable_files(project, python, optional_words(project))


def uses_options(project: Project) -> bool:
    """Whether a requirement is one of which some uses need a further package."""
    required = project.requirements
    return required is not None and not _OWNERS.isdisjoint(required.by_name)


def optional_words(project: Project) -> tuple[str, ...]:
    """The names whose use may need a package that nothing brings."""
    if not uses_options(project):
        return ()
    from checker.reachable.implied_rows import wanted_rows  # noqa: PLC0415  gate: few need it

    return tuple(row["word"] for row in wanted_rows(project))
