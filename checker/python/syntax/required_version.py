"""Syntax by version: what an older Python refuses."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.python.syntax.lines import source_lines
from checker.python.syntax.relaxed_grammar import RELAXED, relaxed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    _Version = tuple[int, int] | None
    _Look = Callable[[Any, "_Source"], _Version]

_FUTURES = {
    "nested_scopes": (2, 1), "generators": (2, 2), "division": (2, 2), "absolute_import": (2, 5),
    "with_statement": (2, 5), "print_function": (2, 6), "unicode_literals": (2, 6),
    "barry_as_FLUFL": (3, 1), "generator_stop": (3, 5), "annotations": (3, 7),
}  # fmt: skip


_BARE = frozenset(
    {"ctx", "op", "ops", "id", "attr", "arg", "name", "asname", "module", "level", "kind",
     "type_comment", "simple", "is_async", "conversion"}
)  # fmt: skip
"""Fields in which no node stands that a version brought; `@` is seen at its `BinOp`."""


class _Source(NamedTuple):
    """What is known of a source besides its tree."""

    lines: list[bytes]
    python: tuple[int, int]
    """The Python that is to read it."""
    prints: bool
    """Whether `print` is a statement in it."""

    @property
    def is_old(self) -> bool:
        """Whether Python 2 is to read it."""
        return self.python[0] == 2


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
    old = python[0] == 2
    source = _Source(source_lines(data), python, old and b"print_function" not in data)
    plain = not old or data.isascii()
    kinds = _KINDS_OF_OLD if old else _KINDS
    todo = [tree]
    while todo:
        node = todo.pop()
        look, fields = kinds[type(node)]
        since = None if look is None else look(node, source)
        if not plain and _has_new_word(node):
            since = 3, 0
        if since is not None and python < since:
            yield since, (getattr(node, "lineno", 1), getattr(node, "col_offset", 0))
        for field in fields:
            value = getattr(node, field, None)
            if isinstance(value, list):
                todo += value
            elif value is not None:
                todo.append(value)


def _has_new_word(node: Any) -> bool:
    """Whether a name in a node has letters that Python 2 does not take."""
    words = (getattr(node, field, None) for field in ("id", "name", "attr", "arg", "module"))
    return any(isinstance(word, str) and not word.isascii() for word in words)


def _always(*version: int) -> _Look:
    """For what is never older than a version."""
    return lambda _, __: (version[0], version[1])


def _attribute_of_old(node: Any, _: _Source) -> _Version:
    return (3, 0) if node.attr in ("print", "exec", "None") else None


def _raise_of_old(node: Any, _: _Source) -> _Version:
    return (3, 0) if node.cause is not None else None


def _arguments(node: Any, source: _Source) -> _Version:
    if node.posonlyargs:
        return 3, 8
    return (3, 0) if node.kwonlyargs and source.is_old else None


def _function(node: Any, source: _Source) -> _Version:
    if getattr(node, "type_params", None):
        return 3, 12
    if source.is_old:
        parts = node.args
        every = [*parts.args, *parts.kwonlyargs, *filter(None, (parts.vararg, parts.kwarg))]
        if node.returns is not None or any(a.annotation is not None for a in every):
            return 3, 0
    return _decorators(node, source)


def _class(node: Any, source: _Source) -> _Version:
    if getattr(node, "type_params", None):
        return 3, 12
    if node.keywords and source.is_old:
        return 3, 0
    return _decorators(node, source)


def _decorators(node: Any, source: _Source) -> _Version:
    """More than a dotted name that is called, or in parentheses."""
    for decorator in node.decorator_list:
        inner = decorator.func if type(decorator).__name__ == "Call" else decorator
        while type(inner).__name__ == "Attribute":
            inner = inner.value
        before = source.lines[decorator.lineno - 1][: decorator.col_offset]
        if type(inner).__name__ != "Name" or b"(" in before:
            return 3, 9
    return None


def _call(node: Any, source: _Source) -> _Version:
    if node.keywords:
        if source.prints and getattr(node.func, "id", "") == "print":
            return 3, 0  # `print(a, end="")` is no statement
        named = [keyword.arg is None for keyword in node.keywords]
        if sum(named) > 1 or (True in named[:-1] and not named[-1]):
            return 3, 5
    stars = [type(argument).__name__ == "Starred" for argument in node.args]
    return (3, 5) if sum(stars) > 1 or (True in stars and not stars[-1]) else None


def _list(node: Any, source: _Source) -> _Version:
    if not _has_star(node):
        return None
    if type(node.ctx).__name__ == "Load":
        return 3, 5
    return (3, 0) if source.is_old else None


def _set(node: Any, source: _Source) -> _Version:
    return (3, 5) if _has_star(node) else relaxed(node, source.lines)


def _has_star(node: Any) -> bool:
    return any(type(each).__name__ == "Starred" for each in node.elts)


def _dict(node: Any, _: _Source) -> _Version:
    return (3, 5) if None in node.keys else None


def _import_from(node: Any, _: _Source) -> _Version:
    if node.module != "__future__" or node.level:
        return None
    return max(_FUTURES.get(alias.name, (9, 9)) for alias in node.names)


def _constant(node: Any, source: _Source) -> _Version:
    """Underscores in numbers; the prefixes of strings that a version does not have."""
    value = node.value
    if value is ... and source.is_old:
        return 3, 0
    if isinstance(value, (int, float, complex)) and not isinstance(value, bool):
        text = source.lines[node.lineno - 1][node.col_offset : node.end_col_offset]
        return (3, 6) if b"_" in text and node.lineno == node.end_lineno else None
    if source.python == (3, 2) and getattr(node, "kind", None) == "u":
        return 3, 3
    return None


def _operation(node: Any, _: _Source) -> _Version:
    return (3, 5) if type(node.op).__name__ == "MatMult" else None


def _comprehension(node: Any, _: _Source) -> _Version:
    return (3, 6) if node.is_async else None


def _with(node: Any, source: _Source) -> _Version:
    named = any(item.optional_vars for item in node.items)
    return (3, 9) if named and _parenthesised(node, source.lines) else None


def _relaxed(node: Any, source: _Source) -> _Version:
    return relaxed(node, source.lines)


def _or_since(look: _Look, *version: int) -> _Look:
    """For what is newer than a version in some forms."""
    return lambda node, source: look(node, source) or (version[0], version[1])


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


_LOOKS: dict[str, _Look] = {
    **dict.fromkeys(RELAXED, _relaxed),
    "NamedExpr": _always(3, 8),
    "Match": _always(3, 10),
    "TryStar": _always(3, 11),
    "TypeAlias": _always(3, 12),
    "TemplateStr": _always(3, 14),
    "JoinedStr": _always(3, 6),
    "FormattedValue": _always(3, 6),
    "AsyncFunctionDef": _always(3, 5),
    "Await": _always(3, 5),
    "YieldFrom": _always(3, 3),
    "Nonlocal": _always(3, 0),
    "AnnAssign": _or_since(_relaxed, 3, 6),
    "AsyncFor": _or_since(_relaxed, 3, 5),
    "AsyncWith": _or_since(_with, 3, 5),
    "With": _with,
    "arguments": _arguments,
    "FunctionDef": _function,
    "ClassDef": _class,
    "Call": _call,
    "List": _list,
    "Tuple": _list,
    "Set": _set,
    "Dict": _dict,
    "ImportFrom": _import_from,
    "Constant": _constant,
    "BinOp": _operation,
    "AugAssign": _operation,
    "comprehension": _comprehension,
}
"""What tells the version that brought a node's syntax, by the names of their classes; it gives None
for what Python 2.7 and 3.0 had, as all others are."""


class _Kinds(dict[type, tuple["_Look | None", tuple[str, ...]]]):
    """What looks at the nodes of a class, and the fields in which other nodes may stand.

    What may stand in place of a node (a name, a number, nothing) has neither.
    """

    def __init__(self, looks: Mapping[str, _Look]) -> None:
        self.looks = looks

    def __missing__(self, kind: type) -> tuple[_Look | None, tuple[str, ...]]:
        name = kind.__name__
        fields: tuple[str, ...] = getattr(kind, "_fields", ()) if name != "Constant" else ()
        self[kind] = self.looks.get(name), tuple(each for each in fields if each not in _BARE)
        return self[kind]


_KINDS = _Kinds(_LOOKS)
_KINDS_OF_OLD = _Kinds({**_LOOKS, "Attribute": _attribute_of_old, "Raise": _raise_of_old})
"""The same for Python 2, which does not have some more."""
