"""What was most likely meant by a module or a file that is not there."""

from __future__ import annotations

from checker.base.messages import say
from checker.base.records import NamedTuple
from checker.base.spelling import edit_distance
from checker.files.values import Kind
from checker.python.names.bindings_of import names_of
from checker.python.names.resolve_module import find_module as find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.project.project import Project
    from checker.python.names.bindings import Names
    from checker.python.names.resolve_module import Module
    from checker.start.servers.service import Application, Service

SKIPPED = frozenset(
    {".git", "node_modules", "venv", ".venv", "env", "site-packages", "__pycache__", ".tox"}
    | {"tests", "test", "docs", "static", "templates", "migrations", "build", "dist"}
)
_DEPTH = 4
_USUAL = (
    "app",
    "application",
    "server",
    "api",
    "wsgi",
    "asgi",
    "create_app",
    "make_app",
    "get_app",
)
_FACTORIES = ("create_app", "make_app", "get_app", "create_application", "factory")


class Hint(NamedTuple):
    """What to say beside «it is not there»."""

    help: str
    is_file: bool = False
    """Whether the name is a file's, and so wrong in itself."""


def module_hint(
    project: Project, service: Service, application: Application, module: Module
) -> Hint:
    """The module that was meant, and what to type."""
    name, attribute = application.module, application.attribute
    suffix = f":{attribute}" if application.explicit else ""
    if "/" in name or name.endswith(".py"):
        dotted = name.removesuffix(".py").strip("./").replace("/", ".")
        return Hint(
            say("write `{target}`", target=dotted + suffix),
            is_file=True,
        )
    parts = name.split(".")
    if module.parent and not module.folders and module.missing == parts[-1]:
        # `shop.wsgi.application`: a module has no sub-modules
        return Hint(say("write `{module}:{name}`", module=module.parent, name=module.missing))
    near = near_module(project, module.folders, module.missing)
    if near:
        index = len(module.parent.split(".")) if module.parent else 0
        meant = ".".join([*parts[:index], near, *parts[index + 1 :]]) + suffix
        return Hint(say("write `{target}`", target=meant))
    elsewhere = _elsewhere(project, parts)
    if len(elsewhere) == 1:
        folder = elsewhere[0]
        target = name + suffix
        option = {"gunicorn": "--chdir", "uvicorn": "--app-dir"}.get(service.name)
        if option:
            return Hint(
                say(
                    "write `{server} {option} {folder} {target}`",
                    server=service.name,
                    option=option,
                    folder=folder,
                    target=target,
                )
            )
        return Hint(say("put `cd {folder} && ` before it", folder=folder))
    return Hint("name the module of the application, as `package.module:name`")


def near_module(project: Project, folders: Iterable[str], wanted: str) -> str:
    """The module in one of the folders whose name is nearest; empty where none is near."""
    found: list[tuple[int, str]] = []
    for folder in folders:
        for entry, kind in project.tree.entries(folder).items():
            name = entry.removesuffix(".py")
            if (kind is Kind.DIRECTORY) == entry.endswith(".py") or not name.isidentifier():
                continue
            if kind is not Kind.DIRECTORY and name == entry:
                continue
            if kind is Kind.DIRECTORY and not project.tree.is_file(
                f"{folder}/{entry}/__init__.py".lstrip("/")
            ):
                continue
            if name.lower() == wanted.lower():
                found.append((0, name))
            elif (
                abs(len(name) - len(wanted)) <= 1
                and edit_distance(name.lower(), wanted.lower()) == 1
            ):
                found.append((1, name))
    return min(found)[1] if found else ""


def _elsewhere(project: Project, parts: list[str]) -> list[str]:
    """The folders below the root from which the module would be found."""
    ends = ("/" + "/".join(parts) + ".py", "/" + "/".join(parts) + "/__init__.py")
    return [
        path.removesuffix(end)
        for path, kind in project.tree.walk("", _DEPTH, SKIPPED)
        for end in ends
        if kind is Kind.FILE and path.endswith(end)
    ]


def path_hint(project: Project, path: str) -> Hint:
    """The file that was meant."""
    name = path.rpartition("/")[2]
    found = [
        here
        for here, kind in project.tree.walk("", _DEPTH, SKIPPED)
        if kind is Kind.FILE and here.rpartition("/")[2].lower() == name.lower()
    ]
    if len(found) == 1:
        return Hint(say("write `{path}`", path=found[0]))
    return Hint("name a file that is in the repository")


def find_module(project: Project, name: str, service: Service) -> Module:
    """Where a module is for this server."""
    return find(project.tree, name, service.paths, project.document)


def usual_name(project: Project, module: Module) -> str:
    """The usual name of an application that the module binds; empty where it binds none."""
    document = project.document(module.path) if module.path.endswith(".py") else None
    names = names_of(document.text) if document is not None else None
    bound = names.bound if names is not None else {}
    return next((name for name in _USUAL if name in bound and name not in _FACTORIES), "")


def name_hint(service: Service, module: str, name: str, names: Names | None) -> str:
    """What to write in place of a name that the module does not bind; empty where none is near."""
    bound = list(names.bound) if names is not None else []
    wanted = name.lower()
    near = [name for name in bound if name.lower() == wanted]
    near += [name for name in _USUAL if name in bound]
    near += [
        name
        for name in bound
        if abs(len(name) - len(wanted)) < 2 and edit_distance(name, wanted) == 1
    ]
    if not near:
        return ""
    if not module:  # a file: the name stands in an option of its own
        told = {"fastapi": "--app {}", "uwsgi": "--callable {}"}.get(service.name, "{}")
        if service.application is not None and service.application.file:
            told = "callable = {}"
        return say("write `{told}`", told=told.format(near[0]))
    if near[0] in _FACTORIES:
        return call_of(service, module, near[0])
    return say("write `{module}:{name}`", module=module, name=near[0])


def call_of(service: Service, module: str, name: str) -> str:
    """How a factory is given to this server."""
    if service.name in ("uvicorn", "granian", "sanic"):
        return say("write `--factory {module}:{name}`", module=module, name=name)
    if service.name == "waitress-serve":
        return say("write `--call {module}:{name}`", module=module, name=name)
    return say('write `"{module}:{name}()"`', module=module, name=name)
