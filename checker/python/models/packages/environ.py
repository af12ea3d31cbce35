"""A model of django-environ."""

from __future__ import annotations

import posixpath

from checker.python.interpreter.values import ROOT, Instance, Model, Place, Unknown
from checker.python.models.environ_casts import cast_value
from checker.python.models.environ_file import file_values
from checker.python.models.environ_path import path_class
from checker.python.models.environment import (
    MISSING,
    database,
    improperly_configured,
    variable,
)
from checker.python.models.host_class import make_class, of_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


PROVIDES = "django-environ"
"""The distribution, as the index calls it."""


_TABLES = (
    "DB_SCHEMES CACHE_SCHEMES EMAIL_SCHEMES SEARCH_SCHEMES CHANNELS_SCHEMES BOOLEAN_TRUE_STRINGS "
    "DEFAULT_DATABASE_ENV DEFAULT_CACHE_ENV DEFAULT_EMAIL_ENV DEFAULT_SEARCH_ENV URL_CLASS"
).split()


_CACHES = frozenset(
    "dbcache dummycache filecache locmemcache memcache pymemcache pylibmc rediscache redis rediss "
    "elasticache uwsgicache hiredis".split()
)
"""The kinds of caches' addresses, of old releases too."""


def _start(interp: Interpreter, place: Place | None, args: list[Any], scheme: Any) -> Any:
    args[0].attributes.update(
        smart_cast=True, escape_proxy=False, prefix="", warn_on_default=False, scheme=dict(scheme)
    )


def _value(
    interp: Interpreter, place: Place | None, env: Instance, name: Any, cast: Any, default: Any,
    parse_default: Any = False,
) -> Any:  # fmt: skip
    """`Env.get_value`."""
    prefix = env.attributes.get("prefix", "")
    if not isinstance(name, str) or not isinstance(prefix, str):
        return Unknown("a variable whose name is not known", place)
    name = prefix + name
    scheme = env.attributes.get("scheme")
    declared = scheme.get(name) if isinstance(scheme, dict) else None
    if isinstance(declared, (tuple, list)) and len(declared) == 2:
        cast = cast or declared[0]
        default = declared[1] if default is MISSING else default
    elif declared is not None:
        cast = cast or declared
    found = _variable(interp, env, name, place)
    if found is None:
        if default is MISSING:
            message = f"Set the {name} environment variable"
            raise improperly_configured(interp, name, message, place)
        found = default
    if isinstance(found, str) and found.startswith("$"):
        return _value(interp, place, env, found.lstrip("$"), cast, default)
    if env.attributes.get("smart_cast") is True and cast is None and default is not MISSING:
        if default is not None and not isinstance(default, (Unknown, Instance)):
            cast = type(default)
    if found is None or (found is default and not parse_default):
        return found
    return cast_value(interp, place, cast, found)


def _variable(interp: Interpreter, env: Instance, name: str, place: Place | None) -> Any:
    """The variable, or for the class that reads files what its file holds."""
    if any(getattr(base, "name", "") == "FileAwareEnv" for base in env.cls.mro):
        path = variable(interp, f"{name}_FILE", place)
        if isinstance(path, Unknown):
            return Unknown(path.because, place)
        if path:
            file = interp.open_file(place, [path], {})
            return interp.call(file.attributes["read"], [], {}, place)
    return variable(interp, name, place)


