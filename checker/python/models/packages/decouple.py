"""A model of python-decouple."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from checker.python.interpreter.filesystem import file_text
from checker.python.interpreter.values import (
    Class,
    Model,
    Namespace,
    Place,
    Unknown,
)
from checker.python.models.environment import (
    MISSING,
    dotenv_values,
    variable,
)

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


PROVIDES = "python-decouple"
"""The distribution, as the index calls it."""


def _decouple(machine: Interpreter) -> dict[str, Any]:
    undefined = Class("UndefinedValueError", (Exception,), Namespace(), "decouple")
    undefined.mro = (undefined, Exception, BaseException, object)

    def config(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:

        name = args[0] if args else keywords.get("option")
        if not isinstance(name, str):
            return Unknown("a variable whose name is not known", place)
        default = keywords.get("default", args[1] if len(args) > 1 else MISSING)
        cast = keywords.get("cast", args[2] if len(args) > 2 else None)
        found = variable(m, name, place)
        if found is None:
            found = _repository_value(m, name, place)
        if found is None:
            if default is MISSING:
                message = f"{name} not found. Declare it as envvar or define a default value."
                error = m.instantiate(undefined, [message], {}, place)
                raise m.fail(error, None, place, "environment-variable-missing", variable=name)
            found = default
        if cast is None or isinstance(found, Unknown):
            return found
        if cast is bool:
            return _decouple_bool(m, found, place)
        return m.call(cast, [found], {}, place)

    def csv(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        cast = keywords.get("cast", args[0] if args else str)
        delimiter = keywords.get("delimiter", ",")

        def split(m: Interpreter, at: Place | None, values: list[Any], named: Any) -> Any:
            text = values[0]
            if not isinstance(text, str) or not isinstance(delimiter, str):
                return text if isinstance(text, Unknown) else Unknown("a list", at)
            parts = [part.strip() for part in text.split(delimiter) if part.strip()]
            return [m.call(cast, [part], {}, at) for part in parts]

        return Model("Csv", split)

    model = Model("config", config, {"get": Model("config.get", config)})
    maker = Model("Config", lambda m, p, a, k: model)
    return {"config": model, "Csv": Model("Csv", csv), "UndefinedValueError": undefined,
            "Config": maker, "AutoConfig": maker, "RepositoryEnv": Model("RepositoryEnv"),
            "RepositoryIni": Model("RepositoryIni")}  # fmt: skip


def _decouple_bool(machine: Interpreter, value: Any, place: Place | None) -> Any:
    if isinstance(value, bool):
        return value
    text = str(value).lower()
    if value is None or text == "":
        return False
    if text in ("y", "yes", "t", "true", "on", "1"):
        return True
    if text in ("n", "no", "f", "false", "off", "0"):
        return False
    raise machine.fail(ValueError, f"Not a boolean: {value}", place)


def _repository_value(machine: Interpreter, name: str, place: Place | None) -> Any:
    """The value in the `settings.ini` or `.env` next to the caller, or in a folder above."""
    folder = posixpath.dirname(place.path) if place else ""
    while True:
        for file in ("settings.ini", ".env"):
            path = f"{folder}/{file}" if folder else file
            if machine.context.tree.is_file(path):
                if file == "settings.ini":
                    return Unknown(f"what {path} holds", place)
                content = machine.context.tree.read(path)
                text = file_text(content.data, path) if content.data.isascii() else ""
                return dotenv_values(text).get(name)
        if not folder:
            return None
        folder = posixpath.dirname(folder)


MODULES = {"decouple": _decouple}
