"""The module that the web command names: is it in the repository."""

from __future__ import annotations

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say, say_then
from checker.files.values import Kind
from checker.python.names.resolve_module import State, find_module
from checker.reachable.certainty import may_be_installed, may_rely
from checker.reachable.unfound import application_module, is_certain
from checker.rules.registry import rule
from checker.rules.start.hints import Hint, module_hint, path_hint
from checker.rules.start.shared import in_context
from checker.rules.start.templates import is_spoilt, unfilled
from checker.start.command import commands
from checker.start.processes import join
from checker.start.servers.service import python_path
from checker.start.templates import template_at
from checker.start.wrappers import MODULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.parsers.shell import Word
    from checker.project.project import Project
    from checker.python.names.resolve_module import Module
    from checker.start.command import StartCommand
    from checker.start.processes import Process
    from checker.start.servers.service import Application, Needed, Service

WHAT = {
    "installed only": "`{name}` is only looked for among what is installed",
    "file name": "`{name}` is a file name, but a module is imported by its dotted name",
    "package": "`{name}` is not in the repository: `{parent}` has no `{missing}`",
    "folder": "`{name}` is not in the repository: {folder}/ has no module `{missing}`",
    "root": "`{name}` is not in the repository: the root has no module `{missing}`",
}
"""What was looked for, and what is there instead."""
STOPS = "{server} stops with `ModuleNotFoundError`"
SURVIVES = "{server} stays up and answers every request with an error"


@rule("CMD002")
def module_not_found(project: Project) -> Iterator[Finding]:
    """A command names a module or a file that is not in the repository."""
    for start in commands(project):
        yield from _not_found(project, start)


def _not_found(project: Project, start: StartCommand) -> Iterator[Finding]:
    for service in start.services:
        for file in service.files:
            yield from in_context(project, start, _file(project, start, service, file))
        for folder in service.folders:
            process = service.process
            path = join(process.directory, folder.name, process.environment.home)
            yield from in_context(
                project, start, _no_folder(project, start, process, path, start.place(folder))
            )
        if service.name == "gunicorn":
            from checker.rules.start.places import (  # noqa: PLC0415  gate: unusual options
                missing_places,
            )

            yield from in_context(project, start, missing_places(project, start, service))
        if service.application is not None:
            found = _application(project, start, service, service.application)
            yield from in_context(project, start, found)
    seen: set[Word] = set()
    for process in start.processes:
        if process.moved is not None and process.moved not in seen:
            seen.add(process.moved)
            at = start.at(process.moved.start, process.moved.end)
            yield from in_context(
                project, start, _no_folder(project, start, process, process.directory, at)
            )
        if process.interpreter is not None:
            yield from in_context(project, start, _interpreted(project, start, process))


def _application(
    project: Project, start: StartCommand, service: Service, application: Application
) -> Iterator[Finding]:
    module, application = application_module(project, service, application)
    if module is None or module.state is State.UNKNOWN:
        return
    at = start.place(application)
    process = service.process
    if module.state is State.FOUND:
        yield from _not_held(project, module.path, at)
        return
    if not application.file:
        if is_spoilt(application.text):
            return
        template = template_at(start, application.start)
        if template is not None:
            yield from unfilled("CMD002", project, start, service.name, template)
            return
    if application.path:
        yield from _no_file(project, start, process, module.missing, at)
        return
    certain = is_certain(project, service, module)
    if certain is None:
        return
    hint = module_hint(project, service, application, module)
    folders = [folder for folder in module.folders if folder]
    message = say_then(
        WHAT[_what(module, hint)],
        SURVIVES if service.survives else STOPS,
        name=application.module,
        parent=module.parent,
        missing=module.missing,
        folder=folders[0] if folders else "",
        server=service.name,
    )
    yield Finding(
        "CMD002",
        message,
        at,
        Severity.ERROR,
        certain=certain,
        help=hint.help,
    )


def _file(
    project: Project, start: StartCommand, service: Service, needed: Needed
) -> Iterator[Finding]:
    """A configuration file that the server reads first."""
    process = service.process
    path = join(process.directory, needed.name, process.environment.home)
    if not path:
        return
    at = start.place(needed)
    if project.tree.is_file(path):
        yield from _not_held(project, path, at)
    elif not project.tree.is_directory(path) and not project.tree.unseen(path):
        yield from _no_file(project, start, process, path, at)


