"""Names that the module of the web command does not bind to an application."""

from __future__ import annotations

from checker.base.findings import Finding, Severity
from checker.base.messages import say, say_then
from checker.rules.start.hints import find_module, name_hint, usual_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.python.names.bindings import Names
    from checker.python.names.resolve_module import Module
    from checker.python.names.resolve_name import Broken
    from checker.rules.start.asked import Asked

STOPS = "{server} does not find the name and does not start"
SURVIVES = "{server} does not find the name and answers every request with an error"
MAIN_ONLY = "{where} binds `{name}` only if it is run as a program (line {line})"
MISSING = "{where} has no `{name}`"
UNSEEN = "{where} has no visible `{name}`"
FROM_MISSING = (
    "{where} imports `{name}` from `{module}` (line {line}), which is not in the repository"
)
FROM_OTHER = "{where} imports `{name}` from `{module}` (line {line}), which has no such name"
BROKEN = {
    True: "{server} stops with `ModuleNotFoundError`",
    False: "{server} stops with `ImportError`",
}
BROKEN_SURVIVES = "{server} stays up and answers every request with an error"
IMPORT = {
    True: "commit `{module}`, or import `{name}` from the module that binds it",
    False: "import `{name}` from the module that binds it",
}
"""What to do, by whether the other module is missing."""


def missing(project: Project, asked: Asked, where: str, names: Names | None) -> Finding:
    """The name is not bound, as far as can be seen."""
    service, attribute, certain = asked.service, asked.attribute, asked.certain
    then = SURVIVES if service.survives else STOPS
    fields = {"where": where, "name": attribute.name, "server": service.name}
    if names is not None and attribute.name in names.main_only:
        line = names.main_only[attribute.name]
        message = say_then(MAIN_ONLY, then, line=line, **fields)
        help = say("bind `{name}` outside of that `if`", name=attribute.name)
    else:
        message = say_then(MISSING if certain else UNSEEN, then, **fields)
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
    then = BROKEN_SURVIVES if asked.service.survives else BROKEN[broken.missing]
    message = say_then(
        FROM_MISSING if broken.missing else FROM_OTHER,
        then,
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
            IMPORT[broken.missing],
            module=broken.module,
            name=broken.name,
        ),
    )