def _getter(cast: Any, second: str = "default") -> Any:
    """A method that takes the variable, and `cast` or `default` after it."""

    def called(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
        env, *given = args
        names = ["var", second, "default"] if second == "cast" else ["var", "default"]
        held = {**dict(zip(names, given, strict=False)), **named}
        wanted = cast
        own = held.get("cast")
        if second == "cast" and own is not None:
            wanted = own if cast is None else ([own] if cast is list else (own,))
            if cast is dict:
                wanted = own
        parse = held.get("parse_default") or wanted is _URL
        return _value(interp, place, env, held.get("var"), wanted,
                      held.get("default", MISSING), parse)  # fmt: skip

    return called


_URL = Model("urllib.parse.urlparse")


def _text(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    choices = named.get("choices", args[4] if len(args) > 4 else None)
    found = _getter(str)(interp, place, args[:3], named)
    if choices is not None and isinstance(found, str):
        held = interp.contains(found, choices, place)
        if held is False:
            message = f"Invalid value: {found} not in {choices}"
            raise improperly_configured(interp, "", message, place)
    if (named.get("multiline") or len(args) > 3) and isinstance(found, str):
        return found.replace("\\r\\n", "\n").replace("\\n", "\n")
    return found


def _bytes(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    found = _getter(str)(interp, place, args[:3], named)
    return found.encode() if isinstance(found, str) else found


def _database(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    held = {**dict(zip(("var", "default", "engine"), args[1:], strict=False)), **named}
    url = _value(interp, place, args[0], held.get("var", "DATABASE_URL"), None,
                 held.get("default", MISSING))  # fmt: skip
    if url is None or isinstance(url, (list, int)):
        message = f"cannot use a {type(url).__name__} as the address of a database"
        raise interp.fail(AttributeError, message, place)
    found = database(interp, url, place)
    if held.get("engine") and isinstance(found, dict):
        found["ENGINE"] = held["engine"]
    return found


def _address(standard: str) -> Any:
    """`cache_url` and the like: what they make of the address is not known, but that it is."""

    def called(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
        held = {**dict(zip(("var", "default"), args[1:], strict=False)), **named}
        name = held.get("var", standard)
        text = _value(interp, place, args[0], name, None, held.get("default", MISSING))
        if standard == "CACHE_URL":
            _check_cache(interp, place, text)
        return {Unknown(f"what {name} contains"): Unknown(f"what {name} contains")}

    return called


def _path(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    held = {**dict(zip(("var", "default"), args[1:], strict=False)), **named}
    rest = {k: v for k, v in named.items() if k not in ("var", "default")}
    text = _value(interp, place, args[0], held.get("var"), None, held.get("default", MISSING))
    return interp.instantiate(interp.notes["environ.Path"], [text], rest, place)


def _read(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    path = args[1] if len(args) > 1 else named.get("env_file")
    override = named.get("overwrite", args[2] if len(args) > 2 else False) is True
    if path is None:
        folder = posixpath.dirname(place.path) if place else ""
        path = f"{ROOT}/{folder}/.env" if folder else f"{ROOT}/.env"
    if isinstance(path, Model) and "read" in path.attributes:
        text = interp.call(path.attributes["read"], [], {}, place)
        _take(interp, place, text, override, named)
        return None
    path = interp.path_text(path, place)
    if isinstance(path, str) and interp.files.kind(path, interp.cwd) == "file":
        data = interp.files.text(path, interp.cwd)
        text = data.decode("utf-8", "replace") if isinstance(data, bytes) else None
        _take(interp, place, text, override, named)
    known = ("env_file", "overwrite", "parse_comments", "encoding")
    for name, value in named.items():
        if name not in known and (override or name not in interp.environ):
            interp.environ[name] = value if isinstance(value, Unknown) else str(value)
    return None


def _take(
    interp: Interpreter, place: Place | None, text: Any, override: bool, named: Any
) -> None:  # fmt: skip
    """Put a file's variables into the environment."""
    if not isinstance(text, str):
        return
    held, cut = file_values(text, False), file_values(text, True)
    asked = named.get("parse_comments")
    because = "which release of django-environ is installed"
    if held != cut and (asked is True or (asked is None and interp.maybe(because, place))):
        held = cut
    for name, value in held.items():
        if override or name not in interp.environ:
            interp.environ[name] = value


def _configured(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    """`Env.db_url_config(url, engine)`."""
    held = {**dict(zip(("url", "engine"), args[1:], strict=False)), **named}
    found = database(interp, held.get("url"), place)
    if held.get("engine") and isinstance(found, dict):
        found["ENGINE"] = held["engine"]
    return found


def _check_cache(interp: Interpreter, place: Place | None, text: Any) -> None:
    """Raise for the address of a cache that is of no kind."""
    scheme = text.partition(":")[0] if isinstance(text, str) and ":" in text else ""
    if scheme and scheme not in _CACHES:
        raise improperly_configured(interp, "", f"Invalid cache schema {scheme}", place)


def _cache(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    _check_cache(interp, place, args[1] if len(args) > 1 else named.get("url"))
    return _unread(interp, place, args, named)


def _unread(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    return {Unknown("what an address contains"): Unknown("what an address contains")}


def _old(cast: Any) -> Any:
    """A method that the newest releases no longer have."""

    def called(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
        if interp.maybe("which release of django-environ is installed", place):
            return _getter(cast)(interp, place, args, named)
        message = "'Env' object has no attribute 'unicode'"
        raise interp.fail(AttributeError, message, place, name="unicode")

    return called


def _env(interp: Interpreter) -> dict[str, Any]:
    plain = {
        "__init__": _start, "__call__": _getter(None, "cast"), "str": _text, "bytes": _bytes,
        "bool": _getter(bool), "int": _getter(int), "float": _getter(float),
        "json": _getter(_json()), "list": _getter(list, "cast"), "tuple": _getter(tuple, "cast"),
        "dict": _getter(dict, "cast"), "url": _getter(_URL), "db": _database, "db_url": _database,
        "get_value": _getter(None, "cast"), "path": _path, "unicode": _old(str),
        "__contains__": lambda m, p, a, k: m.contains(a[1], m.environ, p),
        **{name: _address(f"{kind.upper()}_URL") for kind in ("cache", "email", "search",
           "channels") for name in (f"{kind}_url", kind) if name != "search"},
    }  # fmt: skip
    tables: dict[str, Any] = {
        name: Unknown(f"environ.Env.{name}", unmodelled=True) for name in _TABLES
    }
    tables["db_url_config"] = of_class("db_url_config", _configured)
    for kind in ("cache", "email", "search", "channels"):
        tables[f"{kind}_url_config"] = of_class(f"{kind}_url_config", _unread)
    tables["cache_url_config"] = of_class("cache_url_config", _cache)
    env = make_class("Env", "environ", plain, (), ENVIRON=interp.environ, NOTSET=MISSING, **tables,
                     read_env=of_class("read_env", _read))  # fmt: skip
    aware = make_class("FileAwareEnv", "environ", {}, (env,))
    interp.notes["environ.Path"] = path_class()
    errors = interp.import_module("django.core.exceptions", None) if _django(interp) else None
    improper = errors.namespace["ImproperlyConfigured"] if errors else Model("ImproperlyConfigured")
    return {
        "Env": env, "FileAwareEnv": aware, "Path": interp.notes["environ.Path"],
        "ImproperlyConfigured": improper,
    }  # fmt: skip


def _django(interp: Interpreter) -> bool:
    return interp.context.extra is not None


def _json() -> Model:
    def loads(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
        module = interp.import_module("json", place)
        return interp.call(module.namespace["loads"], args, named, place)

    return Model("json.loads", loads)


MODULES = {"environ": _env}
