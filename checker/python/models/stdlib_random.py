"""Models of `random`, `secrets`, `operator`: what is drawn is not known, what is refused is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter.values import Model, Place, Unknown, UnknownItems

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


def _choice(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    source = args[0] if args else keywords.get("seq")
    if isinstance(source, (list, tuple, str, range)):
        if len(source) == 0:
            raise machine.fail(IndexError, "Cannot choose from an empty sequence", place)
        if len(source) == 1 and isinstance(source, (list, tuple)):
            return source[0]
    elif isinstance(source, (set, frozenset, int, float, type(None))):
        message = f"object of type '{type(source).__name__}' has no len()"
        raise machine.fail(TypeError, message, place)
    return Unknown("what is chosen at random", place)


def _sample(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    source, number = (*args, keywords.get("k"))[:2]
    if isinstance(source, (list, tuple, str, range)) and isinstance(number, int):
        if number > len(source) or number < 0:
            message = "Sample larger than population or is negative"
            raise machine.fail(ValueError, message, place)
    return Unknown("what is chosen at random", place)


def _between(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    low, high = (*args, None, None)[:2]
    if isinstance(low, int) and isinstance(high, int) and high < low:
        message = f"empty range in randrange({low}, {high + 1})"
        raise machine.fail(ValueError, message, place)
    return Unknown("a random number", place)


def _below(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if len(args) == 1 and isinstance(args[0], int) and args[0] <= 0:
        raise machine.fail(ValueError, "empty range for randrange()", place)
    return Unknown("a random number", place)


def _token(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if args and isinstance(args[0], int) and args[0] < 0:
        raise machine.fail(ValueError, "negative argument not allowed", place)
    if args and isinstance(args[0], str):
        message = "'str' object cannot be interpreted as an integer"
        raise machine.fail(TypeError, message, place)
    return Unknown("a random text", place, decided=True)


def _number(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return Unknown("a random number", place)


def _choices(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if args and isinstance(args[0], (list, tuple, str)) and not args[0]:
        raise machine.fail(IndexError, "list index out of range", place)
    return Unknown("what is chosen at random", place)


def _shuffle(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if args and isinstance(args[0], list) and len(args[0]) > 1:
        args[0][:] = [UnknownItems("the order after shuffling", place)]


_RANDOM: dict[str, Any] = {
    "choice": _choice, "sample": _sample, "randint": _between, "randrange": _below,
    "random": _number, "uniform": _number, "choices": _choices,
    "seed": lambda m, p, a, k: None, "shuffle": _shuffle,
}  # fmt: skip


def _random(machine: Interpreter) -> dict[str, Any]:
    table = {name: Model(f"random.{name}", function) for name, function in _RANDOM.items()}
    system = {name: Model(f"random.{name}", function) for name, function in _RANDOM.items()}
    made = Model("SystemRandom", lambda m, p, a, k: Model("SystemRandom()", None, dict(system)))
    return {**table, "SystemRandom": made, "Random": made}


def _secrets(machine: Interpreter) -> dict[str, Any]:
    table = {name: Model(f"secrets.{name}", _token)
             for name in ("token_hex", "token_bytes", "token_urlsafe")}  # fmt: skip
    return {**table, "choice": Model("secrets.choice", _choice),
            "randbelow": Model("secrets.randbelow", _below),
            "randbits": Model("secrets.randbits", _number),
            "SystemRandom": _random(machine)["SystemRandom"]}  # fmt: skip


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


def _getter(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
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


def _items(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    def called(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
        found = tuple(m.get_item(given[0], key, at) for key in args)
        return found[0] if len(args) == 1 else found

    return Model("itemgetter", called)


def _method(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    name, *first = args

    def called(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
        return m.call(m.get_attribute(given[0], name, at), list(first), keywords, at)

    return Model("methodcaller", called)


def _operator(machine: Interpreter) -> dict[str, Any]:
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


MODULES = {"random": _random, "secrets": _secrets, "operator": _operator}
