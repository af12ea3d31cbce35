"""`<`, `<=`, `>` and `>=` of objects of the program, and `is`."""

from __future__ import annotations

import operator

from checker.python.interpreter.classification import find_special
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Model,
    Module,
    Place,
    Unknown,
    type_name,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_ORDER = {"Lt": ("lt", "gt", "<"), "LtE": ("le", "ge", "<="),
          "Gt": ("gt", "lt", ">"), "GtE": ("ge", "le", ">=")}  # fmt: skip


def ordered(interp: Interpreter, name: str, left: Any, right: Any, place: Place | None) -> Any:
    """`left < right` and the like, of which one is an object of the program."""
    method, mirrored, symbol = _ORDER[name]
    for value, other, special in ((left, right, method), (right, left, mirrored)):
        if isinstance(value, Instance):
            found = find_special(value, f"__{special}__")
            if found is not None:
                answer = interp.call(found, [value, other], {}, place)
                if answer is not NotImplemented:
                    return answer
            elif value.cls.open is not None or any(isinstance(b, type) for b in value.cls.bases):
                return Unknown("a comparison of objects", place)
        elif isinstance(value, (Class, Function, Model, Module)):
            return Unknown("a comparison of objects", place)
    if interp.python[0] == 2:
        return Unknown("how Python 2 orders objects", place)
    kinds = f"'{type_name(left)}' and '{type_name(right)}'"
    message = f"'{symbol}' not supported between instances of {kinds}"
    raise interp.fail(TypeError, message, place)


def identical(interp: Interpreter, left: Any, right: Any, place: Place | None) -> Any:
    """`left is right`."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        if left is right:
            return True
        unknown = left if isinstance(left, Unknown) else right
        other = right if unknown is left else left
        if other is None and unknown.decided and unknown.unmodelled:
            return False
        return Unknown(unknown.because, place)
    if isinstance(left, (str, int, float, tuple, bytes)) and not isinstance(left, bool):
        if type(left) is type(right) and not isinstance(right, bool):
            if left is not right and interp.host(place, operator.eq, left, right) is not False:
                return Unknown("whether equal values are the same object", place)
    return left is right
