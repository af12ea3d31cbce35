"""`python app.py`: the call in that file that starts a server, `app.run(…)` or `uvicorn.run(…)`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from checker.base.records import NamedTuple
from checker.python.names.applications import Applications
from checker.python.names.conditions import never_on_import
from checker.start.environment import UNKNOWN
from checker.start.processes import join
from checker.start.python_settings import span_of, text_of
from checker.start.servers.service import WSGI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.project.project import Project
    from checker.start.processes import Process


class RunCall(NamedTuple):
    """A call that starts a server; `UNKNOWN` stands for what the file computes."""

    path: str
    name: str
    """`app.run`, `uvicorn.run`."""
    server: str
    """`flask` or `uvicorn`."""
    host: str
    port: str
    start: int
    """The call's place in the file, code points, 0-based and half-open."""
    end: int
    given: bool
    """Whether the host is written."""
    debug: tuple[int, int] | None
    """Where `debug=True` stands."""
    certain: bool
    """False where a condition decides whether it is reached."""


def run_call_of(project: Project, process: Process) -> RunCall | None:
    """The call that serves, where `process` runs a file with exactly one that is understood."""
    if process.interpreter is None or process.module or not process.path.endswith(".py"):
        return None
    path = join(process.directory, process.path, process.environment.home)
    document = project.document(path) if path else None
    if document is None or path is None or not document.complete:
        return None
    text = document.text
    if ".run(" not in text or not ("flask" in text.lower() or "uvicorn" in text):
        return None
    folder = path.rpartition("/")[0]
    applications = Applications(project.tree, (folder,), project.document)
    names = applications.names(path)
    if names is None or names.doubtful:
        return None
    calls: list[tuple[ast.Call, str, bool]] = []
    for call, conditional in _calls(names.tree.body, False):
        func = call.func
        if not isinstance(func, ast.Attribute) or func.attr != "run":
            continue
        if not isinstance(func.value, ast.Name):
            return None
        if func.value.id == "uvicorn":
            calls.append((call, "uvicorn", conditional))
            continue
        kind = applications.kind(path, "", func.value.id, False)
        if kind is None:
            return None
        if kind.protocol == WSGI and kind.name in ("Flask", "APIFlask"):
            calls.append((call, "flask", conditional))
    if len(calls) != 1:
        return None
    return _read(document, *calls[0])


def _calls(body: list[ast.stmt], conditional: bool) -> Iterator[tuple[ast.Call, bool]]:
    """The calls that are statements of their own and run when the file is run as a program."""
    for statement in body:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            yield statement.value, conditional
        elif isinstance(statement, ast.If):
            main = never_on_import(statement.test) and isinstance(statement.test, ast.Compare)
            yield from _calls(statement.body, conditional or not main)
            yield from _calls(statement.orelse, True)
        elif isinstance(statement, ast.Try):
            yield from _calls(statement.body, conditional)
            for handler in statement.handlers:
                yield from _calls(handler.body, True)
        elif isinstance(statement, ast.With):
            yield from _calls(statement.body, conditional)


def _read(document: Document, call: ast.Call, server: str, conditional: bool) -> RunCall | None:
    names = ("host", "port", "debug") if server == "flask" else ("app", "host", "port")
    given: dict[str, ast.expr] = {}
    for name, value in zip(names, call.args, strict=False):
        if isinstance(value, ast.Starred):
            return None
        given[name] = value
    for keyword in call.keywords:
        if keyword.arg is None:
            return None
        given[keyword.arg] = keyword.value
    if server == "uvicorn" and {"uds", "fd"} & set(given):
        return None
    defaults = {"host": "127.0.0.1", "port": "5000" if server == "flask" else "8000"}
    values = {}
    for name, default in defaults.items():
        argument = given.get(name)
        text = default if argument is None else text_of(argument)
        values[name] = default if text == "None" else text
    debug = given.get("debug")
    on = isinstance(debug, ast.Constant) and debug.value is True
    start, end = span_of(document, call)
    func = call.func
    owner = getattr(getattr(func, "value", None), "id", "")
    return RunCall(
        document.path,
        f"{owner}.run",
        server,
        values["host"],
        values["port"],
        start,
        end,
        "host" in given,
        span_of(document, debug) if on and debug is not None else None,
        not conditional and UNKNOWN not in values["host"],
    )
