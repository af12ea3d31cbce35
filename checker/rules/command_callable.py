"""The name that the web command asks its module for: is it bound there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.model import Finding, Location, Severity
from checker.records import NamedTuple
from checker.rules import rule, say
from checker.rules.command_findings import told
from checker.rules.command_hints import call_of, find_module, name_hint, usual_name
from checker.rules.command_spelling import dotted, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.command.importing import Attribute
    from checker.command.services import Application, Service
    from checker.command.start import StartCommand
    from checker.project import Project
    from checker.python.callables import Binds, Names
    from checker.python.importable import Module


class Asked(NamedTuple):
    """What a server asks which module for."""

    service: Service
    application: Application
    module: Module
    attribute: Attribute
    at: Location
    certain: bool


@rule(
    "CMD003",
    "callable-not-found",
    Severity.ERROR,
    cites=("source.runs-locally", "procfile.default", "F24", "F25", "F26"),
)
def callable_not_found(project: Project) -> Iterator[Finding]:
    """The module of the web command has no such name.

    Why:
        After it has imported the module, the server takes the name behind the colon: gunicorn takes
        `application` where none is given, hypercorn and granian `app`, uvicorn and daphne demand
        one. A name that is not bound at the module's top level ends in `Failed to find attribute
        'app' in 'wsgi'`. A binding counts in whatever way it is made: an assignment, `def`,
        `class`, an import, in a condition or a `try`. What is bound only under
        `if __name__ == "__main__":` does not exist on import.

        `import *` of a module that the repository does not hold, `globals()[…] = …` and a module's
        `__getattr__` may bind any name: then it is uncertain. A file that the Python which runs
        this check cannot parse is not judged.

        A factory has to be called: `gunicorn "app:create_app()"`, `uvicorn --factory
        app:create_app`, `waitress-serve --call app:create_app`.

    Example:
        web: gunicorn shop:app        (shop.py: application = Flask(__name__))

    Use instead:
        web: gunicorn shop:application
    """
    start = project.start
    if start is None:
        return
    yield from told(start, unquoted(start))
    for service in start.services:
        if service.application is not None and service.name.startswith("celery"):
            from checker.rules.command_celery import no_application

            yield from told(start, no_application(project, start, service, service.application))
        elif service.application is not None:
            yield from told(start, _check(project, start, service, service.application))


def _check(
    project: Project, start: StartCommand, service: Service, application: Application
) -> Iterator[Finding]:
    from checker.command.importing import attribute_of, module_of
    from checker.python.importable import State

    module = module_of(project, service)
    if module is None or module.state is not State.FOUND or service.name == "streamlit":
        return
    certain = service.certain and not service.process.conditional
    at = start.place(application)
    if service.name in ("uvicorn", "daphne") and not application.explicit:
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
                name=usual_name(project, module) or "app",
            ),
        )
        return
    if application.explicit and not application.attribute:
        if service.name in ("gunicorn", "hypercorn"):
            yield Finding(
                "CMD003",
                say(
                    "`{target}` names nothing behind the colon → {server} does not start",
                    target=application.text,
                    server=service.name,
                ),
                at,
                Severity.ERROR,
                certain=certain,
                help=say("write the application's name behind `{target}`", target=application.text),
            )
        return
    attribute = attribute_of(application.attribute)
    if attribute is None:
        return
    if attribute.rest and service.name == "gunicorn":
        yield from dotted(project, start, service, application)
    yield from _bound(project, Asked(service, application, module, attribute, at, certain))


def _bound(project: Project, asked: Asked) -> Iterator[Finding]:
    from checker.python.callables import Binds, names_of, quickly_bound

    service, module, name = asked.service, asked.module, asked.attribute.name
    if not module.path:
        if module.folders:
            yield _missing(project, asked, _folder(module), None)
        return
    document = project.document(module.path)
    if document is None or not document.complete:
        return
    text = document.text
    if quickly_bound(text, name) and not _is_factory(text, asked.attribute, service):
        return
    names = names_of(text)
    if names is None:
        return
    verdict = names.binds(name)
    if verdict is Binds.MAYBE and not names.doubtful:
        verdict = _through_stars(project, asked, names)
    if verdict is Binds.YES:
        yield from _not_called(asked, names)
        return
    if module.is_package and names.imports and _has_submodule(project, module, name):
        return  # importing the sub-module anywhere binds its name in the package
    certain = asked.certain and verdict is Binds.NO
    yield _missing(project, asked._replace(certain=certain), module.path, names)


def _folder(module: Module) -> str:
    return f"the folder {module.folders[0]}/, which has no __init__.py,"


def _missing(project: Project, asked: Asked, where: str, names: Names | None) -> Finding:
    service, attribute, certain = asked.service, asked.attribute, asked.certain
    fields = {"where": where, "name": attribute.name, "server": service.name}
    late = "answers every request with an error"
    fields["then"] = late if service.survives else "does not start"
    if names is not None and attribute.name in names.main_only:
        message = say(
            "{where} binds `{name}` only where it is run as a program "
            "(line {line}) → {server} imports it, finds no such name and {then}",
            line=names.main_only[attribute.name],
            **fields,
        )
        help = say("bind `{name}` outside of that `if`", name=attribute.name)
    elif certain:
        message = say(
            "{where} has no `{name}` → {server} imports it, finds no such name and {then}",
            **fields,
        )
        help = _help(project, asked, names)
    else:
        message = say(
            "{where} has no `{name}` that can be seen → if nothing else binds it, {server} {then}",
            **fields,
        )
        help = _help(project, asked, names)
    return Finding("CMD003", message, asked.at, Severity.ERROR, certain=certain, help=help)


def _help(project: Project, asked: Asked, names: Names | None) -> str:
    service, module, name = asked.service, asked.application.module, asked.attribute.name
    found = name_hint(service, module, name, names)
    if found:
        return found
    if _has_submodule(project, asked.module, name):
        inner = f"{module}.{name}"
        bound = usual_name(project, find_module(project, inner, service)) or "application"
        return say("write `{module}:{name}`", module=inner, name=bound)
    return "name the application that the module binds, as `module:name`"


def _is_factory(text: str, attribute: Attribute, service: Service) -> bool:
    """Whether the text has `def name(` and the server does not call it."""
    if service.protocol != "WSGI" or attribute.called or service.factory or attribute.rest:
        return False
    return f"def {attribute.name}(" in text


def _not_called(asked: Asked, names: Names) -> Iterator[Finding]:
    """A function that cannot take a request's two arguments, given as the application itself."""
    import ast

    service, application, attribute = asked.service, asked.application, asked.attribute

    if service.protocol != "WSGI" or attribute.called or service.factory or attribute.rest:
        return
    if service.name == "flask" or not application.explicit:
        return
    binding = names.last(attribute.name)
    node = binding.node if binding is not None else None
    if not isinstance(node, ast.FunctionDef) or node.decorator_list:
        return
    given = node.args
    if given.vararg is not None or len(given.posonlyargs) + len(given.args) >= 2:
        return
    yield Finding(
        "CMD003",
        say(
            "`{name}` is a function that makes the application → {server} takes it for the "
            "application itself, and every request fails",
            name=attribute.name,
            server=service.name,
        ),
        asked.at,
        Severity.ERROR,
        certain=asked.certain,
        help=call_of(service, application.module, attribute.name),
        related=((Location(asked.module.path), "defined here"),),
    )


def _has_submodule(project: Project, module: Module, name: str) -> bool:
    return any(
        project.tree.is_file(f"{folder}/{name}.py") or project.tree.is_directory(f"{folder}/{name}")
        for folder in module.folders
    )


def _through_stars(project: Project, asked: Asked, names: Names) -> Binds:
    """Whether one of the modules that are imported with `*` binds the name."""
    from checker.python.callables import Binds, names_of
    from checker.python.importable import State, find_module

    application, module, name = asked.application, asked.module, asked.attribute.name
    package = application.module if module.is_package else application.module.rpartition(".")[0]
    verdict = Binds.NO
    for source, level in names.stars:
        target = source
        if level:
            parents = package.split(".") if package else []
            kept = parents[: len(parents) - (level - 1)]
            target = ".".join([*kept, *([source] if source else [])])
        found = find_module(project.tree, target, asked.service.paths, project.document)
        document = project.document(found.path) if found.path else None
        inner = names_of(document.text) if document is not None else None
        if found.state is not State.FOUND or inner is None:
            verdict = Binds.MAYBE
            continue
        if name in inner.bound:
            return Binds.YES
        if inner.doubtful or inner.stars or "__all__" in inner.bound:
            verdict = Binds.MAYBE
    return verdict
