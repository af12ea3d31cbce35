"""Syntax by version: what an older Python refuses."""

from __future__ import annotations

from checker.base import regex as re
from checker.python.syntax.lines import source_lines
from checker.python.syntax.relaxed_grammar import relaxed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_FUTURES = {
    "nested_scopes": (2, 1), "generators": (2, 2), "division": (2, 2), "absolute_import": (2, 5),
    "with_statement": (2, 5), "print_function": (2, 6), "unicode_literals": (2, 6),
    "barry_as_FLUFL": (3, 1), "generator_stop": (3, 5), "annotations": (3, 7),
}  # fmt: skip


_LEAVES = frozenset({"ctx", "op", "ops", "id", "attr", "arg", "kind", "type_comment", "lineno"})
"""Fields in which no node stands that a version brought; `@` is seen at its `BinOp`."""
_OF_OLD = frozenset({"Name", "Attribute", "Expr", "keyword", "alias", "Assign", "If"})
"""The nodes that every Python 3 has, and most of a tree."""


def too_new(tree: Any, data: bytes, python: tuple[int, int]) -> tuple[int, int] | None:
    """The 1-based line and column of the first syntax that `python` does not have."""
    first = first_newer(tree, data, python)
    return None if first is None else first[0]


def first_newer(
    tree: Any, data: bytes, python: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first syntax that `python` does not have: line and column, the version that has it."""
    return min(((place, since) for since, place in _newer(tree, data, python)), default=None)


def newest_syntax(tree: Any, data: bytes, python: tuple[int, int]) -> tuple[int, int]:
    """The version that brought the newest syntax of a file; `python` where none is newer."""
    return max((since for since, _ in _newer(tree, data, python)), default=python)


def _newer(
    tree: Any, data: bytes, python: tuple[int, int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """All syntax that `python` does not have: the version that brought it, line and column."""
    lines = source_lines(data)
    statement = python[0] == 2 and b"print_function" not in data
    for node in _walk(tree):
        if python[0] == 3 and type(node).__name__ in _OF_OLD:
            continue
        since = _since(node, lines, python)
        if statement and _prints(node) and node.keywords:
            since = 3, 0  # `print(a, end="")` is no statement
        if since is not None and python < since:
            yield since, (getattr(node, "lineno", 1), getattr(node, "col_offset", 0))


def _prints(node: Any) -> bool:
    """Whether a node calls `print`."""
    return type(node).__name__ == "Call" and getattr(node.func, "id", "") == "print"


def _walk(tree: Any) -> Iterator[Any]:
    """All nodes of a tree in no particular order, those left out that stand in every syntax."""
    from _ast import AST  # noqa: PLC0415  gate: a clean run parses nothing

    todo = [tree]
    fields: dict[type, list[str]] = {}
    while todo:
        node = todo.pop()
        yield node
        kind = type(node)
        if kind not in fields:
            fields[kind] = [field for field in node._fields if field not in _LEAVES]
        for field in fields[kind]:
            value = getattr(node, field, None)
            if isinstance(value, list):
                todo += [item for item in value if isinstance(item, AST)]
            elif isinstance(value, AST):
                todo.append(value)


def _since(node: Any, lines: list[bytes], python: tuple[int, int]) -> tuple[int, int] | None:
    """The version that brought this node's syntax; None for what Python 2.7 and 3.0 had."""
    name = type(node).__name__
    if python[0] == 2:
        for field in ("id", "name", "attr", "arg", "module"):
            word = getattr(node, field, None)
            if isinstance(word, str) and not word.isascii():
                return 3, 0
        if name == "Attribute" and node.attr in ("print", "exec", "None"):
            return 3, 0
    if name in _NODES and name not in ("AsyncWith", "AsyncFor", "AnnAssign"):
        return _NODES[name]
    if name == "arguments":
        if node.posonlyargs:
            return 3, 8
        if python[0] == 2 and node.kwonlyargs:
            return 3, 0
    elif name in ("FunctionDef", "ClassDef", "Call"):
        return _definition(node, name, lines, python)
    elif name in ("List", "Tuple", "Set"):
        starred = [e for e in node.elts if type(e).__name__ == "Starred"]
        if starred and type(node.ctx).__name__ == "Load" if name != "Set" else starred:
            return 3, 5
        if starred and python[0] == 2:
            return 3, 0
    elif name == "Dict":
        return (3, 5) if None in node.keys else None
    elif name == "ImportFrom":
        if node.module == "__future__" and not node.level:
            return max(_FUTURES.get(alias.name, (9, 9)) for alias in node.names)
    elif name == "Constant" and node.value is ... and python[0] == 2:
        return 3, 0
    elif name == "Constant":
        return _constant(node, lines, python)
    elif name == "FormattedValue":
        return 3, 6
    elif name in ("BinOp", "AugAssign"):
        return (3, 5) if type(node.op).__name__ == "MatMult" else None
    elif name == "comprehension":
        return (3, 6) if node.is_async else None
    elif name == "Raise" and python[0] == 2:
        return (3, 0) if node.cause is not None else None
    elif name in ("With", "AsyncWith") and any(i.optional_vars for i in node.items):
        return (3, 9) if _parenthesised(node, lines) else _NODES.get(name)
    return relaxed(node, name, lines) or _NODES.get(name)


def _definition(
    node: Any, name: str, lines: list[bytes], python: tuple[int, int]
) -> tuple[int, int] | None:
    if getattr(node, "type_params", None):
        return 3, 12
    if name == "Call":
        stars = sum(type(a).__name__ == "Starred" for a in node.args)
        doubles = sum(k.arg is None for k in node.keywords)
        after = (
            any(type(a).__name__ == "Starred" for a in node.args[:-1])
            and type(node.args[-1]).__name__ != "Starred"
        )
        named = [k.arg is None for k in node.keywords]
        if stars > 1 or doubles > 1 or after or (True in named[:-1] and not named[-1]):
            return 3, 5
        return None
    if name == "FunctionDef" and python[0] == 2:
        parts = node.args
        every = [*parts.args, *parts.kwonlyargs, *filter(None, (parts.vararg, parts.kwarg))]
        if node.returns is not None or any(a.annotation is not None for a in every):
            return 3, 0
    if name == "ClassDef" and python[0] == 2 and node.keywords:
        return 3, 0
    for decorator in node.decorator_list:
        inner = decorator.func if type(decorator).__name__ == "Call" else decorator
        while type(inner).__name__ == "Attribute":
            inner = inner.value
        before = lines[decorator.lineno - 1][: decorator.col_offset]
        if type(inner).__name__ != "Name" or b"(" in before:
            return 3, 9
    return None


def _constant(node: Any, lines: list[bytes], python: tuple[int, int]) -> tuple[int, int] | None:
    """Underscores in numbers; the prefixes of strings that a version does not have."""
    if isinstance(node.value, (int, float, complex)) and not isinstance(node.value, bool):
        text = lines[node.lineno - 1][node.col_offset : node.end_col_offset]
        return (3, 6) if b"_" in text and node.lineno == node.end_lineno else None
    if python == (3, 2) and getattr(node, "kind", None) == "u":
        return 3, 3
    return None


def _parenthesised(node: Any, lines: list[bytes]) -> bool:
    """Whether all items of a `with` stand in one pair of parentheses."""
    last = node.items[-1].optional_vars or node.items[-1].context_expr
    header = lines[node.lineno - 1 : last.end_lineno]
    rest = b"\n".join([header[-1][last.end_col_offset :], *lines[last.end_lineno :][:20]])
    header[-1] = header[-1][: last.end_col_offset]
    header[0] = header[0][node.col_offset :]
    text = b"\n".join(header).partition(b"with")[2].lstrip(b" \t\\\r\n")
    if not text.startswith(b"(") or not rest.lstrip(b" \t\r\n,").startswith(b")"):
        return False
    depth = 0
    for bracket in re.findall(rb"[()]", text):
        depth += 1 if bracket == b"(" else -1
        if not depth:
            return False  # the first pair ends before the last item does
    return True


_NODES = {
    "NamedExpr": (3, 8),
    "Match": (3, 10),
    "TryStar": (3, 11),
    "TypeAlias": (3, 12),
    "TemplateStr": (3, 14),
    "JoinedStr": (3, 6),
    "AnnAssign": (3, 6),
    "AsyncFunctionDef": (3, 5),
    "AsyncFor": (3, 5),
    "AsyncWith": (3, 5),
    "Await": (3, 5),
    "YieldFrom": (3, 3),
    "Nonlocal": (3, 0),
}
