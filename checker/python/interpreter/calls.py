"""Calls: arguments bound to parameters, functions of the program run inline, bounded."""

from __future__ import annotations

from checker.python.interpreter import limits
from checker.python.interpreter.classification import find_special
from checker.python.interpreter.frame import Frame, Returned
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Method,
    Model,
    Module,
    Place,
    PyRaise,
    Unknown,
    type_name,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def call(
    interp: Interpreter,
    function: Any,
    args: list[Any],
    keywords: dict[str, Any],
    place: Place | None,
) -> Any:
    """Call any value."""
    interp.step()
    if isinstance(function, Unknown):
        interp.opaque_calls = True
        return Unknown(function.because, function.place, unmodelled=function.unmodelled)
    if isinstance(function, Model):
        if function.call is None:
            interp.opaque_calls = True
            return Unknown(f"the result of {function.name}", place, unmodelled=True)
        return _call_model(interp, function, args, keywords, place)
    if isinstance(function, Function):
        return call_function(interp, function, args, keywords, place)
    if isinstance(function, Method):
        if isinstance(function.function, str):
            return interp.call_method(function.owner, function.function, args, keywords, place)
        return call(interp, function.function, [function.owner, *args], keywords, place)
    if isinstance(function, Class):
        return interp.instantiate(function, args, keywords, place)
    if isinstance(function, type):
        return interp.construct(function, args, keywords, place)
    if isinstance(function, Instance):
        special = find_special(function, "__call__")
        if special is not None:
            return call(interp, special, [function, *args], keywords, place)
        if function.cls.open is not None:
            return Unknown(function.cls.open.because, place, unmodelled=True)
    kind = "module" if isinstance(function, Module) else type_name(function)
    raise interp.fail(TypeError, f"'{kind}' object is not callable", place)


def _call_model(
    interp: Interpreter, model: Model, args: list[Any], keywords: dict[str, Any],
    place: Place | None,
) -> Any:  # fmt: skip
    """Call what stands for a function outside the repository.

    Without an argument that it needs it raises what Python would.
    """
    try:
        return model.call(interp, place, args, keywords)
    except IndexError as error:
        where = error.__traceback__
        if where is None or where.tb_next is None or where.tb_next.tb_next is not None:
            raise  # Not of the model's own `args[0]`.
        message = f"{model.name}() is missing a required argument"
        raise interp.fail(TypeError, message, place) from None


def make_function(interp: Interpreter, frame: Frame, node: Any, name: str) -> Function:
    """The function that a `def` or a `lambda` makes."""
    defaults = [interp.evaluate(frame, default) for default in node.args.defaults]
    keywords = [
        None if default is None else interp.evaluate(frame, default)
        for default in node.args.kw_defaults
    ]
    return Function(name, node, frame, defaults, keywords)


def call_function(
    interp: Interpreter,
    function: Function,
    args: list[Any],
    keywords: dict[str, Any],
    place: Place | None,
) -> Any:
    """Run a function of the program; a coroutine runs when it is awaited."""
    if type(function.node).__name__ == "AsyncFunctionDef":
        bind_arguments(interp, function, args, keywords, place)
        if own_names(function.node)[1]:
            return Unknown(f"what the coroutine {function.name} gives", place)
        return Model(
            "a coroutine", None, {"coroutine": (function, args, keywords)}, unmodelled=True
        )
    return _run(interp, function, args, keywords, place)


def await_value(interp: Interpreter, value: Any, place: Place | None) -> Any:
    """What awaiting a value gives: a coroutine of the program is run."""
    given = value.attributes.get("coroutine") if isinstance(value, Model) else None
    if given is None:
        return Unknown("an awaited value", place)
    function, args, keywords = given
    return _run(interp, function, args, keywords, place)


def _run(
    interp: Interpreter,
    function: Function,
    args: list[Any],
    keywords: dict[str, Any],
    place: Place | None,
) -> Any:
    node = function.node
    kind = type(node).__name__
    outer = function.frame
    while outer.kind == "class" and outer.outer is not None:
        outer = outer.outer
    names = bind_arguments(interp, function, args, keywords, place)
    frame = Frame(function.frame.module, names, outer, "function", function.frame.path)
    frame.globals = function.frame.globals
    frame.function = function
    interp.depth += 1
    if interp.depth > limits.CALL_DEPTH:
        interp.depth -= 1
        raise LimitReached("calls are nested too deeply")
    if place is not None:
        interp.calls.append(place)
    try:
        if kind == "Lambda":
            return interp.evaluate(frame, node.body)
        frame.assigned, generates = own_names(node)
        if generates:
            frame.yields = [] if interp.resume is None else interp.resume
            interp.resume = None

        try:
            interp.run_body(frame, node.body)
        except Returned as returned:
            if frame.yields is None:
                return returned.value
        return None if frame.yields is None else iter(frame.yields)
    finally:
        interp.depth -= 1
        if place is not None:
            interp.calls.pop()


