"""Comprehensions and generator expressions; a generator expression is evaluated at once."""

from __future__ import annotations

from checker.python.interpreter import limits
from checker.python.interpreter.frame import Frame, place_of
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.values import Unknown, UnknownItems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def comprehension(interp: Interpreter, frame: Frame, node: Any) -> Any:
    """The value of a list, set or mapping comprehension, or of a generator expression."""
    kind = type(node).__name__
    outer = frame.outer if frame.kind == "class" and frame.outer is not None else frame
    scope = Frame(frame.module, {}, outer, "comprehension", frame.path)
    if interp.python[0] == 2 and kind == "ListComp":
        scope = frame
    results: list[Any] = []
    first = interp.evaluate(frame, node.generators[0].iter)
    doubt = _run(interp, scope, node, 0, first, results)
    if kind == "DictComp":
        made: dict[Any, Any] = {}
        for key, value in results:
            interp.put(made, key, value, place_of(frame, node))
        if doubt is not None:
            made[Unknown(doubt.because, doubt.place)] = doubt
        return made
    if doubt is not None:
        results.append(UnknownItems(doubt.because, doubt.place))
    if kind == "SetComp":
        return interp.host(place_of(frame, node), set, results)
    return iter(results) if kind == "GeneratorExp" and doubt is None else results


def _run(
    interp: Interpreter, scope: Frame, node: Any, at: int, source: Any, results: list[Any]
) -> Unknown | None:
    """Go through one `for` of a comprehension; what it could not go through is returned."""
    clause = node.generators[at]
    items = interp.iterate(source, place_of(scope, clause.iter))
    if isinstance(items, Unknown):
        return items
    doubt: Unknown | None = None
    for item in items:
        interp.step()
        interp.assign(scope, clause.target, item)
        if not all(interp.truth(interp.evaluate(scope, test)) for test in clause.ifs):
            continue
        if at + 1 < len(node.generators):
            inner = interp.evaluate(scope, node.generators[at + 1].iter)
            doubt = _run(interp, scope, node, at + 1, inner, results) or doubt
        elif type(node).__name__ == "DictComp":
            key = interp.evaluate(scope, node.key)
            results.append((key, interp.evaluate(scope, node.value)))
        else:
            results.append(interp.evaluate(scope, node.elt))
        if len(results) > limits.ITEMS:
            raise LimitReached("a list is too long")
    return doubt
