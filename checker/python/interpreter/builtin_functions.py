"""Python's built-in functions: each a model that gets interpreter, place and arguments."""

from __future__ import annotations

from checker.python.interpreter.classification import find_special, is_instance, is_subclass
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Method,
    Model,
    Module,
    Namespace,
    Place,
    PyRaise,
    Unknown,
    UnknownItems,
    root_in,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _isinstance(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if len(args) != 2:
        raise interp.fail(TypeError, "isinstance expected 2 arguments", place)
    kinds = args[1] if isinstance(args[1], tuple) else (args[1],)
    if any(isinstance(kind, (str, bytes, int, float, list, dict)) for kind in kinds):
        message = "isinstance() arg 2 must be a type, a tuple of types, or a union"
        raise interp.fail(TypeError, message, place)
    answer = is_instance(*args)
    return Unknown("the class of a value", place) if answer is None else answer


def _issubclass(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    answer = is_subclass(*args[:2])
    return Unknown("the class of a value", place) if answer is None else answer


def _len(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    value = args[0] if args else None
    if isinstance(value, Instance):
        special = find_special(value, "__len__")
        return interp.call(special, [value], {}, place) if special else Unknown("a length", place)
    if isinstance(value, str):
        interp.charge(len(value) >> 8)
    if isinstance(value, (Unknown, Model)) or (isinstance(value, str) and root_in(value)):
        return Unknown(getattr(value, "because", "where the platform builds"), place)
    if isinstance(value, (list, tuple)):
        interp.charge(len(value) >> 5)
    if isinstance(value, (list, tuple)) and any(isinstance(v, UnknownItems) for v in value):
        return Unknown("which items the list contains", place)
    return interp.host(place, len, value)


def _attribute_name(interp: Interpreter, name: Any, place: Place | None) -> None:
    """Raises what Python raises for an attribute's name that is no text."""
    if not isinstance(name, (str, Unknown)):
        raise interp.fail(TypeError, "attribute name must be string", place)


def _getattr(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    _attribute_name(interp, args[1], place)
    if isinstance(args[1], Unknown):
        return Unknown(args[1].because, place)
    try:
        return interp.get_attribute(args[0], str(args[1]), place)
    except PyRaise as raised:
        if len(args) > 2 and isinstance(raised.value, AttributeError):
            return args[2]
        raise


def _hasattr(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    _attribute_name(interp, args[1], place)
    if isinstance(args[1], Unknown):
        return Unknown(args[1].because, place)
    try:
        found = interp.get_attribute(args[0], str(args[1]), place)
    except PyRaise as raised:
        if isinstance(raised.value, AttributeError) or interp.python[0] == 2:
            return False
        raise
    if isinstance(args[0], (Unknown, Model)) and isinstance(found, Unknown):
        return Unknown(f"whether it has {args[1]}", place)
    return True


def _setattr(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    _attribute_name(interp, args[1], place)
    if isinstance(args[1], Unknown):
        names = getattr(args[0], "namespace", None)
        if isinstance(names, Namespace):
            names.open = args[1]
        return None
    interp.set_attribute(args[0], str(args[1]), args[2], place or Place(""))
    return None


def open_path(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`open(path, mode)`."""
    return interp.open_file(place, args, keywords)


def _import(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if not args or not isinstance(args[0], str):
        raise LimitReached("a module whose name is not known is imported")
    module = interp.import_module(args[0], place)
    fromlist = keywords.get("fromlist", args[3] if len(args) > 3 else None)
    return module if fromlist else interp.modules[args[0].partition(".")[0]]


def sort_values(
    interp: Interpreter, values: list[Any], keywords: dict[str, Any], place: Place | None
) -> Any:
    """`sorted`, with a key function of the program; unknown where a value is."""
    strange = next((name for name in keywords if name not in ("key", "reverse")), None)
    if strange is not None and interp.python[0] == 3:
        message = f"{strange!r} is an invalid keyword argument for sort()"
        raise interp.fail(TypeError, message, place)
    if strange is not None:
        return Unknown("the order by a comparison", place)
    key = keywords.get("key")
    keys = values if key is None else [interp.call(key, [v], {}, place) for v in values]
    unknown = interp.unknown_in(list(keys))
    if unknown is not None or any(isinstance(k, (Instance, Class)) for k in keys):
        return Unknown(unknown.because if unknown else "the order of objects", place)
    interp.charge(len(values) >> 3)
    order = interp.host(place, sorted, range(len(values)), key=keys.__getitem__)
    if isinstance(order, Unknown):
        return order
    if keywords.get("reverse") is True:
        order.reverse()
    return [values[at] for at in order]


def _sorted(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    items = interp.iterate(args[0], place)
    if isinstance(items, Unknown):
        return [UnknownItems(items.because, items.place)]
    ordered = sort_values(interp, list(items), keywords, place)
    return [UnknownItems(ordered.because, place)] if isinstance(ordered, Unknown) else ordered


def _any_all(wanted: bool) -> Any:
    def found(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        items = interp.iterate(args[0], place)
        if isinstance(items, Unknown):
            return items
        doubt: Unknown | None = None
        for item in items:
            interp.step()
            if isinstance(item, Unknown) and item.decided is None:
                doubt = item
            elif interp.truth(item, place) is wanted:
                return wanted
        return doubt if doubt is not None else not wanted

    return found


def _fold(name: str, function: Any) -> Any:
    def folded(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        items: Any = args
        if len(args) == 1 or name == "sum":
            items = interp.iterate(args[0], place)
            if isinstance(items, Unknown):
                return items
        values = list(items)
        unknown = interp.unknown_in([*values, *keywords.values()])
        if unknown is not None or "key" in keywords:
            return Unknown(unknown.because if unknown else "the order by a key", place)
        if name == "sum":
            total = args[1] if len(args) > 1 else keywords.get("start", 0)
            for value in values:
                total = interp.binary("Add", total, value, place)
            return total
        return interp.host(place, function, values, **keywords)

    return folded


def _next(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if isinstance(args[0], (Unknown, Model, Instance)):
        return Unknown("the next item", place)
    return interp.host(place, next, *args[:2])


def reduce_values(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`functools.reduce`."""
    items = interp.iterate(args[1], place)
    if isinstance(items, Unknown):
        return items
    values = [*args[2:3], *items]
    if not values:
        raise interp.fail(TypeError, "reduce() of empty sequence with no initial value", place)
    total = values[0]
    for value in values[1:]:
        total = interp.call(args[0], [total, value], {}, place)
    return total


def _plain(function: Any) -> Any:
    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        for value in (*args, *keywords.values()):
            unknown = interp.unknown_in(value)
            if unknown is not None:
                return Unknown(unknown.because, unknown.place)
            if isinstance(value, (Instance, Class, Function, Model, Module)):
                return Unknown("a function of an object", place)
        if function is pow and len(args) > 2:
            return Unknown("a power with a modulus", place)
        if function is pow:
            return interp.binary("Pow", args[0], args[1], place)
        return interp.host(place, function, *args, **keywords)

    return called


def character(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`chr`, and Python 2's `unichr`."""
    return _plain(chr)(interp, place, args, keywords)


def _repr(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return interp.text_of(args[0], place, "__repr__")


def _callable(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    value = args[0]
    if isinstance(value, (Unknown, Model, Instance)):
        return Unknown("whether it can be called", place)
    return isinstance(value, (Function, Method, Class, type))


def _iter(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    items = interp.iterate(args[0], place)
    return items if isinstance(items, Unknown) else iter(list(items))


def _print(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return None


def _exit(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    raise interp.fail(SystemExit(*args[:1]), None, place)


def _input(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if interp.maybe("whether the build has something to read", place):
        return Unknown("what is typed", place)
    raise interp.fail(EOFError, "EOF when reading a line", place)


def _compile(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return args[0]


FUNCTIONS: dict[str, Any] = {
    "isinstance": _isinstance, "issubclass": _issubclass, "len": _len, "getattr": _getattr,
    "hasattr": _hasattr, "setattr": _setattr, "open": open_path, "__import__": _import,
    "sorted": _sorted, "any": _any_all(True), "all": _any_all(False), "max": _fold("max", max),
    "min": _fold("min", min), "sum": _fold("sum", sum), "next": _next, "chr": _plain(chr),
    "ord": _plain(ord), "abs": _plain(abs), "round": _plain(round), "hex": _plain(hex),
    "oct": _plain(oct), "bin": _plain(bin), "divmod": _plain(divmod), "pow": _plain(pow),
    "repr": _repr, "ascii": _repr, "callable": _callable, "iter": _iter, "print": _print,
    "exit": _exit, "quit": _exit, "input": _input, "compile": _compile,
}  # fmt: skip
