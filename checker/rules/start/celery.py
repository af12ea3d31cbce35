"""The application that celery looks for, where its search ends without one."""

from __future__ import annotations

from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.platform.detection import required
from checker.reachable.sources import python_of
from checker.start.servers.celery_app import find_app

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.start.command import StartCommand
    from checker.start.servers.service import Application, Service

NO_PACKAGE = (
    "the folder {folder} has no __init__.py, and so no `{name}` → celery finds no application "
    "there and does not start"
)
NO_NAME = "{where} has no `{name}` → celery finds no application there and does not start"
NOTHING = (
    "{where} has no `app`, no `celery` and no other Celery application → celery does not start"
)
NOTHING_SEEN = (
    "{where} has no visible `app`, `celery` or other Celery application → celery does not start"
)


def _behind(project: Project, start: StartCommand, service: Service) -> Iterator[Finding]:
    """`celery worker -A proj`: celery 5 takes `-A` only in front of the sub-command."""
    arguments = service.arguments
    given = arguments.last("-A", "--app") if arguments is not None else None
    if arguments is None or given is None or given.source or service.name != "celery":
        return
    verb = arguments.positionals[0]
    if given.start < verb.start:
        return
    found = required(project, "celery")
    version = found[0].pin if len(found) == 1 else None
    major = version.partition(".")[0] if version else ""
    if major.isdigit() and int(major) < 5:
        return
    python = python_of(project)
    newest = bool(found) and not found[0].specifiers and not found[0].url
    yield Finding(
        "CMD003",
        say(
            "`{option}` follows `{verb}` → celery 5 and later accepts it "
            "only before it and does not "
            "start",
            option=given.name,
            verb=verb.value or "",
        ),
        start.place(given),
        Severity.ERROR,
        certain=bool(major.isdigit() or (newest and python is not None and python >= (3, 6))),
        help=say("write `celery {option} … {verb}`", option=given.name, verb=verb.value or ""),
    )


def no_application(
    project: Project, start: StartCommand, service: Service, application: Application
) -> Iterator[Finding]:
    """The finding of CMD003, where the module has none of the names that celery tries."""
    yield from _behind(project, start, service)
    lookup = find_app(project, service, application)
    if not lookup.wanted:
        return
    where = lookup.module.path
    certain = lookup.certain and service.certain and not service.process.conditional
    template = NOTHING if lookup.certain else NOTHING_SEEN
    if not where:
        template = NO_PACKAGE
    elif len(lookup.wanted) == 1:
        template = NO_NAME
    folder = "" if where else f"{lookup.module.folders[0]}/"
    message = say(template, where=where, name=lookup.wanted[0], folder=folder)
    yield Finding(
        "CMD003",
        message,
        start.place(application),
        Severity.ERROR,
        certain=certain,
        help=say("name the application, as `-A {module}:name`", module=lookup.name),
    )
