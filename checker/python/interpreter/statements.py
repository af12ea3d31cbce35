"""Statements: one function for each kind of node of the syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter import limits
from checker.python.interpreter.frame import Broke, Continued, Frame, Returned, place_of
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.values import Namespace, Property, Unknown

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


def run_body(machine: Interpreter, frame: Frame, body: list[Any]) -> None:
    """Run the statements of a block."""
    for node in body:
        machine.step()
        _STATEMENTS[type(node).__name__](machine, frame, node)


def _expression(machine: Interpreter, frame: Frame, node: Any) -> None:
    machine.evaluate(frame, node.value)


def _assign(machine: Interpreter, frame: Frame, node: Any) -> None:
    value = machine.evaluate(frame, node.value)
    for target in node.targets:
        machine.assign(frame, target, value, node)


def _annotated(machine: Interpreter, frame: Frame, node: Any) -> None:
    if node.value is not None:
        machine.assign(frame, node.target, machine.evaluate(frame, node.value), node)
    if frame.kind in ("module", "class"):
        if isinstance(frame.names, Namespace) and type(node.target).__name__ == "Name":
            frame.names.annotations[node.target.id] = (node.annotation, frame)
        if machine.python < (3, 14) and not frame.globals.get("annotations"):
            machine.evaluate(frame, node.annotation)


def _augmented(machine: Interpreter, frame: Frame, node: Any) -> None:
    target = node.target
    operation = type(node.op).__name__
    place = place_of(frame, node)
    if type(target).__name__ == "Name":
        old = machine.look_up(frame, target.id, place_of(frame, target))
        value = machine.evaluate(frame, node.value)
        machine.bind(frame, target.id, _grown(machine, operation, old, value, place), place)
        return
    owner = machine.evaluate(frame, target.value)
    if type(target).__name__ == "Subscript":
        key = machine.evaluate(frame, target.slice)
        old = machine.get_item(owner, key, place)
        value = machine.evaluate(frame, node.value)
        machine.set_item(owner, key, _grown(machine, operation, old, value, place), place)
        return

    old = machine.get_attribute(owner, target.attr, place)
    value = machine.evaluate(frame, node.value)
    new = _grown(machine, operation, old, value, place)
    machine.set_attribute(owner, target.attr, new, place)


def _grown(machine: Interpreter, operation: str, old: Any, value: Any, place: Any) -> Any:
    """`old op= value`; a list takes any iterable."""
    if operation == "Add" and isinstance(old, list) and not isinstance(value, Unknown):
        items = machine.iterate(value, place)
        if not isinstance(items, Unknown):
            values = list(items)
            if len(old) + len(values) > limits.ITEMS:
                return Unknown("the list is too long", place)
            old.extend(values)
            return old
        value = items
    return machine.binary(operation, old, value, place, augmented=True)


def _delete(machine: Interpreter, frame: Frame, node: Any) -> None:
    for target in node.targets:
        machine.delete(frame, target)


def _if(machine: Interpreter, frame: Frame, node: Any) -> None:
    test = machine.evaluate(frame, node.test)
    if isinstance(test, Unknown) and test.decided is None:
        if _idle(node.body) and _idle(node.orelse):
            return
    chosen = node.body if machine.truth(test, place_of(frame, node.test)) else node.orelse
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


def _for(machine: Interpreter, frame: Frame, node: Any) -> None:
    source = machine.evaluate(frame, node.iter)
    items = machine.iterate(source, place_of(frame, node.iter))
    if isinstance(items, Unknown):
        # What the body does once stands for what it does any number of times.
        items = [Unknown(items.because, items.place)] if machine.decide(items) else []
    elif source is items or isinstance(source, list):
        items = list(items)
    for item in items:
        machine.step()
        machine.assign(frame, node.target, item)
        try:
            run_body(machine, frame, node.body)
        except Broke:
            return
        except Continued:
            continue
    run_body(machine, frame, node.orelse)


def _while(machine: Interpreter, frame: Frame, node: Any) -> None:
    rounds = 0
    while machine.truth(machine.evaluate(frame, node.test), place_of(frame, node.test)):
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


def _function(machine: Interpreter, frame: Frame, node: Any) -> None:
    value: Any = machine.make_function(frame, node, node.name)
    if not frame.globals.get("annotations") and machine.python < (3, 14):
        parts = node.args
        for parameter in (*parts.posonlyargs, *parts.args, *parts.kwonlyargs):
            if parameter.annotation is not None:
                machine.evaluate(frame, parameter.annotation)
        if node.returns is not None:
            machine.evaluate(frame, node.returns)
    machine.bind(frame, node.name, decorate(machine, frame, node, value), place_of(frame, node))


def decorate(machine: Interpreter, frame: Frame, node: Any, value: Any) -> Any:
    """Apply a definition's decorators."""
    decorators = [machine.evaluate(frame, d) for d in node.decorator_list]
    for decorator, at in zip(reversed(decorators), reversed(node.decorator_list), strict=True):
        if decorator in (property, classmethod, staticmethod):
            value = Property(decorator.__name__, value)
        else:
            value = machine.call(decorator, [value], {}, place_of(frame, at))
    return value


