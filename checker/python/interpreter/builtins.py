"""Python's built-in names: classes of the host stand for themselves, functions are modelled."""

from __future__ import annotations

import builtins

from checker.python.interpreter import limits
from checker.python.interpreter.builtin_functions import (
    FUNCTIONS,
    character,
    open_path,
    reduce_values,
)
from checker.python.interpreter.exception_groups import CLASSES
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.scoped_builtins import SCOPED, run_file
from checker.python.interpreter.values import Model, Place, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_CLASSES = (
    bool, bytearray, bytes, classmethod, complex, dict, enumerate, filter, float, frozenset, int,
    list, map, object, property, range, reversed, set, slice, staticmethod, str, tuple, type, zip,
)  # fmt: skip


def builtin(interp: Interpreter, name: str) -> tuple[Any] | None:
    """The built-in called `name` in the target's Python, in a tuple; None where there is none."""
    table = _python2() if interp.python[0] == 2 else _python3()
    if name in table:
        return (table[name],)
    if name == "ModuleNotFoundError" and interp.python < (3, 6):
        return None
    if name in ("ExceptionGroup", "BaseExceptionGroup") and interp.python < (3, 11):
        return None
    if name in CLASSES:
        return (CLASSES[name],)

    found = getattr(builtins, name, None)
    if isinstance(found, type) and issubclass(found, BaseException):
        return (found,)
    if name in ("__file__", "__path__", "__builtins__", "__debug__", "__build_class__"):
        return (True,) if name == "__debug__" else None
    if found is not None and (name not in ("aiter", "anext") or interp.python >= (3, 10)):
        if name not in ("__name__", "__doc__", "__spec__", "__loader__", "__package__"):
            return (Model(f"the built-in {name}"),)
    return None


_tables: dict[int, dict[str, Any]] = {}


def _python3() -> dict[str, Any]:
    if 3 not in _tables:
        table: dict[str, Any] = {cls.__name__: cls for cls in _CLASSES}
        for name, function in FUNCTIONS.items():
            table[name] = Model(name, function)
        for name, function in SCOPED.items():
            table[name] = Model(name, None, {"in_frame": function})
        table.update(Ellipsis=..., NotImplemented=NotImplemented)
        _tables[3] = table
    return _tables[3]


def _python2() -> dict[str, Any]:
    if 2 not in _tables:
        table = dict(_python3())
        table.update(unicode=str, basestring=str, long=int, unichr=Model("unichr", character))
        table.update(raw_input=Model("raw_input"), cmp=Model("cmp"), file=Model("file", open_path))
        table.update(reload=Model("reload", lambda m, p, a, k: a[0] if a else None))
        table["reduce"] = Model("reduce", reduce_values)
        table["xrange"] = range
        table["range"] = Model("range", lambda m, p, a, k: _host_list(m, p, range, a))
        table["execfile"] = Model("execfile", None, {"in_frame": run_file})
        for name in ("map", "filter", "zip"):
            table[name] = Model(name, _eager(_CLASSES_BY_NAME[name]))
        _tables[2] = table
    return _tables[2]


_CLASSES_BY_NAME = {cls.__name__: cls for cls in _CLASSES}


def _host_list(interp: Interpreter, place: Place | None, function: Any, args: list[Any]) -> Any:
    if interp.unknown_in(args):
        return Unknown("a range of unknown length", place)
    made = interp.host(place, function, *args)
    if len(made) > limits.ITEMS:
        raise LimitReached("a list is too long")
    return list(made)


def _eager(cls: type) -> Any:
    def made(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        result = interp.construct(cls, args, keywords, place)
        return result if isinstance(result, Unknown) else list(result)

    return made
