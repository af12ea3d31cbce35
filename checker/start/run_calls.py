"""`python app.py`: the call in that file that starts a server, `app.run(…)` or `uvicorn.run(…)`."""

from __future__ import annotations

import ast

from checker.base.records import NamedTuple
from checker.python.names.applications import Applications
from checker.python.names.conditions import never_on_import
from checker.python.names.resolve_module import State, find_module
from checker.start.environment import UNKNOWN, render
from checker.start.processes import join
from checker.start.python_settings import parts_of, span_of
from checker.start.servers.from_python import CALLS, CLASSES, HARMLESS, NAMES, WORDS, Listening
from checker.start.servers.service import python_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document
    from checker.platform.environment import Environment
    from checker.project.project import Project
    from checker.start.processes import Process

_DEPTH = 4
"""Functions that call each other up to the one that starts the server."""


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
    advice: str = ""
    """What to pass, with `{name}` for the variable of the port."""


def run_call_of(project: Project, process: Process) -> RunCall | None:
    """The call that serves, where `process` runs a file with exactly one that is understood."""
    script = script_of(project, process, WORDS)
    found = [] if script is None else list(script.calls())
    if len(found) != 1 or found[0] is None:
        return None
    return found[0]


def script_of(project: Project, process: Process, words: tuple[str, ...]) -> PythonScript | None:
    """The file that `process` runs, if it has one of the words and is understood."""
    path = _file(project, process) if process.python else None
    document = project.document(path) if path else None
    if document is None or path is None or not document.complete:
        return None
    if not any(word in document.text for word in words):
        return None
    folder = path.rpartition("/")[0]
    applications = Applications(project.tree, (folder,), project.document)
    names = applications.names(path)
    if names is None or names.doubtful:
        return None
    return PythonScript(document, applications, names.tree, process.environment)


def _file(project: Project, process: Process) -> str | None:
    """The file that Python runs: the script, the module, or a package's `__main__`."""
    if not process.module:
        path = join(process.directory, process.path, process.environment.home)
        shebang = bool(process.shebang)
        return path if path and (path.endswith(".py") or shebang) else None
    paths = (process.directory, *python_path(process.environment))
    found = find_module(project.tree, process.path, paths, project.document)
    if found.state is State.FOUND and found.is_package:
        found = find_module(project.tree, f"{process.path}.__main__", paths, project.document)
    return found.path if found.state is State.FOUND else None


