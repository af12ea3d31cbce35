"""What `logging.config.dictConfig` refuses."""

from __future__ import annotations

import posixpath

from checker.python.interpreter.values import Instance, Model, Module, PyRaise, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def logging_problem(interp: Interpreter, config: dict[Any, Any]) -> str:
    """The message of the ValueError, as far as it is known; empty without one."""
    if any(isinstance(key, Unknown) for key in config):
        return ""
    if config.get("version") != 1 and not isinstance(config.get("version"), Unknown):
        return "dictionary doesn't specify a version"
    if config.get("incremental"):
        return ""
    handlers = _section(config, "handlers")
    formatters, filters = _section(config, "formatters"), _section(config, "filters")
    for kind, section in (("formatter", formatters), ("filter", filters)):
        for name, entry in section.items():
            problem = _unresolved(interp, entry, ("()", "class") if kind == "formatter" else "()")
            if problem:
                return f"Unable to configure {kind} {name!r}: {problem}"
    for name, handler in handlers.items():
        if isinstance(handler, dict) and not interp.unknown_in(list(handler)):
            problem = _handler_problem(interp, handler, formatters, filters)
            if problem:
                return f"Unable to configure handler {name!r}: {problem}"
    if any(isinstance(key, Unknown) for key in handlers):
        return ""
    loggers = dict(_section(config, "loggers"))
    root = config.get("root")
    if isinstance(root, dict):
        loggers["root"] = root
    for name, logger in loggers.items():
        if not isinstance(logger, dict):
            continue
        used = logger.get("handlers", [])
        for handler in used if isinstance(used, (list, tuple)) else []:
            if isinstance(handler, str) and handler not in handlers:
                return f"Unable to configure logger {name!r}: no handler {handler!r}"
        level = logger.get("level")
        if isinstance(level, str) and level not in _LEVELS:
            return f"Unable to configure logger {name!r}: Unknown level: {level!r}"
    return ""


_LEVELS = {"CRITICAL", "FATAL", "ERROR", "WARN", "WARNING", "INFO", "DEBUG", "NOTSET"}


def _section(config: dict[Any, Any], name: str) -> dict[Any, Any]:
    value = config.get(name, {})
    return value if isinstance(value, dict) else {}


def _handler_problem(
    interp: Interpreter, handler: dict[Any, Any], formatters: Any, filters: Any
) -> str:
    """Why a handler cannot be made; empty where it can, or where that is not known."""
    formatter = handler.get("formatter")
    known = not any(isinstance(key, Unknown) for key in (*formatters, *filters))
    if isinstance(formatter, str) and formatter and known and formatter not in formatters:
        return f"no formatter {formatter!r}"
    level = handler.get("level")
    if isinstance(level, str) and level not in _LEVELS:
        return f"Unknown level: {level!r}"
    if "class" not in handler and "()" not in handler:
        return "'class'"
    cls = handler.get("class")
    if not isinstance(cls, str):
        return ""
    if cls.startswith("logging.") and cls.endswith("FileHandler"):
        path = handler.get("filename")
        if path is None and "filename" not in handler:
            return "FileHandler needs a filename"
        if isinstance(path, (Unknown, Model)) or handler.get("delay"):
            return ""
        if not isinstance(path, str) and type(path).__name__ != "PurePosixPath":
            return ""
        text = str(path)
        parent = posixpath.dirname(interp.files.absolute(text, interp.cwd))
        kind = interp.files.kind(parent, interp.cwd)
        if kind == "missing":
            return f"[Errno 2] No such file or directory: {text!r}"
        if interp.files.kind(text, interp.cwd) == "directory":
            return f"[Errno 21] Is a directory: {text!r}"
        return ""
    return _unresolved(interp, handler, ("class", "()"))


def _unresolved(interp: Interpreter, entry: Any, keys: Any) -> str:
    """Why a class that an entry names by its dotted name cannot be had; empty if it can."""
    for key in keys if isinstance(keys, tuple) else (keys,):
        dotted = entry.get(key) if isinstance(entry, dict) else None
        if not isinstance(dotted, str) or not dotted:
            continue
        parts = dotted.split(".")
        try:
            found: Any = interp.import_module(parts[0], None)
            for at, part in enumerate(parts[1:], 2):
                name = ".".join(parts[:at])
                found = _below(interp, found, name, part)
        except PyRaise as raised:
            error = raised.value
            return interp.shown(error) if isinstance(error, Instance) else str(error)
    return ""


def _below(interp: Interpreter, owner: Any, name: str, part: str) -> Any:
    """An attribute of a module, or a module in it."""
    if isinstance(owner, Module) and owner.package and part not in owner.namespace:
        try:
            return interp.import_module(name, None)
        except PyRaise as raised:
            if raised.fields.get("module") != name:
                raise
    return interp.get_attribute(owner, part, None)
