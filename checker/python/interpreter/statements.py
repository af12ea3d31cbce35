"""Statements: one function for each kind of node of the syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter import limits
from checker.python.interpreter.assignment import assign, bind, delete
from checker.python.interpreter.calls import Returned, call, make_function
from checker.python.interpreter.classes import is_subclass, make_class
from checker.python.interpreter.expressions import evaluate, get_item, iterate, place_of
from checker.python.interpreter.machine import Frame, LimitReached
from checker.python.interpreter.operators import binary, truth
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Method,
    Model,
    Property,
    PyRaise,
    Unknown,
)

if TYPE_CHECKING:
    from checker.python.interpreter.machine import Machine


class Broke(Exception):
    """A `break` on its way out of a loop."""


class Continued(Exception):
    """A `continue` on its way to the loop."""


def run_body(machine: Machine, frame: Frame, body: list[Any]) -> None:
    """Run the statements of a block."""
    for node in body:
        machine.step()
        _STATEMENTS[type(node).__name__](machine, frame, node)


def _expression(machine: Machine, frame: Frame, node: Any) -> None:
    evaluate(machine, frame, node.value)


def _assign(machine: Machine, frame: Frame, node: Any) -> None:
    value = evaluate(machine, frame, node.value)
    for target in node.targets:
        assign(machine, frame, target, value, node)


def _annotated(machine: Machine, frame: Frame, node: Any) -> None:
    if node.value is not None:
        assign(machine, frame, node.target, evaluate(machine, frame, node.value), node)
    if frame.kind in ("module", "class") and machine.python < (3, 14):
        if not frame.globals.get("annotations"):
            evaluate(machine, frame, node.annotation)


def _augmented(machine: Machine, frame: Frame, node: Any) -> None:
    target = node.target
    operation = type(node.op).__name__
    place = place_of(frame, node)
    if type(target).__name__ == "Name":
        from checker.python.interpreter.expressions import look_up

        old = look_up(machine, frame, target.id, place_of(frame, target))
        value = evaluate(machine, frame, node.value)
        bind(machine, frame, target.id, _grown(machine, operation, old, value, place), place)
        return
    owner = evaluate(machine, frame, target.value)
    if type(target).__name__ == "Subscript":
        from checker.python.interpreter.assignment import set_item

        key = evaluate(machine, frame, target.slice)
        old = get_item(machine, owner, key, place)
        value = evaluate(machine, frame, node.value)
        set_item(machine, owner, key, _grown(machine, operation, old, value, place), place)
        return
    from checker.python.interpreter.attributes import get_attribute, set_attribute

    old = get_attribute(machine, owner, target.attr, place)
    value = evaluate(machine, frame, node.value)
    new = _grown(machine, operation, old, value, place)
    set_attribute(machine, owner, target.attr, new, place)


def _grown(machine: Machine, operation: str, old: Any, value: Any, place: Any) -> Any:
    """`old op= value`; a list takes any iterable."""
    if operation == "Add" and isinstance(old, list) and not isinstance(value, Unknown):
        items = iterate(machine, value, place)
        if not isinstance(items, Unknown):
            values = list(items)
            if len(old) + len(values) > limits.ITEMS:
                return Unknown("the list is too long", place)
            old.extend(values)
            return old
        value = items
    return binary(machine, operation, old, value, place, augmented=True)


def _delete(machine: Machine, frame: Frame, node: Any) -> None:
    for target in node.targets:
        delete(machine, frame, target)


def _if(machine: Machine, frame: Frame, node: Any) -> None:
    test = evaluate(machine, frame, node.test)
    if isinstance(test, Unknown) and test.decided is None:
        if _idle(node.body) and _idle(node.orelse):
            return
    chosen = node.body if truth(machine, test, place_of(frame, node.test)) else node.orelse
    run_body(machine, frame, chosen)


def _idle(body: list[Any]) -> bool:
    """Whether a block does nothing: either way is the same."""
    return all(
        type(node).__name__ == "Pass"
        or (
            type(node).__name__ == "Expr"
            and (
                type(node.value).__name__ == "Constant"
                or (
                    type(node.value).__name__ == "Call"
                    and getattr(node.value.func, "id", "") == "print"
                    and all(type(a).__name__ in ("Constant", "Name") for a in node.value.args)
                )
            )
        )
        for node in body
    )


def _for(machine: Machine, frame: Frame, node: Any) -> None:
    source = evaluate(machine, frame, node.iter)
    items = iterate(machine, source, place_of(frame, node.iter))
    if isinstance(items, Unknown):
        # What the body does once stands for what it does any number of times.
        items = [Unknown(items.because, items.place)] if machine.decide(items) else []
    elif source is items or isinstance(source, list):
        items = list(items)
    for item in items:
        machine.step()
        assign(machine, frame, node.target, item)
        try:
            run_body(machine, frame, node.body)
        except Broke:
            return
        except Continued:
            continue
    run_body(machine, frame, node.orelse)


def _while(machine: Machine, frame: Frame, node: Any) -> None:
    rounds = 0
    while truth(machine, evaluate(machine, frame, node.test), place_of(frame, node.test)):
        rounds += 1
        if rounds > limits.ITEMS:
            raise LimitReached("a loop does not end")
        try:
            run_body(machine, frame, node.body)
        except Broke:
            return
        except Continued:
            continue
    run_body(machine, frame, node.orelse)


def _try(machine: Machine, frame: Frame, node: Any) -> None:
    depth, calls, importing = machine.depth, len(machine.calls), len(machine.importing)
    try:
        try:
            run_body(machine, frame, node.body)
        except PyRaise as raised:
            machine.depth = depth
            del machine.calls[calls:], machine.importing[importing:]
            handler = _handler(machine, frame, node, raised)
            if handler is None:
                raise
            _handle(machine, frame, handler, raised)
        else:
            run_body(machine, frame, node.orelse)
    finally:
        if node.finalbody:
            run_body(machine, frame, node.finalbody)


def _handler(machine: Machine, frame: Frame, node: Any, raised: PyRaise) -> Any:
    """The `except` clause that takes an exception; None where none does."""
    for handler in node.handlers:
        if handler.type is None:
            return handler
        wanted = evaluate(machine, frame, handler.type)
        answer = catches(wanted, raised.value)
        if answer is None:
            place = place_of(frame, handler)
            answer = machine.maybe("whether an exception of an unknown class is caught", place)
        if answer:
            return handler
    return None


def catches(wanted: Any, value: Any) -> Any:
    """Whether `except wanted` takes an exception: True, False, or None where unknown."""
    cls = value.cls if isinstance(value, Instance) else type(value)
    if isinstance(value, Unknown):
        return None
    return is_subclass(cls, wanted)


def _handle(machine: Machine, frame: Frame, handler: Any, raised: PyRaise) -> None:
    before = frame.raised
    frame.raised = raised
    if handler.name:
        bind(machine, frame, handler.name, raised.value, place_of(frame, handler))
    try:
        run_body(machine, frame, handler.body)
    except PyRaise as later:
        if later is not raised and not later.kind and raised.kind == "environment-variable-missing":
            # A variable that is missing stays the cause where a handler only words it better.
            later.kind = raised.kind
            later.fields = {**raised.fields, **later.fields}
        raise
    finally:
        frame.raised = before
        if handler.name and machine.python[0] == 3:
            frame.names.pop(handler.name, None)


def _raise(machine: Machine, frame: Frame, node: Any) -> None:
    place = place_of(frame, node)
    if node.exc is None:
        here: Frame | None = frame
        while here is not None:
            if here.raised is not None:
                raise here.raised
            here = here.outer
        raise machine.fail(RuntimeError, "No active exception to reraise", place)
    value = evaluate(machine, frame, node.exc)
    if isinstance(value, Model) and value.attributes.get("exception"):
        value = call(machine, value, [], {}, place)
    if isinstance(value, (Class, type)):
        value = call(machine, value, [], {}, place)
    if isinstance(value, Unknown):
        raise machine.fail(Exception, f"an exception of an unknown class: {value.because}", place)
    is_exception = isinstance(value, BaseException) or (
        isinstance(value, Instance)
        and (
            value.cls.open is not None
            or any(isinstance(b, type) and issubclass(b, BaseException) for b in value.cls.mro)
        )
    )
    if not is_exception:
        raise machine.fail(TypeError, "exceptions must derive from BaseException", place)
    raise machine.fail(value, None, place)


def _function(machine: Machine, frame: Frame, node: Any) -> None:
    value: Any = make_function(machine, frame, node, node.name)
    if not frame.globals.get("annotations") and machine.python < (3, 14):
        parts = node.args
        for parameter in (*parts.posonlyargs, *parts.args, *parts.kwonlyargs):
            if parameter.annotation is not None:
                evaluate(machine, frame, parameter.annotation)
        if node.returns is not None:
            evaluate(machine, frame, node.returns)
    bind(machine, frame, node.name, decorate(machine, frame, node, value), place_of(frame, node))


def decorate(machine: Machine, frame: Frame, node: Any, value: Any) -> Any:
    """Apply a definition's decorators."""
    decorators = [evaluate(machine, frame, d) for d in node.decorator_list]
    for decorator, at in zip(reversed(decorators), reversed(node.decorator_list), strict=True):
        if decorator in (property, classmethod, staticmethod):
            value = Property(decorator.__name__, value)
        else:
            value = call(machine, decorator, [value], {}, place_of(frame, at))
    return value