def _class(machine: Interpreter, frame: Frame, node: Any) -> None:
    value = machine.make_class(frame, node)
    machine.bind(frame, node.name, decorate(machine, frame, node, value), place_of(frame, node))


def _return(machine: Interpreter, frame: Frame, node: Any) -> None:
    raise Returned(None if node.value is None else machine.evaluate(frame, node.value))


def _break(machine: Interpreter, frame: Frame, node: Any) -> None:
    raise Broke


def _continue(machine: Interpreter, frame: Frame, node: Any) -> None:
    raise Continued


def _pass(machine: Interpreter, frame: Frame, node: Any) -> None:
    pass


def _global(machine: Interpreter, frame: Frame, node: Any) -> None:
    frame.shared.update(node.names)


def _nonlocal(machine: Interpreter, frame: Frame, node: Any) -> None:
    frame.nonlocals.update(node.names)


def _assert(machine: Interpreter, frame: Frame, node: Any) -> None:
    test = machine.evaluate(frame, node.test)
    if not machine.truth(test, place_of(frame, node)):
        message = None if node.msg is None else machine.evaluate(frame, node.msg)
        raise machine.fail(AssertionError(*([] if message is None else [message])), None,
            place_of(frame, node))  # fmt: skip


def _try(machine: Interpreter, frame: Frame, node: Any) -> None:
    machine.run_try(frame, node)


def _raise(machine: Interpreter, frame: Frame, node: Any) -> None:
    machine.run_raise(frame, node)


def _with(machine: Interpreter, frame: Frame, node: Any) -> None:
    machine.run_with(frame, node, 0)


def _match(machine: Interpreter, frame: Frame, node: Any) -> None:
    machine.run_match(frame, node)


def _import(machine: Interpreter, frame: Frame, node: Any) -> None:
    machine.import_statement(frame, node)


def _import_from(machine: Interpreter, frame: Frame, node: Any) -> None:
    machine.import_from_statement(frame, node)


def _alias(machine: Interpreter, frame: Frame, node: Any) -> None:
    place = place_of(frame, node)
    machine.bind(frame, node.name.id, Unknown("a type alias", place), place)


def _async(machine: Interpreter, frame: Frame, node: Any) -> None:
    raise LimitReached("asynchronous code at the top level is not read")


_STATEMENTS: dict[str, Any] = {
    "Expr": _expression, "Assign": _assign, "AnnAssign": _annotated, "AugAssign": _augmented,
    "Delete": _delete, "If": _if, "For": _for, "While": _while, "Try": _try, "TryStar": _try,
    "Raise": _raise, "FunctionDef": _function, "AsyncFunctionDef": _function, "ClassDef": _class,
    "Return": _return, "Break": _break, "Continue": _continue, "Pass": _pass, "Global": _global,
    "Nonlocal": _nonlocal, "Assert": _assert, "With": _with, "Match": _match, "Import": _import,
    "ImportFrom": _import_from, "TypeAlias": _alias, "AsyncFor": _async, "AsyncWith": _async,
}  # fmt: skip
