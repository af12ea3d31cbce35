"""How django-environ makes of a variable's text what was asked for."""

from __future__ import annotations

from checker.base import regex as re
from checker.python.interpreter.values import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter
    from checker.python.interpreter.values import Place

TRUE = ("true", "on", "ok", "y", "yes", "1")
"""The texts that are true."""


def cast_value(interp: Interpreter, place: Place | None, cast: Any, value: Any) -> Any:
    """`Env.parse_value`."""
    if isinstance(value, Unknown) or cast is None:
        return value
    if cast is bool:
        if isinstance(value, bool) or not isinstance(value, str):
            return interp.truth(value, place)
        number = re.fullmatch(r"\s*[+-]?\d{1,100}\s*", value)
        return bool(int(value)) if number else value.lower().strip() in TRUE
    if not isinstance(value, str):
        return interp.call(cast, [value], {}, place) if cast not in (list, dict, tuple) else value
    if isinstance(cast, list):
        return [interp.call(cast[0], [part], {}, place) for part in value.split(",") if part]
    if isinstance(cast, tuple):
        parts = [part for part in value.strip("(").strip(")").split(",") if part]
        return tuple(interp.call(cast[0], [part], {}, place) for part in parts)
    if isinstance(cast, dict):
        return _mapping(interp, place, cast, value)
    if cast is dict:
        pairs = [part.split("=", 1) for part in value.split(",") if part]
        return interp.host(place, dict, pairs)
    if cast is list:
        return [part for part in value.split(",") if part]
    if cast is tuple:
        return tuple(part for part in value.strip("(").strip(")").split(",") if part)
    if cast is float:
        digits = re.sub(r"[^\d,.-]", "", value)
        parts = re.split(r"[,.]", digits)
        text = parts[0] if len(parts) == 1 else f"{''.join(parts[:-1])}.{parts[-1]}"
        return interp.host(place, float, text)
    return interp.call(cast, [value], {}, place)


def _mapping(interp: Interpreter, place: Place | None, cast: Any, value: str) -> Any:
    key, inner = cast.get("key", str), cast.get("value", str)
    apart = cast.get("cast", {})
    made: dict[Any, Any] = {}
    for part in value.split(";"):
        if part:
            name, _, content = part.partition("=")
            own = apart.get(name, inner) if isinstance(apart, dict) else inner
            made[interp.call(key, [name], {}, place)] = cast_value(interp, place, own, content)
    return made
