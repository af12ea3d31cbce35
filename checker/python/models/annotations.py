"""Annotations, read for those libraries that look at them: data classes and pydantic."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.python.interpreter.values import Model, PyRaise, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter


class Hint(NamedTuple):
    """What an annotation says."""

    origin: Any
    """A class, None, a model of `typing`'s, or unknown; `"union"` and `"literal"` for these."""
    args: tuple[Any, ...] = ()
    """Hints of what stands in brackets; the values of a literal."""
    extra: tuple[Any, ...] = ()
    """The values after the first in `Annotated[…]`."""


def read_hint(interp: Interpreter, frame: Frame, node: Any, depth: int = 0) -> Hint:
    """What the node of an annotation says; raises what evaluating it would raise."""
    interp.step()
    kind = type(node).__name__
    if depth > 20:
        return Hint(Unknown("an annotation is nested too deeply"))
    if kind == "Constant":
        if isinstance(node.value, str):
            return _of_text(interp, frame, node.value, depth)
        return Hint(node.value)
    if kind == "BinOp" and type(node.op).__name__ == "BitOr":
        sides = [read_hint(interp, frame, side, depth + 1) for side in (node.left, node.right)]
        return _union(sides)
    if kind == "Subscript":
        owner = read_hint(interp, frame, node.value, depth + 1).origin
        parts = node.slice.elts if type(node.slice).__name__ == "Tuple" else [node.slice]
        name = owner.name if isinstance(owner, Model) else ""
        if name == "typing.Literal":
            return Hint("literal", tuple(interp.evaluate(frame, part) for part in parts))
        if name == "typing.Annotated":
            inner = read_hint(interp, frame, parts[0], depth + 1)
            return inner._replace(extra=tuple(interp.evaluate(frame, p) for p in parts[1:]))
        hints = [read_hint(interp, frame, part, depth + 1) for part in parts]
        if name == "typing.Optional":
            return _union([*hints, Hint(None)])
        if name == "typing.Union":
            return _union(hints)
        return Hint(owner, tuple(hints))
    if kind == "List":
        return Hint(list, tuple(read_hint(interp, frame, e, depth + 1) for e in node.elts))
    value = interp.evaluate(frame, node)
    if isinstance(value, str):
        return _of_text(interp, frame, value, depth)
    if isinstance(value, Model) and value.name == "typing.Optional":
        return Hint(Unknown("an annotation"))
    return Hint(value)


def _of_text(interp: Interpreter, frame: Frame, text: str, depth: int) -> Hint:
    try:
        tree, _ = interp.text_source(text, None)
    except PyRaise:
        return Hint(Unknown("an annotation in quotes"))
    if len(tree.body) != 1 or type(tree.body[0]).__name__ != "Expr":
        return Hint(Unknown("an annotation in quotes"))
    return read_hint(interp, frame, tree.body[0].value, depth + 1)


def _union(hints: list[Hint]) -> Hint:
    flat: list[Hint] = []
    for hint in hints:
        flat += hint.args if hint.origin == "union" else [hint]
    return Hint("union", tuple(flat))


def names_marker(hint_node: Any, name: str) -> bool:
    """Whether an annotation is `name` or `name[…]`, also in quotes or behind a module's name."""
    node = hint_node
    if type(node).__name__ == "Subscript":
        node = node.value
    kind = type(node).__name__
    if kind == "Attribute":
        return bool(node.attr == name)
    if kind == "Constant" and isinstance(node.value, str):
        text = node.value.partition("[")[0].strip()
        return text.rpartition(".")[2] == name
    return kind == "Name" and node.id == name
