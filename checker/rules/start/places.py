"""Folders and modules that gunicorn's options name, and that are not there when it starts."""

from __future__ import annotations

from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.files.values import Kind
from checker.python.names.resolve_module import State, find_module
from checker.reachable.certainty import may_rely
from checker.reachable.unfound import is_certain
from checker.rules.start.needs import PLACES
from checker.start.processes import join
from checker.start.servers.service import rendered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.options import Given
    from checker.start.servers.service import Service

WRITTEN = PLACES[:-2]
"""What gunicorn opens for writing, or goes into; run with 22.0.0: it ends with 1 without it."""
_FOLDERS = ("--worker-tmp-dir", "--chdir")
"""Of those, what names the folder itself."""
_SYSTEM = frozenset({"dev", "etc", "home", "mnt", "proc", "root", "run", "srv", "sys", "tmp", "usr",
                     "var", "data", "opt", "media", "app", "workspace"})  # fmt: skip
"""Folders at the top in which a system, a volume or the platform may have more."""
NO_FOLDER = "{option} needs the folder {folder}/, which is not in the repository → {server} stops"
NO_SYSTEM_FOLDER = (
    "{option} needs the folder {folder}, which the platform does not have → {server} stops"
)
NO_MODULE = "`{option} python:{name}` names a module that is not in the repository → {server} stops"
HELP = {
    "log": "write `-` instead, so that the platform gets the log",
    "folder": "name a folder that is in the repository, or `/tmp`",
}
"""What to do about a path that the platform does not have."""
KEEP = "add a file to {folder}/ and to git (`touch {folder}/.gitkeep`), or write `-` instead"


def missing_places(project: Project, start: StartCommand, service: Service) -> Iterator[Finding]:
    """What gunicorn's options name and the platform does not get."""
    arguments = service.arguments
    if arguments is None:
        return
    for each in arguments.counting(WRITTEN):
        text = rendered(each, service.process.environment)
        if text and text not in ("-", "syslog"):
            yield from _folder(project, start, service, each, text)
    given = arguments.last("-c", "--config")
    text = rendered(given, service.process.environment) or ""
    if given is not None and text.startswith("python:"):
        name = text.removeprefix("python:")
        paths = [each for each in service.paths if each is not None]
        module = find_module(project.tree, name, paths, project.document)
        certain = is_certain(project, service, module) if module.state is State.MISSING else None
        if certain is not None:
            message = say(NO_MODULE, option=given.name, name=name, server=service.name)
            yield Finding("CMD002", message, start.place(given), Severity.ERROR, certain=certain,
                          help="name a module that is in the repository")  # fmt: skip


def _folder(
    project: Project, start: StartCommand, service: Service, given: Given, text: str
) -> Iterator[Finding]:
    """The folder of a file that is written, or one that is gone into."""
    process, tree = service.process, project.tree
    named = given.name in _FOLDERS
    folder = text if named else text.rpartition("/")[0]
    if not folder.strip("/"):
        return
    path = join(process.directory, folder, process.environment.home)
    if path is None:
        top = folder.strip("/").partition("/")[0]
        if folder.startswith("/") and top not in _SYSTEM:
            message = say(
                NO_SYSTEM_FOLDER, option=given.written, folder=folder, server=service.name
            )
            help = HELP["folder" if named else "log"]
            yield Finding("CMD002", message, start.place(given), Severity.ERROR,
                          certain=may_rely(project, start, process), help=help)  # fmt: skip
        return
    if not path or tree.unseen(path) or given.name == "--chdir":
        return  # another part of the rule speaks of `--chdir`
    held = project.tracked
    there = tree.kind(path) is not Kind.MISSING and (
        held is None
        or any(each.startswith(f"{path}/") for each in held)
        or tree.resolve(path) != path
    )
    if not there:
        message = say(NO_FOLDER, option=given.written, folder=path, server=service.name)
        help = HELP["folder"] if named else say(KEEP, folder=path)
        yield Finding("CMD002", message, start.place(given), Severity.ERROR,
                      certain=may_rely(project, start, process), help=help)  # fmt: skip
