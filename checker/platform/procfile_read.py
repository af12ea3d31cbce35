"""The root's Procfile as the target reads it: asked here by everybody who judges its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.platform.builder import reader_of
from checker.project.query import query

if TYPE_CHECKING:
    from checker.parsers.procfile import Procfile
    from checker.project.project import Project


@query
def procfile_read(project: Project) -> Procfile | None:
    """Without what the platform takes off around it; None where there is none to read."""
    procfile = project.procfile
    return None if procfile is None else reader_of(project.target).read(procfile)