def bind_arguments(
    interp: Interpreter,
    function: Function,
    args: list[Any],
    keywords: dict[str, Any],
    place: Place | None,
) -> dict[str, Any]:
    """The parameters' names with their values."""
    interp.charge((len(args) + len(keywords)) >> 4)
    parameters = function.node.args
    names = [a.arg for a in (*parameters.posonlyargs, *parameters.args)]
    bound: dict[str, Any] = dict(zip(names, args, strict=False))
    rest = args[len(names) :]
    given = dict(keywords)
    shown = function.name
    if function.owner is not None and interp.python >= (3, 10):
        shown = f"{function.owner.name}.{shown}"

    def fail(message: str) -> PyRaise:
        return interp.fail(TypeError, f"{shown}() {message}", place)

    for parameter in parameters.args:
        if parameter.arg in given:
            if parameter.arg in bound:
                raise fail(f"got multiple values for argument '{parameter.arg}'")
            bound[parameter.arg] = given.pop(parameter.arg)
    first = len(names) - len(function.defaults)
    if parameters.vararg is not None:
        bound[parameters.vararg.arg] = tuple(rest)
    elif rest:
        allowed = f"{len(names)}" if first == len(names) else f"from {first} to {len(names)}"
        plural = "" if allowed == "1" else "s"
        were = "was" if len(args) == 1 else "were"
        raise fail(f"takes {allowed} positional argument{plural} but {len(args)} {were} given")
    absent = [name for name in names[:first] if name not in bound]
    if absent:
        raise fail(_missing("positional", absent))
    for name, default in zip(names[first:], function.defaults, strict=True):
        bound.setdefault(name, default)
    for parameter, node, default in zip(
        parameters.kwonlyargs, parameters.kw_defaults, function.keyword_defaults, strict=True
    ):
        if parameter.arg in given:
            bound[parameter.arg] = given.pop(parameter.arg)
        elif node is None:
            absent.append(parameter.arg)
        else:
            bound[parameter.arg] = default
    if absent:
        raise fail(_missing("keyword-only", absent))
    if parameters.kwarg is not None:
        bound[parameters.kwarg.arg] = given
    elif given:
        raise fail(f"got an unexpected keyword argument '{next(iter(given))}'")
    return bound


def _missing(kind: str, names: list[str]) -> str:
    """The message of arguments that are not given, as CPython words it."""
    shown = [f"'{name}'" for name in names]
    listed = " and ".join(shown) if len(shown) < 3 else f"{', '.join(shown[:-1])}, and {shown[-1]}"
    plural = "" if len(names) == 1 else "s"
    return f"missing {len(names)} required {kind} argument{plural}: {listed}"


def own_names(node: Any) -> tuple[frozenset[str], bool]:
    """The names that a function's body binds, and whether it is a generator."""
    cached = getattr(node, "own_names", None)
    if cached is not None:
        found: tuple[frozenset[str], bool] = cached
        return found
    names: set[str] = set()
    apart: set[str] = set()
    generates = False
    todo = list(node.body)
    while todo:
        inner = todo.pop()
        kind = type(inner).__name__
        if kind in ("FunctionDef", "AsyncFunctionDef", "ClassDef"):
            names.add(inner.name)
            todo.extend(inner.decorator_list)
            continue
        if kind in ("Lambda", "ListComp", "SetComp", "DictComp", "GeneratorExp"):
            continue
        if kind in ("Yield", "YieldFrom"):
            generates = True
        elif kind in ("Global", "Nonlocal"):
            apart.update(inner.names)
        elif kind == "Name" and type(inner.ctx).__name__ != "Load":
            names.add(inner.id)
        elif kind in ("Import", "ImportFrom"):
            names.update((a.asname or a.name.partition(".")[0]) for a in inner.names)
        elif kind == "ExceptHandler" and inner.name:
            names.add(inner.name)
        for field in inner._fields:
            child = getattr(inner, field, None)
            if isinstance(child, list):
                todo.extend(c for c in child if hasattr(c, "_fields"))
            elif hasattr(child, "_fields"):
                todo.append(child)
    node.own_names = (frozenset(names - apart), generates)
    return frozenset(names - apart), generates
