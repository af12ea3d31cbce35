"""What the target's builder itself finds wrong with a root: asked here, and nowhere else."""

from __future__ import annotations

from checker.platform.builder import builder_of
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.platform.problems import Problem
    from checker.project.project import Project


@query
def own_problems(project: Project) -> tuple[Problem, ...]:
    """Its problems, in the order of the build; none on Rainbond, whose rules know them."""
    return tuple(builder_of(project.target).problems(project))
