"""The rows of the table of implied packages that may matter to a project."""

from __future__ import annotations

from checker.data import compiled_data
from checker.data.releases import below
from checker.reachable.installed import installed
from checker.start.servers.release import newest_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.project.project import Project


def wanted_rows(project: Project) -> list[dict[str, Any]]:
    """The rows of the table whose distribution is required, and what it needs is not."""
    required = project.requirements
    names = frozenset(() if required is None else required.by_name)
    rows = [row for row in compiled_data("implied")["uses"] if not names.isdisjoint(row["owners"])]
    if not rows:
        return []
    known = installed(project)
    return [
        row
        for row in rows
        if not any(known.brings(module) for module in row["needs"]) and _is_of_release(project, row)
    ]


def _is_of_release(project: Project, row: dict[str, Any]) -> bool:
    """Whether the installed release needs it: not an earlier one, and not a later one."""
    name, required = row.get("distribution", ""), project.requirements
    found = required.find(name) if required is not None and name else ()
    if not found:
        return True
    release = found[0].pin or newest_for(project, name, "")
    if "before" in row:
        return bool(release) and below(release, row["before"]) is True
    return not release or not below(release, row.get("since", "0"))