def _class(machine: Machine, frame: Frame, node: Any) -> None:
    value = make_class(machine, frame, node)
    bind(machine, frame, node.name, decorate(machine, frame, node, value), place_of(frame, node))


def _return(machine: Machine, frame: Frame, node: Any) -> None:
    raise Returned(None if node.value is None else evaluate(machine, frame, node.value))


def _break(machine: Machine, frame: Frame, node: Any) -> None:
    raise Broke


def _continue(machine: Machine, frame: Frame, node: Any) -> None:
    raise Continued


def _pass(machine: Machine, frame: Frame, node: Any) -> None:
    pass


def _global(machine: Machine, frame: Frame, node: Any) -> None:
    frame.shared.update(node.names)


def _nonlocal(machine: Machine, frame: Frame, node: Any) -> None:
    frame.nonlocals.update(node.names)


def _assert(machine: Machine, frame: Frame, node: Any) -> None:
    test = evaluate(machine, frame, node.test)
    if not truth(machine, test, place_of(frame, node)):
        message = None if node.msg is None else evaluate(machine, frame, node.msg)
        raise machine.fail(AssertionError(*([] if message is None else [message])), None,
            place_of(frame, node))  # fmt: skip


def _with(machine: Machine, frame: Frame, node: Any) -> None:
    from checker.python.interpreter.with_statement import run_with

    run_with(machine, frame, node, 0)


