"""Which of Python's own modules a server has loaded before it looks into the own folder.

An own module of such a name is not what the server's process imports.
"""

from __future__ import annotations

from checker.data.needed_modules import needed, releases
from checker.data.stdlib import is_standard_somewhere
from checker.platform.python_version import python_version
from checker.python.names.resolve_module import State, find_module
from checker.reachable.certainty import held
from checker.reachable.installed import ENTRIES, is_installed
from checker.start.servers.service import ASGI, front_of, python_path, rendered
from checker.start.wrappers import INERT, PLAIN

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
_WORKERS = {"gevent": "gunicorn gevent", "gthread": "gunicorn gthread", "sync": "gunicorn"}
"""The subjects of the table, by gunicorn's workers."""


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


def server_key(project: Project, process: Process, service: Service | None) -> str:
    """The subject of the table that a process is; empty if nothing is known of it."""
    if is_wrapped(process):
        return ""
    if process.program == "manage.py":
        words = [word.value for word in process.arguments]
        return "runserver" if words[:1] == ["runserver"] else ""
    if not is_installed(project, process.program):
        return ""
    name = ENTRIES[process.program].partition(".")[0]
    arguments = None if service is None else service.arguments
    if service is None or arguments is None:
        return name if releases(name) and name not in ("gunicorn", "flask") else ""
    if arguments.last("--reload") is not None:
        return ""
    if name == "gunicorn":
        given = arguments.last("-k", "--worker-class")
        worker = "sync" if given is None else rendered(given, process.environment) or ""
        if worker.startswith("uvicorn.workers.") and service.protocol == ASGI:
            return "gunicorn uvicorn"
        if service.configured is not None and "threads" in service.configured.text:
            return ""
        threads = arguments.last("--threads")
        if worker == "sync" and threads is not None:
            many = rendered(threads, process.environment)
            worker = "sync" if many == "1" else "gthread" if many and many.isdigit() else ""
        return _WORKERS.get(worker, "")
    if name == "uvicorn":
        given = arguments.last("--workers")
        many = "1" if given is None else rendered(given, process.environment)
        many = "" if process.environment.text("WEB_CONCURRENCY") else many
        return {"1": "uvicorn", None: "", "": ""}.get(many, "uvicorn workers")
    name = "flask run" if name == "flask" else name
    return name if releases(name) else ""


def is_wrapped(process: Process) -> bool:
    """Whether a runner may have loaded modules into the process, or ended for want of some."""
    names = {(word.value or "").rpartition("/")[2] for word in process.wrappers} - PLAIN
    return not names <= (frozenset() if python_path(process.environment) else INERT)


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
