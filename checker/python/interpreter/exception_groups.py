"""Groups of exceptions, and `except*`, which takes them apart (Python 3.11)."""

from __future__ import annotations

from checker.python.interpreter.classification import catches, is_subclass
from checker.python.interpreter.frame import place_of
from checker.python.interpreter.values import Class, Instance, Model, Namespace, PyRaise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter
    from checker.python.interpreter.values import Place


def _start(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    group, *given = args
    if len(given) != 2:
        message = f"BaseExceptionGroup.__new__() takes exactly 2 arguments ({len(given)} given)"
        raise interp.fail(TypeError, message, place)
    held = interp.iterate(given[1], place)
    inner = [held] if not isinstance(held, (list, tuple)) else list(held)
    if not inner:
        message = "second argument (exceptions) must be a non-empty sequence"
        raise interp.fail(ValueError, message, place)
    for at, one in enumerate(inner):
        if isinstance(one, (str, int, float, type, Class, type(None))):
            message = f"Item {at} of second argument (exceptions) is not an exception"
            raise interp.fail(ValueError, message, place)
    group.attributes.update(message=given[0], exceptions=tuple(inner), args=tuple(given))
    return None


def _shown(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    number = len(args[0].attributes["exceptions"])
    plural = "" if number == 1 else "s"
    return f"{args[0].attributes['message']} ({number} sub-exception{plural})"


def _group_class(name: str, *bases: Any) -> Class:
    names = {"__init__": Model("__init__", _start), "__str__": Model("__str__", _shown)}
    cls = Class(name, bases, Namespace(names), "builtins")
    mro = [cls, *bases[:-1], Exception, BaseException, object]
    cls.mro = tuple(mro if name == "ExceptionGroup" else [cls, BaseException, object])
    return cls


BASE = _group_class("BaseExceptionGroup", BaseException)
GROUP = _group_class("ExceptionGroup", BASE, Exception)
CLASSES = {"BaseExceptionGroup": BASE, "ExceptionGroup": GROUP}
"""The built-in classes, by name."""


def run_try_star(interp: Interpreter, frame: Frame, node: Any, raised: PyRaise) -> None:
    """The `except*` clauses of a `try` whose body raised; raises what none of them takes."""
    rest: Any = raised.value
    naked = not _is_group(rest)
    before = frame.raised
    for handler in node.handlers:
        if rest is None:
            break
        wanted = interp.evaluate(frame, handler.type)
        place = place_of(frame, handler)
        taken, rest = _split(interp, rest, wanted, place)
        if taken is None:
            continue
        if naked:
            taken = _new(GROUP, "", [taken])
        frame.raised = PyRaise(taken, raised.place, raised.kind)
        if handler.name:
            interp.bind(frame, handler.name, taken, place)
        try:
            interp.run_body(frame, handler.body)
        finally:
            frame.raised = before
            if handler.name:
                frame.names.pop(handler.name, None)
    if rest is raised.value:
        raise raised
    if rest is not None:
        left = PyRaise(rest, raised.place, raised.kind)
        left.fields, left.trace = raised.fields, raised.trace
        raise left


def _is_group(value: Any) -> bool:
    return isinstance(value, Instance) and is_subclass(value.cls, BASE) is True


def _new(cls: Class, message: Any, inner: list[Any]) -> Instance:
    held = {"message": message, "exceptions": tuple(inner), "args": (message, inner)}
    return Instance(cls, held)


def _split(interp: Interpreter, value: Any, wanted: Any, place: Place) -> tuple[Any, Any]:
    """What a clause takes of an exception or a group, and what is left; None for nothing."""
    interp.step()
    answer = catches(wanted, value)
    if answer is None:
        answer = interp.maybe("whether an exception of an unknown class is caught", place)
    if answer:
        return value, None
    if not _is_group(value):
        return None, value
    parts = [_split(interp, one, wanted, place) for one in value.attributes["exceptions"]]
    sides: list[Any] = []
    for at in (0, 1):
        inner = [part[at] for part in parts if part[at] is not None]
        whole = _new(value.cls, value.attributes["message"], inner) if inner else None
        sides.append(value if inner and len(inner) == len(parts) else whole)
    return sides[0], sides[1]
