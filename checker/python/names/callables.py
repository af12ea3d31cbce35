"""How what a name is bound to can be called: a function, a class, an instance of one."""

from __future__ import annotations

import ast

from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.python.names.bindings import Names

_DEPTH = 4
"""Names that are followed: `application = app`."""
FUNCTION, CLASS, INSTANCE = "function", "class", "instance"


class Signature(NamedTuple):
    """The positional arguments with which something can be called."""

    what: str
    """`function`, `class`, or `instance` (of a class with `__call__`)."""
    is_async: bool
    least: int
    most: int | None
    """None if any number will do."""
    line: int
    """1-based: the function, or the class."""

    def takes(self, number: int) -> bool:
        """Whether it can be called with so many positional arguments."""
        return self.least <= number and (self.most is None or number <= self.most)


def signature_of(names: Names, name: str, depth: int = 0) -> Signature | None:
    """What a module's name can be called with; None if that is not certain.

    Decorators, metaclasses and base classes may change it, so nothing is said where there is one.
    """
    binding = names.last(name)
    if binding is None or depth > _DEPTH:
        return None
    node = binding.node
    if isinstance(node, ast.Name):
        return signature_of(names, node.id, depth + 1)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return _function(node, FUNCTION, 0)
    if isinstance(node, ast.ClassDef):
        return _class(node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        made = names.last(node.func.id)
        if made is not None and isinstance(made.node, ast.ClassDef) and _is_plain(made.node):
            call = _method(made.node, "__call__")
            if call is not None and _method(made.node, "__new__") is None:
                return _function(call, INSTANCE, 1)
    return None


def _is_plain(node: ast.ClassDef) -> bool:
    bases = [base for base in node.bases if getattr(base, "id", "") != "object"]
    if bases or node.keywords or node.decorator_list:
        return False
    return not any(isinstance(each, (ast.If, ast.Try, ast.With, ast.For)) for each in node.body)


def _class(node: ast.ClassDef) -> Signature | None:
    if not _is_plain(node) or _method(node, "__new__") is not None:
        return None
    if any(
        isinstance(target, ast.Name) and target.id in ("__init__", "__new__", "__call__")
        for each in node.body
        if isinstance(each, ast.Assign)
        for target in each.targets
    ):
        return None
    made = _method(node, "__init__")
    if made is None:
        return Signature(CLASS, False, 0, 0, node.lineno)
    return _function(made, CLASS, 1)


def _method(node: ast.ClassDef, name: str) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    found = [
        each
        for each in node.body
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)) and each.name == name
    ]
    return found[-1] if found else None


def _function(
    node: ast.FunctionDef | ast.AsyncFunctionDef, what: str, bound: int
) -> Signature | None:
    """A function's; `bound` parameters are given already (`self`)."""
    given = node.args
    required_by_name = any(default is None for default in given.kw_defaults)
    if node.decorator_list or required_by_name:
        return None
    number = len(given.posonlyargs) + len(given.args)
    least = max(number - len(given.defaults) - bound, 0)
    most = None if given.vararg is not None else max(number - bound, 0)
    is_async = isinstance(node, ast.AsyncFunctionDef)
    return Signature(what, is_async, least, most, node.lineno)


def gives_only(node: ast.AST) -> str:
    """The constant that a function always gives, as Python writes it; empty if it may be more.

    It is `None` without a `return` that has a value.
    """
    if not isinstance(node, ast.FunctionDef) or node.decorator_list:
        return ""
    found = {"None"} if not isinstance(node.body[-1], ast.Return) else set()
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        each = waiting.pop()
        if isinstance(each, (ast.Yield, ast.YieldFrom, ast.Raise, ast.Try)):
            return ""
        if isinstance(each, ast.Return):
            value = ast.Constant(None) if each.value is None else each.value
            if not isinstance(value, ast.Constant):
                return ""
            found.add(ast.unparse(value))
        if not isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(each))
    return found.pop() if len(found) == 1 else ""


def is_plain_value(node: ast.AST) -> bool:
    """Whether an expression is a constant or a display, which cannot be called."""
    return isinstance(
        node,
        (ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.JoinedStr, ast.ListComp,
         ast.DictComp, ast.SetComp),
    )  # fmt: skip
