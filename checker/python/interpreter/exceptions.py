"""Exceptions of the program: `try` and `raise`."""

from __future__ import annotations

from checker.python.interpreter.classification import catches
from checker.python.interpreter.exception_groups import run_try_star
from checker.python.interpreter.frame import Broke, Continued, Returned, place_of
from checker.python.interpreter.values import Class, Instance, Model, PyRaise, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter


def run_try(interp: Interpreter, frame: Frame, node: Any) -> None:
    """`try`: what is raised goes to the first clause that takes it; `finally` runs either way.

    It does not run where the reading itself ends, at a bound of ours.
    """
    if not node.finalbody:
        _run_clauses(interp, frame, node)
        return
    try:
        _run_clauses(interp, frame, node)
    except (PyRaise, Returned, Broke, Continued):
        interp.run_body(frame, node.finalbody)
        raise
    interp.run_body(frame, node.finalbody)


def _run_clauses(interp: Interpreter, frame: Frame, node: Any) -> None:
    depth, calls, importing = interp.depth, len(interp.calls), len(interp.importing)
    try:
        interp.run_body(frame, node.body)
    except PyRaise as raised:
        interp.depth = depth
        del interp.calls[calls:], interp.importing[importing:]
        if type(node).__name__ == "TryStar":
            run_try_star(interp, frame, node, raised)
            return
        handler = _handler(interp, frame, node, raised)
        if handler is None:
            raise
        _handle(interp, frame, handler, raised)
    else:
        interp.run_body(frame, node.orelse)


def _handler(interp: Interpreter, frame: Frame, node: Any, raised: PyRaise) -> Any:
    """The `except` clause that takes an exception; None where none does."""
    for handler in node.handlers:
        if handler.type is None:
            return handler
        wanted = interp.evaluate(frame, handler.type)
        answer = catches(wanted, raised.value)
        if answer is None:
            place = place_of(frame, handler)
            answer = interp.maybe("whether an exception of an unknown class is caught", place)
        if answer:
            return handler
    return None


def _handle(interp: Interpreter, frame: Frame, handler: Any, raised: PyRaise) -> None:
    before = frame.raised
    frame.raised = raised
    if handler.name:
        interp.bind(frame, handler.name, raised.value, place_of(frame, handler))
    try:
        interp.run_body(frame, handler.body)
    except PyRaise as later:
        if later is not raised and not later.kind and raised.kind == "environment-variable-missing":
            # A variable that is missing stays the cause where a handler only words it better.
            later.kind = raised.kind
            later.fields = {**raised.fields, **later.fields}
        raise
    finally:
        frame.raised = before
        if handler.name and interp.python[0] == 3:
            frame.names.pop(handler.name, None)


def run_raise(interp: Interpreter, frame: Frame, node: Any) -> None:
    """`raise`, with an exception, a class of one, or again what is handled."""
    place = place_of(frame, node)
    if node.exc is None:
        here: Frame | None = frame
        while here is not None:
            if here.raised is not None:
                raise here.raised
            here = here.outer
        raise interp.fail(RuntimeError, "No active exception to reraise", place)
    value = interp.evaluate(frame, node.exc)
    if isinstance(value, Model) and value.attributes.get("exception"):
        value = interp.call(value, [], {}, place)
    if isinstance(value, (Class, type)):
        value = interp.call(value, [], {}, place)
    if isinstance(value, Unknown):
        raise interp.fail(Exception, f"an exception of an unknown class: {value.because}", place)
    is_exception = isinstance(value, BaseException) or (
        isinstance(value, Instance)
        and (
            value.cls.open is not None
            or any(isinstance(b, type) and issubclass(b, BaseException) for b in value.cls.mro)
        )
    )
    if not is_exception:
        raise interp.fail(TypeError, "exceptions must derive from BaseException", place)
    raise interp.fail(value, None, place)
