"""Modules of the repository that come before those of a distribution or of Python itself.

Where the platform puts the root on PYTHONPATH (F23), where Python runs a script, and behind
`python -m`, a folder of the repository is searched before the standard library and before what is
installed. Elsewhere most servers put that folder on the path themselves, when they have loaded a
part of the standard library already.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.project.query import query
from checker.python.names.resolve_module import State
from checker.reachable.certainty import has_standard_names, held
from checker.reachable.installed import ENTRIES, is_installed
from checker.reachable.values import DYNAMIC, Shadow
from checker.start.command import start_command
from checker.start.importing import module_in
from checker.start.servers.service import front_of, python_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.project.project import Project
    from checker.python.names.resolve_module import Module
    from checker.reachable.values import Doubt, ReachableFile
    from checker.start.processes import Process

_INSIDE = frozenset({"pdm", "pipenv", "hatch", "invoke", "inv"})
"""Launchers that run Python in the folder of the start."""
_LAUNCHERS = _INSIDE | {"honcho", "supervisord", "poe", "task"}
"""Launchers that are written in Python: it is not measured what they import."""


@query
def shadows(project: Project) -> tuple[Shadow, ...]:
    """What comes before the programs of the start command, and before what they import.

    Of those that are `known` a rule speaks; the others only keep the plan from being sure.
    """
    start = start_command(project)
    found: dict[str, Shadow] = {}
    services = {} if start is None else {id(each.process): each for each in start.services}
    for process in () if start is None else start.processes:
        if start is None:
            continue
        at = start.at(process.word.start, process.word.end)
        if process.program in _LAUNCHERS:
            folders = list(python_path(process.environment))
            folders += [process.directory] if process.program in _INSIDE else []
            if has_standard_names(project, tuple(folders)):
                from checker.reachable.shadowed_library import (  # noqa: PLC0415  gate: own `random.py`
                    unmeasured,
                )

                for each in unmeasured(project, folders):
                    found.setdefault(each.path, each._replace(at=at))
        if not (process.python or process.program in ENTRIES):
            continue
        certain = not (process.conditional or process.disturbed or process.aside)
        front = front_of(process)
        for top, path in _before(project, process, front):
            shadow = Shadow(path, top, process.program, at, "ModuleNotFoundError", certain)
            found.setdefault(path, shadow)
        service = services.get(id(process))
        late = () if service is None else service.paths
        if not has_standard_names(project, (*front, *late)):
            continue
        from checker.reachable.shadowed_library import (  # noqa: PLC0415  gate: own `random.py`
            standard_shadows,
        )

        for each in standard_shadows(project, process, service, front):
            found.setdefault(each.path, each._replace(at=at, certain=certain and each.certain))
    return tuple(found.values())


def _before(
    project: Project, process: Process, folders: list[str | None]
) -> Iterator[tuple[str, str]]:
    """The module that comes before the program's own package: its name and its file."""
    if "/" in process.path or process.program not in ENTRIES:
        return
    entry = ENTRIES[process.program]
    top = entry.partition(".")[0]
    own = module_in(project, top, tuple(folders))
    if own.state is State.FOUND and own.path and held(project, own.path):
        found = module_in(project, entry, tuple(folders))
        if found.state is State.MISSING and is_installed(project, process.program):
            yield top, own.path


def shadowed_import(
    project: Project,
    file: ReachableFile,
    doubt: Doubt,
    own: Module,
    find: Callable[[str], Module],
) -> bool:
    """Whether an import gets a module of the repository, and not what it wants from it.

    Args:
        project: the project.
        file: the importing file.
        doubt: its import of a module that a requirement brings too.
        own: the repository's module of that top-level name.
        find: looks for a module as the importing file does.
    """
    if doubt.module.state is State.MISSING:
        return doubt.module.parent == doubt.name.partition(".")[0]
    document = project.document(own.path)
    if document is None or not document.complete or doubt.name.count("."):
        return False
    if document.path == file.document.path:
        return bool(doubt.names)  # it imports itself, and has not got that far
    if DYNAMIC.search(document.text):
        return False
    return any(
        not re.search(rf"\b{re.escape(name)}\b", document.text)
        and find(f"{doubt.name}.{name}").state is State.MISSING
        for name in doubt.names
        if name != "*"
    )
