"""What an editor offers to type: versions, commands, options, distributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.records import NamedTuple

if TYPE_CHECKING:
    from checker.project.project import Project

VERSION, PROCESS, APPLICATION, OPTION, VARIABLE, DISTRIBUTION = (
    "version",
    "process",
    "application",
    "option",
    "variable",
    "distribution",
)
"""The kinds of what is offered."""


class Completion(NamedTuple):
    """One thing to type."""

    label: str
    """What a menu shows."""
    text: str
    """What comes in the place of the range."""
    start: int
    """The range that is replaced: code points, 0-based and half-open."""
    end: int
    kind: str
    detail: str = ""
    """A few words beside the label."""
    documentation: str = ""
    """Markdown."""
    order: int = 0
    """Lower ones first; of equal ones by the label."""
    filter: str = ""
    """What the typed text is compared with, where that is not the label."""
    preselect: bool = False
    """Whether it is the one to take where nothing speaks against it."""


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
        from checker.editor.completion.runtime import versions

        found = versions(project, offset)
    elif path == "Procfile":
        from checker.editor.completion.procfile import in_procfile

        found = in_procfile(project, offset)
    else:
        from checker.editor.completion.requirements import distributions

        found = distributions(project, path, offset)
    return sorted(found, key=lambda item: (item.order, item.label))
