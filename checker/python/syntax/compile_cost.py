"""What the compiler of CPython would have to do for a syntax tree, where that grows faster than it.

Reading a source takes linear time, compiling it does not: the body of a `finally` is written again
for each `return` that passes it, the tables of names are copied for each scope, and each keyword is
compared with each. Most sources are seen to be harmless by counts of a few words in their bytes.
"""

from __future__ import annotations

from itertools import accumulate

from checker.base import regex as re
from checker.python.syntax.limits import CAPTURES, EMITTED, KEYWORDS, PAIRS
from checker.python.syntax.lines import source_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_NOT_NAMES = bytes(set(range(256)) - set(b"=,\n\r;:|"))
_CASE = re.compile(rb"case(?<![\w.]case)\b")
_FUNCTIONS = ("FunctionDef", "AsyncFunctionDef", "Lambda")
_COMPREHENSIONS = ("ListComp", "SetComp", "DictComp", "GeneratorExp")


def too_costly(tree: Any, data: bytes) -> bool:
    """Whether the compiler would take very long over a tree, or very much memory.

    Args:
        tree: an `ast.Module`.
        data: the source that it was read from.
    """
    size = len(data)
    matches = size > 2 * CAPTURES and b"match" in data and _CASE.search(data) is not None
    if (matches or _passed(data, size)) and _blocks_cost_too_much(tree, data):
        return True
    if size < _SMALL:
        return False
    if (_pairs(data) > PAIRS and _pairs_of_parts(tree, data) > PAIRS) or (
        data.count(b"=") > KEYWORDS
    ):
        return _Tables().cost(tree) > PAIRS
    return False


def _scopes(data: bytes) -> int:
    return sum(map(data.count, (b"lambda", b"def", b"class", b"for")))


def _pairs(data: bytes) -> int:
    """Names times scopes of a part of the source, more than there can be."""
    return _scopes(data) * len(data.translate(None, _NOT_NAMES))


def _pairs_of_parts(tree: Any, data: bytes) -> int:
    """The same where a scope has the names of its own statement of the top level, and globals."""
    lines = source_lines(data)
    pairs = sum(_pairs(b"\n".join(lines[n.lineno - 1 : n.end_lineno])) for n in tree.body)
    if b"global" in data or b"nonlocal" in data:
        names = (
            len(node.names)
            for block in _blocks(tree)
            for field in _BODIES[type(block).__name__]
            for node in getattr(block, field)
            if type(node).__name__ in ("Global", "Nonlocal")
        )
        pairs += _scopes(data) * sum(names)
    return int(pairs)


def _passed(data: bytes, size: int) -> bool:
    """Whether bodies of `finally` may be written often."""
    finals = data.count(b"finally")
    if finals != 1:
        return finals > 1
    return _exits(data) * size > EMITTED


def _exits(data: bytes) -> int:
    return sum(map(data.count, (b"return", b"break", b"continue"))) + 2


def _blocks_cost_too_much(tree: Any, data: bytes) -> bool:
    """The same by the statements that hold others: patterns and bodies of `finally`."""
    final: list[Any] = []
    for node in _blocks(tree):
        if type(node).__name__ == "Match":
            if any(_captures(case.pattern) > CAPTURES for case in node.cases):
                return True
        elif getattr(node, "finalbody", None):
            final.append(node.finalbody)
    return bool(final) and _multiplies(final, _exits(data)) and _emitted(tree, data) > EMITTED


_SMALL = 15_000
"""Bytes below which names and scopes, three bytes each at the least, can't have `PAIRS` pairs."""

_BODIES = {
    "Module": ("body",), "FunctionDef": ("body",), "AsyncFunctionDef": ("body",),
    "ClassDef": ("body",), "With": ("body",), "AsyncWith": ("body",), "If": ("body", "orelse"),
    "For": ("body", "orelse"), "AsyncFor": ("body", "orelse"), "While": ("body", "orelse"),
    "Try": ("body", "handlers", "orelse", "finalbody"), "Match": ("cases",),
    "TryStar": ("body", "handlers", "orelse", "finalbody"), "ExceptHandler": ("body",),
    "match_case": ("body",),
}  # fmt: skip
"""Where statements stand in others."""


def _blocks(tree: Any) -> Iterator[Any]:
    """The statements that hold others, in no particular order."""
    todo = [tree]
    while todo:
        node = todo.pop()
        yield node
        for field in _BODIES[type(node).__name__]:
            todo += [each for each in getattr(node, field) if type(each).__name__ in _BODIES]


def _multiplies(final: list[list[Any]], exits: int) -> bool:
    """Whether bodies of `finally` may be written many times over: not if they are short and plain.

    Args:
        final: the bodies.
        exits: how many statements there are that pass them, at the most.
    """
    lines = sum(body[-1].end_lineno - body[0].lineno + 1 for body in final)
    if lines * exits > EMITTED // 100:
        return True
    return any(
        type(node).__name__ in ("Return", "Break", "Continue", "Try", "TryStar")
        or (type(node).__name__ in _BODIES and any(map(_leaves, _blocks(node))))
        or node.end_col_offset > 1_000
        for body in final
        for node in body
    )


