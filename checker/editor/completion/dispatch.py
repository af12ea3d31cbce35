"""What an editor offers to type: versions, commands, options, distributions."""

from __future__ import annotations

from checker.editor.completion.procfile import in_procfile
from checker.editor.completion.requirements import distributions
from checker.editor.completion.runtime import versions
from checker.platform.version_lines import RUNTIME, VERSION_FILE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.editor.completion.items import Completion
    from checker.project.project import Project


def completions(
    project: Project, path: str, offset: int, others: Sequence[Project] = ()
) -> list[Completion]:
    """What can be typed at a place of a file, the best first.

    Args:
        project: the facts of the root; of the costly ones, those that the last check needed.
        path: the file, from the root.
        offset: the caret, in code points.
        others: the same root for further targets.
    """
    document = project.document(path)
    if document is None:
        return []
    offset = max(0, min(offset, len(document.text)))
    found: list[Completion] = []
    if path in (RUNTIME, VERSION_FILE):
        found = _for_all([versions(each, path, offset) for each in (project, *others)])
    elif path == "Procfile":
        found = in_procfile(project, offset)
    else:
        found = distributions(project, path, offset)
    return sorted(found, key=lambda item: (item.order, item.label))


def _for_all(lists: list[list[Completion]]) -> list[Completion]:
    """What all targets that read the file accept; if nothing is, what each of them accepts."""
    known = [{item.label: item for item in found} for found in lists if found]
    if not known:
        return []
    shared = [item for item in known[0].values() if all(item.label in each for each in known)]
    if shared:
        return shared
    every = {label: item for each in reversed(known) for label, item in each.items()}
    return list(every.values())
