"""A model of `re`."""

from __future__ import annotations

import re
import sys
from importlib import import_module

from checker.python.interpreter import limits
from checker.python.interpreter.patterns import PATTERN, cost_of
from checker.python.interpreter.pure import pure
from checker.python.interpreter.values import (
    FileText,
    Model,
    Place,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _re(interp: Interpreter) -> dict[str, Any]:
    def matching(name: str) -> Any:
        function = getattr(re, name)

        def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
            subject = args[-1] if name != "split" or len(args) == 2 else args[1]
            if name in ("sub", "subn"):
                subject = args[2] if len(args) > 2 else None
                if len(args) > 1 and not isinstance(args[1], str):
                    return Unknown("a substitution by a function", place)
            elif len(args) > 1:
                subject = args[1]
            if args and not keywords:
                _check(interp, place, args[0], 0)
            if keywords or interp.unknown_in(args):
                return Unknown("what a regular expression matches", place)
            if isinstance(subject, (int, float, list, dict, type(None))):
                message = f"expected string or bytes-like object, got {type(subject).__name__!r}"
                if interp.python < (3, 11):
                    message = "expected string or bytes-like object"
                raise interp.fail(TypeError, message, place)
            ways = cost_of(_bare(args[0]), _bare(subject))
            if ways is None or (name in ("sub", "subn") and _grows(args[1], subject)):
                return Unknown("what a regular expression matches", place)
            interp.charge(ways >> 4)
            return interp.host(place, function, *map(_bare, args))

        return Model(f"re.{name}", called)

    def compiled(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        flags = args[1] if len(args) > 1 else keywords.get("flags", 0)
        _check(interp, place, args[0] if args else None, flags)
        if interp.unknown_in(args) or not isinstance(args[0], str):
            return Unknown("a regular expression", place)
        methods: dict[str, Any] = {
            name: Model(f"pattern.{name}", _with_pattern(names[name], args[0]))
            for name in ("match", "search", "sub", "findall", "split", "fullmatch")
            if name in names and len(args) == 1
        }
        return Model("a regular expression", None, {**methods, "pattern": args[0]})

    names: dict[str, Any] = {
        name: matching(name) for name in ("match", "search", "fullmatch", "sub", "split", "findall")
    }
    names.update(
        compile=Model("re.compile", compiled), escape=pure("re.escape", re.escape),
        error=re.error, **{name: getattr(re, name) for name in _FLAGS},
    )  # fmt: skip
    return names


_FLAGS = ("I", "IGNORECASE", "M", "MULTILINE", "S", "DOTALL", "X", "VERBOSE", "A", "ASCII", "U",
          "UNICODE")  # fmt: skip


def _check(interp: Interpreter, place: Place | None, pattern: Any, flags: Any) -> None:
    """Raise what a pattern that is no regular expression raises; it is parsed, not compiled."""
    if isinstance(pattern, (int, float, list, dict, type(None))):
        message = "first argument must be string or compiled pattern"
        raise interp.fail(TypeError, message, place)
    if not isinstance(pattern, str) or not isinstance(flags, int) or len(pattern) > PATTERN:
        return
    parser = import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
    interp.charge(len(pattern) << 2)
    try:
        parsed = parser.parse(str.__str__(pattern), int(flags))
        _check_width(parsed)
    except (re.error, OverflowError) as error:
        new = "global flags" in str(error) or "possessive" in str(error)
        if interp.python[0] == 2 or (new and interp.python < (3, 11)):
            return
        if sys.version_info < (3, 11) <= interp.python and re.search(r"[*+?}]\+|\(\?>", pattern):
            return  # The target knows more than the tool's own Python.
        raise interp.fail(error, None, place) from None
    except RecursionError:
        return


def _check_width(parsed: Any) -> None:
    """What the compiler refuses: a look-behind of no fixed width."""
    todo = [parsed]
    while todo:
        for operation, argument in todo.pop():
            name = str(operation)
            if name in ("ASSERT", "ASSERT_NOT"):
                least, most = argument[1].getwidth()
                if argument[0] < 0 and least != most:
                    raise re.error("look-behind requires fixed-width pattern")
            parts = argument if isinstance(argument, (list, tuple)) else [argument]
            for part in parts:
                if hasattr(part, "getwidth"):
                    todo.append(part)
                elif isinstance(part, list):
                    todo += [one for one in part if hasattr(one, "getwidth")]


def _with_pattern(model: Model, pattern: str) -> Callable[..., Any]:
    return lambda interp, place, args, keywords: model.call(
        interp, place, [pattern, *args], keywords
    )


def _grows(replacement: str, subject: str) -> bool:
    """Whether what is put in for a match may make the text long."""
    marks = replacement.count("\\")
    return (len(replacement) + marks * len(subject)) * (len(subject) + 1) > limits.TEXT


def _bare(value: Any) -> Any:
    return str.__str__(value) if isinstance(value, FileText) else value


MODULES = {"re": _re}
