"""What a `gunicorn.conf.py` sets, as far as its text alone says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.command.environment import HOLE

if TYPE_CHECKING:
    import ast

DEPTH = 50
"""Nested expressions that are looked into."""


def settings_of(text: str) -> dict[str, str | list[str]] | None:
    """Names that the file binds, with their texts; `HOLE` for what it computes.

    None where the file cannot be read, or where it may bind any name (`import *`, `globals()`).
    """
    import ast

    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found: dict[str, str | list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            return None
        if isinstance(node, ast.Name) and node.id in ("globals", "locals", "vars", "exec", "eval"):
            return None
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                found[alias.asname or alias.name.partition(".")[0]] = HOLE
        elif isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            found[node.id] = HOLE
    bound: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound[node.id] = bound.get(node.id, 0) + 1
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            name = statement.targets[0]
            if isinstance(name, ast.Name) and bound.get(name.id) == 1:
                found[name.id] = _value(statement.value)
    return found


def _value(node: ast.expr) -> str | list[str]:
    import ast

    if isinstance(node, (ast.List, ast.Tuple)):
        return [text_of(element, 0) for element in node.elts]
    return text_of(node, 0)


def text_of(node: ast.expr, depth: int = 0) -> str:
    """The text of an expression, with `HOLE` for each part that is not written down."""
    import ast

    if depth > DEPTH:
        return HOLE
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else HOLE
            for part in node.values
        )
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return text_of(node.left, depth + 1) + text_of(node.right, depth + 1)
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "format"
        and isinstance(node.func.value, ast.Constant)
        and isinstance(node.func.value.value, str)
    ):
        import re

        return re.sub(r"\{[^{}]*\}", HOLE, node.func.value.value)
    if (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Mod)
        and isinstance(node.left, ast.Constant)
        and isinstance(node.left.value, str)
    ):
        import re

        return re.sub(r"%(?:\(\w+\))?[sd]", HOLE, node.left.value)
    return HOLE