def _match(machine: Machine, frame: Frame, node: Any) -> None:
    from checker.python.interpreter.match_statement import run_match

    run_match(machine, frame, node)


def _import(machine: Machine, frame: Frame, node: Any) -> None:
    from checker.python.interpreter.imports import import_statement

    import_statement(machine, frame, node)


def _import_from(machine: Machine, frame: Frame, node: Any) -> None:
    from checker.python.interpreter.imports import import_from_statement

    import_from_statement(machine, frame, node)


def _alias(machine: Machine, frame: Frame, node: Any) -> None:
    place = place_of(frame, node)
    bind(machine, frame, node.name.id, Unknown("a type alias", place), place)


def _async(machine: Machine, frame: Frame, node: Any) -> None:
    raise LimitReached("asynchronous code at the top level is not read")


_STATEMENTS: dict[str, Any] = {
    "Expr": _expression, "Assign": _assign, "AnnAssign": _annotated, "AugAssign": _augmented,
    "Delete": _delete, "If": _if, "For": _for, "While": _while, "Try": _try, "TryStar": _try,
    "Raise": _raise, "FunctionDef": _function, "AsyncFunctionDef": _function, "ClassDef": _class,
    "Return": _return, "Break": _break, "Continue": _continue, "Pass": _pass, "Global": _global,
    "Nonlocal": _nonlocal, "Assert": _assert, "With": _with, "Match": _match, "Import": _import,
    "ImportFrom": _import_from, "TypeAlias": _alias, "AsyncFor": _async, "AsyncWith": _async,
}  # fmt: skip

__all__ = ["Function", "Method", "run_body"]
