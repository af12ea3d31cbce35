"""Expressions: one function for each kind of node of the syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter import limits
from checker.python.interpreter.attributes import get_attribute
from checker.python.interpreter.calls import call, call_node
from checker.python.interpreter.machine import Frame, LimitReached
from checker.python.interpreter.operators import binary, compare, host, negate, truth, unary
from checker.python.interpreter.values import (
    Class,
    Environ,
    Function,
    Instance,
    Model,
    Module,
    Namespace,
    Place,
    Unknown,
    UnknownItems,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.python.interpreter.machine import Machine


def place_of(frame: Frame, node: Any) -> Place:
    """Where a node stands."""
    return Place(
        frame.path, node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0
    )


def evaluate(machine: Machine, frame: Frame, node: Any) -> Any:
    """The value of an expression."""
    machine.step()
    return _EXPRESSIONS[type(node).__name__](machine, frame, node)


def look_up(machine: Machine, frame: Frame, name: str, place: Place) -> Any:
    """The value of a name: local, enclosing, global, built-in."""
    here: Frame | None = frame
    if name in frame.shared:
        here = None
    while here is not None:
        if here.kind == "module" and here.names is not here.globals and name not in here.names:
            break
        if (here is frame or here.kind != "class") and name in here.names:
            return here.names[name]
        if here is frame and name in here.assigned and name not in here.nonlocals:
            message = f"local variable '{name}' referenced before assignment"
            raise machine.fail(UnboundLocalError, message, place)
        here = here.outer
    if name in frame.globals:
        return frame.globals[name]
    from checker.python.interpreter.builtins import builtin

    opened = getattr(frame.globals, "open", None) or getattr(frame.names, "open", None)
    found = builtin(machine, name)
    if opened is not None and not (found and isinstance(found[0], type)):
        # `from X import *` may bring an `open`; nothing brings another KeyError or str.
        return Unknown(opened.because, opened.place)
    if found is None:
        message = f"name '{name}' is not defined"
        raise machine.fail(NameError, message, place, name=name)
    return found[0]


def get_item(machine: Machine, value: Any, key: Any, place: Place | None) -> Any:
    """`value[key]`."""
    if isinstance(value, Unknown):
        return Unknown(value.because, value.place, opaque=value.opaque)
    if isinstance(value, Environ):
        return _variable(machine, value, key, place)
    if isinstance(value, Instance):
        from checker.python.interpreter.attributes import find_special

        special = find_special(value, "__getitem__")
        if special is not None:
            return call(machine, special, [value, key], {}, place)
        if value.cls.open is not None:
            return Unknown(value.cls.open.because, place, opaque=True)
        message = f"'{value.cls.name}' object is not subscriptable"
        raise machine.fail(TypeError, message, place)
    if isinstance(value, Model):
        getter = value.attributes.get("__getitem__")
        if getter is not None:
            return call(machine, getter, [key], {}, place)
        return Unknown(f"an item of {value.name}", place, opaque=True)
    if isinstance(value, type):
        return _generic(machine, value, place)
    if isinstance(value, Class):
        return value
    if isinstance(value, (Function, Module)):
        raise machine.fail(TypeError, "object is not subscriptable", place)
    if isinstance(key, Unknown):
        return Unknown(key.because, key.place)
    if isinstance(value, dict):
        if isinstance(value, Namespace) and key not in value and value.open is not None:
            return Unknown(value.open.because, place)
        if type(value).__name__ == "defaultdict" and key not in value:
            factory: Any = getattr(value, "default_factory", None)
            if factory is not None:
                value[key] = call(machine, factory, [], {}, place)
                return value[key]
        doubt = next((k for k in value if isinstance(k, Unknown)), None)
        if doubt is not None and key not in value:
            return Unknown(doubt.because, place)
    elif isinstance(value, (list, tuple)) and any(isinstance(v, UnknownItems) for v in value):
        return Unknown("which items the list holds", place)
    elif isinstance(value, str) and _cuts_root(value, key):
        return Unknown("where the platform builds", place)
    return host(machine, place, lambda: value[key])


_GENERIC = (list, dict, tuple, set, frozenset, type)


def _generic(machine: Machine, cls: type, place: Place | None) -> Any:
    """`list[int]`: from Python 3.9 on."""
    if machine.python < (3, 9) or (cls.__module__ == "builtins" and cls not in _GENERIC):
        if cls.__module__ in ("builtins", "collections") or machine.python[0] == 2:
            raise machine.fail(TypeError, "'type' object is not subscriptable", place)
    return cls


def _cuts_root(value: str, key: Any) -> bool:
    """Whether a slice of a path depends on the length of the root's own path."""
    from checker.python.interpreter.values import ROOT, root_in

    if not root_in(value):
        return False
    if isinstance(key, slice):
        start, stop = key.start or 0, key.stop
        at = value.find(ROOT)
        end = at + len(ROOT)
        whole = start == 0 and (stop is None or (stop < 0 and len(value) + stop >= end))
        return not (whole or (start < 0 and len(value) + start >= end and stop is None))
    return not (isinstance(key, int) and (key < 0 or key == 0))


