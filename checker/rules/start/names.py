"""What is said of a name that the web command's module does not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.base.findings import Finding, Location, Severity
from checker.base.messages import say
from checker.rules.start.hints import call_of, find_module, name_hint, usual_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.project.project import Project
    from checker.python.names.bindings import Names
    from checker.python.names.resolve_module import Module
    from checker.python.names.resolve_name import Broken
    from checker.rules.start.callable import Asked


def missing(project: Project, asked: Asked, where: str, names: Names | None) -> Finding:
    """The name is not bound, as far as can be seen."""
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
    if has_submodule(project, asked.module, name):
        inner = f"{module}.{name}"
        bound = usual_name(project, find_module(project, inner, service)) or "application"
        return say("write `{module}:{name}`", module=inner, name=bound)
    return "name the application that the module binds, as `module:name`"


def has_submodule(project: Project, module: Module, name: str) -> bool:
    """Whether a package holds a module of that name."""
    return any(
        project.tree.is_file(f"{folder}/{name}.py") or project.tree.is_directory(f"{folder}/{name}")
        for folder in module.folders
    )


def broken(asked: Asked, broken: Broken) -> Finding:
    """The name is imported from where it is not."""
    template = (
        "{where} imports `{name}` from `{module}` (line {line}), which is not in the repository "
        "→ {server} {then}"
        if broken.missing
        else "{where} imports `{name}` from `{module}` (line {line}), which has no such name "
        "→ {server} {then}"
    )
    then = f"stops with `{'ModuleNotFoundError' if broken.missing else 'ImportError'}`"
    if asked.service.survives:
        then = "stays up and answers every request with an error"
    message = say(
        template,
        then=then,
        where=broken.path,
        name=broken.name,
        module=broken.module,
        line=broken.line,
        server=asked.service.name,
    )
    return Finding(
        "CMD003",
        message,
        asked.at,
        Severity.ERROR,
        certain=asked.certain,
        help=say(
            "commit `{module}`, or import `{name}` from the module that binds it"
            if broken.missing
            else "import `{name}` from the module that binds it",
            module=broken.module,
            name=broken.name,
        ),
    )


def no_application(asked: Asked, names: Names) -> Iterator[Finding]:
    """`app = None`, which something was to replace before the server asks for it."""
    import ast

    service, name = asked.service, asked.attribute.name
    binding = names.last(name)
    if service.name not in ("gunicorn", "flask") or binding is None or asked.attribute.rest:
        return
    replaced = name in names.main_only or any(
        isinstance(node, ast.Global) and name in node.names for node in ast.walk(names.tree)
    )
    # Without anything that was to replace it, it stands for an application that is yet to come.
    if isinstance(binding.node, ast.Constant) and replaced:
        yield Finding(
            "CMD003",
            say(
                "`{name}` is {value} after the import of {where} (line {line}) → "
                "{server} finds no application in it and does not start",
                server=service.name,
                name=name,
                value=ast.unparse(binding.node),
                where=asked.module.path,
                line=binding.line,
            ),
            asked.at,
            Severity.ERROR,
            certain=asked.certain,
            help=say("bind `{name}` to the application at the module's top level", name=name),
        )


def not_called(asked: Asked, names: Names) -> Iterator[Finding]:
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
