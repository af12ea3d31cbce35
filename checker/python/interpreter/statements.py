"""Statements: one function for each kind of node of the syntax tree."""

from __future__ import annotations

from checker.python.interpreter import limits
from checker.python.interpreter.frame import Broke, Continued, Frame, Returned, place_of
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.values import Namespace, Property, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def run_body(interp: Interpreter, frame: Frame, body: list[Any]) -> None:
    """Run the statements of a block."""
    for node in body:
        interp.step()
        _STATEMENTS[type(node).__name__](interp, frame, node)


def _expression(interp: Interpreter, frame: Frame, node: Any) -> None:
    interp.evaluate(frame, node.value)


def _assign(interp: Interpreter, frame: Frame, node: Any) -> None:
    value = interp.evaluate(frame, node.value)
    for target in node.targets:
        interp.assign(frame, target, value, node)


def _annotated(interp: Interpreter, frame: Frame, node: Any) -> None:
    if node.value is not None:
        interp.assign(frame, node.target, interp.evaluate(frame, node.value), node)
    if frame.kind in ("module", "class"):
        if isinstance(frame.names, Namespace) and type(node.target).__name__ == "Name":
            frame.names.annotations[node.target.id] = (node.annotation, frame)
        if interp.python < (3, 14) and not frame.globals.get("annotations"):
            interp.evaluate(frame, node.annotation)


def _augmented(interp: Interpreter, frame: Frame, node: Any) -> None:
    target = node.target
    operation = type(node.op).__name__
    place = place_of(frame, node)
    if type(target).__name__ == "Name":
        old = interp.look_up(frame, target.id, place_of(frame, target))
        value = interp.evaluate(frame, node.value)
        interp.bind(frame, target.id, _grown(interp, operation, old, value, place), place)
        return
    owner = interp.evaluate(frame, target.value)
    if type(target).__name__ == "Subscript":
        key = interp.evaluate(frame, target.slice)
        old = interp.get_item(owner, key, place)
        value = interp.evaluate(frame, node.value)
        interp.set_item(owner, key, _grown(interp, operation, old, value, place), place)
        return

    old = interp.get_attribute(owner, target.attr, place)
    value = interp.evaluate(frame, node.value)
    new = _grown(interp, operation, old, value, place)
    interp.set_attribute(owner, target.attr, new, place)


def _grown(interp: Interpreter, operation: str, old: Any, value: Any, place: Any) -> Any:
    """`old op= value`; a list takes any iterable."""
    if operation == "Add" and isinstance(old, list) and not isinstance(value, Unknown):
        items = interp.iterate(value, place)
        if not isinstance(items, Unknown):
            values = list(items)
            if len(old) + len(values) > limits.ITEMS:
                return Unknown("the list is too long", place)
            old.extend(values)
            return old
        value = items
    return interp.binary(operation, old, value, place, augmented=True)


def _delete(interp: Interpreter, frame: Frame, node: Any) -> None:
    for target in node.targets:
        interp.delete(frame, target)


def _if(interp: Interpreter, frame: Frame, node: Any) -> None:
    test = interp.evaluate(frame, node.test)
    if isinstance(test, Unknown) and test.decided is None:
        if _idle(node.body) and _idle(node.orelse):
            return
    chosen = node.body if interp.truth(test, place_of(frame, node.test)) else node.orelse
    run_body(interp, frame, chosen)


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


def _for(interp: Interpreter, frame: Frame, node: Any) -> None:
    source = interp.evaluate(frame, node.iter)
    items = interp.iterate(source, place_of(frame, node.iter))
    if isinstance(items, Unknown):
        # What the body does once stands for what it does any number of times.
        items = [Unknown(items.because, items.place)] if interp.decide(items) else []
    elif source is items or isinstance(source, list):
        items = list(items)
    for item in items:
        interp.step()
        interp.assign(frame, node.target, item)
        try:
            run_body(interp, frame, node.body)
        except Broke:
            return
        except Continued:
            continue
    run_body(interp, frame, node.orelse)


def _while(interp: Interpreter, frame: Frame, node: Any) -> None:
    rounds = 0
    while interp.truth(interp.evaluate(frame, node.test), place_of(frame, node.test)):
        rounds += 1
        if rounds > limits.ITEMS:
            raise LimitReached("a loop does not end")
        try:
            run_body(interp, frame, node.body)
        except Broke:
            return
        except Continued:
            continue
    run_body(interp, frame, node.orelse)