def _variable(machine: Machine, environ: Environ, key: Any, place: Place | None) -> Any:
    """`os.environ[key]`: the build has no run-time variables (F40)."""
    if isinstance(key, Unknown):
        return Unknown(f"a variable whose name is not known: {key.because}", place)
    if key in environ:
        return environ[key]
    unsure = machine.world.unsure
    if unsure is not None and unsure(str(key)):
        if machine.maybe(f"whether the builder sets {key}", place):
            return Unknown(f"the build's value of {key}", place)
    raise machine.fail(KeyError, key, place, "environment-variable-missing", variable=str(key))


def iterate(machine: Machine, value: Any, place: Place | None) -> Iterable[Any] | Unknown:
    """The items of an iterable, known ones; or unknown."""
    if isinstance(value, (Unknown, Module)):
        because = value.because if isinstance(value, Unknown) else f"what {value.name} holds"
        return Unknown(because, place)
    if isinstance(value, Instance):
        from checker.python.interpreter.attributes import find_special

        special = find_special(value, "__iter__")
        if special is not None:
            return iterate(machine, call(machine, special, [value], {}, place), place)
        if value.cls.open is not None or value.cls.bases:
            return Unknown(f"what a {value.cls.name} holds", place)
        raise machine.fail(TypeError, f"'{value.cls.name}' object is not iterable", place)
    if isinstance(value, Class):
        members = value.namespace.get("__members__")
        if members is not None:
            return list(members.values())
        return Unknown(f"what {value.name} holds", place)
    if isinstance(value, Model):
        items = value.attributes.get("__iter__")
        if items is None:
            return Unknown(f"what {value.name} holds", place, opaque=True)
        return iterate(machine, call(machine, items, [], {}, place), place)
    if isinstance(value, Function):
        raise machine.fail(TypeError, "'function' object is not iterable", place)
    if isinstance(value, range) and len(value) > limits.ITEMS:
        raise LimitReached("a loop is too long")
    if isinstance(value, (list, tuple)) and any(isinstance(v, UnknownItems) for v in value):
        return Unknown("which items the list holds", place)
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=repr)
    iterator = host(machine, place, iter, value)
    if not isinstance(value, (str, bytes, list, tuple, dict, range)):
        return _bounded(machine, iterator)
    return list(value)


def _bounded(machine: Machine, iterator: Any) -> Iterable[Any]:
    """The items of a host's iterator, no more than a loop may take."""
    for number, item in enumerate(iterator):
        if number > limits.ITEMS:
            raise LimitReached("a loop is too long")
        yield item


