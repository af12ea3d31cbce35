"""What a platform of its own finds wrong: values that become findings where a rule has no words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Fix, Location, Severity
from checker.base.records import NamedTuple
from checker.platform.builder import builder_of
from checker.project.query import query

if TYPE_CHECKING:
    from checker.project.project import Project


class Problem(NamedTuple):
    """One thing that the platform does not take as it was meant."""

    code: str
    """The rule that it is reported as."""
    message: str
    at: Location
    severity: Severity = Severity.ERROR
    help: str = ""
    certain: bool = True
    fix: Fix | None = None


@query
def own_problems(project: Project) -> tuple[Problem, ...]:
    """What the target's builder finds itself; nothing, at no cost, on Rainbond."""
    return builder_of(project.target).problems(project)
