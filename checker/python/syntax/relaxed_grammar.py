"""Places where later Pythons take what earlier ones want parentheses for, or take at all."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def relaxed(node: Any, name: str, lines: list[bytes]) -> tuple[int, int] | None:
    """The version that lifted a limit which this node goes beyond; None where it goes beyond none.

    Args:
        node: of a syntax tree.
        name: of its class.
        lines: of the source, in bytes.
    """
    if name in ("Return", "Yield"):
        return (3, 8) if _bare_stars(node.value) else None
    if name == "AnnAssign":
        return (3, 8) if _bare_stars(node.value) else None
    if name in ("For", "AsyncFor"):
        return (3, 9) if _bare_stars(node.iter) else None
    if name == "Subscript":
        return _index(node.slice, lines)
    if name == "Set":
        return (3, 9) if any(_bare_walrus(each, lines) for each in node.elts) else None
    if name == "arg":
        return (3, 11) if _is(node.annotation, "Starred") else None
    if name == "Try":
        return (3, 8) if _continues(node.finalbody) else None
    if name in ("ListComp", "SetComp", "DictComp"):
        return (3, 11) if _waits_inside(node) else None
    return None


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


def _index(node: Any, lines: list[bytes]) -> tuple[int, int] | None:
    """`a[*b]` and `a[b := c]`."""
    if _is(node, "Index"):
        node = node.value
    items = node.elts if _is(node, "Tuple") else [node]
    if _bare_stars(node):
        return 3, 11
    return (3, 10) if any(_bare_walrus(each, lines) for each in items) else None


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