def items_of(machine: Machine, value: Any, place: Place | None) -> list[Any]:
    """As `iterate`, with an unknown iterable as one item that stands for all of them."""
    found = iterate(machine, value, place)
    if isinstance(found, Unknown):
        return [UnknownItems(found.because, found.place)]
    return list(found)


# -- one function for each kind of node ---------------------------------------------------------


def _constant(machine: Machine, frame: Frame, node: Any) -> Any:
    return node.value


def _name(machine: Machine, frame: Frame, node: Any) -> Any:
    return look_up(machine, frame, node.id, place_of(frame, node))


def _attribute(machine: Machine, frame: Frame, node: Any) -> Any:
    value = evaluate(machine, frame, node.value)
    return get_attribute(machine, value, node.attr, place_of(frame, node))


def _subscript(machine: Machine, frame: Frame, node: Any) -> Any:
    value = evaluate(machine, frame, node.value)
    key = evaluate(machine, frame, node.slice)
    return get_item(machine, value, key, place_of(frame, node))


def _slice(machine: Machine, frame: Frame, node: Any) -> Any:
    parts = [
        None if part is None else evaluate(machine, frame, part)
        for part in (node.lower, node.upper, node.step)
    ]
    unknown = next((part for part in parts if isinstance(part, Unknown)), None)
    return unknown if unknown is not None else slice(*parts)


def _binary(machine: Machine, frame: Frame, node: Any) -> Any:
    left = evaluate(machine, frame, node.left)
    right = evaluate(machine, frame, node.right)
    if isinstance(left, list) and (isinstance(right, Unknown) or right is left):
        left = list(left)
    return binary(machine, type(node.op).__name__, left, right, place_of(frame, node))


def _boolean(machine: Machine, frame: Frame, node: Any) -> Any:
    stops = type(node.op).__name__ == "Or"
    value: Any = None
    for part in node.values:
        value = evaluate(machine, frame, part)
        if part is node.values[-1]:
            return value
        if truth(machine, value, place_of(frame, part)) is stops:
            return value
    return value


def _unary(machine: Machine, frame: Frame, node: Any) -> Any:
    value = evaluate(machine, frame, node.operand)
    return unary(machine, type(node.op).__name__, value, place_of(frame, node))


def _compare(machine: Machine, frame: Frame, node: Any) -> Any:
    left = evaluate(machine, frame, node.left)
    result: Any = True
    for op, part in zip(node.ops, node.comparators, strict=True):
        right = evaluate(machine, frame, part)
        result = compare(machine, type(op).__name__, left, right, place_of(frame, node))
        if part is node.comparators[-1] or not truth(machine, result):
            return result
        left = right
    return result


def _conditional(machine: Machine, frame: Frame, node: Any) -> Any:
    test = evaluate(machine, frame, node.test)
    chosen = node.body if truth(machine, test, place_of(frame, node.test)) else node.orelse
    return evaluate(machine, frame, chosen)


def elements(machine: Machine, frame: Frame, nodes: Any) -> list[Any]:
    """The values of a display's or a call's items, starred ones unpacked."""
    values: list[Any] = []
    for node in nodes:
        if type(node).__name__ == "Starred":
            inner = evaluate(machine, frame, node.value)
            values.extend(items_of(machine, inner, place_of(frame, node)))
        else:
            values.append(evaluate(machine, frame, node))
        if len(values) > limits.ITEMS:
            raise LimitReached("a list is too long")
    return values


def _list(machine: Machine, frame: Frame, node: Any) -> Any:
    return elements(machine, frame, node.elts)


def _tuple(machine: Machine, frame: Frame, node: Any) -> Any:
    return tuple(elements(machine, frame, node.elts))


def _set(machine: Machine, frame: Frame, node: Any) -> Any:
    values = elements(machine, frame, node.elts)
    return host(machine, place_of(frame, node), set, values)


