"""`with`: files, the program's own context managers, those of the standard library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter.classification import catches, find_special
from checker.python.interpreter.frame import place_of
from checker.python.interpreter.values import Instance, Model, PyRaise, Unknown, type_name

if TYPE_CHECKING:
    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter


def run_with(machine: Interpreter, frame: Frame, node: Any, at: int) -> None:
    """Enter the context managers from number `at` on, run the body, leave them."""
    if at == len(node.items):
        machine.run_body(frame, node.body)
        return
    item = node.items[at]
    place = place_of(frame, item.context_expr)
    manager = machine.evaluate(frame, item.context_expr)
    suppressed: Any = ()
    leave: Any = None
    own: list[Any] = [manager]
    if isinstance(manager, Instance):
        enter, leave = find_special(manager, "__enter__"), find_special(manager, "__exit__")
        if enter is None or leave is None:
            if manager.cls.open is None:
                name = "__enter__" if enter is None else "__exit__"
                raise machine.fail(AttributeError, name, place)
            value: Any = Unknown(manager.cls.open.because, place, opaque=True)
        else:
            value = machine.call(enter, [manager], {}, place)
    elif isinstance(manager, Model):
        suppressed = manager.attributes.get("suppressed", ())
        enter = manager.attributes.get("__enter__")
        ending = manager.attributes.get("__exit__")
        if ending is not None:
            leave, own = ending, []
        value = manager if enter is None else machine.call(enter, [], {}, place)
    elif isinstance(manager, Unknown):
        value = Unknown(manager.because, manager.place, opaque=manager.opaque)
    else:
        error = TypeError if machine.python >= (3, 11) else AttributeError
        raise machine.fail(error, f"'{type_name(manager)}' is no context manager", place)
    if item.optional_vars is not None:
        machine.assign(frame, item.optional_vars, value)
    try:
        run_with(machine, frame, node, at + 1)
    except PyRaise as raised:
        if suppressed and catches(tuple(suppressed), raised.value):
            return
        if leave is not None:
            given = [*own, type(raised.value), raised.value, None]
            if machine.truth(machine.call(leave, given, {}, place)):
                return
        raise
    if leave is not None:
        machine.call(leave, [*own, None, None, None], {}, place)
