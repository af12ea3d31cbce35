"""A model of `abc`."""

from __future__ import annotations

from checker.python.interpreter.classification import lookup
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Model,
    Place,
    Property,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _abstract(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    function = args[0] if args else None
    inner = function.function if isinstance(function, Property) else function
    if isinstance(inner, Function):
        inner.attributes["__isabstractmethod__"] = True
    return function


def _instantiate(
    interp: Interpreter, place: Place | None, cls: Class, args: list[Any], keywords: Any
) -> Any:
    """An object of a class that is derived from `abc.ABC`: nothing abstract may be left."""
    left: list[str] = []
    names = {n for base in cls.mro if isinstance(base, Class) for n in base.namespace}
    for name in sorted(str(name) for name in names):
        value = lookup(cls, name)
        inner = value.function if isinstance(value, Property) else value
        if isinstance(inner, Function) and inner.attributes.get("__isabstractmethod__"):
            left.append(name)
    if left:
        plural = "s" if len(left) > 1 else ""
        message = (
            f"Can't instantiate abstract class {cls.name} with abstract method{plural} "
            f"{', '.join(left)}"
        )
        raise interp.fail(TypeError, message, place)
    value = Instance(cls)
    start = lookup(cls, "__init__")
    if start is not None:
        interp.call(start, [value, *args], keywords, place)
    elif (args or keywords) and cls.open is None:
        raise interp.fail(TypeError, f"{cls.name}() takes no arguments", place)
    return value


def _abc(interp: Interpreter) -> dict[str, Any]:
    base = Model("abc.ABC", None, {"closed": True, "instantiate": _instantiate})
    return {"ABC": base, "abstractmethod": Model("abc.abstractmethod", _abstract)}


MODULES = {"abc": _abc}
