"""What a module's top level binds: the names that `module:name` can find after its import.

A binding counts however it is made: an assignment, `def`, `class`, `import`, inside `if`, `try`,
`with` or a loop. The body of `if __name__ == "__main__":` does not run on import.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

from checker.records import NamedTuple

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator


class Binds(enum.Enum):
    """Whether a name is bound after the import."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Binding(NamedTuple):
    """One statement that binds a name."""

    node: ast.AST
    """The value that is assigned, the `def`, the `class` or the import statement."""
    line: int
    """1-based."""
    conditional: bool
    """Whether it stands inside another statement."""
    whole: bool = True
    """Whether the name gets `node` itself, not a part of it (an unpacked tuple, a loop's item)."""


class Names:
    """A module's top level.

    Attributes:
        tree: the syntax tree.
        bound: each name with its bindings in order.
        main_only: names that are bound only where the file is run as a program, with their lines.
        doubtful: whether names may be bound in ways that are not read: `import *`, `globals()`, …
        stars: the modules that are imported with `*`, with the level of a relative import.
        imports: whether anything is imported at all.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.bound: dict[str, list[Binding]] = {}
        self.main_only: dict[str, int] = {}
        self.doubtful = False
        self.stars: list[tuple[str, int]] = []
        self.imports = False

    def binds(self, name: str) -> Binds:
        """Whether the module has that name after its import."""
        if name in self.bound:
            return Binds.YES
        return Binds.MAYBE if self.doubtful or self.stars else Binds.NO

    def last(self, name: str) -> Binding | None:
        """The binding that certainly counts; None where a condition decides, or none is whole."""
        found = self.bound.get(name)
        if not found or found[-1].conditional or not found[-1].whole:
            return None
        return found[-1]


def quickly_bound(text: str, name: str) -> bool:
    """Whether the text alone shows that the module binds `name`: no syntax tree is needed.

    False says nothing: `names_of` has to tell.
    """
    word = re.escape(name)
    pattern = rf"^(?:{word}[ \t]*(?::[^=\n]*)?=(?!=)|(?:async[ \t]+)?(?:def|class)[ \t]+{word}\b)"
    found = re.search(pattern, text, re.MULTILINE)
    if found is None:
        return False
    # An assignment in a docstring is none: before it as many opening as closing quotes.
    return all(text.count(quotes, 0, found.start()) % 2 == 0 for quotes in ('"""', "'''"))


def names_of(text: str) -> Names | None:
    """The names of a module; None where this Python cannot parse it (Python 2, half-written)."""
    import ast
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        names = Names(tree)
        _Reader(names).body(tree.body, conditional=False)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return names


