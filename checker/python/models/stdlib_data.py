"""Models of `json`, `datetime`, `ast` and `copy`."""

from __future__ import annotations

import ast

from checker.base import regex as re
from checker.python.interpreter import limits
from checker.python.interpreter.costs import holds
from checker.python.interpreter.pure import pure
from checker.python.interpreter.values import (
    Class,
    FileText,
    Function,
    Instance,
    Model,
    Place,
    PyRaise,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


_DIGITS: dict[type, Any] = {str: r"\d{1000}", bytes: rb"\d{1000}"}
"""Numbers that take long to read."""
_VALUES: dict[type, Any] = {str: r"[\[{,:]", bytes: rb"[\[{,:]"}
"""What values stand behind."""


def _json(interp: Interpreter) -> dict[str, Any]:
    import json  # noqa: PLC0415  gate: few settings ask for it

    def loads(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        text = args[0] if args else None
        if isinstance(text, (Unknown, Model)):
            return Unknown("what a JSON text contains", place)
        if isinstance(text, bytes) and (3, 0) <= interp.python < (3, 6):
            raise interp.fail(TypeError, "the JSON object must be str, not 'bytes'", place)
        if isinstance(text, FileText):
            text = str.__str__(text)
        if isinstance(text, (str, bytes)):
            if len(text) > limits.TEXT or re.search(_DIGITS[type(text)], text):
                return Unknown("what a long JSON text contains", place)
            values = len(re.findall(_VALUES[type(text)], text))
            interp.charge((len(text) >> 8) + (values >> 3))
            interp.allocate(len(text) + 100 * values)
        try:
            return json.loads(text)  # type: ignore[arg-type]
        except RecursionError:
            return Unknown("what a JSON text contains", place)
        except json.JSONDecodeError as error:
            value: Any = error if interp.python >= (3, 5) else ValueError(str(error))
            raise interp.fail(value, None, place) from None
        except (TypeError, ValueError) as error:
            raise interp.fail(error, None, place) from None

    def load(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        file = args[0] if args else None
        if isinstance(file, Model) and "read" in file.attributes:
            text = interp.call(file.attributes["read"], [], {}, place)
            return loads(interp, place, [text], keywords)
        if isinstance(file, (str, dict, list, int, type(None))):
            message = f"'{type(file).__name__}' object has no attribute 'read'"
            raise interp.fail(AttributeError, message, place)
        return Unknown("what a JSON file contains", place)

    names: dict[str, Any] = {"loads": Model("json.loads", loads), "load": Model("json.load", load)}
    names["dumps"] = pure("json.dumps", json.dumps)
    if interp.python >= (3, 5):
        names["JSONDecodeError"] = json.JSONDecodeError
    return names


def _datetime(interp: Interpreter) -> dict[str, Any]:
    import datetime  # noqa: PLC0415  gate: few settings ask for it

    names = ("timezone", "timedelta", "date", "time", "datetime")
    return {name: getattr(datetime, name) for name in names}


def _ast(interp: Interpreter) -> dict[str, Any]:
    def literal(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        text = args[0] if args else None
        if isinstance(text, Unknown) or (isinstance(text, str) and len(text) > 2000):
            return Unknown("a literal", place)
        if not isinstance(text, str):
            raise m.fail(ValueError, "malformed node or string", place)
        tree, _ = m.text_source(str.__str__(text).lstrip(" \t"), place)
        if len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
            raise m.fail(SyntaxError, "invalid syntax", place)
        try:
            return m.host(place, ast.literal_eval, tree.body[0].value)
        except PyRaise as raised:
            # Without the node's address in memory, which differs from run to run.
            message = re.sub(r" at 0x[0-9a-fA-F]+", "", str(raised.value))
            raise m.fail(type(raised.value), message, place) from None

    return {"literal_eval": Model("ast.literal_eval", literal)}


def _copy(interp: Interpreter) -> dict[str, Any]:
    import copy  # noqa: PLC0415  gate: few settings ask for it

    def deep(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        value = args[0]
        if isinstance(value, (list, dict, set, tuple)) and not _objects(m, value):
            return m.host(place, copy.deepcopy, value)
        if isinstance(value, (str, int, float, type(None), Unknown)):
            return value
        return Unknown("a copy of an object", place)

    def shallow(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        value = args[0]
        if isinstance(value, (list, set, dict)):
            m.charge(len(value) >> 4)
        if isinstance(value, (list, set)):
            return value.copy()
        return dict(value) if isinstance(value, dict) else value

    return {"deepcopy": Model("deepcopy", deep), "copy": Model("copy", shallow)}


def _objects(interp: Interpreter, value: Any) -> bool:
    """Whether a structure holds what is not known, or objects of the program."""
    return interp.unknown_in(value) is not None or holds(value, (Instance, Class, Function, Model))


MODULES = {"json": _json, "datetime": _datetime, "ast": _ast, "copy": _copy}
