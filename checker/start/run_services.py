"""Servers that a Python file starts by a call, and that import their application by its name.

`uvicorn.run("shop.main:app")` looks for the module as the command line would, but on the path of
the script that calls it.
"""

from __future__ import annotations

import ast

from checker.start.processes import join
from checker.start.python_settings import span_of
from checker.start.run_calls import script_of
from checker.start.servers.service import ASGI, Application, Service, python_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.project.project import Project
    from checker.start.processes import Process

_CALLS = frozenset({"uvicorn.run", "uvicorn.Config"})


def run_services(project: Project, process: Process) -> Iterator[Service]:
    """The servers that the file which `process` runs gives the name of an application to."""
    script = script_of(project, process, ("uvicorn",))
    if script is None:
        return
    document = script.document
    for call, conditional in script.reached(script.tree.body, False, 0):
        if script.applications.dotted(call.func, document.path) not in _CALLS:
            continue
        given = {each.arg: each.value for each in call.keywords}
        named = call.args[0] if call.args else given.get("app")
        if not isinstance(named, ast.Constant) or not isinstance(named.value, str):
            continue
        folder = document.path.rpartition("/")[0] if not process.module else process.directory
        paths: list[str | None] = [folder, *python_path(process.environment)]
        if "app_dir" in given:
            value = given["app_dir"]
            text = value.value if isinstance(value, ast.Constant) else None
            home = process.environment.home
            before = join(process.directory, text, home) if isinstance(text, str) else None
            paths.insert(0, before)
        factory = given.get("factory")
        yield Service(
            "uvicorn",
            process,
            _application(document, named, named.value),
            ASGI,
            (),
            tuple(paths),
            factory=isinstance(factory, ast.Constant) and factory.value is True,
            certain=not conditional and None not in given,
        )


def _application(document: Document, node: ast.Constant, text: str) -> Application:
    """`module:attribute` of a string in the file."""
    module, colon, attribute = text.partition(":")
    start, end = span_of(document, node)
    if document.text[start + 1 : end - 1] == text:
        start, end = start + 1, end - 1
    return Application(text, module, attribute, start, end, bool(colon), "", document.path)
