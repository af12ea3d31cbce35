"""Whether a module binds a name whichever branches its conditions take."""

from __future__ import annotations

import ast

from checker.python.names.conditions import truth_on_import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.python.names.bindings import Names


def depends(names: Names, name: str) -> bool:
    """Whether a module binds a name only in some branch of an `if` or a `try`.

    A loop counts as one that runs; what functions bind is not followed.
    """
    bound = names.bound.get(name, [])
    if not bound or any(not each.conditional for each in bound):
        return False
    if any(not each.whole or isinstance(each.node, ast.Pass) for each in bound):
        return False
    return not _binds(names.tree.body, name)


def _binds(body: Sequence[ast.stmt], name: str) -> bool:
    """Whether statements that run one after the other certainly bind a name."""
    return any(_statement(each, name) for each in body)


def _does(body: Sequence[ast.stmt], name: str) -> bool:
    """Whether after a branch the name is bound, if the module goes on at all."""
    return _binds(body, name) or any(isinstance(each, ast.Raise) for each in body)


def _statement(node: ast.stmt, name: str) -> bool:
    if isinstance(node, ast.If):
        truth = truth_on_import(node.test)
        if truth is not None:
            return _binds(node.body if truth else node.orelse, name)
        if _stores(node.test, name):
            return True
        return _does(node.body, name) and _does(node.orelse, name)
    if isinstance(node, ast.Try) or type(node).__name__ == "TryStar":
        tried: ast.Try = node  # type: ignore[assignment]
        if _binds(tried.finalbody, name):
            return True
        if not _binds([*tried.body, *tried.orelse], name):
            return False
        return all(_does(handler.body, name) for handler in tried.handlers)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return node.name == name
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return any((each.asname or each.name.partition(".")[0]) == name for each in node.names)
    if isinstance(node, ast.AnnAssign) and node.value is None:
        return False
    if isinstance(node, (ast.With, ast.AsyncWith)):
        return _binds(node.body, name) or any(_stores(each, name) for each in node.items)
    inner = (each for each in ast.iter_child_nodes(node) if isinstance(each, ast.stmt))
    return _stores(node, name) or any(_statement(each, name) for each in inner)


def _stores(node: ast.AST, name: str) -> bool:
    return any(
        isinstance(each, ast.Name) and each.id == name and isinstance(each.ctx, ast.Store)
        for each in ast.walk(node)
    )
