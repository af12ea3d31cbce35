"""Expressions: one function for each kind of node of the syntax tree."""

from __future__ import annotations

from checker.python.interpreter import limits
from checker.python.interpreter.classification import is_hashable
from checker.python.interpreter.frame import Frame, place_of
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.values import (
    Class,
    Function,
    Method,
    Model,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def evaluate(interp: Interpreter, frame: Frame, node: Any) -> Any:
    """The value of an expression."""
    interp.step()
    return _EXPRESSIONS[type(node).__name__](interp, frame, node)


# -- one function for each kind of node ---------------------------------------------------------


def _constant(interp: Interpreter, frame: Frame, node: Any) -> Any:
    value = node.value
    if type(value) is int and value.bit_length() > limits.INTEGER_BITS:
        return Unknown("the number is too large", place_of(frame, node))
    return value


def _name(interp: Interpreter, frame: Frame, node: Any) -> Any:
    return interp.look_up(frame, node.id, place_of(frame, node))


def _attribute(interp: Interpreter, frame: Frame, node: Any) -> Any:
    value = interp.evaluate(frame, node.value)
    return interp.get_attribute(value, node.attr, place_of(frame, node))


def _subscript(interp: Interpreter, frame: Frame, node: Any) -> Any:
    value = interp.evaluate(frame, node.value)
    key = interp.evaluate(frame, node.slice)
    return interp.get_item(value, key, place_of(frame, node))


def _slice(interp: Interpreter, frame: Frame, node: Any) -> Any:
    parts = [
        None if part is None else interp.evaluate(frame, part)
        for part in (node.lower, node.upper, node.step)
    ]
    unknown = next((part for part in parts if isinstance(part, Unknown)), None)
    return unknown if unknown is not None else slice(*parts)


def _binary(interp: Interpreter, frame: Frame, node: Any) -> Any:
    left = interp.evaluate(frame, node.left)
    right = interp.evaluate(frame, node.right)
    if isinstance(left, list) and (isinstance(right, Unknown) or right is left):
        left = list(left)
    return interp.binary(type(node.op).__name__, left, right, place_of(frame, node))


def _boolean(interp: Interpreter, frame: Frame, node: Any) -> Any:
    stops = type(node.op).__name__ == "Or"
    value: Any = None
    for part in node.values:
        value = interp.evaluate(frame, part)
        if part is node.values[-1]:
            return value
        if interp.truth(value, place_of(frame, part)) is stops:
            return value
    return value


def _unary(interp: Interpreter, frame: Frame, node: Any) -> Any:
    value = interp.evaluate(frame, node.operand)
    return interp.unary(type(node.op).__name__, value, place_of(frame, node))


def _compare(interp: Interpreter, frame: Frame, node: Any) -> Any:
    left = interp.evaluate(frame, node.left)
    result: Any = True
    for op, part in zip(node.ops, node.comparators, strict=True):
        right = interp.evaluate(frame, part)
        result = interp.compare(type(op).__name__, left, right, place_of(frame, node))
        if part is node.comparators[-1] or not interp.truth(result):
            return result
        left = right
    return result


def _conditional(interp: Interpreter, frame: Frame, node: Any) -> Any:
    test = interp.evaluate(frame, node.test)
    chosen = node.body if interp.truth(test, place_of(frame, node.test)) else node.orelse
    return interp.evaluate(frame, chosen)


def elements(interp: Interpreter, frame: Frame, nodes: Any) -> list[Any]:
    """The values of a display's or a call's items, starred ones unpacked."""
    values: list[Any] = []
    for node in nodes:
        if type(node).__name__ == "Starred":
            inner = interp.evaluate(frame, node.value)
            values.extend(interp.items_of(inner, place_of(frame, node)))
        else:
            values.append(interp.evaluate(frame, node))
        if len(values) > limits.ITEMS:
            raise LimitReached("a list is too long")
    return values


def _list(interp: Interpreter, frame: Frame, node: Any) -> Any:
    return interp.elements(frame, node.elts)


def _tuple(interp: Interpreter, frame: Frame, node: Any) -> Any:
    return tuple(interp.elements(frame, node.elts))


def _set(interp: Interpreter, frame: Frame, node: Any) -> Any:
    values = interp.elements(frame, node.elts)
    odd = next((value for value in values if not is_hashable(value)), None)
    if odd is not None:
        message = f"unhashable type: '{odd.cls.name}'"
        raise interp.fail(TypeError, message, place_of(frame, node))
    return interp.host(place_of(frame, node), set, values)


def _dict(interp: Interpreter, frame: Frame, node: Any) -> Any:
    made: dict[Any, Any] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            inner = interp.evaluate(frame, value)
            if isinstance(inner, dict):
                interp.charge(len(inner) >> 3)
                made.update(inner)
                if len(made) > 2 * limits.ITEMS:
                    raise LimitReached("a mapping is too large")
            elif isinstance(inner, Unknown):
                made[Unknown(inner.because, inner.place)] = inner
            else:
                message = f"'{type(inner).__name__}' object is not a mapping"
                raise interp.fail(TypeError, message, place_of(frame, value))
        else:
            name = interp.evaluate(frame, key)
            content = interp.evaluate(frame, value)
            interp.put(made, name, content, place_of(frame, key))
    return made


def _joined(interp: Interpreter, frame: Frame, node: Any) -> Any:
    parts: list[str] = []
    size = 0
    unknown: Unknown | None = None
    for part in node.values:
        text = interp.evaluate(frame, part)
        if isinstance(text, Unknown):
            unknown = text
        else:
            parts.append(text)
            size += len(text)
            if size > limits.TEXT:
                return Unknown("the text is too long", place_of(frame, node))
    if unknown is not None:
        return Unknown(unknown.because, unknown.place, unmodelled=unknown.unmodelled)
    interp.charge(size >> 8)
    return interp.hold("".join(parts), place_of(frame, node))


def _formatted(interp: Interpreter, frame: Frame, node: Any) -> Any:
    value = interp.evaluate(frame, node.value)
    specification = "" if node.format_spec is None else interp.evaluate(frame, node.format_spec)
    if isinstance(specification, Unknown):
        return specification
    conversion = chr(node.conversion) if node.conversion > 0 else ""
    return interp.formatted(value, conversion, specification, place_of(frame, node))


def _lambda(interp: Interpreter, frame: Frame, node: Any) -> Any:
    return interp.make_function(frame, node, "<lambda>")


def _walrus(interp: Interpreter, frame: Frame, node: Any) -> Any:
    value = interp.evaluate(frame, node.value)
    home = frame
    while home.kind == "comprehension" and home.outer is not None:
        home = home.outer
    interp.bind(home, node.target.id, value, place_of(frame, node))
    return value


def _starred(interp: Interpreter, frame: Frame, node: Any) -> Any:
    return interp.evaluate(frame, node.value)


def _yield(interp: Interpreter, frame: Frame, node: Any) -> Any:
    value = None if node.value is None else interp.evaluate(frame, node.value)
    home = frame
    if home.yields is None:
        raise LimitReached("a generator is used in a way that is not read")
    if type(node).__name__ == "YieldFrom":
        home.yields.extend(interp.items_of(value, place_of(frame, node)))
    else:
        home.yields.append(value)
    if len(home.yields) > limits.ITEMS:
        raise LimitReached("a generator is too long")
    return None


def _await(interp: Interpreter, frame: Frame, node: Any) -> Any:
    return interp.await_value(interp.evaluate(frame, node.value), place_of(frame, node))


def _comprehension(interp: Interpreter, frame: Frame, node: Any) -> Any:
    return interp.comprehension(frame, node)


def _call(interp: Interpreter, frame: Frame, node: Any) -> Any:
    """The value of a call expression."""
    function = interp.evaluate(frame, node.func)
    place = place_of(frame, node)
    args = interp.elements(frame, node.args)
    keywords: dict[str, Any] = {}
    doubt: Unknown | None = None
    for keyword in node.keywords:
        value = interp.evaluate(frame, keyword.value)
        if keyword.arg is not None:
            keywords[keyword.arg] = value
        elif isinstance(value, dict):
            interp.charge(len(value) >> 3)
            for key, item in value.items():
                if isinstance(key, Unknown):
                    doubt = key
                else:
                    if key in keywords:
                        message = f"got multiple values for keyword argument {key!r}"
                        raise interp.fail(TypeError, message, place)
                    keywords[key] = item
        elif isinstance(value, Unknown):
            doubt = value
    if doubt is not None and isinstance(function, (Function, Method, Class)):
        return Unknown(doubt.because, doubt.place)
    scoped = getattr(function, "attributes", None) if isinstance(function, Model) else None
    if scoped is not None and "in_frame" in scoped:
        # `locals()`, `globals()`, `super()`, `exec()` and the like see where they are called.
        return scoped["in_frame"](interp, frame, place, args, keywords)
    return interp.call(function, args, keywords, place)


_EXPRESSIONS: dict[str, Any] = {
    "Constant": _constant, "Name": _name, "Attribute": _attribute, "Subscript": _subscript,
    "Slice": _slice, "BinOp": _binary, "BoolOp": _boolean, "UnaryOp": _unary, "Compare": _compare,
    "IfExp": _conditional, "List": _list, "Tuple": _tuple, "Set": _set, "Dict": _dict,
    "JoinedStr": _joined, "FormattedValue": _formatted, "Lambda": _lambda, "NamedExpr": _walrus,
    "Starred": _starred, "Yield": _yield, "YieldFrom": _yield, "Await": _await, "Call": _call,
    "ListComp": _comprehension, "SetComp": _comprehension, "DictComp": _comprehension,
    "GeneratorExp": _comprehension,
}  # fmt: skip
