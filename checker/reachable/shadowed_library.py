"""An own `random.py`, `email.py`, `secrets.py`: does what is started need Python's own module.

Loaded only if a folder on the path has a module that is called like one of Python's own.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Location
from checker.data.needed_modules import LATE, LIBRARIES, NEEDED, RELEASES, SERVERS
from checker.platform.detection import required
from checker.python.names.resolve_module import State, find_module
from checker.reachable.installed import installed
from checker.reachable.loaded import AT_THE_END, NAMES, is_loaded, needed, own_modules, server_key
from checker.reachable.sources import python_of
from checker.reachable.values import DYNAMIC, Shadow
from checker.start.importing import module_of
from checker.start.processes import join
from checker.start.servers.service import front_of, python_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.project.project import Project
    from checker.start.processes import Process
    from checker.start.servers.service import Service

_UNUSED = frozenset(
    {"antigravity", "cmath", "commands", "compileall", "ensurepip", "filecmp", "formatter",
     "idlelib", "imaplib", "mailbox", "modulefinder", "new", "nturl2path", "parser",
     "pickletools", "poplib", "pyclbr", "sched", "sre_compile", "sre_constants", "sre_parse",
     "symbol", "symtable", "tabnanny", "test", "this", "timeit", "turtle", "turtledemo", "user",
     "venv", "wave", "winsound", "zipapp"}
)  # fmt: skip
"""Modules that nothing imports, at the start or later: neither the libraries and servers that were
measured, in any function, nor what they reach of the standard library (3.12 and 3.14)."""
_ANSWERED = frozenset({"calendar", "code", "html", "secrets"})
"""Modules with which, replaced by a file that lacks what they have, the start and the first page
of Flask, Django and FastAPI still succeed on every server that was run (3.9, 3.12 and 3.14)."""
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
_NOT_ASKED = frozenset({"configparser", "getopt", "multiprocessing", "zipfile"})
"""Modules that only servers need: the tables do not say which server has loaded them."""
_FROZEN = 11
"""From which minor version of Python 3 on the first modules are part of the interpreter."""
_FRAMEWORKS = ("fastapi", "flask", "django", "starlette")
"""The libraries that were measured; what a file imports of them in its first column is certain."""


def standard_shadows(
    project: Project, process: Process, service: Service | None, front: list[str | None]
) -> Iterator[Shadow]:
    """What comes before Python's own modules, for one process.

    Args:
        project: the project.
        process: a program, or a file that Python runs.
        service: what the server is told, if it is one.
        front: the folders that are searched first from the beginning.
    """
    python = python_of(project)
    if python is None or python < (3, 6):
        return
    minor = python[1]
    server = server_key(project, process, service)
    libraries = _libraries(project, process, service)
    subjects = ([server.partition(" ")[0]] if server else []) + libraries
    told = set()
    loaded = _BUILT_IN
    if minor >= _FROZEN or not python_path(process.environment):
        loaded |= _FIRST
    for name, path in own_modules(project, front):
        told.add(name)
        tables = [(s, NEEDED, minor) for s in subjects]
        yield from _judged(project, name, path, front, tables, later=name not in loaded)
    late = [] if service is None else [each for each in service.paths if each not in front]
    if process.program in AT_THE_END and not process.module:
        return
    for name, path in own_modules(project, late):
        if name in told:
            continue
        if not server or minor not in SERVERS:  # between two Pythons it is not known what is loaded
            yield _possible(path, name)
            continue
        tables = [(server, LATE, minor)]
        has = is_loaded(server, name, minor) is True
        if not has:
            tables += [(library, NEEDED, minor) for library in libraries]
        later = not (has and name in NAMES - _NOT_ASKED) and name not in _BUILT_IN | _FIRST
        yield from _judged(project, name, path, late, tables, later=later)


def _libraries(project: Project, process: Process, service: Service | None) -> list[str]:
    """The measured libraries that the application, or the script, certainly imports."""
    documents: list[Document | None] = []
    if service is not None:
        module = module_of(project, service)
        if module is not None and module.path:
            documents.append(project.document(module.path))
    if process.python and not process.module:
        path = join(process.directory, process.path, process.environment.home)
        documents.append(project.document(path) if path else None)
    names = installed(project).names
    found = ["django"] if process.program == "manage.py" else []
    paths = (*front_of(process), *(() if service is None else service.paths))
    for each in documents[:]:
        for name in _imported(each):
            own = find_module(project.tree, name, paths, project.document)
            documents.append(project.document(own.path) if own.path else None)
    for each in documents:
        tops = {name.partition(".")[0] for name in _imported(each)}
        found += [name for name in _FRAMEWORKS if name in tops]
    return [name for name in dict.fromkeys(found) if name in names or name == "starlette"]


def _imported(document: Document | None) -> list[str]:
    """The modules that a file imports in its first column."""
    text = "" if document is None else document.text
    return re.findall(r"^(?:from|import)[ \t]+([A-Za-z_][\w.]*)", text, re.MULTILINE)[:100]


def _judged(
    project: Project,
    name: str,
    path: str,
    folders: list[str | None],
    subjects: list[tuple[str, dict[str, str], int]],
    *,
    later: bool,
) -> Iterator[Shadow]:
    """What becomes of one own module: certain for the first that needs what the file lacks.

    The tables know the start alone. What may be imported `later`, with the first request, keeps
    the plan from being sure.
    """
    document = project.document(path)
    doubtful = _may_be_needed(project, name) or (later and name not in _UNUSED | _ANSWERED)
    for subject, table, minor in subjects:
        measured = LIBRARIES if subject in _FRAMEWORKS else SERVERS
        found = needed(table.get(subject, ""), name, minor, measured)
        if found is None:
            doubtful = True
        if found is None or not found.needed:
            continue
        if (
            document is None
            or not document.complete
            or DYNAMIC.search(document.text)
            or (found.some and not _is_measured(project, subject, minor))
        ):
            doubtful = True
        elif all(_lacks(project, document, each, folders) for each in found.names):
            error = "ModuleNotFoundError" if "." in found.names[0][1:] else "ImportError"
            error = "AttributeError" if found.names[0][0] == "." else error
            program = subject.partition(" ")[0]
            yield Shadow(path, name, program, Location(path), error, True)
            return
        else:
            doubtful = True
    if doubtful:
        yield _possible(path, name)


def _possible(path: str, name: str) -> Shadow:
    return Shadow(path, name, "what is started", Location(path), "ImportError", False, known=False)


def _is_measured(project: Project, subject: str, minor: int) -> bool:
    """Whether the requirements pin the very release that was measured on this Python."""
    name = subject.partition(" ")[0]
    release = RELEASES[name].get(minor)
    pins = [each.pin for each in required(project, name)]
    return release is not None and any(f"{pin}.".startswith(f"{release}.") for pin in pins if pin)


def _may_be_needed(project: Project, name: str) -> bool:
    """Whether a requirement that was not measured may need the module."""
    known = {"werkzeug", "jinja2", "markupsafe", "itsdangerous", "click", "pydantic", "setuptools",
             "waitress", "asgiref", "sqlparse", "pytz", *NEEDED}  # fmt: skip
    return name in NAMES and not installed(project).names <= known


def _lacks(project: Project, document: Document, wanted: str, folders: list[str | None]) -> bool:
    """Whether the own module certainly has not what is needed."""
    if "." in wanted[1:]:
        return find_module(project.tree, wanted, folders, project.document).state is State.MISSING
    return not re.search(rf"\b{re.escape(wanted.removeprefix('.'))}\b", document.text)
