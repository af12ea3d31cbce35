"""Which of Python's own modules a server has loaded before it looks into the own folder.

An own module of such a name is not what the server's process imports.
"""

from __future__ import annotations

from checker.data.needed_modules import needed, releases
from checker.data.stdlib import is_standard_somewhere
from checker.platform.python_version import python_version
from checker.python.names.resolve_module import State, find_module
from checker.reachable.certainty import held
from checker.reachable.measured_servers import server_key
from checker.start.servers.service import front_of, python_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.start.processes import Process
    from checker.start.servers.service import Service

AT_THE_END = frozenset({"waitress-serve"})
"""Servers whose folder comes behind what is installed."""
_BUILT_IN = frozenset(
    {"atexit", "builtins", "errno", "faulthandler", "gc", "itertools", "marshal", "posix", "pwd",
     "sys", "time"}
)  # fmt: skip
"""Modules that no file comes before."""
_FIRST = frozenset(
    {"abc", "codecs", "genericpath", "io", "ntpath", "os", "posixpath", "site", "stat"}
)  # fmt: skip
"""Modules that Python has loaded before it looks into the folder of a script, and from 3.11 on
before it looks into PYTHONPATH."""
_FROZEN = 11
"""From which minor version of Python 3 on the first modules are part of the interpreter."""


def always_loaded(process: Process, minor: int) -> frozenset[str]:
    """The modules that Python has loaded before it looks for any in a folder."""
    if minor >= _FROZEN or not python_path(process.environment):
        return _BUILT_IN | _FIRST
    return _BUILT_IN


def is_loaded(server: str, name: str, minor: int) -> bool | None:
    """Whether a server has loaded a module of Python before it looks into the own folder."""
    found = needed(server, "early", name, minor) if releases(server) else None
    return None if found is None else found.needed


def loaded_names(project: Project, service: Service) -> tuple[frozenset[str], frozenset[str]]:
    """The own modules of which a server has loaded Python's before it looks into their folder.

    Args:
        project: the project.
        service: what the server is told.

    Returns:
        Those that it has loaded, and those of which that is not known.
    """
    python, process = python_version(project).minor, service.process
    server = server_key(project, process, service)
    front = front_of(process)
    late = [name for name, _ in own_modules(project, list(service.paths))]
    if process.program in AT_THE_END and not process.module:
        first = {name for name, _ in own_modules(project, front)}
        return frozenset(late) - first, frozenset()
    if python is None or python[0] != 3:
        return frozenset(), frozenset(late)
    first = {name for name, _ in own_modules(project, front)}
    always = always_loaded(process, python[1])
    found = {
        name: name in always or is_loaded(server, name, python[1])
        for name in late
        if name not in first or name in always
    }
    return (
        frozenset(name for name, loaded in found.items() if loaded),
        frozenset(name for name, loaded in found.items() if loaded is None),
    )


def own_modules(project: Project, folders: list[str | None]) -> Iterator[tuple[str, str]]:
    """The modules in folders that are called like one of Python's own, each with its file."""
    seen: set[str] = set()
    for folder in folders:
        resolved = None if folder is None else project.tree.resolve(folder) if folder else ""
        if resolved is None:
            continue
        for entry in sorted(project.tree.entries(resolved)):
            name = entry.removesuffix(".py")
            if name in seen or not is_standard_somewhere(name):
                continue
            own = find_module(project.tree, name, [folder], project.document)
            if own.state is State.FOUND and own.path and held(project, own.path):
                seen.add(name)
                yield name, own.path
