"""A model of `warnings`: filters that make them errors."""

from __future__ import annotations

from checker.base import regex as re
from checker.python.interpreter.classification import is_subclass
from checker.python.interpreter.patterns import cost_of
from checker.python.interpreter.pure import constant
from checker.python.interpreter.values import Class, Instance, Model, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


_ACTIONS = ("default", "error", "ignore", "always", "all", "module", "once")


def _filters(interp: Interpreter) -> list[Any]:
    """The filters that the program set, the first one first: action, message, category, module."""
    found: list[Any] = interp.notes.setdefault("filters of warnings", [])
    return found


def _filter(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    names = ("action", "message", "category", "module", "lineno", "append")
    held = {**dict(zip(names, args, strict=False)), **keywords}
    return _added(interp, place, held)


def _simple(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    held = {**dict(zip(("action", "category", "lineno", "append"), args, strict=False)), **keywords}
    return _added(interp, place, held)


def _added(interp: Interpreter, place: Place | None, held: dict[str, Any]) -> Any:
    action = held.get("action")
    if isinstance(action, str) and action not in _ACTIONS:
        error = AssertionError if interp.python < (3, 14) else ValueError
        raise interp.fail(error, f"invalid action: {action!r}", place)
    entry = (action, held.get("message", ""), held.get("category", Warning), held.get("module", ""))
    filters = _filters(interp)
    filters.append(entry) if held.get("append") else filters.insert(0, entry)


def _warn(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`warnings.warn`: an error where the first filter that fits says so."""
    message = args[0] if args else keywords.get("message")
    category = args[1] if len(args) > 1 else keywords.get("category")
    if isinstance(message, (Instance, Warning)):
        category = message.cls if isinstance(message, Instance) else type(message)
    category = category or UserWarning
    for action, text, wanted, module in _filters(interp):
        fits = is_subclass(category, wanted) if isinstance(category, (type, Class)) else None
        if fits is False:
            continue
        if module or fits is None or not isinstance(action, str):
            fits = interp.maybe("whether a warning is an error", place)
        elif text:
            shown = message if isinstance(message, str) else ""
            if cost_of(text, shown) is None:
                fits = interp.maybe("whether a warning is an error", place)
            elif not interp.host(place, re.match, text, shown, re.IGNORECASE):
                continue
        if not fits:
            continue
        if action == "error":
            error = message
            if not isinstance(message, (Instance, Warning)):
                error = interp.call(category, [message], {}, place)
            raise interp.fail(error, None, place)
        return


def _caught(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    saved = list(_filters(interp))

    def leave(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
        _filters(m)[:] = saved
        return False

    return Model("catch_warnings", None, {
        "__enter__": Model("enter", lambda m, p, a, k: [] if keywords.get("record") else None),
        "__exit__": Model("exit", leave)})  # fmt: skip


def _reset(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    _filters(interp).clear()


def _warnings(interp: Interpreter) -> dict[str, Any]:
    return {
        "filterwarnings": Model("filterwarnings", _filter), "warn": Model("warnings.warn", _warn),
        "simplefilter": Model("simplefilter", _simple), "resetwarnings": Model("reset", _reset),
        "catch_warnings": Model("catch_warnings", _caught), "showwarning": constant("show", None),
        "formatwarning": Model("formatwarning"),
    }  # fmt: skip


MODULES = {"warnings": _warnings}
