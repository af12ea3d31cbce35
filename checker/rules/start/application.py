"""The name that the web command asks its module for: is it bound there."""

from __future__ import annotations

from checker.base.findings import Finding, Severity
from checker.base.messages import say
from checker.python.names.bindings import Binds
from checker.python.names.bindings_of import plainly_made
from checker.python.names.resolve_module import State
from checker.python.names.resolve_name import NameResolver
from checker.rules.registry import rule
from checker.rules.start.arguments import wrong_arguments
from checker.rules.start.arity import wrong_callable
from checker.rules.start.asked import Asked
from checker.rules.start.bindings import broken, has_submodule, missing
from checker.rules.start.celery import no_application as no_celery_application
from checker.rules.start.forms import refused_form
from checker.rules.start.hints import usual_name
from checker.rules.start.needs import UNCALLABLE
from checker.rules.start.shared import in_context
from checker.rules.start.spelling import unquoted
from checker.rules.start.values import no_application
from checker.start.command import commands
from checker.start.importing import Attribute, attribute_of, module_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.python.names.resolve_module import Module
    from checker.start.command import StartCommand
    from checker.start.servers.service import Application, Service

NEED_BOTH = frozenset({"uvicorn", "daphne", "fastapi"})
"""Servers that need `module:name`."""
NEED_NAME = frozenset({"gunicorn", "hypercorn", "uvicorn", "daphne", "fastapi", "flask"})
"""Servers that do not start if nothing follows the colon."""
NOTHING = Attribute("", False, "")
"""Of an expression whose name is not known."""


@rule("CMD003")
def callable_not_found(project: Project) -> Iterator[Finding]:
    """The module of the web command has no such name."""
    for start in commands(project):
        yield from _callables(project, start)


def _callables(project: Project, start: StartCommand) -> Iterator[Finding]:
    yield from in_context(project, start, unquoted(start))
    for service in start.services:
        if service.application is not None and service.name.startswith("celery"):
            yield from in_context(
                project, start, no_celery_application(project, start, service, service.application)
            )
        elif service.application is not None:
            yield from in_context(
                project, start, _check(project, start, service, service.application)
            )


def _check(
    project: Project, start: StartCommand, service: Service, application: Application
) -> Iterator[Finding]:
    module = module_of(project, service)
    if (module and module.state is not State.FOUND) or service.name == "streamlit":
        return
    certain = service.certain and not service.process.conditional
    at = start.place(application)
    whole = application.explicit and application.module
    if service.name in NEED_BOTH and not whole and not application.path:
        yield Finding(
            "CMD003",
            say(
                "`{target}` names no application → {server} needs `module:name` and does not start",
                target=application.text,
                server=service.name,
            ),
            at,
            Severity.ERROR,
            certain=certain,
            help=say(
                "write `{target}:{name}`, with the application's name",
                target=application.text,
                name=(module and usual_name(project, module)) or "app",
            )
            if module
            else "write `module:name`, with the names of the module and of the application in it",
        )
        return
    if module is None:
        return
    if application.explicit and not application.attribute:
        if service.name in NEED_NAME and not application.path:
            yield Finding(
                "CMD003",
                say(
                    "`{target}` has nothing after the colon → {server} does not start",
                    target=application.text,
                    server=service.name,
                ),
                at,
                Severity.ERROR,
                certain=certain,
                help=say("write the application's name after `{target}`", target=application.text),
            )
        return
    attribute = attribute_of(application.attribute)
    asked = Asked(service, application, module, attribute or NOTHING, at, certain)
    refused = list(refused_form(project, start, asked))
    yield from refused
    if attribute is not None and not refused:
        yield from _bound(project, asked)


def _bound(project: Project, asked: Asked) -> Iterator[Finding]:
    service, module, name = asked.service, asked.module, asked.attribute.name
    if not module.path:
        if module.folders:
            yield missing(project, asked, _folder(module), None)
        return
    document = project.document(module.path)
    if document is None or not document.complete:
        return
    text = document.text
    odd = any(word in text for word in UNCALLABLE)
    if plainly_made(text, name) and not odd:
        return
    resolver = NameResolver(project.tree, service.paths, project.document)
    names = resolver.names(module.path)
    if names is None:
        return
    verdict = resolver.provides(module, asked.application.module, name)
    if verdict is Binds.YES:
        if resolver.broken is not None:
            yield broken(asked, resolver.broken)
        else:
            found = [*no_application(asked, names), *wrong_arguments(asked, names)]
            if odd and not found:
                from checker.rules.start.uncallable import (  # noqa: PLC0415  gate: Dash
                    uncallable,
                )

                found = list(uncallable(project, asked, names))
            if "Sanic(" in text and not found:
                from checker.rules.start.sanic_names import (  # noqa: PLC0415  gate: sanic
                    refused_name,
                )

                found = list(refused_name(project, asked, names, document))
            yield from found or wrong_callable(asked, names)
        return
    if module.is_package and names.imports and has_submodule(project, module, name):
        return  # importing the sub-module anywhere binds its name in the package
    certain = asked.certain and verdict is Binds.NO
    yield missing(project, asked._replace(certain=certain), module.path, names)


def _folder(module: Module) -> str:
    return say("the folder {path}/, which has no __init__.py,", path=module.folders[0])
