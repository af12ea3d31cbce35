"""`with`: files, the program's own context managers, those of the standard library."""

from __future__ import annotations

from checker.python.interpreter.classification import catches, find_special
from checker.python.interpreter.frame import Broke, Continued, Returned, place_of
from checker.python.interpreter.values import Instance, Model, PyRaise, Unknown, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from checker.python.interpreter.frame import Frame
    from checker.python.interpreter.interface import Interpreter
    from checker.python.interpreter.values import Place

    _List = list[Any]
else:
    _List = list


def run_with(interp: Interpreter, frame: Frame, node: Any, at: int) -> None:
    """Enter the context managers from number `at` on, run the body, leave them."""
    if at == len(node.items):
        interp.run_body(frame, node.body)
        return
    item = node.items[at]
    place = place_of(frame, item.context_expr)
    manager = interp.evaluate(frame, item.context_expr)
    suppressed: Any = ()
    leave: Any = None
    own: list[Any] = [manager]
    if isinstance(manager, Instance):
        enter, leave = find_special(manager, "__enter__"), find_special(manager, "__exit__")
        if enter is None or leave is None:
            if manager.cls.open is None:
                name = "__enter__" if enter is None else "__exit__"
                raise interp.fail(AttributeError, name, place)
            value: Any = Unknown(manager.cls.open.because, place, unmodelled=True)
        else:
            value = interp.call(enter, [manager], {}, place)
    elif isinstance(manager, Model) and "generator" in manager.attributes:
        _run_generator(interp, frame, node, at, manager, place)
        return
    elif isinstance(manager, Model):
        suppressed = manager.attributes.get("suppressed", ())
        enter = manager.attributes.get("__enter__")
        ending = manager.attributes.get("__exit__")
        if ending is not None:
            leave, own = ending, []
        value = manager if enter is None else interp.call(enter, [], {}, place)
    elif isinstance(manager, Unknown):
        value = Unknown(manager.because, manager.place, unmodelled=manager.unmodelled)
    else:
        error = TypeError if interp.python >= (3, 11) else AttributeError
        raise interp.fail(error, f"'{type_name(manager)}' is not a context manager", place)
    if item.optional_vars is not None:
        interp.assign(frame, item.optional_vars, value)
    try:
        run_with(interp, frame, node, at + 1)
    except PyRaise as raised:
        if suppressed and catches(tuple(suppressed), raised.value):
            return
        if leave is not None:
            given = [*own, type(raised.value), raised.value, None]
            if interp.truth(interp.call(leave, given, {}, place)):
                return
        raise
    except (Returned, Broke, Continued):
        if leave is not None:
            interp.call(leave, [*own, None, None, None], {}, place)
        raise
    if leave is not None:
        interp.call(leave, [*own, None, None, None], {}, place)


class _Body(_List):
    """Runs the body of the `with` where the generator of its manager yields."""

    def __init__(self, run: Callable[[Any], None], refuse: Callable[[], PyRaise]) -> None:
        super().__init__()
        self.run, self.refuse, self.entered = run, refuse, False

    def append(self, value: Any) -> None:
        """Take what is yielded."""
        if self.entered:
            raise self.refuse()
        self.entered = True
        self.run(value)


def _run_generator(
    interp: Interpreter, frame: Frame, node: Any, at: int, manager: Model, place: Place
) -> None:
    """A manager that `@contextmanager` made: its generator runs around the body."""
    item = node.items[at]

    def run(value: Any) -> None:
        if item.optional_vars is not None:
            interp.assign(frame, item.optional_vars, value)
        run_with(interp, frame, node, at + 1)

    body = _Body(run, lambda: interp.fail(RuntimeError, "generator didn't stop", place))
    interp.resume = body
    function, args, keywords = manager.attributes["generator"]
    interp.call(function, args, keywords, place)
    if not body.entered:
        raise interp.fail(RuntimeError, "generator didn't yield", place)
