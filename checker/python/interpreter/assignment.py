"""Binding names, unpacking, setting items and attributes, deleting."""

from __future__ import annotations

import operator

from checker.python.interpreter.classification import find_special
from checker.python.interpreter.frame import place_of
from checker.python.interpreter.values import (
    Environ,
    Instance,
    Model,
    Namespace,
    Place,
    Unknown,
    UnknownItems,
    type_name,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter


def bind(interp: Interpreter, frame: Frame, name: str, value: Any, place: Place) -> None:
    """Give a name a value, where the frame's declarations say."""
    names = frame.names
    if name in frame.shared:
        names = frame.globals
    elif name in frame.nonlocals:
        outer = frame.outer
        while outer is not None and name not in outer.names:
            outer = outer.outer
        names = outer.names if outer is not None else frame.names
    elif frame.kind == "comprehension":
        names = frame.names
    names[name] = value
    if isinstance(names, Namespace):
        names.places[name] = place


def assign(interp: Interpreter, frame: Frame, target: Any, value: Any, at: Any = None) -> None:
    """`target = value`; `at` is the node that the value comes from."""
    kind = type(target).__name__
    if kind == "Name":
        bind(interp, frame, target.id, value, place_of(frame, at or target))
    elif kind in ("Tuple", "List"):
        _unpack(interp, frame, target, value)
    elif kind == "Starred":
        assign(interp, frame, target.value, value)
    elif kind == "Attribute":
        owner = interp.evaluate(frame, target.value)
        interp.set_attribute(owner, target.attr, value, place_of(frame, target))
    elif kind == "Subscript":
        owner = interp.evaluate(frame, target.value)
        key = interp.evaluate(frame, target.slice)
        set_item(interp, owner, key, value, place_of(frame, at or target))


def set_item(interp: Interpreter, owner: Any, key: Any, value: Any, place: Place) -> None:
    """`owner[key] = value`."""
    if isinstance(owner, Unknown):
        return
    if isinstance(owner, Instance):
        special = find_special(owner, "__setitem__")
        if special is not None:
            interp.call(special, [owner, key, value], {}, place)
        elif owner.cls.open is None:
            message = f"'{owner.cls.name}' object does not support item assignment"
            raise interp.fail(TypeError, message, place)
        return
    if isinstance(owner, Model):
        return
    if isinstance(owner, dict):
        if isinstance(owner, Environ):
            set_variable(interp, owner, key, value, place)
            return
        interp.put(owner, key, value, place)
        if isinstance(owner, Namespace) and isinstance(key, str):
            owner.places[key] = place
        elif isinstance(owner, Namespace) and isinstance(key, Unknown):
            owner.open = key
        return
    if isinstance(owner, list):
        if isinstance(key, Unknown):
            owner[:] = [UnknownItems(key.because, key.place)]
        elif isinstance(key, slice):
            items = interp.items_of(value, place)
            refused = interp.host(place, owner.__setitem__, key, items)
            if isinstance(refused, Unknown):
                owner[:] = [UnknownItems(refused.because, place)]
        else:
            interp.host(place, owner.__setitem__, key, value)
        return
    message = f"'{type_name(owner)}' object does not support item assignment"
    raise interp.fail(TypeError, message, place)


def set_variable(
    interp: Interpreter, environ: Environ, key: Any, value: Any, place: Place | None
) -> None:
    """`os.environ[key] = value`: both must be text."""
    for part in (key, value):
        if not isinstance(part, (str, Unknown)):
            kind = type_name(part)
            message = (
                f"str expected, not {kind}"
                if interp.python >= (3, 0)
                else "putenv() argument must be string"
            )
            raise interp.fail(TypeError, message, place)
    environ[key] = value
    if place is not None and isinstance(key, str):
        environ.places[key] = place


def _unpack(interp: Interpreter, frame: Frame, target: Any, value: Any) -> None:
    place = place_of(frame, target)
    found = interp.iterate(value, place)
    if isinstance(found, Unknown):
        for part in target.elts:
            assign(interp, frame, part, Unknown(found.because, found.place))
        return
    items = list(found)
    wanted = len(target.elts)
    star = next((i for i, e in enumerate(target.elts) if type(e).__name__ == "Starred"), None)
    if star is None:
        if len(items) > wanted:
            message = f"too many values to unpack (expected {wanted})"
            raise interp.fail(ValueError, message, place)
        if len(items) < wanted:
            message = f"not enough values to unpack (expected {wanted}, got {len(items)})"
            raise interp.fail(ValueError, message, place)
        for part, item in zip(target.elts, items, strict=True):
            assign(interp, frame, part, item)
        return
    after = wanted - star - 1
    if len(items) < wanted - 1:
        message = f"not enough values to unpack (expected at least {wanted - 1}, got {len(items)})"
        raise interp.fail(ValueError, message, place)
    middle = items[star : len(items) - after]
    parts = [*items[:star], middle, *items[len(items) - after :]]
    for part, item in zip(target.elts, parts, strict=True):
        assign(interp, frame, part, item)


def delete(interp: Interpreter, frame: Frame, target: Any) -> None:
    """`del target`."""
    place = place_of(frame, target)
    kind = type(target).__name__
    if kind == "Name":
        names = frame.globals if target.id in frame.shared else frame.names
        if target.id not in names:
            if getattr(names, "open", None) is not None:
                return
            error = NameError if frame.kind in ("module", "class") else UnboundLocalError
            raise interp.fail(error, f"name '{target.id}' is not defined", place)
        del names[target.id]
    elif kind in ("Tuple", "List"):
        for part in target.elts:
            delete(interp, frame, part)
    elif kind == "Subscript":
        owner = interp.evaluate(frame, target.value)
        key = interp.evaluate(frame, target.slice)
        if isinstance(owner, (Unknown, Model)) or isinstance(key, Unknown):
            return
        interp.host(place, operator.delitem, owner, key)
    elif kind == "Attribute":
        owner = interp.evaluate(frame, target.value)
        held: Any = getattr(owner, "attributes", None) or getattr(owner, "namespace", None)
        if isinstance(owner, (Unknown, Model)):
            return
        if held is None or target.attr not in held:
            raise interp.fail(AttributeError, target.attr, place)
        del held[target.attr]
