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

_CALLS = {"uvicorn.run": "uvicorn", "uvicorn.Config": "uvicorn", "granian.Granian": "granian",
          "hypercorn.run.run": "hypercorn"}  # fmt: skip
"""Calls that are given the name of an application, and the server of each."""
_NAMED = ("app", "target")
"""The argument that has the name, where it is given by a keyword."""
_PATH = "application_path"
"""The attribute of hypercorn's configuration that has it."""


def run_services(project: Project, process: Process) -> Iterator[Service]:
    """The servers that the file which `process` runs gives the name of an application to."""
    script = script_of(project, process, ("uvicorn", "granian", "hypercorn"))
    if script is None:
        return
    document = script.document
    for call, conditional in script.reached(script.tree.body, False, 0):
        server = _CALLS.get(script.applications.dotted(call.func, document.path))
        if server is None:
            continue
        given = {each.arg: each.value for each in call.keywords}
        if server == "hypercorn":
            named = _configured(script.tree)
        else:
            named = next((given[name] for name in _NAMED if name in given), None)
            named = call.args[0] if call.args else named
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
        if server != "uvicorn" and process.directory not in paths:
            paths.append(process.directory)  # they put the working folder on the path, too
        factory = given.get("factory")
        yield Service(
            server,
            process,
            _application(document, named, named.value),
            ASGI if server == "uvicorn" else "",
            (),
            tuple(paths),
            factory=isinstance(factory, ast.Constant) and factory.value is True,
            certain=not conditional and None not in given,
        )


def _configured(tree: ast.Module) -> ast.expr | None:
    """What `config.application_path` is set to; None if it is not set just once."""
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Attribute)
        and node.targets[0].attr == _PATH
    ]
    return found[0] if len(found) == 1 else None


def _application(document: Document, node: ast.Constant, text: str) -> Application:
    """`module:attribute` of a string in the file."""
    module, colon, attribute = text.partition(":")
    start, end = span_of(document, node)
    if document.text[start + 1 : end - 1] == text:
        start, end = start + 1, end - 1
    return Application(text, module, attribute, start, end, bool(colon), "", document.path)
