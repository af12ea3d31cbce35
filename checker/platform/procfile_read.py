"""The root's Procfile as the target reads it: asked here by everybody who judges its lines."""

from __future__ import annotations

from checker.platform.builder import builder_of, reader_of
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.parsers.procfile import Procfile
    from checker.project.project import Project


@query
def procfile_read(project: Project) -> Procfile | None:
    """Without what the platform takes off around it; None where there is none to read.

    There is none either where a setting takes its place: its lines reach nobody.
    """
    procfile = project.procfile
    if procfile is None or builder_of(project.target).replaced_by(project, procfile.document.path):
        return None
    return reader_of(project.target).read(procfile)
