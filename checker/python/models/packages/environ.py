"""A model of django-environ."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from checker.python.interpreter.values import (
    ROOT,
    Function,
    Model,
    Place,
    Unknown,
)
from checker.python.models.environment import (
    MISSING,
    database,
    improperly_configured,
    read_env,
    variable,
)

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter


PROVIDES = "django-environ"
"""The distribution, as the index calls it."""


_TRUE = ("true", "on", "ok", "y", "yes", "1")


def _cast(machine: Interpreter, cast: Any, value: Any, place: Place | None) -> Any:
    if isinstance(value, Unknown) or cast is None:
        return value
    if cast is bool:
        return value if isinstance(value, bool) else str(value).lower() in _TRUE
    if cast in (int, float):
        return machine.host(place, cast, value)
    if cast is str:
        return str(value)
    if cast is list or (isinstance(cast, list) and cast):
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part]
        inner = cast[0] if isinstance(cast, list) else str
        return [_cast(machine, inner, part, place) for part in parts]
    if cast is tuple:
        return tuple(p for p in str(value).split(",") if p) if isinstance(value, str) else value
    if isinstance(cast, (Function, Model)):
        return machine.call(cast, [value], {}, place)
    return Unknown(f"a variable's value as {getattr(cast, '__name__', 'another type')}", place)


def _env(machine: Interpreter) -> dict[str, Any]:
    def make(m: Interpreter, place: Place | None, args: list[Any], scheme: dict[str, Any]) -> Any:
        def value(
            m: Interpreter, at: Place | None, args: list[Any], keywords: dict[str, Any], cast: Any
        ) -> Any:
            name = args[0] if args else keywords.get("var")
            if not isinstance(name, str):
                return Unknown("a variable whose name is not known", at)
            default = keywords.get("default", MISSING)
            positional = args[1:]
            if cast is None:
                cast = keywords.get("cast", positional[0] if positional else None)
                if len(positional) > 1:
                    default = positional[1]
            elif positional:
                default = positional[0]
            declared = scheme.get(name)
            if isinstance(declared, tuple) and len(declared) == 2:
                cast = declared[0] if cast is None else cast
                default = declared[1] if default is MISSING else default
            elif declared is not None and cast is None:
                cast = declared
            found = variable(m, name, at)
            if found is None:
                if default is MISSING:
                    raise improperly_configured(m, name, f"Set the {name} environment variable", at)
                if default is None or not isinstance(default, str):
                    return default
                found = default
            return _cast(m, cast if cast is not None else _type_of(default), found, at)

        def caster(cast: Any) -> Model:
            return Model("env", lambda m, p, a, k: value(m, p, a, k, cast))

        def url(m: Interpreter, at: Place | None, args: list[Any], keywords: dict[str, Any]) -> Any:
            names = keywords.get("_default_names", "DATABASE_URL")
            name = args[0] if args else keywords.get("var", names)
            default = keywords.get("default", args[1] if len(args) > 1 else MISSING)
            found = variable(m, name, at) if isinstance(name, str) else Unknown("a variable", at)
            if found is None and default is MISSING:
                raise improperly_configured(m, name, f"Set the {name} environment variable", at)
            return database(m, default if found is None else found, at)

        def opaque_url(standard: str) -> Model:
            def called(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
                name = args[0] if args else keywords.get("var", standard)
                default = keywords.get("default", args[1] if len(args) > 1 else MISSING)
                if variable(m, name, at) is None and default is MISSING:
                    raise improperly_configured(m, name, f"Set the {name} environment variable", at)
                return {Unknown(f"what {name} holds"): Unknown(f"what {name} holds")}

            return Model("env.url", called)

        methods = {
            "__getitem__": caster(str), "bool": caster(bool), "str": caster(str),
            "int": caster(int), "float": caster(float), "list": caster([str]),
            "tuple": caster(tuple), "json": caster(Model("json")), "db": Model("env.db", url),
            "db_url": Model("env.db", url), "cache": opaque_url("CACHE_URL"),
            "cache_url": opaque_url("CACHE_URL"), "email_url": opaque_url("EMAIL_URL"),
            "email": opaque_url("EMAIL_URL"), "read_env": Model("env.read_env", _read_env),
            "path": Model("env.path", lambda m, p, a, k: _path_variable(m, p, a, k, value)),
            "get_value": Model("env.get_value", lambda m, p, a, k: value(m, p, a, k, None)),
            "unicode": caster(str), "bytes": caster(str), "dict": caster(Model("dict")),
            "__contains__": Model("env", lambda m, p, a, k: a[0] in m.environ),
            "ENVIRON": m.environ,
        }  # fmt: skip
        return Model("env", lambda m, p, a, k: value(m, p, a, k, None), methods)

    cls = Model("environ.Env", make, {"read_env": Model("Env.read_env", _read_env)})
    return {
        "Env": cls, "FileAwareEnv": cls, "Path": Model("environ.Path", environ_path),
        "ImproperlyConfigured": Model("ImproperlyConfigured"),
    }  # fmt: skip


def _type_of(default: Any) -> Any:
    """django-environ takes a default's own class where no cast is given."""
    return str if isinstance(default, str) else None


def _path_variable(machine: Interpreter, place: Any, args: Any, keywords: Any, value: Any) -> Any:
    text = value(machine, place, args, keywords, str)
    return environ_path(machine, place, [text], {}) if isinstance(text, str) else text


def _read_env(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    path = args[0] if args else keywords.get("env_file")
    if path is None:
        folder = posixpath.dirname(place.path) if place else ""

        path = f"{ROOT}/{folder}/.env" if folder else f"{ROOT}/.env"
    path = (
        machine.path_text(path, place)
        if not isinstance(path, Model)
        else path.attributes.get("root")
    )
    read_env(machine, path, place, keywords.get("overwrite") is True)
    return None


def environ_path(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`environ.Path(start, *paths)`."""
    parts = [a.attributes["root"] if isinstance(a, Model) and "root" in a.attributes else a
             for a in args]  # fmt: skip
    parts = [str(p) if type(p).__name__ == "PurePosixPath" else p for p in parts]
    if not all(isinstance(part, str) for part in parts):
        return Unknown("a path", place)
    root = machine.files.absolute(posixpath.join("", *parts), machine.cwd)
    start = keywords.get("is_file")
    if start is True and parts:
        first = posixpath.dirname(machine.files.absolute(parts[0], machine.cwd))
        root = posixpath.normpath(posixpath.join(first, *parts[1:]))

    def inner(m: Interpreter, at: Place | None, more: list[Any], named: Any) -> Any:
        if not all(isinstance(part, str) for part in more):
            return Unknown("a path", at)
        return posixpath.normpath(posixpath.join(root, *more))

    def path(m: Interpreter, at: Place | None, more: list[Any], named: Any) -> Any:
        return environ_path(m, at, [root, *more], {})

    def minus(m: Interpreter, at: Place | None, more: list[Any], named: Any) -> Any:
        if isinstance(more[0], int):
            return environ_path(m, at, [root + "/.." * more[0]], {})
        return Unknown("a path", at)

    return Model("environ.Path", inner, {
        "root": root, "path": Model("Path.path", path), "minus": Model("Path.minus", minus),
        "text": root, "fspath": root, "plus": Model("Path.plus", path),
        "file": Model("Path.file", lambda m, p, a, k: Unknown("an opened file", p)),
    })  # fmt: skip


MODULES = {"environ": _env}
