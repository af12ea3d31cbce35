"""A model of `operator`."""

from __future__ import annotations

from checker.python.interpreter.values import Model, Place, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


_BINARY = {
    "add": "Add", "sub": "Sub", "mul": "Mult", "truediv": "Div", "floordiv": "FloorDiv",
    "mod": "Mod", "pow": "Pow", "or_": "BitOr", "and_": "BitAnd", "xor": "BitXor",
    "lshift": "LShift", "rshift": "RShift", "concat": "Add",
}  # fmt: skip
_COMPARED = {"eq": "Eq", "ne": "NotEq", "lt": "Lt", "le": "LtE", "gt": "Gt", "ge": "GtE",
             "is_": "Is", "is_not": "IsNot"}  # fmt: skip


def _operation(name: str) -> Model:
    return Model(f"operator.{name}", lambda m, p, a, k: m.binary(name, a[0], a[1], p))


def _comparison(name: str) -> Model:
    return Model(f"operator.{name}", lambda m, p, a, k: m.compare(name, a[0], a[1], p))


def _getter(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    def one(m: Interpreter, at: Place | None, value: Any, path: Any) -> Any:
        if not isinstance(path, str):
            return Unknown("an attribute", at)
        for name in path.split("."):
            value = m.get_attribute(value, name, at)
        return value

    def called(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
        found = tuple(one(m, at, given[0], name) for name in args)
        return found[0] if len(args) == 1 else found

    return Model("attrgetter", called)


def _items(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    def called(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
        found = tuple(m.get_item(given[0], key, at) for key in args)
        return found[0] if len(args) == 1 else found

    return Model("itemgetter", called)


def _method(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    name, *first = args

    def called(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
        return m.call(m.get_attribute(given[0], name, at), list(first), keywords, at)

    return Model("methodcaller", called)


def _operator(interp: Interpreter) -> dict[str, Any]:
    return {
        **{name: _operation(node) for name, node in _BINARY.items()},
        **{name: _comparison(node) for name, node in _COMPARED.items()},
        "attrgetter": Model("attrgetter", _getter), "itemgetter": Model("itemgetter", _items),
        "methodcaller": Model("methodcaller", _method),
        "getitem": Model("getitem", lambda m, p, a, k: m.get_item(a[0], a[1], p)),
        "contains": Model("contains", lambda m, p, a, k: m.contains(a[1], a[0], p)),
        "not_": Model("not_", lambda m, p, a, k: m.negate(a[0])),
        "truth": Model("truth", lambda m, p, a, k: m.truth(a[0], p)),
        "neg": Model("neg", lambda m, p, a, k: m.unary("USub", a[0], p)),
    }  # fmt: skip


MODULES = {"operator": _operator}
