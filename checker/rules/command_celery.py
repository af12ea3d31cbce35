"""The application that celery looks for, where its search ends without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model import Finding, Severity
from checker.rules import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.command.services import Application, Service
    from checker.command.start import StartCommand
    from checker.project import Project


def no_application(
    project: Project, start: StartCommand, service: Service, application: Application
) -> Iterator[Finding]:
    """The finding of CMD003, where the module has none of the names that celery tries."""
    from checker.command.celery_app import find_app

    lookup = find_app(project, service, application)
    if not lookup.wanted:
        return
    where = lookup.module.path
    if not where:
        where = f"the folder {lookup.module.folders[0]}/, which has no __init__.py,"
    certain = lookup.certain and service.certain and not service.process.conditional
    if len(lookup.wanted) == 1:
        message = say(
            "{where} has no `{name}` → celery finds no application there and does not start",
            where=where,
            name=lookup.wanted[0],
        )
    else:
        seen = "" if lookup.certain else " that can be seen"
        message = say(
            "{where} has no `app`, no `celery` and no other Celery application{seen} → "
            "celery does not start",
            where=where,
            seen=seen,
        )
    yield Finding(
        "CMD003",
        message,
        start.place(application),
        Severity.ERROR,
        certain=certain,
        help=say("name the application, as `-A {module}:name`", module=lookup.name),
    )
