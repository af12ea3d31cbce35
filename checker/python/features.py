"""Syntax by version: what an older Python refuses, and what a newer one takes."""

from __future__ import annotations

import re
from typing import Any

_FUTURES = {
    "nested_scopes": (2, 1), "generators": (2, 2), "division": (2, 2), "absolute_import": (2, 5),
    "with_statement": (2, 5), "print_function": (2, 6), "unicode_literals": (2, 6),
    "barry_as_FLUFL": (3, 1), "generator_stop": (3, 5), "annotations": (3, 7),
}  # fmt: skip


def too_new(tree: Any, data: bytes, python: tuple[int, int]) -> tuple[int, int] | None:
    """The 1-based line and column of the first syntax that `python` does not have."""
    import ast

    found: list[tuple[int, int]] = []
    lines = data.split(b"\n")
    for node in ast.walk(tree):
        since = _since(node, lines, python)
        if since is not None and python < since:
            found.append((getattr(node, "lineno", 1), getattr(node, "col_offset", 0)))
    return min(found, default=None)


def _since(node: Any, lines: list[bytes], python: tuple[int, int]) -> tuple[int, int] | None:
    """The version that brought this node's syntax; None for what Python 2.7 and 3.0 had."""
    name = type(node).__name__
    if python[0] == 2:
        for field in ("id", "name", "attr", "arg", "module"):
            word = getattr(node, field, None)
            if isinstance(word, str) and not word.isascii():
                return 3, 0
    if name in _NODES:
        return _NODES[name]
    if name == "arguments":
        if node.posonlyargs:
            return 3, 8
        if python[0] == 2 and node.kwonlyargs:
            return 3, 0
    elif name in ("FunctionDef", "ClassDef", "Call"):
        return _definition(node, name, python)
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
    elif name == "BinOp":
        return (3, 5) if type(node.op).__name__ == "MatMult" else None
    elif name == "Subscript":
        inner = node.slice
        if type(inner).__name__ == "Tuple" and any(
            type(e).__name__ == "Starred" for e in inner.elts
        ):
            return 3, 11
    elif name == "comprehension":
        return (3, 6) if node.is_async else None
    elif name == "Return" and node.value is not None:
        value = node.value
        if (
            type(value).__name__ == "Tuple"
            and (value.lineno, value.col_offset) == _first(value)
            and any(type(e).__name__ == "Starred" for e in value.elts)
        ):
            return 3, 8
    elif name == "Raise" and python[0] == 2:
        return (3, 0) if node.cause is not None else None
    elif name == "With" and len(node.items) > 0:
        first = node.items[0].context_expr
        line = lines[node.lineno - 1]
        after = line[node.col_offset + 4 :].lstrip()
        if after.startswith(b"(") and (first.lineno, first.col_offset) != _open(node, line):
            tail = node.items[-1]
            if len(node.items) > 1 or tail.optional_vars is not None:
                return (3, 9) if _parenthesised(node, lines) else None
    return None


def _definition(node: Any, name: str, python: tuple[int, int]) -> tuple[int, int] | None:
    if getattr(node, "type_params", None):
        return 3, 12
    if name == "Call":
        stars = sum(type(a).__name__ == "Starred" for a in node.args)
        doubles = sum(k.arg is None for k in node.keywords)
        after = (
            any(type(a).__name__ == "Starred" for a in node.args[:-1])
            and type(node.args[-1]).__name__ != "Starred"
        )
        if stars > 1 or doubles > 1 or after:
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
        if type(inner).__name__ != "Name":
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


def _first(node: Any) -> tuple[int, int]:
    return node.elts[0].lineno, node.elts[0].col_offset


def _open(node: Any, line: bytes) -> tuple[int, int]:
    return node.lineno, line.index(b"(", node.col_offset)


def _parenthesised(node: Any, lines: list[bytes]) -> bool:
    """Whether all items of a `with` stand in one pair of parentheses."""
    last = node.items[-1]
    end = last.optional_vars or last.context_expr
    rest = b"\n".join(lines[end.end_lineno - 1 : node.body[0].lineno])
    return rest[end.end_col_offset :].lstrip(b" \t\r\n,").startswith(b")")


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

_GENERIC = re.compile(
    rb"^([ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+\w+)(\[[^\]\n]*\])", re.MULTILINE
)
_ALIAS = re.compile(rb"^([ \t]*)type([ \t]+\w+)(\[[^\]\n]*\])?([ \t]*=)", re.MULTILINE)
_EXCEPT = re.compile(
    rb"^([ \t]*except\*?[ \t]+)(\w[\w.]*(?:[ \t]*,[ \t]*\w[\w.]*)+)([ \t]*:)", re.MULTILINE
)
_FSTRING = re.compile(rb"""(?<![\w"'])([fF][rR]?|[rR][fF])(["'])(?!\2)""")


def older_spelling(data: bytes, python: tuple[int, int]) -> bytes | None:
    """The same source in the syntax of an older Python, lines kept; None where nothing changes."""
    new = data
    if python >= (3, 12):
        new = _GENERIC.sub(rb"\1", new)
        new = _ALIAS.sub(lambda m: m.group(1) + m.group(2).lstrip() + m.group(4), new)
        new = _nested_quotes(new)
    if python >= (3, 14):
        new = _EXCEPT.sub(rb"\1(\2)\3", new)
    return new if new != data else None


def _nested_quotes(data: bytes) -> bytes:
    """Write f-strings whose fields hold quotes or backslashes of their own as `str.format`."""
    parts: list[bytes] = []
    at = 0
    while (found := _FSTRING.search(data, at)) is not None:
        end, respelt = _respell(data, found)
        parts.append(data[at : found.start()])
        parts.append(respelt or data[found.start() : end])
        at = end
    parts.append(data[at:])
    return b"".join(parts)


def _respell(data: bytes, found: re.Match[bytes]) -> tuple[int, bytes]:
    """Where an f-string ends, and it as a call of `format`; empty where it may stay as it is."""
    quote, raw = found.group(2), b"r" if b"r" in found.group(1).lower() else b""
    text, field = bytearray(), bytearray()
    fields: list[bytes] = []
    i, depth, needed = found.end(), 0, False
    while i < len(data):
        char = data[i : i + 1]
        if not depth:
            if char == quote:
                body = raw + quote + bytes(text) + quote
                call = body + b".format(" + b", ".join(fields) + b")"
                return i + 1, call if needed else b""
            if char == b"\n":
                break
            if data[i : i + 2] in (b"{{", b"}}", b"\\" + quote, b"\\\\"):
                text += data[i : i + 2]
                i += 1
            elif char == b"{":
                depth, field = 1, bytearray()
            else:
                text += char
        elif char in b"([{":
            depth += 1
            field += char
        elif char == b"}" and depth == 1:
            expression, conversion = _split_field(bytes(field))
            if expression is None:
                return i + 1, b""
            fields.append(b"(" + expression + b")")
            text += b"{" + conversion + b"}"
            depth = 0
        else:
            depth -= char in b")]}"
            needed = needed or char in (quote, b"\\")
            field += char
        i += 1
    return found.end(), b""


def _split_field(field: bytes) -> tuple[bytes | None, bytes]:
    """A replacement field's expression, and its conversion and format."""
    match = re.fullmatch(rb"(.*?)((?:![rsa])?(?::[^{}'\"\\)\]]*)?)", field, re.DOTALL)
    if match is None or field.rstrip().endswith(b"="):
        return None, b""
    return match.group(1), match.group(2)
