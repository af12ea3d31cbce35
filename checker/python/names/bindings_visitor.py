"""Walks the statements of a module that run on its import, for the names that they bind."""

from __future__ import annotations

from checker.python.names.bindings import Binding
from checker.python.names.conditions import truth_on_import
from checker.python.names.function_effects import of_live_functions
from checker.python.names.side_effects import effects_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from checker.python.names.bindings import Names
    from checker.python.names.side_effects import Effects


def read(names: Names) -> None:
    """Fill `names` from its syntax tree."""
    reader = _Reader(names)
    reader.body(names.tree.body, conditional=False)
    reader.functions()


class _Reader:
    """Walks the statements that run on import."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.live: list[ast.AST] = []
        """The statements and expressions that run on import."""
        self.hidden = False
        """Whether what stands here runs only where the file is run as a program."""

    def bind(self, name: str, node: ast.AST, conditional: bool, whole: bool = True) -> None:
        line = getattr(node, "lineno", 1)
        if self.hidden:
            self.names.main_only.setdefault(name, line)
            return
        self.names.bound.setdefault(name, []).append(Binding(node, line, conditional, whole))
        if not conditional:
            self.names.perhaps.discard(name)

    def unbind(self, name: str, conditional: bool) -> None:
        if self.hidden:
            return
        if conditional:
            self.names.perhaps.add(name)
        else:
            self.names.bound.pop(name, None)
            self.names.perhaps.discard(name)

    def body(self, statements: list[ast.stmt], conditional: bool) -> None:
        for statement in statements:
            self.statement(statement, conditional)

    def statement(self, node: ast.stmt, conditional: bool) -> None:
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            self.definition(node, conditional)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            self.imported(node, conditional)
        elif isinstance(node, ast.If):
            self.branches(node, conditional)
        elif isinstance(node, ast.While) and truth_on_import(node.test) is False:
            self.body(node.orelse, conditional)
        else:
            self.other(node, conditional)

    def other(self, node: ast.stmt, conditional: bool) -> None:
        """A statement that is neither a definition, nor an import, nor an `if`."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if isinstance(node, ast.Assign):
            self.expressions(node.value)
            for target in node.targets:
                self.target(target, node.value, conditional)
            return
        if isinstance(node, ast.AnnAssign):
            if node.value is not None:
                self.expressions(node.value)
                self.target(node.target, node.value, conditional)
            return
        if isinstance(node, ast.Delete):
            for target in node.targets:
                self.deleted(target, conditional)
            return
        once = isinstance(node, (ast.With, ast.AsyncWith))
        for field, inner in ast.iter_fields(node):
            always = once or field == "finalbody"
            for each in inner if isinstance(inner, list) else [inner]:
                self.part(each, conditional if always else True)

    def part(self, node: ast.AST, conditional: bool) -> None:
        """A part of a statement: handlers, `with` items, patterns, the names that they bind."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if isinstance(node, ast.stmt):
            self.statement(node, conditional)
        elif isinstance(node, ast.expr):
            self.target(node, node, conditional, whole=False)
            self.expressions(node)
        elif isinstance(node, ast.ExceptHandler):
            if node.type is not None:
                self.expressions(node.type)
            self.body(node.body, True)
            if node.name and node.name in self.names.bound:
                self.names.perhaps.add(node.name)  # the handler's name is deleted at its end
        elif isinstance(node, ast.AST):
            for name in ("name", "rest"):
                value = getattr(node, name, None)
                if isinstance(value, str):
                    self.bind(value, node, True, whole=False)
            for inner in ast.iter_child_nodes(node):
                self.part(inner, conditional)

    def definition(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, conditional: bool
    ) -> None:
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if node.name == "__getattr__" and not self.hidden:
            self.names.doubtful = True
        self.expressions(*node.decorator_list)
        if isinstance(node, ast.ClassDef):
            self.expressions(*node.bases, *(keyword.value for keyword in node.keywords))
        else:
            given = [*node.args.defaults, *node.args.kw_defaults]
            self.expressions(*(default for default in given if default is not None))
        self.bind(node.name, node, conditional)
        if self.hidden:
            return
        if isinstance(node, ast.ClassDef):
            self.live.append(node)
            self.apply(effects_of(node, top=False), node)
        else:
            self.live.append(ast.Module([node], []))

    def branches(self, node: ast.If, conditional: bool) -> None:
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        self.expressions(node.test)
        truth = truth_on_import(node.test)
        if truth is False:
            if isinstance(node.test, ast.Compare):
                before, self.hidden = self.hidden, True
                self.body(node.body, True)
                self.hidden = before
            self.body(node.orelse, conditional)
        else:
            self.body(node.body, conditional if truth else True)
            if not truth:
                self.body(node.orelse, True)

    def imported(self, node: ast.Import | ast.ImportFrom, conditional: bool) -> None:
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        self.names.imports = True
        for alias in node.names:
            if alias.name == "*" and isinstance(node, ast.ImportFrom):
                if not self.hidden:
                    self.names.stars.append((node.module or "", node.level))
            else:
                name = alias.asname or alias.name
                if isinstance(node, ast.Import) and not alias.asname:
                    name = alias.name.partition(".")[0]
                elif getattr(node, "module", "") == "sys" and alias.name == "modules":
                    self.names.doubtful = True
                self.bind(name, node, conditional)

    def target(
        self, target: ast.expr, value: ast.AST, conditional: bool, whole: bool = True
    ) -> None:
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if isinstance(target, ast.Name):
            if isinstance(target.ctx, ast.Store):
                self.bind(target.id, value, conditional, whole)
        elif isinstance(target, (ast.Tuple, ast.List)):
            if isinstance(target.ctx, ast.Store):
                for element in target.elts:
                    self.target(element, value, conditional, whole=False)
        elif isinstance(target, ast.Starred):
            self.target(target.value, value, conditional, whole=False)
        elif target is not value:
            self.expressions(target)

    def deleted(self, target: ast.expr, conditional: bool) -> None:
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if isinstance(target, ast.Name):
            self.unbind(target.id, conditional)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for element in target.elts:
                self.deleted(element, conditional)
        else:
            self.expressions(target)

    def expressions(self, *nodes: ast.expr) -> None:
        """Assignment expressions, and calls that may bind anything."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if self.hidden:
            return
        for node in nodes:
            self.live.append(node)
            for inner in _outside_lambdas(node):
                if isinstance(inner, ast.NamedExpr):
                    self.target(inner.target, inner.value, True)
            self.apply(effects_of(node, top=True), node)

    def apply(self, effects: Effects, node: ast.AST) -> None:
        """Note what running `node` here does to the module's names."""
        for name in effects.bound:
            self.bind(name, node, True, whole=False)
        self.names.perhaps |= effects.removed & self.names.bound.keys()
        self.names.doubtful = self.names.doubtful or effects.anything

    def functions(self) -> None:
        """What functions do to the module's names, where the import may call them."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        bound, effects = of_live_functions(self.live)
        for name in bound:
            self.bind(name, ast.Pass(), True, whole=False)
        names = self.names
        names.perhaps |= effects.bound - names.bound.keys()
        names.perhaps |= effects.removed & names.bound.keys()
        names.doubtful = names.doubtful or effects.anything
        for name in effects.bound & names.bound.keys():
            last = names.bound[name][-1]
            if last.whole:
                names.bound[name].append(last._replace(conditional=True))


def _outside_lambdas(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of an expression that run where it stands."""
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    todo = [node]
    while todo:
        here = todo.pop()
        yield here
        if not isinstance(here, ast.Lambda):
            todo.extend(ast.iter_child_nodes(here))