def _function(interp: Interpreter, frame: Frame, node: Any) -> None:
    value: Any = interp.make_function(frame, node, node.name)
    if not frame.globals.get("annotations") and interp.python < (3, 14):
        parts = node.args
        for parameter in (*parts.posonlyargs, *parts.args, *parts.kwonlyargs):
            if parameter.annotation is not None:
                interp.evaluate(frame, parameter.annotation)
        if node.returns is not None:
            interp.evaluate(frame, node.returns)
    interp.bind(frame, node.name, decorate(interp, frame, node, value), place_of(frame, node))


def decorate(interp: Interpreter, frame: Frame, node: Any, value: Any) -> Any:
    """Apply a definition's decorators."""
    decorators = [interp.evaluate(frame, d) for d in node.decorator_list]
    for decorator, at in zip(reversed(decorators), reversed(node.decorator_list), strict=True):
        if decorator in (property, classmethod, staticmethod):
            value = Property(decorator.__name__, value)
        else:
            value = interp.call(decorator, [value], {}, place_of(frame, at))
    return value


def _class(interp: Interpreter, frame: Frame, node: Any) -> None:
    value = interp.make_class(frame, node)
    interp.bind(frame, node.name, decorate(interp, frame, node, value), place_of(frame, node))


def _return(interp: Interpreter, frame: Frame, node: Any) -> None:
    raise Returned(None if node.value is None else interp.evaluate(frame, node.value))


def _break(interp: Interpreter, frame: Frame, node: Any) -> None:
    raise Broke


def _continue(interp: Interpreter, frame: Frame, node: Any) -> None:
    raise Continued


def _pass(interp: Interpreter, frame: Frame, node: Any) -> None:
    pass


def _global(interp: Interpreter, frame: Frame, node: Any) -> None:
    frame.shared.update(node.names)


def _nonlocal(interp: Interpreter, frame: Frame, node: Any) -> None:
    frame.nonlocals.update(node.names)


def _assert(interp: Interpreter, frame: Frame, node: Any) -> None:
    test = interp.evaluate(frame, node.test)
    if not interp.truth(test, place_of(frame, node)):
        message = None if node.msg is None else interp.evaluate(frame, node.msg)
        raise interp.fail(AssertionError(*([] if message is None else [message])), None,
            place_of(frame, node))  # fmt: skip


def _try(interp: Interpreter, frame: Frame, node: Any) -> None:
    interp.run_try(frame, node)


def _raise(interp: Interpreter, frame: Frame, node: Any) -> None:
    interp.run_raise(frame, node)


def _with(interp: Interpreter, frame: Frame, node: Any) -> None:
    interp.run_with(frame, node, 0)


def _match(interp: Interpreter, frame: Frame, node: Any) -> None:
    interp.run_match(frame, node)


def _import(interp: Interpreter, frame: Frame, node: Any) -> None:
    interp.import_statement(frame, node)


def _import_from(interp: Interpreter, frame: Frame, node: Any) -> None:
    interp.import_from_statement(frame, node)


def _alias(interp: Interpreter, frame: Frame, node: Any) -> None:
    place = place_of(frame, node)
    interp.bind(frame, node.name.id, Unknown("a type alias", place), place)


def _async(interp: Interpreter, frame: Frame, node: Any) -> None:
    raise LimitReached("asynchronous code at the top level is not read")


_STATEMENTS: dict[str, Any] = {
    "Expr": _expression, "Assign": _assign, "AnnAssign": _annotated, "AugAssign": _augmented,
    "Delete": _delete, "If": _if, "For": _for, "While": _while, "Try": _try, "TryStar": _try,
    "Raise": _raise, "FunctionDef": _function, "AsyncFunctionDef": _function, "ClassDef": _class,
    "Return": _return, "Break": _break, "Continue": _continue, "Pass": _pass, "Global": _global,
    "Nonlocal": _nonlocal, "Assert": _assert, "With": _with, "Match": _match, "Import": _import,
    "ImportFrom": _import_from, "TypeAlias": _alias, "AsyncFor": _async, "AsyncWith": _async,
}  # fmt: skip
