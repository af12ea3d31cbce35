"""Which distributions are named for installation: what the test for Django goes by (F36–F41).

The platform asks what is installed. Offline only what is named can be known: requirements.txt with
all that it includes; where a Pipfile exists, that alone; where neither does, the project's own.
"""

from __future__ import annotations

from checker.parsers.requirements.values import normalise
from checker.platform.files import reader
from checker.project.query import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checker.base.text import Document
    from checker.project.project import Project


@query
def named(project: Project) -> Mapping[str, tuple[str, str]]:
    """Normalised names, each with its version specifier and the file that names it.

    A line that pip refuses ends the build, but names what was meant all the same.
    """
    read = reader(project)
    if read("Pipfile") is not None:
        from checker.parsers.dependencies import named_in_pipfile  # noqa: PLC0415  gate: Pipfile

        return named_in_pipfile(read)
    if project.requirements is None:
        return _by_the_project(read)
    found: dict[str, tuple[str, str]] = {}
    for file in project.requirements.files:
        for entry in () if file.constraint else file.entries:
            wanted = entry.requirement
            if wanted is None:
                name = _leading_name(entry.text) if entry.refusal else ""
                specifier = ""
            else:
                name = wanted.name
                specifier = ",".join(each.operator + each.version for each in wanted.specifiers)
            if name:
                found.setdefault(normalise(name), (specifier, file.path))
            elif wanted is not None and wanted.local in (".", "./"):
                found.update(_by_the_project(read))
    return found


def _leading_name(text: str) -> str:
    """The name that a line begins with which pip refuses."""
    from checker.parsers.requirements.scanner import (  # noqa: PLC0415  gate: refused lines
        leading_name,
    )

    return leading_name(text)


def _by_the_project(read: Callable[[str], Document | None]) -> Mapping[str, tuple[str, str]]:
    """What the project's own setup.py or pyproject.toml names."""
    from checker.parsers.dependencies import (  # noqa: PLC0415  gate: installed roots
        named_by_the_project,
    )

    return named_by_the_project(read)
