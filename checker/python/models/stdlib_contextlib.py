"""Models of `contextlib`, `asyncio` and `runpy`: what runs the program's own code."""

from __future__ import annotations

from checker.python.interpreter.frame import Frame
from checker.python.interpreter.pure import constant
from checker.python.interpreter.values import (
    Function,
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


def _null(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    value = args[0] if args else keywords.get("enter_result")
    return Model("nullcontext", None, {"__enter__": constant("enter", value)})


def _suppress(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return Model("suppress", None, {"suppressed": tuple(args)})


def _manager(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    function = args[0] if args else None

    def made(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
        if isinstance(function, Function) and type(function.node).__name__ == "FunctionDef":
            return Model("a context manager", None, {"generator": (function, given, more)})
        return Unknown("a context manager", at, unmodelled=True)

    return Model("contextmanager", made)


def _chdir(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    before = interp.cwd

    def enter(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
        module = m.import_module("os", at)
        m.call(module.namespace["chdir"], args[:1], {}, at)

    def leave(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
        m.cwd = before
        return False

    return Model("chdir", None, {"__enter__": Model("enter", enter),
                                 "__exit__": Model("exit", leave)})  # fmt: skip


def _contextlib(interp: Interpreter) -> dict[str, Any]:
    return {"suppress": Model("contextlib.suppress", _suppress),
            "nullcontext": Model("contextlib.nullcontext", _null),
            "contextmanager": Model("contextlib.contextmanager", _manager),
            "chdir": Model("contextlib.chdir", _chdir)}  # fmt: skip


def _asyncio(interp: Interpreter) -> dict[str, Any]:
    def run(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        value = args[0] if args else None
        if isinstance(value, (Unknown, Model)):
            return m.await_value(value, place)
        raise m.fail(ValueError, f"a coroutine was expected, got {value!r}", place)

    return {"run": Model("asyncio.run", run)}


def _runpy(interp: Interpreter) -> dict[str, Any]:
    def run(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        file = m.open_file(place, args[:1], {})
        text = m.call(file.attributes["read"], [], {}, place)
        names = Namespace({"__name__": keywords.get("run_name", "<run_path>")})
        if isinstance(text, Unknown):
            names.open = text
            return names
        frame = Frame(Module("__main__", names), names)
        m.execute_text(frame, text, names, place or Place(""))
        return names

    return {"run_path": Model("runpy.run_path", run)}


MODULES = {"contextlib": _contextlib, "asyncio": _asyncio, "runpy": _runpy}
