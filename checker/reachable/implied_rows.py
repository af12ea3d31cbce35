"""The rows of the table of implied packages that may matter to a project."""

from __future__ import annotations

from checker.data import compiled_data
from checker.data.releases import below
from checker.reachable.installed import installed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.project.project import Project


def wanted_rows(project: Project) -> list[dict[str, Any]]:
    """The rows of the table whose distribution is required, and what it needs is not."""
    required = project.requirements
    names = frozenset(() if required is None else required.by_name)
    known = installed(project)
    return [
        row
        for row in compiled_data("implied")["uses"]
        if not names.isdisjoint(row["owners"])
        and not any(known.brings(module) for module in row["needs"])
        and not _is_older(project, row)
    ]


def _is_older(project: Project, row: dict[str, Any]) -> bool:
    """Whether the pinned release does not need it yet."""
    required = project.requirements
    found = required.find(row.get("distribution", "")) if required is not None else ()
    pin = found[0].pin if found else None
    return pin is not None and bool(below(pin, row.get("since", "0")))
