"""How environs reads the text of a variable: the fields of marshmallow."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from checker.base import regex as re
from checker.python.interpreter.values import Model, PyRaise, Unknown
from checker.python.models.pure_path import PurePosixPath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter
    from checker.python.interpreter.values import Place

_TRUE = frozenset("t T true True TRUE on On ON y Y yes Yes YES 1".split())
_FALSE = frozenset("f F false False FALSE off Off OFF n N no No NO 0".split())
_LEVELS = {"CRITICAL": 50, "FATAL": 50, "ERROR": 40, "WARN": 30, "WARNING": 30, "INFO": 20,
           "DEBUG": 10, "NOTSET": 0}  # fmt: skip
_ADDRESS = re.compile(
    r"(?i)(?:https?|ftps?)://(?:[^:@/\s]+(?::[^@/\s]*)?@)?"
    r"(?:(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\.?|localhost"
    r"|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])(?::\d+)?(?:[/?]\S*)?"
)
"""What marshmallow takes for a URL; a host needs a dot."""
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?"
    r"(?:Z|[+-]\d\d(?::?\d\d)?)?"
)
_PERIOD = re.compile(r"\s*(-?\d+\s*[wdhmsuµ]{0,2}\s*){1,7}|-?\d+(\.\d+)?")
_TRUTHS = {**dict.fromkeys(_TRUE, True), **dict.fromkeys(_FALSE, False)}


def _text(interp: Interpreter, place: Place | None, text: str, held: Any) -> tuple[Any, str]:
    return text, ""


def _truth(interp: Interpreter, place: Place | None, text: str, held: Any) -> tuple[Any, str]:
    return (_TRUTHS[text], "") if text in _TRUTHS else (None, "Not a valid boolean.")


def _host(cls: Any, problem: str) -> Any:
    """A field that is made by a class of the host."""

    def read(interp: Interpreter, place: Place | None, text: str, held: Any) -> tuple[Any, str]:
        try:
            return interp.host(place, cls, text), ""
        except PyRaise:
            return None, problem

    return read


def _decimal(interp: Interpreter, place: Place | None, text: str, held: Any) -> tuple[Any, str]:
    if len(text) > 40:
        return Unknown("a long number", place), ""
    try:
        float(text)
    except ValueError:
        return None, "Not a valid number."
    return Unknown("a decimal number", place), ""


def _json(interp: Interpreter, place: Place | None, text: str, held: Any) -> tuple[Any, str]:
    module = interp.import_module("json", place)
    try:
        return interp.call(module.namespace["loads"], [text], {}, place), ""
    except PyRaise:
        return None, "Not valid JSON."


def _level(interp: Interpreter, place: Place | None, text: str, held: Any) -> tuple[Any, str]:
    if text.strip().lstrip("+-").isdigit() and len(text) < 20:
        return int(text), ""
    known = _LEVELS.get(text.upper())
    return (None, "Not a valid log level.") if known is None else (known, "")


def _path(interp: Interpreter, place: Place | None, text: str, held: Any) -> tuple[Any, str]:
    return PurePosixPath(text), ""


def _checked(name: str, check: Any) -> Any:
    """A field whose texts the host can check; what it makes of them does not matter here."""

    def read(interp: Interpreter, place: Place | None, text: str, held: Any) -> tuple[Any, str]:
        if len(text) > 200:
            return Unknown(f"a {name}", place, unmodelled=True), ""
        try:
            good = check(text)
        except ValueError:
            good = False
        return (Unknown(f"a {name}", place, unmodelled=True), "") if good else (
            None, f"Not a valid {name}.")  # fmt: skip

    return read


def _opaque(name: str) -> Any:
    def read(interp: Interpreter, place: Place | None, text: str, held: Any) -> tuple[Any, str]:
        if interp.maybe(f"whether the variable is a valid {name}", place):
            return Unknown(f"a {name}", place, unmodelled=True), ""
        return None, f"Not a valid {name}."

    return read


FIELDS: dict[str, Any] = {
    "str": _text, "bool": _truth, "int": _host(int, "Not a valid integer."),
    "float": _host(float, "Not a valid number."), "decimal": _decimal, "json": _json,
    "path": _path, "log_level": _level,
    "datetime": _checked("datetime", lambda text: _MOMENT.fullmatch(text) is not None
                         and date.fromisoformat(text[:10])),
    "time": _opaque("time"),
    "date": _checked("date", date.fromisoformat),
    "uuid": _checked("UUID", UUID),
    "url": _checked("URL", _ADDRESS.fullmatch),
    "timedelta": _checked("period of time", _PERIOD.fullmatch),
}  # fmt: skip
"""By the name of the method: the value, and what is wrong with it."""


def listed(interp: Interpreter, place: Place | None, text: str, held: Any) -> Any:
    """`env.list`: split at the delimiter, each part cast."""
    parts = interp.call_method(text, "split", [held.get("delimiter", ",")], {}, place)
    subcast = held.get("subcast")
    if text == "":
        return []
    if not isinstance(parts, list) or subcast in (None, str):
        return parts
    return [_cast(interp, place, subcast, part) for part in parts]


def _cast(interp: Interpreter, place: Place | None, subcast: Any, part: str) -> Any:
    if subcast is bool:
        return _TRUTHS.get(part, Unknown("a truth value", place))
    return part if isinstance(subcast, Model) else interp.call(subcast, [part], {}, place)


def mapped(interp: Interpreter, place: Place | None, text: str, held: Any) -> Any:
    """`env.dict`: `a=1,b=2`."""
    delimiter, sign = held.get("delimiter", ","), held.get("key_value_delimiter", "=")
    if not isinstance(delimiter, str) or not isinstance(sign, str) or not delimiter or not sign:
        return Unknown("a mapping", place)
    made: dict[Any, Any] = {}
    for item in text.split(delimiter) if text else []:
        key, found, value = item.partition(sign)
        if not found:
            message = "not enough values to unpack (expected 2, got 1)"
            raise interp.fail(ValueError, message, place)
        name: Any = key.strip()
        content: Any = value.strip()
        if held.get("subcast_keys") is not None:
            name = _cast(interp, place, held["subcast_keys"], name)
        if held.get("subcast_values") is not None:
            content = _cast(interp, place, held["subcast_values"], content)
        made[name] = content
    return made
