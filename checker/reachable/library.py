"""Imports of the start that the standard library of its Python does not have."""

from __future__ import annotations

from checker.data.stdlib import absent_module, absent_name
from checker.python.names.resolve_module import State, find_module
from checker.reachable.installed import installed
from checker.reachable.never_there import never_there
from checker.reachable.sources import followed, python_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project

_BROUGHT = frozenset({"distutils", "dataclasses", "contextvars", "zoneinfo", "cgi", "telnetlib"})
"""Modules that a distribution may bring that is not known to: backports, and setuptools."""


def lacking_in_python(project: Project) -> Iterator[tuple[str, int, str, bool]]:
    """Of each such import the file, the 1-based line, the name, and whether it certainly fails."""
    python = python_of(project)
    for file in followed(project).files if python is not None else ():
        if file.entry_point.build or file.entry_point.program or file.request or python is None:
            continue
        for each in file.reading.imports:
            if each.guarded or each.level or not each.certain or not each.module:
                continue
            names = (absent_name(each.module, name, python) for name in each.names)
            found = absent_module(each.module, python) or next(filter(None, names), None)
            found = found or never_there(each, python)
            top = each.module.partition(".")[0]
            own = find_module(project.tree, top, file.paths, project.document)
            if found is None or own.state is not State.MISSING:
                continue
            known = installed(project)
            certain = file.certain and top not in _BROUGHT and not known.brings(top)
            yield file.document.path, each.line, found.name, certain
