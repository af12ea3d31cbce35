"""Names, items and iteration: what `name`, `value[key]` and `for` find."""

from __future__ import annotations

import operator

from checker.python.interpreter import limits
from checker.python.interpreter.classification import find_special
from checker.python.interpreter.costs import len_of
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.values import (
    ROOT,
    Class,
    Environ,
    Function,
    Instance,
    Model,
    Module,
    Namespace,
    Place,
    PyRaise,
    Unknown,
    UnknownItems,
    root_in,
    type_name,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter


def look_up(interp: Interpreter, frame: Frame, name: str, place: Place) -> Any:
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
            raise interp.fail(UnboundLocalError, message, place)
        here = here.outer
    if name in frame.globals:
        return frame.globals[name]

    opened = getattr(frame.globals, "open", None) or getattr(frame.names, "open", None)
    found = interp.builtin(name)
    if opened is not None and not (found and isinstance(found[0], type)):
        # `from X import *` may bring an `open`; nothing brings another KeyError or str.
        return Unknown(opened.because, opened.place)
    if found is None:
        message = f"name '{name}' is not defined"
        raise interp.fail(NameError, message, place, name=name)
    return found[0]


def get_item(interp: Interpreter, value: Any, key: Any, place: Place | None) -> Any:
    """`value[key]`."""
    if isinstance(value, Unknown):
        return Unknown(value.because, value.place, unmodelled=value.unmodelled)
    if isinstance(value, Environ):
        return _variable(interp, value, key, place)
    if isinstance(value, Instance):
        special = find_special(value, "__getitem__")
        if special is not None:
            return interp.call(special, [value, key], {}, place)
        if value.cls.open is not None:
            return Unknown(value.cls.open.because, place, unmodelled=True)
        message = f"'{value.cls.name}' object is not subscriptable"
        raise interp.fail(TypeError, message, place)
    if isinstance(value, Model):
        getter = value.attributes.get("__getitem__")
        if getter is not None:
            return interp.call(getter, [key], {}, place)
        return Unknown(f"an item of {value.name}", place, unmodelled=True)
    if isinstance(value, type):
        return _generic(interp, value, place)
    if isinstance(value, Class):
        members = value.namespace.get("__members__")
        if members is None or isinstance(key, Unknown):
            return value if members is None else Unknown(key.because, place)
        if key not in members:
            raise interp.fail(KeyError, key, place)
        return members[key]
    if isinstance(value, (Function, Module)):
        raise interp.fail(TypeError, "object is not subscriptable", place)
    if isinstance(key, Unknown):
        return Unknown(key.because, key.place)
    if isinstance(value, dict):
        if isinstance(value, Namespace) and key not in value and value.open is not None:
            return Unknown(value.open.because, place)
        if type(value).__name__ == "defaultdict" and interp.contains(key, value, place) is False:
            factory: Any = getattr(value, "default_factory", None)
            if factory is not None:
                made = interp.call(factory, [], {}, place)
                interp.put(value, key, made, place)
                return made
        interp.charge(len(value) >> 5)
        if isinstance(key, Instance) and key not in value:
            for other in value:
                if isinstance(other, Instance) and interp.equal(other, key, place) is True:
                    return value[other]
        doubt = next((k for k in value if isinstance(k, Unknown)), None)
        if doubt is not None and key not in value:
            return Unknown(doubt.because, place)
    elif isinstance(value, (list, tuple)) and has_unknown_items(interp, value):
        return Unknown("which items the list contains", place)
    elif isinstance(value, str) and _cuts_root(interp, value, key):
        return Unknown("where the platform builds", place)
    return interp.host(place, operator.getitem, value, key)


_GENERIC = (list, dict, tuple, set, frozenset, type)


def _generic(interp: Interpreter, cls: type, place: Place | None) -> Any:
    """`list[int]`: from Python 3.9 on."""
    if interp.python < (3, 9) or (cls.__module__ == "builtins" and cls not in _GENERIC):
        if cls.__module__ in ("builtins", "collections") or interp.python[0] == 2:
            raise interp.fail(TypeError, "'type' object is not subscriptable", place)
    return cls


def has_unknown_items(interp: Interpreter, values: Any) -> bool:
    """Whether a list holds what stands for any number of items."""
    interp.charge(len(values) >> 5)
    return any(isinstance(value, UnknownItems) for value in values)


def _cuts_root(interp: Interpreter, value: str, key: Any) -> bool:
    """Whether a slice of a path depends on the length of the root's own path."""
    interp.charge(len(value) >> 8)
    if not root_in(value):
        return False
    if isinstance(key, slice):
        start, stop = key.start or 0, key.stop
        at = value.find(ROOT)
        end = at + len(ROOT)
        whole = start == 0 and (stop is None or (stop < 0 and len(value) + stop >= end))
        return not (whole or (start < 0 and len(value) + start >= end and stop is None))
    return not (isinstance(key, int) and (key < 0 or key == 0))


def _variable(interp: Interpreter, environ: Environ, key: Any, place: Place | None) -> Any:
    """`os.environ[key]`: the build has no run-time variables (F40)."""
    if isinstance(key, Unknown):
        return Unknown(f"a variable whose name is not known: {key.because}", place)
    if not isinstance(key, str):
        raise interp.fail(TypeError, f"str expected, not {type_name(key)}", place)
    if key in environ:
        return environ[key]
    unsure = interp.context.unsure
    if unsure is not None and unsure(key):
        if interp.maybe(f"whether the builder sets {key}", place):
            return Unknown(f"the build's value of {key}", place)
    raise interp.fail(KeyError, key, place, "environment-variable-missing", variable=key)


def iterate(interp: Interpreter, value: Any, place: Place | None) -> Iterable[Any] | Unknown:
    """The items of an iterable, known ones; or unknown."""
    if isinstance(value, (Unknown, Module)):
        because = value.because if isinstance(value, Unknown) else f"what {value.name} contains"
        return Unknown(because, place)
    if isinstance(value, Instance):
        special = find_special(value, "__iter__")
        if special is not None:
            return iterate(interp, interp.call(special, [value], {}, place), place)
        if value.cls.open is not None or value.cls.bases:
            return Unknown(f"what a {value.cls.name} contains", place)
        raise interp.fail(TypeError, f"'{value.cls.name}' object is not iterable", place)
    if isinstance(value, Class):
        members = value.namespace.get("__members__")
        if members is not None:
            return list(members.values())
        return Unknown(f"what {value.name} contains", place)
    if isinstance(value, Model):
        items = value.attributes.get("__iter__")
        if items is None:
            return Unknown(f"what {value.name} contains", place, unmodelled=True)
        return iterate(interp, interp.call(items, [], {}, place), place)
    if isinstance(value, Function):
        raise interp.fail(TypeError, "'function' object is not iterable", place)
    size = len_of(value)
    if size > limits.ITEMS:
        raise LimitReached("a loop is too long")
    interp.charge(size >> 5)
    if isinstance(value, (list, tuple)) and has_unknown_items(interp, value):
        return Unknown("which items the list contains", place)
    if isinstance(value, (set, frozenset)):
        return interp.host(place, sorted, value, key=repr)  # type: ignore[no-any-return]
    iterator = interp.host(place, iter, value)
    if not isinstance(value, (str, bytes, list, tuple, dict, range)):
        return _bounded(interp, iterator)
    return list(value)


def _bounded(interp: Interpreter, iterator: Any) -> Iterable[Any]:
    """The items of a host's iterator, no more than a loop may take."""
    number = 0
    while True:
        try:
            item = next(iterator)
        except StopIteration:
            return
        except (PyRaise, LimitReached, RecursionError):
            raise
        except Exception as error:
            raise interp.fail(error, None, None) from None
        number += 1
        if number > limits.ITEMS:
            raise LimitReached("a loop is too long")
        yield item


def items_of(interp: Interpreter, value: Any, place: Place | None) -> list[Any]:
    """As `iterate`, with an unknown iterable as one item that stands for all of them."""
    found = iterate(interp, value, place)
    if isinstance(found, Unknown):
        return [UnknownItems(found.because, found.place)]
    return list(found)
