"""Operators over values: known operands by the host, bounded; unknown ones give unknown."""

from __future__ import annotations

import operator

from checker.python.interpreter import limits
from checker.python.interpreter.classification import find_special
from checker.python.interpreter.costs import len_of
from checker.python.interpreter.ordering import identical, ordered
from checker.python.interpreter.values import (
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
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

BINARY: dict[str, tuple[Any, Any, str, str]] = {
    "Add": (operator.add, operator.iadd, "+", "add"),
    "Sub": (operator.sub, operator.isub, "-", "sub"),
    "Mult": (operator.mul, operator.imul, "*", "mul"),
    "Div": (operator.truediv, operator.itruediv, "/", "truediv"),
    "FloorDiv": (operator.floordiv, operator.ifloordiv, "//", "floordiv"),
    "Mod": (operator.mod, operator.imod, "%", "mod"),
    "Pow": (operator.pow, operator.ipow, "** or pow()", "pow"),
    "LShift": (operator.lshift, operator.ilshift, "<<", "lshift"),
    "RShift": (operator.rshift, operator.irshift, ">>", "rshift"),
    "BitOr": (operator.or_, operator.ior, "|", "or"),
    "BitXor": (operator.xor, operator.ixor, "^", "xor"),
    "BitAnd": (operator.and_, operator.iand, "&", "and"),
    "MatMult": (operator.matmul, operator.imatmul, "@", "matmul"),
}
_COMPARE: dict[str, Any] = {
    "Lt": operator.lt, "LtE": operator.le, "Gt": operator.gt, "GtE": operator.ge,
}  # fmt: skip
_OURS = (Class, Function, Instance, Model, Module)


def truth(interp: Interpreter, value: Any, place: Place | None = None) -> bool:
    """Whether a value is true; an unknown one is decided."""
    if isinstance(value, Unknown):
        return interp.decide(value)
    if (
        isinstance(value, (list, tuple))
        and value
        and all(isinstance(item, UnknownItems) for item in value)
    ):
        return interp.decide(value[0])
    if isinstance(value, Instance):
        for name in ("__bool__", "__len__") if interp.python >= (3, 0) else ("__nonzero__",):
            special = find_special(value, name)
            if special is not None:
                return truth(interp, interp.call(special, [value], {}, place), place)
        return True
    if isinstance(value, _OURS):
        return True
    return bool(value)


def binary(
    interp: Interpreter,
    name: str,
    left: Any,
    right: Any,
    place: Place | None,
    augmented: bool = False,
) -> Any:
    """`left op right`, or `left op= right` where `augmented`."""
    plain, inplace, symbol, method = BINARY[name]
    for value in (left, right):
        if isinstance(value, Unknown) and not (
            isinstance(left, list) and name == "Add" and (augmented or isinstance(right, list))
        ):
            return Unknown(value.because, value.place, unmodelled=value.unmodelled)
    if isinstance(right, Instance) and type(left).__name__ == "PurePosixPath" and name == "Div":
        right = interp.path_text(right, place)
        if isinstance(right, Unknown):
            return Unknown(right.because, right.place)
    if isinstance(right, Instance) and isinstance(left, str) and name == "Mod":
        return interp.percent(left, right, place)
    if isinstance(left, Instance) or isinstance(right, Instance):
        return _special(interp, method, left, right, symbol, place)
    if isinstance(left, list) and isinstance(right, Unknown):
        left.append(UnknownItems(right.because, right.place))
        return left
    if method == "or" and any(isinstance(value, (type, Class)) for value in (left, right)):
        if interp.python < (3, 10) and not any(isinstance(v, Model) for v in (left, right)):
            raise interp.fail(TypeError, _unsupported(symbol, left, right, augmented), place)
        return Unknown("a union of types", place, unmodelled=True)
    if isinstance(left, _OURS) or isinstance(right, _OURS):
        if method == "or":
            return Unknown("a union of types", place, unmodelled=True)
        for value in (left, right):
            if isinstance(value, Model) and value.unmodelled:
                return Unknown(f"the value of {value.name}", place, unmodelled=True)
        raise interp.fail(TypeError, _unsupported(symbol, left, right, augmented), place)
    if name == "Mod" and isinstance(left, (str, bytes)):
        return interp.percent(left, right, place)
    if interp.python[0] == 2 and name == "Div" and isinstance(left, int):
        if isinstance(right, int):
            plain = inplace = operator.floordiv
    bound = _too_large(name, left, right)
    if bound:
        return Unknown(bound, place)
    if isinstance(left, dict) and isinstance(right, dict) and name == "BitOr":
        if interp.python < (3, 9):
            raise interp.fail(TypeError, _unsupported(symbol, left, right, augmented), place)
    if isinstance(left, (set, frozenset, dict)) and interp.unknown_in([left, right]):
        return Unknown("a set or mapping of unknown items", place)
    function = inplace if augmented else plain
    try:
        return interp.host(place, function, left, right)
    except PyRaise as raised:
        message = str(raised.value)
        if isinstance(raised.value, TypeError) and message.startswith(
            ("unsupported", "can only", "must be str")
        ):
            message = _unsupported(symbol, left, right, augmented)
            raise interp.fail(TypeError, message, place) from None
        raise


def _unsupported(symbol: str, left: Any, right: Any, augmented: bool) -> str:
    sign = f"{symbol.split(maxsplit=1)[0]}=" if augmented else symbol
    kinds = f"'{type_name(left)}' and '{type_name(right)}'"
    return f"unsupported operand type(s) for {sign}: {kinds}"


def _special(
    interp: Interpreter, method: str, left: Any, right: Any, symbol: str, place: Place | None
) -> Any:
    for value, other, prefix in ((left, right, "__"), (right, left, "__r")):
        if isinstance(value, Instance):
            special = find_special(value, f"{prefix}{method}__")
            if special is not None:
                result = interp.call(special, [value, other], {}, place)
                if result is not NotImplemented:
                    return result
            elif value.cls.open is not None:
                return Unknown(value.cls.open.because, place, unmodelled=True)
    raise interp.fail(TypeError, _unsupported(symbol, left, right, False), place)


def _too_large(name: str, left: Any, right: Any) -> str:
    """Why an operation is not carried out: its result would be too large."""
    if name == "Mult":
        for sequence, times in ((left, right), (right, left)):
            if isinstance(times, int) and not isinstance(sequence, (int, float)):
                limit = limits.TEXT if isinstance(sequence, (str, bytes)) else limits.ITEMS
                if len_of(sequence) * max(times, 0) > limit:
                    return "the result is too large"
    if name == "Add" and isinstance(left, (str, bytes, bytearray)):
        return "the text is too long" if len(left) + len_of(right) > limits.TEXT else ""
    if name == "Add" and not isinstance(left, (int, float)):
        return "the list is too long" if len_of(left) + len_of(right) > limits.ITEMS else ""
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length()
        if name == "Pow" and bits * max(right, 0) > limits.INTEGER_BITS:
            return "the number is too large"
        if name == "LShift" and bits + max(right, 0) > limits.INTEGER_BITS:
            return "the number is too large"
        if name == "Mult" and bits + right.bit_length() > limits.INTEGER_BITS:
            return "the number is too large"
    return ""


def equal(interp: Interpreter, left: Any, right: Any, place: Place | None) -> Any:
    """`left == right`: True, False or unknown."""
    if left is right and not isinstance(left, Unknown):
        return True
    for value in (left, right):
        if isinstance(value, Unknown):
            return Unknown(value.because, value.place or place)
    if isinstance(left, Instance) or isinstance(right, Instance):
        for value, other in ((left, right), (right, left)):
            if isinstance(value, Instance):
                special = find_special(value, "__eq__")
                if special is not None:
                    answer = interp.call(special, [value, other], {}, place)
                    if answer is not NotImplemented:
                        return answer
                elif value.cls.open is not None:
                    return Unknown(value.cls.open.because, place)
        return False
    if isinstance(left, (list, tuple, dict, set, frozenset)):
        unknown = interp.unknown_in([left, right])
        if unknown is not None:
            if type(left) is not type(right) or not isinstance(left, (list, dict, tuple)):
                return Unknown(unknown.because, place)
            return Unknown(unknown.because, place)
    if isinstance(left, str) and isinstance(right, str) and left != right:
        interp.charge((len(left) + len(right)) >> 8)
        # Where the root is cannot be known, so it may be where the text says.
        for one, other in ((left, right), (right, left)):
            if root_in(one) and not root_in(other) and ("/" not in one or other.startswith("/")):
                return Unknown("where the platform builds", place)
    same = interp.host(place, operator.eq, left, right)
    return same if isinstance(same, Unknown) else bool(same)


def contains(interp: Interpreter, item: Any, container: Any, place: Place | None) -> Any:
    """`item in container`: True, False or unknown."""
    if isinstance(container, Unknown):
        return Unknown(container.because, place)
    if isinstance(container, Instance):
        special = find_special(container, "__contains__")
        if special is not None:
            return interp.call(special, [container, item], {}, place)
        return Unknown(f"what a {container.cls.name} contains", place)
    if isinstance(container, (list, tuple, set, frozenset)):
        doubt: Unknown | None = None
        for other in container:
            interp.step()
            same = equal(interp, item, other, place)
            if same is True:
                return True
            if isinstance(same, Unknown):
                doubt = same
        return doubt if doubt is not None else False
    if isinstance(item, Unknown):
        return Unknown(item.because, place)
    if isinstance(container, dict):
        if isinstance(item, (Instance, Class, Function)):
            return False
        if isinstance(container, Environ) and not isinstance(item, str):
            raise interp.fail(TypeError, f"str expected, not {type_name(item)}", place)
        held = interp.host(place, operator.contains, container, item)
        if held is not False:
            return held
        interp.charge(len(container) >> 5)
        if isinstance(container, Environ):
            if interp.context.unsure is not None and interp.context.unsure(item):
                return Unknown(f"whether the builder sets {item}", place)
            return False
        if isinstance(container, Namespace) and container.open is not None:
            return Unknown(container.open.because, place)
        doubt = next((key for key in container if isinstance(key, Unknown)), None)
        return Unknown(doubt.because, place) if doubt is not None else False
    if isinstance(container, str) and isinstance(item, str):
        held = interp.host(place, operator.contains, container, item)
        if held is False and root_in(container) and not root_in(item) and len(item) > 1:
            return Unknown("where the platform builds", place)
        return held
    if isinstance(container, _OURS):
        if isinstance(container, Model) and container.unmodelled:
            return Unknown(f"what {container.name} contains", place)
        message = f"argument of type '{type_name(container)}' is not iterable"
        raise interp.fail(TypeError, message, place)
    return interp.host(place, operator.contains, container, item)


def compare(interp: Interpreter, name: str, left: Any, right: Any, place: Place | None) -> Any:
    """One comparison of a chain: True, False, unknown."""
    if name in ("Eq", "NotEq"):
        same = equal(interp, left, right, place)
        return same if name == "Eq" else negate(interp, same)
    if name in ("In", "NotIn"):
        inside = contains(interp, left, right, place)
        return inside if name == "In" else negate(interp, inside)
    if name in ("Is", "IsNot"):
        same = identical(interp, left, right, place)
        return same if name == "Is" else negate(interp, same)
    for value in (left, right):
        if isinstance(value, Unknown):
            return Unknown(value.because, value.place or place)
    if isinstance(left, Instance) or isinstance(right, Instance):
        return ordered(interp, name, left, right, place)
    unknown = interp.unknown_in([left, right])
    if unknown is not None or isinstance(left, _OURS) or isinstance(right, _OURS):
        return Unknown(unknown.because if unknown else "a comparison of objects", place)
    if interp.python[0] == 2 and type(left) is not type(right):
        kinds: tuple[Any, ...] = ((int, float), tuple, str, list)
        if not any(isinstance(left, k) and isinstance(right, k) for k in kinds):
            return Unknown("how Python 2 orders values of different types", place)
    return interp.host(place, _COMPARE[name], left, right)


def negate(interp: Interpreter, value: Any) -> Any:
    """`not value`, which stays unknown, and tied to what it negates, where the value is unknown."""
    if isinstance(value, Unknown):
        if value.decided is not None:
            return not value.decided
        return Unknown(value.because, value.place, negation_of=value)
    return not truth(interp, value)


def unary(interp: Interpreter, name: str, value: Any, place: Place | None) -> Any:
    """`not`, `-`, `+`, `~`."""
    if name == "Not":
        return negate(interp, value)
    if isinstance(value, Unknown):
        return Unknown(value.because, value.place)
    if isinstance(value, Instance):
        found = find_special(value, {"USub": "__neg__", "UAdd": "__pos__"}.get(name, "__invert__"))
        if found is not None:
            return interp.call(found, [value], {}, place)
        if value.cls.open is not None:
            return Unknown(value.cls.open.because, place, unmodelled=True)
    function = {"USub": operator.neg, "UAdd": operator.pos, "Invert": operator.invert}[name]
    return interp.host(place, function, value)
