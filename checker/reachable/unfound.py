"""What the command starts and the repository does not have: a server's application, a script."""

from __future__ import annotations

from checker.base.messages import say
from checker.base.records import NamedTuple
from checker.data.stdlib import is_standard_somewhere
from checker.python.names.resolve_module import State, find_module
from checker.reachable.certainty import may_be_installed, may_rely
from checker.reachable.installed import installed
from checker.start.command import start_command
from checker.start.importing import module_of
from checker.start.processes import join
from checker.start.servers.celery_app import find_app
from checker.start.servers.service import python_path
from checker.start.templates import is_template, template_at
from checker.start.wrappers import MODULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.findings import Location
    from checker.project.project import Project
    from checker.python.names.resolve_module import Module
    from checker.start.command import StartCommand
    from checker.start.processes import Process
    from checker.start.servers.service import Application, Service

_PYPROJECT = "pyproject.toml"
_NEW_RELIC = frozenset(
    {"generate-config", "help", "license-info", "license-key", "local-config", "network-config",
     "record-deploy", "run-program", "run-python", "server-config", "validate-config"}
)  # fmt: skip
"""The commands of newrelic-admin (2.0 to 13)."""


class Unfound(NamedTuple):
    """Something that is started and is not there."""

    because: str
    at: Location
    certain: bool


def application_module(
    project: Project, service: Service, application: Application
) -> tuple[Module | None, Application]:
    """Where a server's application is, and what is looked for last: celery tries several."""
    if service.name.startswith("celery"):
        lookup = find_app(project, service, application)
        return lookup.module, application._replace(module=lookup.name)
    return module_of(project, service), application


def is_certain(project: Project, service: Service, module: Module) -> bool | None:
    """Whether a server certainly does not find the module; None if it is likely installed."""
    process = service.process
    certain = service.certain and not process.conditional and not process.disturbed
    if not module.parent:
        installed = may_be_installed(project, module.missing)
        if installed is None:
            return None
        certain = certain and not installed
    return certain


def unfound(project: Project) -> Iterator[Unfound]:
    """What the start needs and does not find, in its order."""
    start = start_command(project)
    for service in () if start is None else start.services:
        celery = service.name.startswith("celery")
        aside = service.process.aside or (celery and not service.process.last)
        if start is None or service.application is None or aside or service.survives:
            continue
        yield from _application(project, start, service, service.application)
    for process in () if start is None else start.processes:
        if start is not None and not process.aside:
            yield from _script(project, start, process)
            yield from _runner(project, start, process)


def _application(
    project: Project, start: StartCommand, service: Service, application: Application
) -> Iterator[Unfound]:
    module, wanted = application_module(project, service, application)
    if module is None or module.state is State.FOUND:
        return
    name, at = wanted.path or wanted.module, start.place(application)
    certain: bool | None = None
    if module.state is State.MISSING and wanted.path:
        certain = may_rely(project, start, service.process)
    elif module.state is State.MISSING:
        certain = is_certain(project, service, module)
    yield Unfound(say("`{name}` is not found in the repository", name=name), at, certain is True)


def _script(project: Project, start: StartCommand, process: Process) -> Iterator[Unfound]:
    """`python FILE` of a file that is not there, `python -m NAME` of a module."""
    if process.interpreter is None or process.word is process.interpreter:
        return
    if process.module:
        yield from _module(project, start, process)
        return
    tree = project.tree
    path = join(process.directory, process.path, process.environment.home) if process.path else None
    if path is None or (process.directory and not tree.is_directory(process.directory)):
        return
    if tree.is_file(path) or tree.is_directory(path) or tree.unseen(path):
        return
    at = start.at(process.word.start, process.word.end)
    certain = may_rely(project, start, process)
    if template_at(start, process.word.start) and is_template(project):
        certain = False  # what a template is filled in with is there
    yield Unfound(say("{path} is not in the repository", path=path), at, certain)


def _module(project: Project, start: StartCommand, process: Process) -> Iterator[Unfound]:
    """`python -m NAME` of a module that the repository and Python do not have."""
    paths = (process.directory, *python_path(process.environment))
    module = find_module(project.tree, process.path, paths, project.document)
    top = process.path.partition(".")[0]
    if module.state is not State.MISSING or is_standard_somewhere(top) or module.parent:
        return
    may = may_be_installed(project, top)
    if may is None or process.path in MODULES or installed(project).brings(top):
        return
    certain = not (may or process.conditional or process.disturbed)
    because = say("`{name}` is not found in the repository", name=process.path)
    yield Unfound(because, start.at(process.word.start, process.word.end), certain)


def _runner(project: Project, start: StartCommand, process: Process) -> Iterator[Unfound]:
    """`poetry run` where no folder has a pyproject.toml, a command that newrelic-admin lacks."""
    first = process.arguments[0].value if process.arguments else None
    if process.program == "newrelic-admin" and first and first not in _NEW_RELIC:
        because = say("`{program}` has no command `{name}`", program=process.program, name=first)
        yield Unfound(because, start.at(process.word.start, process.word.end),
                      not (process.conditional or process.disturbed))  # fmt: skip
    for word in process.wrappers:
        if word.value != "poetry" or process.directory is None:
            continue
        parts = process.directory.split("/") if process.directory else []
        folders = ["/".join(parts[:count]) for count in range(len(parts) + 1)]
        if not any(project.tree.is_file(f"{each}/{_PYPROJECT}".lstrip("/")) for each in folders):
            certain = may_rely(project, start, process)
            because = say("`{program} run` finds no {name} and does not start",
                          program=word.value, name=_PYPROJECT)  # fmt: skip
            yield Unfound(because, start.at(word.start, word.end), certain)