def _what(module: Module, hint: Hint) -> str:
    """What was looked for, and what is there instead: a key of `WHAT`."""
    if not module.folders and not module.parent:
        return "installed only"
    if hint.is_file:
        return "file name"
    if module.parent:
        return "package"
    return "folder" if any(module.folders) else "root"


def _not_held(project: Project, path: str, at: Location) -> Iterator[Finding]:
    """A file that is here, but not in git."""
    if path and not held(project, path):
        yield Finding(
            "CMD002",
            say(
                "the start command needs {path}, which is not in git → "
                "the platform clones the repository and does not get this file",
                path=path,
            ),
            at,
            Severity.ERROR,
            help=say("`git add {path}`, and commit it", path=path),
        )


def held(project: Project, path: str) -> bool:
    """Whether git holds `path`, itself or as part of a submodule; true where it is not asked."""
    tracked = project.tracked
    if tracked is None or path in tracked or project.tree.resolve(path) in tracked:
        return True
    parent = path
    while parent := parent.rpartition("/")[0]:
        if tracked.get(parent) in ("160000", "120000"):
            return True
    return False


def _interpreted(project: Project, start: StartCommand, process: Process) -> Iterator[Finding]:
    """`python FILE` and `python -m NAME`."""
    at = start.at(process.word.start, process.word.end)
    if process.module:
        yield from _run_module(project, process, at)
        return
    if process.word is process.interpreter or not process.path:
        return
    path = join(process.directory, process.path, process.environment.home)
    if path is None or (process.directory and not project.tree.is_directory(process.directory)):
        return
    if project.tree.is_file(path):
        yield from _not_held(project, path, at)
    elif not project.tree.is_directory(path) and not project.tree.unseen(path):
        yield from _no_file(project, start, process, path, at)


def _no_file(
    project: Project, start: StartCommand, process: Process, path: str, at: Location
) -> Iterator[Finding]:
    script = process.interpreter is not None and not process.module
    what = "python" if script else process.program
    own = start.at(process.word.start, process.word.end) == at
    template = template_at(start, process.word.start) if own else None
    if template is not None:
        yield from unfilled("CMD002", project, start, what, template)
        return
    hint = path_hint(project, path)
    yield Finding(
        "CMD002",
        say("{path} is not in the repository → {program} stops at once", path=path, program=what),
        at,
        Severity.ERROR,
        certain=may_rely(project, start, process),
        help=hint.help,
    )


def _no_folder(
    project: Project, start: StartCommand, process: Process, folder: str | None, at: Location
) -> Iterator[Finding]:
    """The folder of `cd`, or of `--chdir`; git holds no empty one."""
    tree = project.tree
    if not folder or tree.kind(folder) is not Kind.MISSING or tree.unseen(folder):
        return
    yield Finding(
        "CMD002",
        say(
            "the folder {folder}/ is not in the repository → {program} is not started",
            folder=folder,
            program=process.program,
        ),
        at,
        Severity.ERROR,
        certain=may_rely(project, start, process),
        help="name a folder that is in the repository",
    )


def _run_module(project: Project, process: Process, at: Location) -> Iterator[Finding]:
    """`python -m`: only what begins in the repository is judged."""
    name = process.path
    if name in MODULES or not name.replace(".", "").isidentifier():
        return
    paths = (process.directory, *python_path(process.environment))
    module = find_module(project.tree, name, paths, project.document)
    if module.state is State.FOUND and module.is_package:
        module = find_module(project.tree, name + ".__main__", paths, project.document)
    if module.state is State.FOUND:
        yield from _not_held(project, module.path, at)
        return
    if module.state is State.UNKNOWN or not module.parent:
        return
    certain = not process.conditional and not process.disturbed
    yield Finding(
        "CMD002",
        say(
            "`{parent}` has no module `{missing}` → python stops with `No module named …`",
            parent=module.parent,
            missing=module.missing,
        ),
        at,
        Severity.ERROR,
        certain=certain and not may_be_installed(project, module.parent.partition(".")[0]),
        help="name a module that is in the repository",
    )
