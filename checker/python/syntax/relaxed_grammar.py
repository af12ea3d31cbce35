"""Places where later Pythons take what earlier ones want parentheses for, or take at all."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def relaxed(node: Any, lines: list[bytes]) -> tuple[int, int] | None:
    """The version that lifted a limit which this node goes beyond; None where it goes beyond none.

    Args:
        node: of a syntax tree, of one of the classes in `RELAXED`.
        lines: of the source, in bytes.
    """
    return RELAXED[type(node).__name__](node, lines)


def _value(node: Any, _: list[bytes]) -> tuple[int, int] | None:
    return (3, 8) if _bare_stars(node.value) else None


def _loop(node: Any, _: list[bytes]) -> tuple[int, int] | None:
    return (3, 9) if _bare_stars(node.iter) else None


def _subscript(node: Any, lines: list[bytes]) -> tuple[int, int] | None:
    """`a[*b]` and `a[b := c]`."""
    index = node.slice
    if _is(index, "Index"):
        index = index.value
    items = index.elts if _is(index, "Tuple") else [index]
    if _bare_stars(index):
        return 3, 11
    return (3, 10) if any(_bare_walrus(each, lines) for each in items) else None


def _set(node: Any, lines: list[bytes]) -> tuple[int, int] | None:
    return (3, 9) if any(_bare_walrus(each, lines) for each in node.elts) else None


def _parameter(node: Any, _: list[bytes]) -> tuple[int, int] | None:
    return (3, 11) if _is(node.annotation, "Starred") else None


def _try(node: Any, _: list[bytes]) -> tuple[int, int] | None:
    return (3, 8) if _continues(node.finalbody) else None


def _comprehension(node: Any, _: list[bytes]) -> tuple[int, int] | None:
    return (3, 11) if _waits_inside(node) else None


def _is(node: Any, name: str) -> bool:
    return type(node).__name__ == name


def _bare_stars(node: Any) -> bool:
    """Whether a tuple without parentheses holds `*a`."""
    if not _is(node, "Tuple") or not any(_is(each, "Starred") for each in node.elts):
        return False
    first = node.elts[0]
    return (node.lineno, node.col_offset) == (first.lineno, first.col_offset)


def _bare_walrus(node: Any, lines: list[bytes]) -> bool:
    """Whether it is `a := b` without parentheses."""
    if not _is(node, "NamedExpr"):
        return False
    before = lines[node.lineno - 1][: node.col_offset].rstrip()
    return not before.endswith(b"(")


def _continues(body: list[Any]) -> bool:
    """Whether a `continue` of a loop outside stands in a `finally`."""
    todo = list(body)
    while todo:
        node = todo.pop()
        if _is(node, "Continue"):
            return True
        if type(node).__name__ in ("For", "While", "AsyncFor"):
            todo += node.orelse
            continue
        if type(node).__name__ in ("FunctionDef", "AsyncFunctionDef", "ClassDef"):
            continue
        for field in ("body", "orelse", "handlers", "finalbody", "cases"):
            inner = getattr(node, field, None)
            todo += inner if isinstance(inner, list) else []
    return False


def _waits_inside(node: Any) -> bool:
    """Whether a comprehension that is not asynchronous has one that is in its element."""
    if any(part.is_async for part in node.generators):
        return False
    for field in ("elt", "key", "value"):
        inner: Any = getattr(node, field, None)
        if type(inner).__name__ in ("ListComp", "SetComp", "DictComp") and any(
            part.is_async for part in inner.generators
        ):
            return True
    return False


RELAXED: dict[str, Callable[[Any, list[bytes]], tuple[int, int] | None]] = {
    "Return": _value,
    "Yield": _value,
    "AnnAssign": _value,
    "For": _loop,
    "AsyncFor": _loop,
    "Subscript": _subscript,
    "Set": _set,
    "arg": _parameter,
    "Try": _try,
    "ListComp": _comprehension,
    "SetComp": _comprehension,
    "DictComp": _comprehension,
}
"""What looks at the nodes of a class, by its name."""