def _dict(machine: Machine, frame: Frame, node: Any) -> Any:
    made: dict[Any, Any] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            inner = evaluate(machine, frame, value)
            if isinstance(inner, dict):
                made.update(inner)
            elif isinstance(inner, Unknown):
                made[Unknown(inner.because, inner.place)] = inner
            else:
                message = f"'{type(inner).__name__}' object is not a mapping"
                raise machine.fail(TypeError, message, place_of(frame, value))
        else:
            name = evaluate(machine, frame, key)
            content = evaluate(machine, frame, value)
            host(machine, place_of(frame, key), made.__setitem__, name, content)
    return made


def _joined(machine: Machine, frame: Frame, node: Any) -> Any:
    parts: list[str] = []
    unknown: Unknown | None = None
    for part in node.values:
        text = evaluate(machine, frame, part)
        if isinstance(text, Unknown):
            unknown = text
        else:
            parts.append(text)
    if unknown is not None:
        return Unknown(unknown.because, unknown.place, opaque=unknown.opaque)
    if sum(map(len, parts)) > limits.TEXT:
        return Unknown("the text is too long", place_of(frame, node))
    return "".join(parts)


def _formatted(machine: Machine, frame: Frame, node: Any) -> Any:
    from checker.python.interpreter.formatting import formatted

    value = evaluate(machine, frame, node.value)
    specification = "" if node.format_spec is None else evaluate(machine, frame, node.format_spec)
    if isinstance(specification, Unknown):
        return specification
    conversion = chr(node.conversion) if node.conversion > 0 else ""
    return formatted(machine, value, conversion, specification, place_of(frame, node))


def _lambda(machine: Machine, frame: Frame, node: Any) -> Any:
    from checker.python.interpreter.calls import make_function

    return make_function(machine, frame, node, "<lambda>")


def _walrus(machine: Machine, frame: Frame, node: Any) -> Any:
    from checker.python.interpreter.assignment import bind

    value = evaluate(machine, frame, node.value)
    home = frame
    while home.kind == "comprehension" and home.outer is not None:
        home = home.outer
    bind(machine, home, node.target.id, value, place_of(frame, node))
    return value


def _starred(machine: Machine, frame: Frame, node: Any) -> Any:
    return evaluate(machine, frame, node.value)


def _yield(machine: Machine, frame: Frame, node: Any) -> Any:
    value = None if node.value is None else evaluate(machine, frame, node.value)
    home = frame
    if home.yields is None:
        raise LimitReached("a generator is used in a way that is not read")
    if type(node).__name__ == "YieldFrom":
        home.yields.extend(items_of(machine, value, place_of(frame, node)))
    else:
        home.yields.append(value)
    if len(home.yields) > limits.ITEMS:
        raise LimitReached("a generator is too long")
    return None


def _await(machine: Machine, frame: Frame, node: Any) -> Any:
    return Unknown("an awaited value", place_of(frame, node))


def _comprehension(machine: Machine, frame: Frame, node: Any) -> Any:
    from checker.python.interpreter.comprehensions import comprehension

    return comprehension(machine, frame, node)


_EXPRESSIONS: dict[str, Any] = {
    "Constant": _constant, "Name": _name, "Attribute": _attribute, "Subscript": _subscript,
    "Slice": _slice, "BinOp": _binary, "BoolOp": _boolean, "UnaryOp": _unary, "Compare": _compare,
    "IfExp": _conditional, "List": _list, "Tuple": _tuple, "Set": _set, "Dict": _dict,
    "JoinedStr": _joined, "FormattedValue": _formatted, "Lambda": _lambda, "NamedExpr": _walrus,
    "Starred": _starred, "Yield": _yield, "YieldFrom": _yield, "Await": _await, "Call": call_node,
    "ListComp": _comprehension, "SetComp": _comprehension, "DictComp": _comprehension,
    "GeneratorExp": _comprehension,
}  # fmt: skip

__all__ = ["evaluate", "negate"]
