"""An own `random.py`, `email.py`, `secrets.py`: does what is started need Python's own module.

Loaded only if a folder on the path has a module that is called like one of Python's own.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.findings import Location
from checker.base.records import NamedTuple
from checker.data.needed_modules import needed, releases, standard_closure
from checker.data.stdlib import is_standard_somewhere
from checker.platform.detection import required
from checker.python.names.imports import imports_in_text
from checker.python.names.resolve_module import State, find_module
from checker.reachable.loaded import AT_THE_END, always_loaded, is_loaded, own_modules
from checker.reachable.measured_servers import is_wrapped, server_key
from checker.reachable.mentioned import mentioned, sources_of, subjects_of
from checker.reachable.sources import python_of
from checker.reachable.values import DYNAMIC, Shadow

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
"""Modules that hardly anything imports, at the start or later: neither the libraries and servers
that were measured, in any function, nor what they reach of the standard library."""


class _Case(NamedTuple):
    """One process: what it is, and what it certainly and possibly imports."""

    project: Project
    minor: int
    server: str
    """The subject of the table; empty for a program that was not measured."""
    known: bool
    """Whether all that is certainly started was measured."""
    libraries: tuple[str, ...]
    """Subjects that are certainly imported."""
    perhaps: tuple[str, ...]
    """Subjects that may be imported."""
    others: bool
    """Whether something that was not measured may be imported."""
    wrapped: bool
    """Whether a runner may have loaded any module before."""
    closure: frozenset[str]
    """What the modules of Python's own that the repository imports import, as far as no subject
    does that before."""


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
    if python is None or python[0] != 3:
        return
    case = _case(project, process, service, python[1])
    loaded = always_loaded(process, python[1])
    told = set()
    for name, path in own_modules(project, front):
        told.add(name)
        if name not in loaded:
            kinds = [(case.server, kind) for kind in ("start", "page")] if case.server else []
            yield from _judged(case, name, path, front, kinds)
    late = [] if service is None else [each for each in service.paths if each not in front]
    if process.program in AT_THE_END and not process.module:
        return
    for name, path in own_modules(project, late):
        if name in told or name in loaded:
            continue
        kinds, has = [], is_loaded(case.server, name, case.minor) if case.server else None
        if case.server:
            kinds = [(case.server, kind) for kind in ("late", "latepage")]
        if has is None:
            yield _possible(path, name)
        elif not has:
            yield from _judged(case, name, path, late, kinds)


def unmeasured(project: Project, folders: list[str | None]) -> Iterator[Shadow]:
    """The same for a program of which it is not known what it imports."""
    for name, path in own_modules(project, folders):
        if name not in _UNUSED:
            yield _possible(path, name)


def _case(project: Project, process: Process, service: Service | None, minor: int) -> _Case:
    """What is known of a process."""
    server = server_key(project, process, service)
    documents, whole = sources_of(project, process, service)
    certain = subjects_of(project, process, documents)
    found = mentioned(project, documents)
    perhaps, others = found.subjects, found.others
    script = process.python and not process.module and process.program != "manage.py"
    if process.program == "manage.py":
        perhaps = (*perhaps, "runserver")
    return _Case(
        project, minor, server, bool(server) or script or process.program == "manage.py",
        certain, tuple(each for each in perhaps if each not in certain), others or not whole,
        is_wrapped(process),
        standard_closure(
            {each for each in found.standard if not _is_brought(each, server, certain, minor)}
        ),
    )  # fmt: skip


def _is_brought(name: str, server: str, libraries: tuple[str, ...], minor: int) -> bool:
    """Whether a measured subject imports a module of Python's own, and what comes with it."""
    subjects = [(server, "start"), (server, "early"), *((each, "start") for each in libraries)]
    found = [needed(subject, kind, name, minor) for subject, kind in subjects if subject]
    return any(each is not None and each.needed for each in found)


def _judged(
    case: _Case, name: str, path: str, folders: list[str | None], kinds: list[tuple[str, str]]
) -> Iterator[Shadow]:
    """What becomes of one own module: certain for the first that needs what the file lacks."""
    document = case.project.document(path)
    doubtful = (
        not case.known
        or (case.others and name not in _UNUSED)
        or any(_may_need(each, name, case.minor) for each in case.perhaps)
        or name in case.closure
    )
    asked = [(subject, kind) for kind in ("start", "page") for subject in case.libraries]
    for subject, kind in sorted([*kinds, *asked], key=lambda each: each[1].endswith("page")):
        found = needed(subject, kind, name, case.minor)
        measured = found is None or not found.some or _is_measured(case, subject)
        if found is None or (not found.needed and not measured):
            doubtful = True
        if found is None or not found.needed:
            continue
        if (
            document is None
            or not document.complete
            or not measured
            or case.wrapped
            or DYNAMIC.search(document.text)
            or not all(_lacks(case.project, document, each, folders) for each in found.names)
        ):
            doubtful = True
            continue
        wanted = found.names[0] if found.names else ""
        error = "ModuleNotFoundError" if "." in wanted[1:] else "ImportError"
        error = "AttributeError" if wanted[:1] == "." else error
        program, page = subject.removeprefix("serve ").partition(" ")[0], kind.endswith("page")
        yield Shadow(path, name, program, Location(path), error, True, page=page)
        return
    if any(_usually(each, name, case.minor) for each in case.libraries):
        doubtful = True
    if document is not None and name not in _UNUSED and _imports_others(document):
        doubtful = True
    if doubtful:
        yield _possible(path, name)


def _may_need(subject: str, name: str, minor: int) -> bool:
    """Whether a subject that may be imported needs a module."""
    found = [needed(subject, kind, name, minor) for kind in ("start", "page", "usual")]
    return any(each is None or each.needed or each.some for each in found)


def _usually(subject: str, name: str, minor: int) -> bool:
    """Whether what many applications use of a library needs a module."""
    found = needed(subject, "usual", name, minor)
    return found is None or found.needed or found.some


def _imports_others(document: Document) -> bool:
    """Whether a file imports what is not Python's own, which may fail where it is not expected."""
    return any(
        each.level or not is_standard_somewhere(each.module.partition(".")[0])
        for each in imports_in_text(document.text)
    )


def _possible(path: str, name: str) -> Shadow:
    return Shadow(path, name, "what is started", Location(path), "ImportError", False, known=False)


def _is_measured(case: _Case, subject: str) -> bool:
    """Whether the requirements pin the very release that was measured on this Python."""
    name = subject.removeprefix("serve ").partition(" ")[0].replace("runserver", "django")
    release = releases(subject).get(case.minor)
    if not release:
        return release == ""
    pins = [each.pin for each in required(case.project, name)]
    return any(f"{pin}.".startswith(f"{release}.") for pin in pins if pin)


def _lacks(project: Project, document: Document, wanted: str, folders: list[str | None]) -> bool:
    """Whether the own module certainly has not what is needed."""
    if wanted == "?":
        return not document.text.strip()
    if "." in wanted[1:]:
        return find_module(project.tree, wanted, folders, project.document).state is State.MISSING
    return not re.search(rf"\b{re.escape(wanted.removeprefix('.'))}\b", document.text)