def _leaves(block: Any) -> bool:
    """Whether a block holds one of the statements that pass a `finally`, or one of those itself."""
    return getattr(block, "finalbody", None) is not None or any(
        type(node).__name__ in ("Return", "Break", "Continue")
        for field in _BODIES[type(block).__name__]
        for node in getattr(block, field)
    )


class _Scope:
    """A function, a comprehension, a class or the module."""

    def __init__(self, around: _Scope | None, function: bool) -> None:
        self.names: set[str] = set()
        self.around = around
        self.function = function
        self.inner = 0
        """Scopes that are directly in this one."""

    def seen(self) -> int:
        """The names of the functions around."""
        found, scope = 0, self.around
        while scope is not None:
            found += len(scope.names) if scope.function else 0
            scope = scope.around
        return found


class _Tables:
    """Counts what the compiler's tables of names take."""

    def __init__(self) -> None:
        self._scopes: list[_Scope] = []
        self._globals: set[str] = set()

    def cost(self, tree: Any) -> int:
        """The steps of a whole tree, more than `PAIRS` where a limit of another kind is passed."""
        todo: list[tuple[Any, _Scope]] = [(tree, self._scope(None, function=False))]
        while todo:
            node, scope = todo.pop()
            name = type(node).__name__
            if len(getattr(node, "keywords", ())) > KEYWORDS:
                return PAIRS + 1
            self._bind(node, name, scope)
            if name in _FUNCTIONS or name in _COMPREHENSIONS or name == "ClassDef":
                scope = self._scope(scope, function=name != "ClassDef")
            for field in node._fields:
                value = getattr(node, field, None)
                if isinstance(value, list):
                    todo += [(item, scope) for item in value if hasattr(item, "_fields")]
                elif hasattr(value, "_fields"):
                    todo.append((value, scope))
        steps = len(self._globals) * len(self._scopes)
        for scope in self._scopes:
            steps += scope.seen()
            if scope.inner and scope.function:
                steps += len(scope.names) ** 2 // 8
        return steps

    def _scope(self, around: _Scope | None, *, function: bool) -> _Scope:
        scope = _Scope(around, function)
        self._scopes.append(scope)
        if around is not None:
            around.inner += 1
        return scope

    def _bind(self, node: Any, name: str, scope: _Scope) -> None:
        if name == "Name":
            if type(node.ctx).__name__ == "Store":
                scope.names.add(node.id)
        elif name == "arg":
            scope.names.add(node.arg)
        elif name in ("Global", "Nonlocal"):
            self._globals.update(node.names)
        else:
            bound = getattr(node, "asname", None) or getattr(node, "name", None)
            if isinstance(bound, str):
                scope.names.add(bound)


def _captures(pattern: Any) -> int:
    """The names and keywords of a pattern, each as often as it stands there."""
    found, todo = 0, [pattern]
    while todo:
        node = todo.pop()
        found += getattr(node, "name", None) is not None or getattr(node, "rest", None) is not None
        found += len(getattr(node, "kwd_attrs", ()))
        for field in ("pattern", "patterns", "kwd_patterns"):
            inner = getattr(node, field, None)
            if inner is not None:
                todo += inner if isinstance(inner, list) else [inner]
    return found


def _emitted(tree: Any, data: bytes) -> int:
    """The bytes of the statements that the compiler writes, each as often as it writes it."""
    starts = [0, *accumulate(len(line) + 1 for line in source_lines(data))]
    return _written(starts, tree.body, 0, 0)


def _written(starts: list[int], body: list[Any], returning: int, breaking: int) -> int:
    """The same for statements: `returning` bytes more at each `return`, `breaking` at a `break`."""
    written = 0
    todo = [(body, returning, breaking)]
    while todo and written <= EMITTED:
        statements, returning, breaking = todo.pop()
        for node in statements:
            name = type(node).__name__
            if name == "Return":
                written += returning
            elif name in ("Break", "Continue"):
                written += breaking
            if name in ("FunctionDef", "AsyncFunctionDef", "ClassDef"):
                todo.append((node.body, 0, 0))
                continue
            if not hasattr(node, "body") and not hasattr(node, "cases"):
                written += _size(starts, node)
                continue
            inner = (returning, breaking)
            if getattr(node, "finalbody", None):
                final = _written(starts, node.finalbody, returning, breaking)
                written += 2 * final
                inner = (returning + final, breaking + final)
            body_ends = (returning, 0) if name in ("For", "While", "AsyncFor") else inner
            if hasattr(node, "body"):
                todo.append((node.body, *body_ends))
            todo.append((getattr(node, "orelse", []), *inner))
            parts = (*getattr(node, "handlers", ()), *getattr(node, "cases", ()))
            todo += [(part.body, *inner) for part in parts]
            for field in ("test", "iter", "items", "subject"):
                value = getattr(node, field, None)
                for each in value if isinstance(value, list) else [value]:
                    if hasattr(each, "end_lineno"):
                        written += _size(starts, each)
    return written


def _size(starts: list[int], node: Any) -> int:
    """The bytes of a node."""
    end = starts[node.end_lineno - 1] + node.end_col_offset
    return int(end - starts[node.lineno - 1] - node.col_offset) + 1
