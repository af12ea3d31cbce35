"""Models of `logging` and its parts: what they refuse."""

from __future__ import annotations

from checker.python.interpreter.pure import constant
from checker.python.interpreter.values import Model, Place, Unknown
from checker.python.models.file_calls import needs_file
from checker.python.models.logging_config import logging_problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

LEVELS = {"CRITICAL": 50, "FATAL": 50, "ERROR": 40, "WARNING": 30, "WARN": 30, "INFO": 20,
          "DEBUG": 10, "NOTSET": 0}  # fmt: skip


def _check_level(interp: Interpreter, place: Place | None, level: Any) -> None:
    added = interp.notes.setdefault("levels", set())
    if isinstance(level, str) and level not in LEVELS and level not in added:
        raise interp.fail(ValueError, f"Unknown level: {level!r}", place)
    if isinstance(level, (float, list, dict, tuple)) or level is None:
        raise interp.fail(TypeError, f"Level not an integer or a valid string: {level!r}", place)


def _set_level(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    _check_level(interp, place, args[0] if args else keywords.get("level", 0))


def _add_level(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if len(args) > 1 and isinstance(args[1], str):
        interp.notes.setdefault("levels", set()).add(args[1])


def _basic(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`basicConfig`: only the first call counts."""
    if interp.notes.get("logging is configured") and not keywords.get("force"):
        return
    interp.notes["logging is configured"] = True
    if keywords.get("filename"):
        mode = keywords.get("filemode", "a")
        interp.open_file(place, [keywords["filename"], mode], {})
    _style(interp, place, args, {k: v for k, v in keywords.items() if k == "style"})
    if keywords.get("level") is not None:
        _check_level(interp, place, keywords["level"])
    known = ("filename filemode format datefmt style level stream handlers force encoding "
             "errors").split()  # fmt: skip
    strange = next((name for name in keywords if name not in known), None)
    if strange is not None:
        raise interp.fail(ValueError, f"Unrecognised argument(s): {strange}", place)


def _style(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    style = keywords.get("style", args[2] if len(args) > 2 else "%")
    if isinstance(style, str) and style not in ("%", "{", "$"):
        raise interp.fail(ValueError, "Style must be one of: %,{,$", place)
    return Model("a formatter", unmodelled=True)


def _file_handler(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    path = args[0] if args else keywords.get("filename")
    if not keywords.get("delay"):
        interp.open_file(place, [path, "a"], {})
    return _handler(interp)


def _handler(interp: Interpreter) -> Model:
    nothing = constant("logging", None)
    names = ("setFormatter", "addFilter", "close", "flush", "removeFilter")
    return Model(
        "a handler",
        None,
        {**dict.fromkeys(names, nothing), "setLevel": Model("setLevel", _set_level)},
        unmodelled=True,
    )


def _logger(interp: Interpreter) -> Model:
    nothing = constant("logging", None)
    names = ("debug info warning warn error critical exception log addHandler addFilter "
             "removeHandler").split()  # fmt: skip
    return Model("a logger", None, {
        **dict.fromkeys(names, nothing), "setLevel": Model("setLevel", _set_level),
        "handlers": [], "propagate": True})  # fmt: skip


def _get_logger(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    name = args[0] if args else keywords.get("name")
    if name and not isinstance(name, (str, Unknown)):
        raise interp.fail(TypeError, "A logger name must be a string", place)
    return _logger(interp)


def _logging(interp: Interpreter) -> dict[str, Any]:
    nothing = constant("logging", None)
    plain = ("debug info warning warn error critical exception log disable captureWarnings "
             "shutdown").split()  # fmt: skip
    made = lambda m, p, a, k: _handler(m)  # noqa: E731
    return {
        **LEVELS, "getLogger": Model("logging.getLogger", _get_logger),
        "basicConfig": Model("logging.basicConfig", _basic),
        "addLevelName": Model("logging.addLevelName", _add_level),
        "Formatter": Model("logging.Formatter", _style),
        "FileHandler": Model("logging.FileHandler", _file_handler),
        "StreamHandler": Model("logging.StreamHandler", made),
        "NullHandler": Model("logging.NullHandler", made),
        "root": _logger(interp), **dict.fromkeys(plain, nothing),
    }  # fmt: skip


def _handlers(interp: Interpreter) -> dict[str, Any]:
    names = ("RotatingFileHandler", "TimedRotatingFileHandler", "WatchedFileHandler")
    return {name: Model(f"logging.handlers.{name}", _file_handler) for name in names}


def _dict_config(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    config = args[0] if args else keywords.get("config")
    problem = logging_problem(interp, config) if isinstance(config, dict) else ""
    if problem:
        raise interp.fail(ValueError, problem, place)


def _config(interp: Interpreter) -> dict[str, Any]:
    def file_config(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        needs_file("logging.config.fileConfig")(m, place, args, keywords)
        return None

    return {"dictConfig": Model("logging.config.dictConfig", _dict_config),
            "fileConfig": Model("logging.config.fileConfig", file_config)}  # fmt: skip


MODULES = {"logging": _logging, "logging.handlers": _handlers, "logging.config": _config}
