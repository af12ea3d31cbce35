"""Modules of the repository that stand before those of a distribution or of Python itself.

The platform puts the root on PYTHONPATH (F23), which is searched before the standard library and
before what is installed: an own `gunicorn.py` or `random.py` is what `import` finds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.base.records import NamedTuple
from checker.data.programs import program
from checker.project.query import query
from checker.python.names.resolve_module import State, find_module
from checker.reachable.installed import installed
from checker.reachable.source_scan import held
from checker.reachable.sources import python_of
from checker.start.command import start_command
from checker.start.servers.service import python_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.base.findings import Location
    from checker.project.project import Project
    from checker.python.names.resolve_module import Module
    from checker.reachable.values import Doubt, ReachableFile
    from checker.start.processes import Process

_ENTRIES = {
    "gunicorn": "gunicorn.app.wsgiapp", "uvicorn": "uvicorn.main", "celery": "celery.__main__",
    "flask": "flask.cli", "daphne": "daphne.cli", "hypercorn": "hypercorn.__main__",
    "waitress-serve": "waitress.runner", "granian": "granian.cli", "fastapi": "fastapi.cli",
}  # fmt: skip
"""What the script of a program imports first, from the entry points of their distributions."""
_NEEDED = {
    "collections": "namedtuple", "contextlib": "contextmanager", "datetime": "date",
    "email": "email.utils", "enum": "IntFlag", "functools": "wraps", "gettext": "gettext",
    "importlib": "importlib.util", "inspect": "getmro", "keyword": "iskeyword",
    "logging": "getLogger", "operator": "itemgetter", "platform": "system", "random": "Random",
    "re": "compile", "signal": "SIGHUP", "socket": "AF_INET", "ssl": "PROTOCOL_SSLv23",
    "string": "ascii_letters", "struct": "calcsize", "textwrap": "dedent",
    "threading": "_shutdown", "token": "EXACT_TOKEN_TYPES", "types": "MethodType",
    "urllib": "urllib.parse", "weakref": "WeakSet",
}  # fmt: skip
"""Modules of Python without which gunicorn does not start, each with a name that is needed of it,
or a module in it. Asked of gunicorn 20.1 on CPython 3.6 and 3.9 and of gunicorn 23 on 3.8 to 3.13,
each time with an empty file in the place of the module."""
_SERVERS: dict[str, frozenset[str]] = {
    "gunicorn": frozenset(), "uvicorn": frozenset({"platform", "textwrap"})
}  # fmt: skip
"""The servers that were asked, and what each does without; uvicorn: 0.22 on CPython 3.9."""
_DYNAMIC = re.compile(r"import[ \t(]*\*|__getattr__|globals\(|\bexec\(|sys\.modules")


class Shadow(NamedTuple):
    """A file of the root that is imported in the place of what a program needs."""

    path: str
    module: str
    """`gunicorn`, `random`."""
    program: str
    at: Location
    """Where the program is named."""
    error: str
    """What it ends with."""
    certain: bool


@query
def shadows(project: Project) -> tuple[Shadow, ...]:
    """What stands before the programs of the start command, and before what they import."""
    start = start_command(project)
    found: dict[str, Shadow] = {}
    for process in () if start is None else start.processes:
        if start is None or not _is_installed(project, process):
            continue
        at = start.at(process.word.start, process.word.end)
        certain = not process.conditional and not process.disturbed
        folders = list(python_path(process.environment))
        if process.module:
            folders.insert(0, process.directory)
        for module, path, error in _before(project, process, folders):
            found.setdefault(path, Shadow(path, module, process.program, at, error, certain))
    return tuple(found.values())


def _is_installed(project: Project, process: Process) -> bool:
    """Whether the program is one that a requirement brings (another rule speaks of the others)."""
    if process.program not in _ENTRIES or "/" in process.path:
        return False
    known = program(process.program)
    names = installed(project).names
    return known is not None and not names.isdisjoint(known.brings)


def _before(
    project: Project, process: Process, folders: list[str | None]
) -> Iterator[tuple[str, str, str]]:
    """Each module that stands before one that the program needs: its name, its file, the error."""
    entry = _ENTRIES[process.program]
    top = entry.partition(".")[0]
    own = find_module(project.tree, top, folders, project.document)
    if own.state is State.FOUND and own.path and held(project, own.path):
        found = find_module(project.tree, entry, folders, project.document)
        if found.state is State.MISSING:
            yield top, own.path, "ModuleNotFoundError"
    if process.program not in _SERVERS or (python_of(project) or (0, 0)) < (3, 6):
        return
    for name, needed in _NEEDED.items():
        if name in _SERVERS[process.program]:
            continue
        own = find_module(project.tree, name, folders, project.document)
        if own.state is not State.FOUND or not own.path or not held(project, own.path):
            continue
        document = project.document(own.path)
        if document is None or not document.complete or _DYNAMIC.search(document.text):
            continue
        if "." in needed:
            found = find_module(project.tree, needed, folders, project.document)
            if found.state is State.MISSING:
                yield name, own.path, "ModuleNotFoundError"
        elif not re.search(rf"\b{needed}\b", document.text):
            yield name, own.path, "ImportError"


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
    if _DYNAMIC.search(document.text):
        return False
    return any(
        not re.search(rf"\b{re.escape(name)}\b", document.text)
        and find(f"{doubt.name}.{name}").state is State.MISSING
        for name in doubt.names
        if name != "*"
    )
