"""Where a server's application is in the repository, and what it is."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.python.names.hints import hints_at
from checker.python.names.resolve_module import Module, State, find_module, may_change_path
from checker.start.processes import join
from checker.start.servers.service import ASGI, WSGI

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.project.project import Project
    from checker.python.names.applications import Kind
    from checker.start.servers.service import Service

_NAME = re.compile(r"[^\W\d]\w*")


class Attribute(NamedTuple):
    """What stands behind the colon of `module:attribute`."""

    name: str
    """The first name: `app` of `app.server` and of `app()`."""
    called: bool
    """Whether it is called right there."""
    rest: str
    """What follows the name, the call's brackets left out: `.server`."""


def attribute_of(text: str) -> Attribute | None:
    """Read `app`, `app.server`, `create_app()`, `create_app("x")`; None for anything else."""
    found = _NAME.match(text)
    if found is None:
        return None
    rest = text[found.end() :].strip()
    if not rest:
        return Attribute(found[0], False, "")
    if rest.startswith("(") and rest.endswith(")"):
        return Attribute(found[0], True, "")
    if rest.startswith("."):
        return Attribute(found[0], False, rest)
    return None


def module_of(project: Project, service: Service) -> Module | None:
    """Where the module of the application is; None where the server names none."""
    application = service.application
    if application is None:
        return None
    if application.path:
        directory = service.paths[0] if service.paths else None
        path = join(directory, application.path, service.process.environment.home)
        if path is None:
            return Module(State.UNKNOWN)
        if project.tree.is_file(path):
            return Module(State.FOUND, path)
        if application.path.endswith(".py") and not project.tree.unseen(path):
            return Module(State.MISSING, "", (), path)
        return Module(State.UNKNOWN)
    if not application.module:
        return None
    return module_in(project, application.module, service.paths)


def module_in(project: Project, name: str, folders: tuple[str | None, ...]) -> Module:
    """Where a module is that is looked for in some folders; found once, whoever asks."""
    tree, paths = project.tree, tuple(dict.fromkeys(folders))

    def changes(path: str) -> bool:
        return bool(project.of_text(path, may_change_path))

    return tree.once(
        ("module", name, paths), lambda: find_module(tree, name, paths, project.document, changes)
    )


def _imports(text: str, name: str) -> bool:
    """Whether a line `from … import …` may bind a name; in time linear to the text."""
    for line in re.finditer(r"^[ \t\f]*from[ \t\f][^\n]*", text, re.MULTILINE):
        at = re.search(r"\bimport\b", line[0])
        if at and re.search(rf"\b{re.escape(name)}\b|\*", line[0][at.end() :]):
            return True
    return False


def application_kind(project: Project, service: Service) -> Kind | None:
    """Whether the application is WSGI or ASGI, where its text leaves no doubt.

    Modules are parsed only if they, or the requirements, mention something of the other kind.
    """
    application = service.application
    module = module_of(project, service)
    if application is None or module is None or not module.path:
        return None
    attribute = attribute_of(application.attribute)
    document = project.document(module.path)
    if attribute is None or attribute.rest or document is None:
        return None
    others = [ASGI, WSGI] if service.protocol == "RSGI" else []
    others = others or [ASGI if service.protocol == WSGI else WSGI]
    required = project.document("requirements.txt")
    imported = required is not None and _imports(document.text, attribute.name)
    texts = [document.text, required.text if required and imported else ""]
    own = document.text
    callables = f"def {attribute.name}(" in own or "__call__" in own
    if not callables and not any(hints_at(text, other) for text in texts for other in others):
        return None
    from checker.python.names.applications import (  # noqa: PLC0415  gate: parses
        Applications,
        Kind,
    )

    package = application.module if module.is_package else application.module.rpartition(".")[0]
    applications = Applications(project.tree, service.paths, project.document)
    called = attribute.called or service.factory
    found = applications.kind(module.path, package, attribute.name, called)
    names = applications.names(module.path)
    if found is not None or called or names is None:
        return found
    from checker.python.names.callables import signature_of  # noqa: PLC0415  gate: parses

    # What a server is given is an application, whatever its parameters are called.
    signature = signature_of(names, attribute.name)
    if signature is None or signature.what == "class":
        return None
    title = "an object with `__call__`"
    if signature.what == "function":
        title = "an async function" if signature.is_async else "a function"
    if signature.is_async and signature.takes(3) and not signature.takes(2):
        title = fill("{title} of three arguments", title=title)
        return Kind(ASGI, title, module.path, signature.line)
    if not signature.is_async and signature.least == 2 == signature.most:
        title = fill("{title} of two arguments", title=title)
        return Kind(WSGI, title, module.path, signature.line)
    return None
