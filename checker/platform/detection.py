"""Which languages the platform names, and which one it builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.platform.builder import builder_of
from checker.project.query import query

if TYPE_CHECKING:
    from checker.platform.values import Recognised
    from checker.project.project import Project


@query
def recognised(project: Project) -> Recognised:
    """Which languages the target detects: the part of the plan that every project needs."""
    return builder_of(project.target).recognise(project)
