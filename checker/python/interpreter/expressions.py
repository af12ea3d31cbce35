"""Expressions: one function for each kind of node of the syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


def evaluate(machine: Interpreter, frame: Frame, node: Any) -> Any:
    """The value of an expression."""
    machine.step()
    return _EXPRESSIONS[type(node).__name__](machine, frame, node)


# -- one function for each kind of node ---------------------------------------------------------


def _constant(machine: Interpreter, frame: Frame, node: Any) -> Any:
    value = node.value
    if type(value) is int and value.bit_length() > limits.INTEGER_BITS:
        return Unknown("the number is too large", place_of(frame, node))
    return value


def _name(machine: Interpreter, frame: Frame, node: Any) -> Any:
    return machine.look_up(frame, node.id, place_of(frame, node))


def _attribute(machine: Interpreter, frame: Frame, node: Any) -> Any:
    value = machine.evaluate(frame, node.value)
    return machine.get_attribute(value, node.attr, place_of(frame, node))


def _subscript(machine: Interpreter, frame: Frame, node: Any) -> Any:
    value = machine.evaluate(frame, node.value)
    key = machine.evaluate(frame, node.slice)
    return machine.get_item(value, key, place_of(frame, node))


def _slice(machine: Interpreter, frame: Frame, node: Any) -> Any:
    parts = [
        None if part is None else machine.evaluate(frame, part)
        for part in (node.lower, node.upper, node.step)
    ]
    unknown = next((part for part in parts if isinstance(part, Unknown)), None)
    return unknown if unknown is not None else slice(*parts)


def _binary(machine: Interpreter, frame: Frame, node: Any) -> Any:
    left = machine.evaluate(frame, node.left)
    right = machine.evaluate(frame, node.right)
    if isinstance(left, list) and (isinstance(right, Unknown) or right is left):
        left = list(left)
    return machine.binary(type(node.op).__name__, left, right, place_of(frame, node))


def _boolean(machine: Interpreter, frame: Frame, node: Any) -> Any:
    stops = type(node.op).__name__ == "Or"
    value: Any = None
    for part in node.values:
        value = machine.evaluate(frame, part)
        if part is node.values[-1]:
            return value
        if machine.truth(value, place_of(frame, part)) is stops:
            return value
    return value


def _unary(machine: Interpreter, frame: Frame, node: Any) -> Any:
    value = machine.evaluate(frame, node.operand)
    return machine.unary(type(node.op).__name__, value, place_of(frame, node))


def _compare(machine: Interpreter, frame: Frame, node: Any) -> Any:
    left = machine.evaluate(frame, node.left)
    result: Any = True
    for op, part in zip(node.ops, node.comparators, strict=True):
        right = machine.evaluate(frame, part)
        result = machine.compare(type(op).__name__, left, right, place_of(frame, node))
        if part is node.comparators[-1] or not machine.truth(result):
            return result
        left = right
    return result


def _conditional(machine: Interpreter, frame: Frame, node: Any) -> Any:
    test = machine.evaluate(frame, node.test)
    chosen = node.body if machine.truth(test, place_of(frame, node.test)) else node.orelse
    return machine.evaluate(frame, chosen)


def elements(machine: Interpreter, frame: Frame, nodes: Any) -> list[Any]:
    """The values of a display's or a call's items, starred ones unpacked."""
    values: list[Any] = []
    for node in nodes:
        if type(node).__name__ == "Starred":
            inner = machine.evaluate(frame, node.value)
            values.extend(machine.items_of(inner, place_of(frame, node)))
        else:
            values.append(machine.evaluate(frame, node))
        if len(values) > limits.ITEMS:
            raise LimitReached("a list is too long")
    return values


def _list(machine: Interpreter, frame: Frame, node: Any) -> Any:
    return machine.elements(frame, node.elts)


def _tuple(machine: Interpreter, frame: Frame, node: Any) -> Any:
    return tuple(machine.elements(frame, node.elts))


def _set(machine: Interpreter, frame: Frame, node: Any) -> Any:
    values = machine.elements(frame, node.elts)
    odd = next((value for value in values if not is_hashable(value)), None)
    if odd is not None:
        message = f"unhashable type: '{odd.cls.name}'"
        raise machine.fail(TypeError, message, place_of(frame, node))
    return machine.host(place_of(frame, node), set, values)


def _dict(machine: Interpreter, frame: Frame, node: Any) -> Any:
    made: dict[Any, Any] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            inner = machine.evaluate(frame, value)
            if isinstance(inner, dict):
                machine.charge(len(inner) >> 3)
                made.update(inner)
                if len(made) > 2 * limits.ITEMS:
                    raise LimitReached("a mapping is too large")
            elif isinstance(inner, Unknown):
                made[Unknown(inner.because, inner.place)] = inner
            else:
                message = f"'{type(inner).__name__}' object is not a mapping"
                raise machine.fail(TypeError, message, place_of(frame, value))
        else:
            name = machine.evaluate(frame, key)
            content = machine.evaluate(frame, value)
            machine.put(made, name, content, place_of(frame, key))
    return made


def _joined(machine: Interpreter, frame: Frame, node: Any) -> Any:
    parts: list[str] = []
    size = 0
    unknown: Unknown | None = None
    for part in node.values:
        text = machine.evaluate(frame, part)
        if isinstance(text, Unknown):
            unknown = text
        else:
            parts.append(text)
            size += len(text)
            if size > limits.TEXT:
                return Unknown("the text is too long", place_of(frame, node))
    if unknown is not None:
        return Unknown(unknown.because, unknown.place, unmodelled=unknown.unmodelled)
    machine.charge(size >> 8)
    return machine.hold("".join(parts), place_of(frame, node))


def _formatted(machine: Interpreter, frame: Frame, node: Any) -> Any:
    value = machine.evaluate(frame, node.value)
    specification = "" if node.format_spec is None else machine.evaluate(frame, node.format_spec)
    if isinstance(specification, Unknown):
        return specification
    conversion = chr(node.conversion) if node.conversion > 0 else ""
    return machine.formatted(value, conversion, specification, place_of(frame, node))


def _lambda(machine: Interpreter, frame: Frame, node: Any) -> Any:
    return machine.make_function(frame, node, "<lambda>")


def _walrus(machine: Interpreter, frame: Frame, node: Any) -> Any:
    value = machine.evaluate(frame, node.value)
    home = frame
    while home.kind == "comprehension" and home.outer is not None:
        home = home.outer
    machine.bind(home, node.target.id, value, place_of(frame, node))
    return value


def _starred(machine: Interpreter, frame: Frame, node: Any) -> Any:
    return machine.evaluate(frame, node.value)


def _yield(machine: Interpreter, frame: Frame, node: Any) -> Any:
    value = None if node.value is None else machine.evaluate(frame, node.value)
    home = frame
    if home.yields is None:
        raise LimitReached("a generator is used in a way that is not read")
    if type(node).__name__ == "YieldFrom":
        home.yields.extend(machine.items_of(value, place_of(frame, node)))
    else:
        home.yields.append(value)
    if len(home.yields) > limits.ITEMS:
        raise LimitReached("a generator is too long")
    return None


def _await(machine: Interpreter, frame: Frame, node: Any) -> Any:
    return machine.await_value(machine.evaluate(frame, node.value), place_of(frame, node))


def _comprehension(machine: Interpreter, frame: Frame, node: Any) -> Any:
    return machine.comprehension(frame, node)


def _call(machine: Interpreter, frame: Frame, node: Any) -> Any:
    """The value of a call expression."""
    function = machine.evaluate(frame, node.func)
    place = place_of(frame, node)
    args = machine.elements(frame, node.args)
    keywords: dict[str, Any] = {}
    doubt: Unknown | None = None
    for keyword in node.keywords:
        value = machine.evaluate(frame, keyword.value)
        if keyword.arg is not None:
            keywords[keyword.arg] = value
        elif isinstance(value, dict):
            machine.charge(len(value) >> 3)
            for key, item in value.items():
                if isinstance(key, Unknown):
                    doubt = key
                else:
                    keywords[key] = item
        elif isinstance(value, Unknown):
            doubt = value
    if doubt is not None and isinstance(function, (Function, Method, Class)):
        return Unknown(doubt.because, doubt.place)
    scoped = getattr(function, "attributes", None) if isinstance(function, Model) else None
    if scoped is not None and "in_frame" in scoped:
        # `locals()`, `globals()`, `super()`, `exec()` and the like see where they are called.
        return scoped["in_frame"](machine, frame, place, args, keywords)
    return machine.call(function, args, keywords, place)


_EXPRESSIONS: dict[str, Any] = {
    "Constant": _constant, "Name": _name, "Attribute": _attribute, "Subscript": _subscript,
    "Slice": _slice, "BinOp": _binary, "BoolOp": _boolean, "UnaryOp": _unary, "Compare": _compare,
    "IfExp": _conditional, "List": _list, "Tuple": _tuple, "Set": _set, "Dict": _dict,
    "JoinedStr": _joined, "FormattedValue": _formatted, "Lambda": _lambda, "NamedExpr": _walrus,
    "Starred": _starred, "Yield": _yield, "YieldFrom": _yield, "Await": _await, "Call": _call,
    "ListComp": _comprehension, "SetComp": _comprehension, "DictComp": _comprehension,
    "GeneratorExp": _comprehension,
}  # fmt: skip
