"""The Python version that is declared, and the one that runs: asked here, and nowhere else."""

from __future__ import annotations

from checker.platform.builder import builder_of
from checker.platform.detection import recognised
from checker.project.query import watched_query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.values import PythonVersion
    from checker.project.project import Project


@watched_query
def python_version(project: Project) -> PythonVersion:
    """The Python of the build and of the start."""
    return builder_of(project.target).python(project, recognised(project))
