"""Models of `random` and `secrets`: what is drawn is not known, what is refused is."""

from __future__ import annotations

from checker.python.interpreter.values import Model, Place, Unknown, UnknownItems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _choice(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    source = args[0] if args else keywords.get("seq")
    if isinstance(source, (list, tuple, str, range)):
        if len(source) == 0:
            raise interp.fail(IndexError, "Cannot choose from an empty sequence", place)
        if len(source) == 1 and isinstance(source, (list, tuple)):
            return source[0]
    elif isinstance(source, (set, frozenset, int, float, type(None))):
        message = f"object of type '{type(source).__name__}' has no len()"
        raise interp.fail(TypeError, message, place)
    return Unknown("what is chosen at random", place)


def _sample(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    source, number = (*args, keywords.get("k"))[:2]
    if isinstance(source, (list, tuple, str, range)) and isinstance(number, int):
        if number > len(source) or number < 0:
            message = "Sample larger than population or is negative"
            raise interp.fail(ValueError, message, place)
    return Unknown("what is chosen at random", place)


def _between(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    low, high = (*args, None, None)[:2]
    if isinstance(low, int) and isinstance(high, int) and high < low:
        message = f"empty range in randrange({low}, {high + 1})"
        raise interp.fail(ValueError, message, place)
    return Unknown("a random number", place)


def _below(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if len(args) == 1 and isinstance(args[0], int) and args[0] <= 0:
        raise interp.fail(ValueError, "empty range for randrange()", place)
    return Unknown("a random number", place)


def _token(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if args and isinstance(args[0], int) and args[0] < 0:
        raise interp.fail(ValueError, "negative argument not allowed", place)
    if args and isinstance(args[0], str):
        message = "'str' object cannot be interpreted as an integer"
        raise interp.fail(TypeError, message, place)
    return Unknown("a random text", place, decided=True)


def _number(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return Unknown("a random number", place)


def _choices(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if args and isinstance(args[0], (list, tuple, str)) and not args[0]:
        raise interp.fail(IndexError, "list index out of range", place)
    return Unknown("what is chosen at random", place)


def _shuffle(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if args and isinstance(args[0], (tuple, str)) and len(args[0]) > 1:
        message = f"'{type(args[0]).__name__}' object does not support item assignment"
        raise interp.fail(TypeError, message, place)
    if args and isinstance(args[0], list) and len(args[0]) > 1:
        args[0][:] = [UnknownItems("the order after shuffling", place)]


_RANDOM: dict[str, Any] = {
    "choice": _choice, "sample": _sample, "randint": _between, "randrange": _below,
    "random": _number, "uniform": _number, "choices": _choices,
    "seed": lambda m, p, a, k: None, "shuffle": _shuffle,
}  # fmt: skip


def _random(interp: Interpreter) -> dict[str, Any]:
    table = {name: Model(f"random.{name}", function) for name, function in _RANDOM.items()}
    system = {name: Model(f"random.{name}", function) for name, function in _RANDOM.items()}
    made = Model("SystemRandom", lambda m, p, a, k: Model("SystemRandom()", None, dict(system)))
    return {**table, "SystemRandom": made, "Random": made}


def _secrets(interp: Interpreter) -> dict[str, Any]:
    table = {name: Model(f"secrets.{name}", _token)
             for name in ("token_hex", "token_bytes", "token_urlsafe")}  # fmt: skip
    return {**table, "choice": Model("secrets.choice", _choice),
            "randbelow": Model("secrets.randbelow", _below),
            "randbits": Model("secrets.randbits", _number),
            "SystemRandom": _random(interp)["SystemRandom"]}  # fmt: skip


MODULES = {"random": _random, "secrets": _secrets}