class PythonScript:
    """One file that is run as a program."""

    def __init__(
        self,
        document: Document,
        applications: Applications,
        tree: ast.Module,
        environment: Environment,
    ) -> None:
        self.document = document
        self.applications = applications
        self.tree = tree
        self.environment = environment
        self.assigned: dict[str, list[ast.expr]] = {}
        self.functions: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        self.assigned.setdefault(target.id, []).append(node.value)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                if node.value is not None:
                    self.assigned.setdefault(node.target.id, []).append(node.value)
            elif isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name):
                self.assigned.setdefault(node.optional_vars.id, []).append(node.context_expr)
        for statement in tree.body:
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self.functions[statement.name] = statement
        self._called: set[str] = set()

    def calls(self) -> Iterator[RunCall | None]:
        """Every call that serves, in order; None for one that is not understood."""
        for call, conditional in self.reached(self.tree.body, False, 0):
            if not isinstance(call.func, (ast.Attribute, ast.Name)):
                continue
            listening = self.listening(call)
            if listening is not None:
                yield self.read(call, listening, conditional)
            elif self.may_serve(call):
                yield None

    def reached(
        self, body: list[ast.stmt], conditional: bool, depth: int
    ) -> Iterator[tuple[ast.Call, bool]]:
        """The calls that are made when the file is run as a program."""
        for statement in body:
            if isinstance(statement, ast.If):
                main = never_on_import(statement.test) and isinstance(statement.test, ast.Compare)
                yield from self.reached(statement.body, conditional or not main, depth)
                yield from self.reached(statement.orelse, True, depth)
            elif isinstance(statement, ast.Try):
                yield from self.reached(statement.body, conditional, depth)
                for handler in statement.handlers:
                    yield from self.reached(handler.body, True, depth)
                yield from self.reached(statement.orelse, conditional, depth)
            elif isinstance(statement, (ast.With, ast.AsyncWith)):
                for item in statement.items:
                    yield from self.inside(item.context_expr, conditional, depth)
                yield from self.reached(statement.body, conditional, depth)
            elif isinstance(statement, (ast.For, ast.While)):
                yield from self.reached(statement.body, True, depth)
            elif isinstance(statement, (ast.Expr, ast.Assign, ast.AnnAssign, ast.Return)):
                value = statement.value
                yield from () if value is None else self.inside(value, conditional, depth)

    def inside(
        self, node: ast.expr, conditional: bool, depth: int
    ) -> Iterator[tuple[ast.Call, bool]]:
        """The calls in an expression, and those of the file's own functions that it calls."""
        if isinstance(node, ast.Lambda):
            return
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            function = self.functions.get(name)
            if function is not None and depth < _DEPTH and name not in self._called:
                self._called.add(name)
                yield from self.reached(function.body, conditional, depth + 1)
            yield node, conditional
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.keyword):
                child = child.value  # noqa: PLW2901
            if isinstance(child, ast.expr):
                yield from self.inside(child, conditional, depth)

    def listening(self, call: ast.Call) -> Listening | None:
        """What a call listens on, if it starts a server that is understood."""
        dotted = self.applications.dotted(call.func, self.document.path)
        if dotted in CALLS:
            return CALLS[dotted]
        if not isinstance(call.func, ast.Attribute):
            return None
        owner = call.func.value
        while isinstance(owner, ast.Call) and isinstance(owner.func, ast.Attribute):
            if owner.func.attr != "queue":
                break
            owner = owner.func.value  # `demo.queue().launch()`
        made = self.class_of(owner)
        return CLASSES.get(f"{made}.{call.func.attr}") if made else None

    def class_of(self, owner: ast.expr) -> str:
        """The dotted class of an object; empty if that is not certain."""
        if isinstance(owner, ast.Call):
            return self.applications.dotted(owner.func, self.document.path)
        if not isinstance(owner, ast.Name):
            return ""
        kind = self.applications.kind(self.document.path, "", owner.id, False)
        if kind is not None:
            return {"Flask": "flask.Flask", "APIFlask": "flask.Flask", "Eve": "flask.Flask",
                    "Quart": "quart.Quart", "Sanic": "sanic.Sanic",
                    "Bottle": "bottle.Bottle"}.get(kind.name, "")  # fmt: skip
        made = {
            self.applications.dotted(value.func, self.document.path)
            if isinstance(value, ast.Call)
            else ""
            for value in self.assigned.get(owner.id, ())
        }
        return made.pop() if len(made) == 1 else ""

    def may_serve(self, call: ast.Call) -> bool:
        """Whether a call may start a server that is not understood: `something.run()`."""
        func = call.func
        if not isinstance(func, ast.Attribute) or func.attr not in ("run", "launch", "run_server"):
            return False
        root = func.value
        while isinstance(root, ast.Attribute):
            root = root.value
        return not (isinstance(root, ast.Name) and root.id in HARMLESS)

    def read(self, call: ast.Call, listening: Listening, conditional: bool) -> RunCall | None:
        """The call's address; None if it may be given in a way that is not understood."""
        given: dict[str, ast.expr] = {}
        for name, value in zip(listening.arguments, call.args, strict=False):
            if isinstance(value, ast.Starred):
                return None
            given[name] = value
        for keyword in call.keywords:
            if keyword.arg is None:
                return None
            given[NAMES.get(keyword.arg, keyword.arg)] = keyword.value
        if "config" in given and listening.nested:
            return self.nested(call, listening, given["config"], conditional)
        if listening.elsewhere & set(given):
            return None
        host, port = self.text(given.get("host")), self.text(given.get("port"))
        if "address" in given:
            host, port = self.pair(given["address"])
        default = listening.host(self.environment), listening.port(self.environment)
        host = default[0] if host in (None, "None") else host
        port = default[1] if port in (None, "None") else port
        if host is None or port is None:
            return None
        debug = given.get("debug") if listening.server == "flask" else None
        on = isinstance(debug, ast.Constant) and debug.value is True
        start, end = span_of(self.document, call)
        return RunCall(
            self.document.path,
            ast.unparse(call.func)[:80],
            listening.server,
            host,
            port,
            start,
            end,
            "host" in given or "address" in given,
            span_of(self.document, debug) if on and debug is not None else None,
            not conditional and UNKNOWN not in host,
            listening.advice,
        )

    def nested(
        self, call: ast.Call, listening: Listening, config: ast.expr, conditional: bool
    ) -> RunCall | None:
        """`uvicorn.Server(uvicorn.Config(app, …))`."""
        values = self.assigned.get(config.id, []) if isinstance(config, ast.Name) else [config]
        if len(values) != 1 or not isinstance(values[0], ast.Call):
            return None
        inner = values[0]
        if self.applications.dotted(inner.func, self.document.path) != listening.nested:
            return None
        found = self.read(inner, CALLS["uvicorn.run"], conditional)
        return found and found._replace(name=ast.unparse(call.func)[:80])

    def text(self, node: ast.expr | None, depth: int = 0) -> str | None:
        """What an expression comes to in the process's environment; None where there is none."""
        if node is None:
            return None
        if isinstance(node, ast.Name) and depth < _DEPTH:
            values = self.assigned.get(node.id, [])
            return self.text(values[0], depth + 1) if len(values) == 1 else UNKNOWN
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("int", "str")
            and len(node.args) == 1
        ):
            return self.text(node.args[0], depth + 1)
        return render(parts_of(node, (0, 0)), self.environment).text

    def pair(self, node: ast.expr) -> tuple[str, str]:
        """`(host, port)`, a port alone, or what gives one: `eventlet.listen(("", 80))`."""
        if isinstance(node, ast.Name):
            values = self.assigned.get(node.id, [])
            if len(values) == 1:
                node = values[0]
        if isinstance(node, ast.Call) and node.args:
            node = node.args[0]
        if isinstance(node, (ast.Tuple, ast.List)) and len(node.elts) == 2:
            host, port = (self.text(each) or "" for each in node.elts)
            return host, port
        text = self.text(node) or ""
        if " " in text:
            return UNKNOWN, UNKNOWN
        if text.isdigit():
            return "", text
        host, colon, port = text.rpartition(":")
        return (host, port) if colon and UNKNOWN not in text else (UNKNOWN, UNKNOWN)
