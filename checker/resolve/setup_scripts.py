"""What a setup.py would do in a build, as far as its text says: read, and never run.

Statements are followed from the top, as far as they are certain to be reached. What stops them
there ends every build. What may stop them makes it uncertain whether a build works.
"""

from __future__ import annotations

import ast

from checker.base.records import NamedTuple
from checker.data.stdlib import has_module
from checker.python.syntax.parse import parse
from checker.resolve.beside import may_stop
from checker.resolve.setup_conditions import holds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_BUILDS = frozenset({"setuptools", "pkg_resources", "distutils", "wheel", "pip", "_distutils_hack"})
"""What a build has, or what only its releases decide."""
_COMMANDS = frozenset({"egg_info", "bdist_wheel", "build", "build_py", "install", "dist_info"})
"""The commands of setuptools that every build of a wheel runs."""
_GONE = ("pip.req", "pip.download")
"""What scripts import of pip, and no pip from 10 on has."""
_DEPTH = 4
"""Functions that are followed into each other."""


class Script(NamedTuple):
    """What comes of a setup.py."""

    fails: str = ""
    """What it stops with, as text: `raise RuntimeError`; empty if nothing certain stops it."""
    unsure: bool = False
    """Whether something may stop it."""
    wants: tuple[str, ...] = ()
    """What the build asks pip for before it begins, as requirements."""


def read_script(
    data: bytes,
    python: tuple[int, int],
    brought: Iterable[str],
    has: Callable[[str], bool],
    read: Callable[[str], bytes | None],
) -> Script:
    """What a build with this setup.py comes to.

    Args:
        data: the file.
        python: the Python of the build.
        brought: the modules that the build's own requirements bring.
        has: whether a file or a module lies beside it.
        read: the content of a file beside it; None if there is none.
    """
    parsed = parse(data, python)
    if parsed.error:
        return Script(f"a syntax error in line {parsed.line}")
    if parsed.tree is None:
        return Script(unsure=True)
    reader = _Reader(parsed.tree, python, frozenset(brought) | _BUILDS, has, read)
    reader.run(parsed.tree.body, 0)
    reader.unsure |= not reader.fails and b"setup" not in data.replace(b"setuptools", b"")
    wants = tuple(reader.wants)
    return Script("", True, wants) if reader.unsure else Script(reader.fails, False, wants)


class _Reader:
    def __init__(
        self, tree: ast.Module, python: tuple[int, int], brought: frozenset[str],
        has: Callable[[str], bool], read: Callable[[str], bytes | None],
    ) -> None:  # fmt: skip
        self.python = python
        self.brought = brought
        self.has = has
        self.read = read
        self.functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
        self.classes = {n.name: n for n in tree.body if isinstance(n, ast.ClassDef)}
        self.fails = ""
        self.unsure = False
        self.wants: list[str] = []

    def run(self, body: list[ast.stmt], depth: int) -> None:
        """Follow statements until one of them stops the build."""
        for statement in body:
            if self.fails:
                return
            if isinstance(statement, ast.Return) and depth:
                return
            self._statement(statement, depth)

    def _statement(self, node: ast.stmt, depth: int) -> None:
        if _stops(node):
            self.fails = _shown(node)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                self._import(alias.name)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            self._import(node.module)
        elif isinstance(node, ast.If):
            self._condition(node, depth)
        elif isinstance(node, ast.With):
            self._opens(*(item.context_expr for item in node.items))
            self.run(node.body, depth)
        elif isinstance(node, (ast.Try, ast.For, ast.While)):
            self.unsure |= any(map(_stops, ast.walk(node)))
        elif isinstance(node, (ast.Expr, ast.Assign)) and isinstance(node.value, ast.Call):
            self._opens(node.value)
            self._call(node.value, depth)

    def _opens(self, *expressions: ast.expr) -> None:
        """A file that is read, and does not lie beside the script."""
        nodes = [node for each in expressions for node in ast.walk(each)]
        if any(isinstance(node, (ast.IfExp, ast.BoolOp, ast.Lambda)) for node in nodes):
            return
        for node in nodes:
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) in ("open", "io.open", "codecs.open")
                and len(node.args) == 1
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
                and not self.has(node.args[0].value)
            ):
                self.fails = f"open({node.args[0].value!r})"

    def _import(self, dotted: str) -> None:
        if dotted in _GONE:
            self.fails = f"import {dotted}"
            return
        module = dotted.partition(".")[0]
        self.unsure |= module == "pip"  # since pip 23.1 a build has none
        if module == "__future__" or module in self.brought:
            return
        if self.has(module):
            self.unsure |= may_stop(dotted, self.python, self.brought, self.read)
            return
        if not has_module(module, self.python):
            self.fails = f"import {module}"

    def _condition(self, node: ast.If, depth: int) -> None:
        known = holds(node.test, self.python)
        if known is not None:
            self.run(node.body if known else node.orelse, depth)
            return
        for body in (node.body, node.orelse):
            self.run(body, depth)
            stops = self.fails and not self.fails.startswith("import ")
            self.unsure |= bool(stops) or any(isinstance(each, ast.Return) for each in body)
            self.fails = ""

    def _call(self, call: ast.Call, depth: int) -> None:
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        own = self.functions.get(name)
        if own is not None and depth < _DEPTH:
            self.run(own.body, depth + 1)
        for keyword in call.keywords:
            if keyword.arg == "cmdclass" and isinstance(keyword.value, ast.Dict):
                for key, value in zip(keyword.value.keys, keyword.value.values, strict=True):
                    self._command(key, value)
            elif keyword.arg == "setup_requires":
                self._wants(keyword.value)
            elif keyword.arg == "use_2to3" and self.python[0] == 3:
                self.unsure = True  # setuptools 58 and later refuse it

    def _wants(self, value: ast.expr) -> None:
        try:
            read = ast.literal_eval(value)
        except (ValueError, TypeError, RecursionError, MemoryError):
            self.unsure = True
            return
        found = [read] if isinstance(read, str) else read
        if isinstance(found, (list, tuple)) and all(isinstance(each, str) for each in found):
            self.wants += found

    def _command(self, key: ast.expr | None, value: ast.expr) -> None:
        """A command of its own, which stops the build if its `run` does."""
        if not isinstance(key, ast.Constant) or key.value not in _COMMANDS:
            return
        own = self.classes.get(value.id) if isinstance(value, ast.Name) else None
        for node in own.body if own is not None else ():
            if isinstance(node, ast.FunctionDef) and node.name == "run":
                self.run(node.body, _DEPTH)


def _stops(node: ast.AST) -> bool:
    """Whether a statement ends the script: `raise …`, `sys.exit(…)`."""
    if isinstance(node, ast.Raise):
        return True
    call = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(call, ast.Call):
        return False
    return ast.unparse(call.func) in ("sys.exit", "exit", "quit", "os._exit", "os.abort")


def _shown(node: ast.stmt) -> str:
    """`raise RuntimeError`, `sys.exit`."""
    if not isinstance(node, ast.Raise):
        return ast.unparse(node).partition("(")[0]
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return f"raise {ast.unparse(raised)}" if raised is not None else "raise"
