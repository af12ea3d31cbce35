"""What a configuration file in Python sets (`gunicorn.conf.py`), as far as its text says it."""

from __future__ import annotations

import ast
from functools import lru_cache

from checker.base import regex as re
from checker.parsers.shell import Part, PartKind
from checker.python.syntax.host import module_tree
from checker.start.environment import UNKNOWN, Value, literal_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document

DEPTH = 50
"""Nested expressions that are looked into."""


BITS = 4_096
"""Of an integer that is shown; Python itself shows some three times as many."""
ITEMS = 64
"""Items of a list that are read."""


@lru_cache(maxsize=4)
def settings_of(document: Document, names: frozenset[str]) -> dict[str, tuple[Value, ...]] | None:
    """Those of `names` that a file binds, with their values; the items of a list have one each.

    None where the file cannot be read, or where it may bind any name (`import *`, `globals()`).
    """
    tree = module_tree(document.text)
    if tree is None:
        return None
    found: dict[str, tuple[Value, ...]] = {}
    bound: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            return None
        if isinstance(node, ast.Name) and node.id in ("globals", "locals", "vars", "exec", "eval"):
            return None
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                bound[name] = bound.get(name, 0) + 1
        elif isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            bound[node.id] = bound.get(node.id, 0) + 1
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            bound[node.name] = bound.get(node.name, 0) + 1
    found = {name: (literal_value(UNKNOWN, 0, 0),) for name in bound if name in names}
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target, value = statement.targets[0], statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            target, value = statement.target, statement.value
        else:
            continue
        if isinstance(target, ast.Name) and target.id in found and bound[target.id] == 1:
            found[target.id] = _values(document, value)
    return found


def _values(document: Document, node: ast.expr) -> tuple[Value, ...]:
    if isinstance(node, ast.Constant) and node.value is None:
        return ()  # as if it were not set
    elements = node.elts if isinstance(node, (ast.List, ast.Tuple)) else [node]
    found = []
    for element in elements[:ITEMS]:
        span = span_of(document, element)
        found.append(Value(parts_of(element, span), *span))
    return tuple(found)


def text_of(node: ast.expr) -> str:
    """The text of an expression, with `UNKNOWN` for each part that is not written down."""
    return "".join(
        part.text if part.kind is PartKind.LITERAL else UNKNOWN for part in parts_of(node, (0, 0))
    )


def parts_of(node: ast.expr, span: tuple[int, int], depth: int = 0) -> tuple[Part, ...]:
    """An expression as a shell would have it: `"0.0.0.0:" + os.environ["PORT"]` is `0.0.0.0:$PORT`.

    All parts stand at `span`.
    """
    unknown = (Part(PartKind.UNKNOWN, UNKNOWN, *span),)
    if depth > DEPTH:
        return unknown
    if isinstance(node, ast.Constant):
        if isinstance(node.value, int) and node.value.bit_length() > BITS:
            return unknown
        text = node.value if isinstance(node.value, str) else str(node.value)
        return (Part(PartKind.LITERAL, text, *span),)
    if isinstance(node, ast.JoinedStr):
        joined: list[Part] = []
        for value in node.values:
            if not isinstance(value, ast.FormattedValue):
                joined.extend(parts_of(value, span, depth + 1))
            elif value.format_spec is None and value.conversion == -1:
                joined.extend(parts_of(value.value, span, depth + 1))
            else:
                joined.extend(unknown)
        return tuple(joined)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return parts_of(node.left, span, depth + 1) + parts_of(node.right, span, depth + 1)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return _formatted(node.left, node.right, r"%(?:\(\w+\))?[sd]", span, depth)
    if isinstance(node, ast.Subscript):
        return _variable(node, node.value, node.slice, None, span) or unknown
    if isinstance(node, ast.Call):
        return _call(node, span, depth) or unknown
    return unknown


def _call(node: ast.Call, span: tuple[int, int], depth: int) -> tuple[Part, ...]:
    """`"…".format(…)`, `os.environ.get("PORT", 8000)`, `os.getenv(…)`, `str(…)`, `int(…)`."""
    func, arguments = node.func, node.args
    if node.keywords and not (isinstance(func, ast.Attribute) and func.attr == "format"):
        return ()
    if isinstance(func, ast.Name) and func.id in ("str", "int") and len(arguments) == 1:
        return parts_of(arguments[0], span, depth + 1)
    if not isinstance(func, ast.Attribute):
        return ()
    if func.attr == "format":
        given = ast.Tuple(arguments, ast.Load()) if not node.keywords else ast.Name("", ast.Load())
        return _formatted(func.value, given, r"\{[^{}]*\}", span, depth)
    if not 1 <= len(arguments) <= 2:
        return ()
    default = parts_of(arguments[1], span, depth + 1) if len(arguments) == 2 else None
    if func.attr == "get":
        return _variable(node, func.value, arguments[0], default, span)
    if func.attr == "getenv" and isinstance(func.value, ast.Name):
        return _variable(node, func, arguments[0], default, span)
    return ()


def _variable(
    node: ast.expr,
    owner: ast.expr,
    name: ast.expr,
    default: tuple[Part, ...] | None,
    span: tuple[int, int],
) -> tuple[Part, ...]:
    """A variable of the environment, with its default; empty for anything else."""
    if not isinstance(name, ast.Constant) or not isinstance(name.value, str):
        return ()
    if (getattr(owner, "attr", "") or getattr(owner, "id", "")) not in ("environ", "getenv"):
        return ()
    if isinstance(owner, ast.Attribute) and getattr(owner.value, "id", "") != "os":
        return ()
    if default is not None:
        return (Part(PartKind.VARIABLE, name.value, *span, name.value, "-", default),)
    return (Part(PartKind.VARIABLE, ast.unparse(node), *span, name.value),)


def _formatted(
    template: ast.expr, given: ast.expr, pattern: str, span: tuple[int, int], depth: int
) -> tuple[Part, ...]:
    """A format with its values in order; holes where they cannot be told apart."""
    if not isinstance(template, ast.Constant) or not isinstance(template.value, str):
        return (Part(PartKind.UNKNOWN, UNKNOWN, *span),)
    values = given.elts if isinstance(given, ast.Tuple) else [given]
    found = list(re.finditer(pattern, template.value))
    in_order = len(found) == len(values) and all(each[0] in ("%s", "%d", "{}") for each in found)
    parts: list[Part] = []
    at = 0
    for index, each in enumerate(found):
        parts.append(Part(PartKind.LITERAL, template.value[at : each.start()], *span))
        unknown_value = (Part(PartKind.UNKNOWN, UNKNOWN, *span),)
        parts.extend(parts_of(values[index], span, depth + 1) if in_order else unknown_value)
        at = each.end()
    parts.append(Part(PartKind.LITERAL, template.value[at:], *span))
    return tuple(part for part in parts if part.text)


def span_of(document: Document, node: ast.expr) -> tuple[int, int]:
    """A node's place: syntax trees count UTF-8 bytes within lines, documents code points."""
    return (
        _offset(document, node.lineno, node.col_offset),
        _offset(document, node.end_lineno or node.lineno, node.end_col_offset or node.col_offset),
    )


def _offset(document: Document, line: int, column: int) -> int:
    if line > len(document.starts):
        return len(document.text)
    start, end = document.line_span(line)
    text = document.text[start:end]
    if text.isascii():
        return min(start + column, end)
    return start + len(text.encode("utf-8", "surrogateescape")[:column].decode("utf-8", "ignore"))
