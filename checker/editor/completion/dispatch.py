"""What an editor offers to type: versions, commands, options, distributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.editor.completion.procfile import in_procfile
from checker.editor.completion.requirements import distributions
from checker.editor.completion.runtime import versions

if TYPE_CHECKING:
    from checker.editor.completion.items import Completion
    from checker.project.project import Project


def completions(project: Project, path: str, offset: int) -> list[Completion]:
    """What can be typed at a place of a file, the best first.

    Args:
        project: the facts of the root; of the costly ones, those that the last check needed.
        path: the file, from the root.
        offset: the caret, in code points.
    """
    document = project.document(path)
    if document is None:
        return []
    offset = max(0, min(offset, len(document.text)))
    found: list[Completion] = []
    if path == "runtime.txt":
        found = versions(project, offset)
    elif path == "Procfile":
        found = in_procfile(project, offset)
    else:
        found = distributions(project, path, offset)
    return sorted(found, key=lambda item: (item.order, item.label))
