"""Built-in functions that see where they are called: `globals()`, `exec()`, `super()`, …."""

from __future__ import annotations

from checker.python.interpreter import limits
from checker.python.interpreter.attributes import set_plainly
from checker.python.interpreter.classification import lookup
from checker.python.interpreter.frame import Frame
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.values import (
    Class,
    Function,
    Instance,
    Method,
    Model,
    Module,
    Namespace,
    Place,
    Unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _globals(interp: Interpreter, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    return frame.globals


def _locals(interp: Interpreter, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    interp.charge(len(frame.names) >> 4)
    return frame.names if frame.kind in ("module", "class") else dict(frame.names)


def _vars(interp: Interpreter, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    if not args:
        return _locals(interp, frame, place, args, keywords)
    value = args[0]
    if isinstance(value, (Module, Class)):
        return value.namespace
    return value.attributes if isinstance(value, Instance) else Unknown("vars()", place)


def _dir(interp: Interpreter, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    value = args[0] if args else None
    interp.charge(len(getattr(value, "namespace", frame.names)) >> 2)
    if not args:
        return sorted(name for name in frame.names if isinstance(name, str))
    if isinstance(value, (Module, Class)):
        if value.namespace.open is not None or getattr(value, "unmodelled", False):
            return Unknown("which names there are", place)
        return sorted(name for name in value.namespace if isinstance(name, str))
    return Unknown("which names there are", place)


def execute_text(
    interp: Interpreter, frame: Frame, text: Any, names: Any, place: Place, local: Any = None
) -> None:
    """Run code that is in a string, in the namespace `names`."""
    if isinstance(text, Unknown):
        if isinstance(names, Namespace):
            names.open = Unknown(f"code that is not known is run: {text.because}", place)
        elif isinstance(names, dict):
            names[Unknown(text.because, place)] = text
        return
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    if not isinstance(text, str):
        raise LimitReached("code that is not text is run")
    interp.charge(len(text) >> 6)
    tree, path = interp.text_source(text, place)
    inner = Frame(frame.module, names if local is None else local, None, "module", path)
    inner.globals = names
    if frame.kind in ("function", "comprehension") and names is frame.names:
        inner.globals = frame.globals
    interp.depth += 1
    if interp.depth > limits.CALL_DEPTH:
        raise LimitReached("code in text is nested too deeply")
    interp.calls.append(place)
    try:
        interp.run_body(inner, tree.body)
    finally:
        interp.depth -= 1
        interp.calls.pop()


def _exec(interp: Interpreter, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    names = (
        args[1]
        if len(args) > 1 and args[1] is not None
        else (frame.globals if frame.kind != "class" else frame.names)
    )
    local = args[2] if len(args) > 2 else None
    if len(args) == 1 and frame.kind == "function":
        local = dict(frame.names)
    if isinstance(names, Unknown) or isinstance(local, Unknown):
        raise LimitReached("code is run in a namespace that is not known")
    execute_text(interp, frame, args[0] if args else "", names, place, local)
    return None


def _eval(interp: Interpreter, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    text = args[0] if args else ""
    if not isinstance(text, str):
        return Unknown("the value of code that is not known", place)
    interp.charge(len(text) >> 6)
    tree, _ = interp.text_source(text.strip(), place)
    if len(tree.body) != 1 or type(tree.body[0]).__name__ != "Expr":
        raise interp.fail(SyntaxError, "invalid syntax", place)
    names = args[1] if len(args) > 1 and isinstance(args[1], dict) else None
    inner = frame
    if names is not None:
        inner = Frame(frame.module, names, None, "module", frame.path)
        inner.globals = names
    return interp.evaluate(inner, tree.body[0].value)


def run_file(interp: Interpreter, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    """Python 2's `execfile(path)`."""
    file = interp.open_file(place, args[:1], {})
    text = interp.call(file.attributes["read"], [], {}, place)
    names = args[1] if len(args) > 1 else frame.globals
    execute_text(interp, frame, text, names, place)
    return None


def _super(interp: Interpreter, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
    here: Frame | None = frame
    while here is not None and here.function is None:
        here = here.outer
    owner = args[0] if args else (here.function.owner if here is not None else None)
    if len(args) > 1:
        instance = args[1]
    elif here is not None:
        parameters = here.function.node.args
        first = [*parameters.posonlyargs, *parameters.args]
        instance = here.names.get(first[0].arg) if first else None
    else:
        instance = None
    if not isinstance(owner, Class):
        return Unknown("super()", place, unmodelled=True)
    cls = (
        instance.cls
        if isinstance(instance, Instance)
        else (instance if isinstance(instance, Class) else owner)
    )
    order = list(cls.mro)
    rest = tuple(order[order.index(owner) + 1 :]) if owner in order else ()
    base = Class("super", (), Namespace(), owner.module)
    base.mro = rest
    base.open = owner.open

    class_like = Instance(base, {})
    for name in ("__init__", "__setattr__", "__new__", "__init_subclass__"):
        if lookup(base, name) is None:
            class_like.attributes[name] = Model(f"object.{name}", lambda m, p, a, k: None)
    if lookup(base, "__setattr__") is None:
        plain = Model("object.__setattr__", set_plainly)
        class_like.attributes["__setattr__"] = Method(plain, instance)
    for part in reversed(rest):
        if not isinstance(part, Class):
            continue
        interp.charge(len(part.namespace) >> 3)
        for name, value in part.namespace.items():
            if isinstance(value, (Function, Model)):
                class_like.attributes[name] = Method(value, instance)
    return class_like


SCOPED: dict[str, Any] = {
    "globals": _globals, "locals": _locals, "vars": _vars, "dir": _dir, "exec": _exec,
    "eval": _eval, "super": _super,
}  # fmt: skip