class _Reader:
    """Walks the statements that run on import."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.main = False

    def bind(self, name: str, node: ast.AST, conditional: bool, whole: bool = True) -> None:
        line = getattr(node, "lineno", 1)
        if self.main:
            self.names.main_only.setdefault(name, line)
        else:
            self.names.bound.setdefault(name, []).append(Binding(node, line, conditional, whole))

    def body(self, statements: list[ast.stmt], conditional: bool) -> None:
        for statement in statements:
            self.statement(statement, conditional)

    def statement(self, node: ast.stmt, conditional: bool) -> None:
        import ast

        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if node.name == "__getattr__":
                self.names.doubtful = True
            self.bind(node.name, node, conditional)
            for inner in ast.walk(node):
                if isinstance(inner, ast.Global):
                    self.names.doubtful = True
            self.expressions(*node.decorator_list)
            self.dynamic(node)
            return
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            self.imported(node, conditional)
            return
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self.target(target, node.value, conditional)
        elif isinstance(node, ast.AnnAssign):
            if node.value is not None:
                self.target(node.target, node.value, conditional)
        elif isinstance(node, ast.AugAssign):
            self.target(node.target, node, conditional, whole=False)
        elif isinstance(node, ast.Delete):
            self.names.doubtful = True
        elif isinstance(node, ast.If):
            self.branches(node, conditional)
            return
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            self.target(node.target, node, True, whole=False)
        for inner in ast.iter_child_nodes(node):
            if isinstance(inner, ast.expr):
                self.expressions(inner)
            elif isinstance(inner, ast.stmt):
                self.statement(inner, True)
            else:
                self.nested(inner)

    def nested(self, node: ast.AST) -> None:
        """Handlers, `with` items and `match` cases."""
        import ast

        if isinstance(node, ast.ExceptHandler):
            self.body(node.body, True)
            return
        if isinstance(node, ast.withitem) and node.optional_vars is not None:
            self.target(node.optional_vars, node.context_expr, True, whole=False)
        for inner in ast.iter_child_nodes(node):
            if isinstance(inner, ast.stmt):
                self.statement(inner, True)
            elif isinstance(inner, ast.expr):
                self.expressions(inner)
            else:
                name = getattr(inner, "name", None)
                if isinstance(name, str):
                    self.bind(name, inner, True, whole=False)
                self.nested(inner)

    def branches(self, node: ast.If, conditional: bool) -> None:
        self.expressions(node.test)
        never = never_on_import(node.test)
        if never:
            before, self.main = self.main, True
            self.body(node.body, True)
            self.main = before
        else:
            self.body(node.body, True)
        self.body(node.orelse, conditional if never else True)

    def imported(self, node: ast.Import | ast.ImportFrom, conditional: bool) -> None:
        import ast

        self.names.imports = True
        for alias in node.names:
            if alias.name == "*" and isinstance(node, ast.ImportFrom):
                if not self.main:
                    self.names.stars.append((node.module or "", node.level))
            else:
                name = alias.asname or alias.name
                if isinstance(node, ast.Import) and not alias.asname:
                    name = alias.name.partition(".")[0]
                self.bind(name, node, conditional)

    def target(
        self, target: ast.expr, value: ast.AST, conditional: bool, whole: bool = True
    ) -> None:
        import ast

        if isinstance(target, ast.Name):
            self.bind(target.id, value, conditional, whole)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for element in target.elts:
                self.target(element, value, conditional, whole=False)
        elif isinstance(target, ast.Starred):
            self.target(target.value, value, conditional, whole=False)
        elif isinstance(target, ast.Subscript):
            self.expressions(target.value)

    def expressions(self, *nodes: ast.expr) -> None:
        """Assignment expressions, and calls that may bind anything."""
        import ast

        for node in nodes:
            for inner in _outside_functions(node):
                if isinstance(inner, ast.NamedExpr):
                    self.target(inner.target, inner.value, True)
                elif isinstance(inner, ast.Call):
                    self.dynamic(inner.func)

    def dynamic(self, node: ast.AST) -> None:
        """`globals()` and `sys.modules` anywhere below `node`, `exec` where it is called."""
        import ast

        if isinstance(node, ast.Name) and node.id in ("exec", "execfile", "vars", "locals"):
            self.names.doubtful = True
        for inner in ast.walk(node):
            name = getattr(inner, "attr", "") or getattr(inner, "id", "")
            if name == "globals" or (isinstance(inner, ast.Attribute) and name == "modules"):
                self.names.doubtful = True


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of an expression that run where it stands."""
    import ast

    todo = [node]
    while todo:
        here = todo.pop()
        yield here
        if not isinstance(here, ast.Lambda):
            todo.extend(ast.iter_child_nodes(here))


def never_on_import(test: ast.expr) -> bool:
    """Whether a condition is false on import: the main guard, `TYPE_CHECKING`, `False`, `0`."""
    import ast

    if isinstance(test, ast.Constant):
        return not test.value
    if isinstance(test, ast.Name):
        return test.id == "TYPE_CHECKING"
    if isinstance(test, ast.Attribute):
        return test.attr == "TYPE_CHECKING"
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return False
    if not isinstance(test.ops[0], ast.Eq):
        return False
    sides = (test.left, test.comparators[0])
    named = any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)
    main = any(isinstance(side, ast.Constant) and side.value == "__main__" for side in sides)
    return named and main
