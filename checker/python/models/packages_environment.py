"""Models of packages that read the environment: django-environ, python-decouple, dotenv, …."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from checker.python.interpreter.filesystem import file_text
from checker.python.interpreter.values import (
    ROOT,
    Class,
    Function,
    Model,
    Namespace,
    Place,
    Unknown,
)

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter

_MISSING = Model("no default")
_TRUE = ("true", "on", "ok", "y", "yes", "1")


def improperly_configured(
    machine: Interpreter, variable: str, message: str, place: Place | None
) -> Exception:
    """`ImproperlyConfigured`, for a variable that is missing."""
    module = machine.import_module("django.core.exceptions", place)
    error = module.namespace.get("ImproperlyConfigured", Exception)
    return machine.fail(error, message, place, "environment-variable-missing", variable=variable)


def variable(machine: Interpreter, name: str, place: Place | None) -> Any:
    """A variable's value; None where the build does not set it."""
    return machine.call_method(machine.environ, "get", [name, None], {}, place)


def dotenv_values(text: str) -> dict[str, str]:
    """The variables that a `.env` file sets."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        match = re.match(r"\s*(?:export\s+)?([\w.]+)\s*=\s*(.*)$", line)
        if match is None or line.lstrip().startswith("#"):
            continue
        value = match.group(2).strip()
        if value[:1] in ("'", '"') and value.find(value[0], 1) > 0:
            value = value[1 : value.find(value[0], 1)]
        else:
            value = re.split(r"\s+#", value)[0].strip()
        found[match.group(1)] = value
    return found


def read_env(machine: Interpreter, path: Any, place: Place | None, override: bool = False) -> bool:
    """Put a `.env` file's variables into the environment, where the repository holds one."""
    if not isinstance(path, str):
        return False
    if machine.files.kind(path, machine.cwd) != "file":
        return False
    data = machine.files.text(path, machine.cwd)
    if isinstance(data, Unknown):
        return False
    for name, value in dotenv_values(data.decode("utf-8", "replace")).items():
        if override or name not in machine.environ:
            machine.environ[name] = value
    return True


# -- django-environ -------------------------------------------------------------------------------


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
            default = keywords.get("default", _MISSING)
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
                default = declared[1] if default is _MISSING else default
            elif declared is not None and cast is None:
                cast = declared
            found = variable(m, name, at)
            if found is None:
                if default is _MISSING:
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
            default = keywords.get("default", args[1] if len(args) > 1 else _MISSING)
            found = variable(m, name, at) if isinstance(name, str) else Unknown("a variable", at)
            if found is None and default is _MISSING:
                raise improperly_configured(m, name, f"Set the {name} environment variable", at)
            return database(m, default if found is None else found, at)

        def opaque_url(standard: str) -> Model:
            def called(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
                name = args[0] if args else keywords.get("var", standard)
                default = keywords.get("default", args[1] if len(args) > 1 else _MISSING)
                if variable(m, name, at) is None and default is _MISSING:
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


# -- python-decouple ------------------------------------------------------------------------------


def _decouple(machine: Interpreter) -> dict[str, Any]:
    undefined = Class("UndefinedValueError", (Exception,), _namespace(), "decouple")
    undefined.mro = (undefined, Exception, BaseException, object)

    def config(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:

        name = args[0] if args else keywords.get("option")
        if not isinstance(name, str):
            return Unknown("a variable whose name is not known", place)
        default = keywords.get("default", args[1] if len(args) > 1 else _MISSING)
        cast = keywords.get("cast", args[2] if len(args) > 2 else None)
        found = variable(m, name, place)
        if found is None:
            found = _repository_value(m, name, place)
        if found is None:
            if default is _MISSING:
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


def _namespace() -> Any:

    return Namespace()


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


# -- python-dotenv --------------------------------------------------------------------------------


def _dotenv(machine: Interpreter) -> dict[str, Any]:
    def find(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        name = args[0] if args else keywords.get("filename", ".env")
        folder = posixpath.dirname(place.path) if place else ""

        if not isinstance(name, str):
            return Unknown("a file's name", place)
        while True:
            path = f"{folder}/{name}" if folder else name
            if m.context.tree.is_file(path):
                return f"{ROOT}/{path}"
            if not folder:
                return ""
            folder = posixpath.dirname(folder)

    def load(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        path = args[0] if args else keywords.get("dotenv_path")
        if path is None:
            path = find(m, place, [], {})
        path = m.path_text(path, place)
        if not path:
            return False
        return read_env(m, path, place, keywords.get("override") is True)

    def values(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        path = args[0] if args else keywords.get("dotenv_path") or find(m, place, [], {})
        path = m.path_text(path, place)
        if isinstance(path, str) and m.files.kind(path, m.cwd) == "file":
            data = m.files.text(path, m.cwd)
            if isinstance(data, bytes):
                return dict(dotenv_values(data.decode("utf-8", "replace")))
        return {}

    return {"load_dotenv": Model("load_dotenv", load), "find_dotenv": Model("find_dotenv", find),
            "dotenv_values": Model("dotenv_values", values),
            "read_dotenv": Model("read_dotenv", load)}  # fmt: skip


# -- dj-database-url ------------------------------------------------------------------------------

_ENGINES = {
    "postgres": "postgresql", "postgresql": "postgresql", "pgsql": "postgresql",
    "psql": "postgresql", "postgis": "gis", "mysql": "mysql", "mysql2": "mysql",
    "sqlite": "sqlite3", "sqlite3": "sqlite3", "oracle": "oracle",
}  # fmt: skip


def database(machine: Interpreter, url: Any, place: Place | None) -> Any:
    """The `DATABASES` entry of a database URL."""
    if not isinstance(url, str):
        if isinstance(url, dict) or url is None:
            return url if isinstance(url, dict) else {}
        return Unknown("a database's address", place, opaque=True)
    if not url:
        return {}
    engine = _ENGINES.get(url.partition(":")[0])
    entry: dict[Any, Any] = (
        {"ENGINE": f"django.db.backends.{engine}"}
        if engine
        else {"ENGINE": Unknown("a database engine", place)}
    )
    if engine == "gis":
        entry["ENGINE"] = "django.contrib.gis.db.backends.postgis"
    entry["NAME"] = Unknown("a database's name", place)
    return entry


def _database_url(machine: Interpreter) -> dict[str, Any]:
    def config(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        name = keywords.get("env", args[0] if args else "DATABASE_URL")
        default = keywords.get("default", args[1] if len(args) > 1 else None)
        found = variable(m, name, place) if isinstance(name, str) else Unknown("a variable", place)
        return database(m, default if found is None else found, place)

    def parse(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return database(m, args[0] if args else keywords.get("url"), place)

    return {"config": Model("dj_database_url.config", config),
            "parse": Model("dj_database_url.parse", parse)}  # fmt: skip


MODULES = {
    "environ": _env, "decouple": _decouple, "dotenv": _dotenv, "dj_database_url": _database_url,
}  # fmt: skip
