"""The repository's sources as the effective Python reads them; nothing is parsed in a clean one."""

from __future__ import annotations

from checker.platform.python_version import python_version
from checker.project.query import query
from checker.reachable.certainty import has_standard_names
from checker.reachable.entry_points import entry_points
from checker.reachable.reachable import reachable_files
from checker.reachable.text_facts import lacks_any, text_facts
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


def reads_plainly(project: Project, python: tuple[int, int]) -> bool:
    """Whether another Python certainly reads all that is followed, and has what that imports.

    No more is looked at than the texts of what the project's own Python leads to, so a no means
    nothing; whatever can lead elsewhere with another Python is such a no.
    """
    led = followed(project)
    if not led.complete or any(each.reading.syntax_error for each in led.files):
        return False
    if any(has_standard_names(project, each.paths) for each in entry_points(project)):
        return False  # which of them a server has loaded before depends on the Python
    if any(lacks_any(each.reading.imports, python) for each in led.files):
        return False
    looked = (project.of_text(path, text_facts, python, ()) for path in led.looked)
    return not any(facts is None or facts.odd for facts in looked)


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
