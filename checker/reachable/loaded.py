"""Which of Python's own modules a server has loaded before it looks into the own folder.

An own module of such a name is not what the server's process imports.
"""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.data.needed_modules import LIBRARIES, NEEDED, NOT_LOADED
from checker.data.stdlib import is_standard_somewhere
from checker.platform.python_version import python_version
from checker.python.names.resolve_module import State, find_module
from checker.reachable.certainty import held
from checker.reachable.installed import ENTRIES, is_installed
from checker.start.servers.service import front_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.start.processes import Process
    from checker.start.servers.service import Service

NAMES = frozenset(word.partition("=")[0] for words in NEEDED.values() for word in words.split())
"""The modules that were measured."""
AT_THE_END = frozenset({"waitress-serve"})
"""Servers whose folder comes behind what is installed."""


class Needed(NamedTuple):
    """What the tables say of a module."""

    needed: bool
    names: tuple[str, ...] = ()
    """What is needed of it; with a dot before it, an attribute."""
    some: bool = False
    """Whether only some of the measured releases need it."""


def is_loaded(server: str, name: str, minor: int) -> bool | None:
    """Whether a server has loaded a module of Python before it looks into the own folder."""
    found = needed(NOT_LOADED.get(server, ""), name, minor, LIBRARIES)
    return None if server not in NOT_LOADED or found is None else not found.needed


def loaded_names(project: Project, service: Service) -> frozenset[str]:
    """The own modules of which a server has loaded Python's before it looks into their folder."""
    python, server = python_version(project).minor, server_key(project, service.process, service)
    front = front_of(service.process)
    late = [each for each in service.paths if each not in front]
    if service.process.program in AT_THE_END and not service.process.module:
        return frozenset(name for name, _ in own_modules(project, late))
    if python is None or python < (3, 6) or not server:
        return frozenset()
    return frozenset(
        name
        for name, _ in own_modules(project, late)
        if name in NAMES and is_loaded(server, name, python[1]) is True
    )


def server_key(project: Project, process: Process, service: Service | None) -> str:
    """The key of a server in the tables; empty if nothing is known of it."""
    if not is_installed(project, process.program):
        return ""
    name = ENTRIES[process.program].partition(".")[0]
    if name == "gunicorn" and service is not None and service.protocol == "ASGI":
        return "gunicorn uvicorn"
    return name if name in NEEDED else ""


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


def needed(words: str, name: str, minor: int, measured: tuple[int, ...]) -> Needed | None:
    """Whether a module is needed on Python 3.`minor`, and what of it; None if that is not known."""
    for word in words.split():
        text, _, minors = word.partition("@")
        module, _, names = text.partition("=")
        if module != name:
            continue
        those = tuple(map(int, minors.split(","))) if minors else measured
        if minor in measured:
            return Needed(minor in those, tuple(names.split("|")), bool(minors))
        near = [max((each for each in measured if each < minor), default=measured[0]),
                min((each for each in measured if each > minor), default=measured[-1])]  # fmt: skip
        verdicts = {each in those for each in near}
        if len(verdicts) > 1:
            return None
        return Needed(verdicts.pop(), tuple(names.split("|")), bool(minors))
    if name in NAMES and not measured[0] <= minor <= measured[-1]:
        return None  # another Python may need it
    return Needed(False)
