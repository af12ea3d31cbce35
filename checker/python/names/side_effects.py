"""Names that a module gets in other ways than by a plain binding.

`globals()["app"] = …`, `setattr(sys.modules[__name__], "app", …)`, and functions that declare a
name `global`. What is done to a name that stands there is told by name; what could be any name, as
with `exec`, is told as such.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

_READS = frozenset({"get", "keys", "items", "values", "copy", "__contains__"})
_READERS = frozenset(
    {"print", "pprint", "len", "sorted", "list", "dict", "set", "repr", "str", "id", "type"}
    | {"getattr", "hasattr", "getmembers", "dir"}
)
"""Functions that only look at what they are given."""


class Effects:
    """What running a piece of code does to the module's names beyond its plain bindings.

    Attributes:
        bound: names that it binds, as far as it is run.
        removed: names that it may remove.
        anything: whether it may bind any name.
    """

    def __init__(self) -> None:
        self.bound: set[str] = set()
        self.removed: set[str] = set()
        self.anything = False


def effects_of(node: ast.AST, top: bool) -> Effects:
    """The effects of what runs where `node` stands.

    The bodies of functions in it are left out. `top`: whether it is code of the module's top level,
    where `locals()` and `exec` are about the module too.
    """
    return _Looking(top).at(node)


class _Looking:
    def __init__(self, top: bool) -> None:
        self.effects = Effects()
        self.top = top
        self.seen: set[int] = set()

    def at(self, node: ast.AST) -> Effects:
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        for each in outside_functions(node):
            if isinstance(each, ast.Subscript):
                self.subscript(each)
            elif isinstance(each, ast.Attribute):
                self.attribute(each)
            elif isinstance(each, ast.Call):
                self.call(each)
            elif isinstance(each, ast.Compare):
                self.harmless(*each.comparators)
            elif isinstance(each, ast.keyword) and each.arg is None:
                self.harmless(each.value)
            elif isinstance(each, ast.BinOp) and isinstance(each.op, ast.Mod):
                self.harmless(each.right)
            if id(each) in self.seen:
                continue
            if self.namespace(each) or _is_modules(each) or self.runs_text(each):
                self.effects.anything = True
        return self.effects

    def harmless(self, *nodes: ast.expr) -> None:
        """Mark nodes whose use here changes nothing."""
        self.seen.update(id(node) for node in nodes)

    def namespace(self, node: ast.AST) -> bool:
        """Whether an expression is the module's own dictionary."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if isinstance(node, ast.Attribute):
            return node.attr == "__dict__" and _is_own_module(node.value)
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            return False
        if node.func.id == "globals":
            return True
        if node.func.id == "vars" and node.args:
            return _is_own_module(node.args[0])
        return self.top and node.func.id in ("vars", "locals")

    def runs_text(self, node: ast.AST) -> bool:
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        return self.top and isinstance(node, ast.Name) and node.id in ("exec", "execfile")

    def subscript(self, node: ast.Subscript) -> None:
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if self.namespace(node.value):
            self.harmless(node.value, *_modules_below(node.value))
            self.key(node.slice, node.ctx)
        elif _is_modules(node.value):
            own = _is_own_module(node)
            if isinstance(node.slice, ast.Constant) or (own and isinstance(node.ctx, ast.Load)):
                if own and id(node) not in self.seen:
                    return  # it goes somewhere, and may be changed there
                self.harmless(node.value)

    def key(self, key: ast.expr, context: ast.expr_context) -> None:
        """A key of the module's dictionary, and what is done with it."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if isinstance(context, ast.Load):
            return
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            self.effects.anything = True
        elif isinstance(context, ast.Del):
            self.effects.removed.add(key.value)
        else:
            self.effects.bound.add(key.value)

    def attribute(self, node: ast.Attribute) -> None:
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if not isinstance(node.value, ast.Subscript) or not _is_modules(node.value.value):
            return
        if isinstance(node.ctx, ast.Load):
            if node.attr != "__dict__":
                self.harmless(node.value, node.value.value)
        elif _is_own_module(node.value) and not node.attr.startswith("__"):
            self.harmless(node.value, node.value.value)
            changed = self.effects.bound
            if isinstance(node.ctx, ast.Del):
                changed = self.effects.removed
            changed.add(node.attr)
        else:
            self.effects.anything = True

    def call(self, node: ast.Call) -> None:
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        if name in _READERS:
            for given in node.args:
                self.harmless(given, *_modules_below(given))
        elif name in ("import_module", "__import__"):
            if any(isinstance(each, ast.Name) and each.id == "__name__" for each in node.args):
                self.effects.anything = True
        elif name in ("setattr", "delattr") and len(node.args) > 1 and _in_modules(node.args[0]):
            self.harmless(*node.args[:1], *_modules_below(node.args[0]))
            if _is_own_module(node.args[0]):
                self.key(node.args[1], ast.Del() if name == "delattr" else ast.Store())
            else:
                self.effects.anything = True
        elif isinstance(node.func, ast.Attribute):
            self.method(node, node.func)

    def method(self, node: ast.Call, function: ast.Attribute) -> None:
        """A call of one of the methods of a dictionary."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        name, given = function.attr, node.args
        if _is_modules(function.value):
            if all(isinstance(each, ast.Constant) for each in given[:1]) or name in _READS:
                self.harmless(function.value)
            return
        if not self.namespace(function.value):
            return
        if name in _READS:
            self.harmless(function.value)
        elif name in ("setdefault", "__setitem__", "pop", "__delitem__") and given:
            self.harmless(function.value)
            removes = name in ("pop", "__delitem__")
            self.key(given[0], ast.Del() if removes else ast.Store())
        elif name == "update":
            keys: list[ast.expr | None] = []
            for each in given:
                keys += each.keys if isinstance(each, ast.Dict) else [None]
            keys += [ast.Constant(each.arg) if each.arg else None for each in node.keywords]
            self.harmless(function.value)
            for key in keys:
                if key is None:
                    self.effects.anything = True
                else:
                    self.key(key, ast.Store())


def _is_modules(node: ast.AST) -> bool:
    """`sys.modules`."""
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    return (
        isinstance(node, ast.Attribute)
        and node.attr == "modules"
        and isinstance(node.value, ast.Name)
        and node.value.id == "sys"
    )


def _in_modules(node: ast.AST) -> bool:
    """`sys.modules[…]`."""
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    return isinstance(node, ast.Subscript) and _is_modules(node.value)


def _is_own_module(node: ast.AST) -> bool:
    """`sys.modules[__name__]`."""
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    if not isinstance(node, ast.Subscript) or not _is_modules(node.value):
        return False
    return isinstance(node.slice, ast.Name) and node.slice.id == "__name__"


def _modules_below(node: ast.AST) -> Iterator[ast.expr]:
    """The `sys.modules[…]` that an expression consists of, with their parts."""
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        if _is_modules(node) or _in_modules(node):
            yield node
        if isinstance(node, ast.Call):
            if not node.args:
                return
            node = node.args[0]
        else:
            node = node.value


def outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """A node and what is below it and runs where it stands, parents before their children."""
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    todo = [node]
    while todo:
        here = todo.pop()
        yield here
        if isinstance(here, (ast.FunctionDef, ast.AsyncFunctionDef)) and here is not node:
            todo += [*here.decorator_list, *here.args.defaults]
            todo += [default for default in here.args.kw_defaults if default is not None]
        else:
            todo.extend(ast.iter_child_nodes(here))
