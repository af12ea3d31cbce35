"""A model of python-decouple."""

from __future__ import annotations

import posixpath
from configparser import ConfigParser
from shlex import shlex

from checker.python.interpreter.values import ROOT, Class, Instance, Model, Place, Unknown
from checker.python.models.environment import MISSING, variable
from checker.python.models.host_class import make_class
from checker.python.models.ini import is_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


PROVIDES = "python-decouple"
"""The distribution, as the index calls it."""


_TRUE, _FALSE = ("y", "yes", "t", "true", "on", "1"), ("n", "no", "f", "false", "off", "0")
_FILES = ("settings.ini", ".env")


def _bool(interp: Interpreter, value: Any, place: Place | None) -> Any:
    text = interp.text_of(value, place)
    if isinstance(text, Unknown) or isinstance(value, bool):
        return value
    if text == "":
        return False
    if text.lower() in (*_TRUE, *_FALSE):
        return text.lower() in _TRUE
    raise interp.fail(ValueError, f"Invalid truth value: {text.lower()}", place)


def _get(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    """`Config.get`: the environment, the repository, the default."""
    owner, *given = args
    held = {**dict(zip(("option", "default", "cast"), given, strict=False)), **named}
    name = held.get("option")
    if "option" not in held:
        message = "Config.get() missing 1 required positional argument: 'option'"
        raise interp.fail(TypeError, message, place)
    if isinstance(name, (int, float, list, dict, tuple, type(None))):
        raise interp.fail(TypeError, f"str expected, not {type(name).__name__}", place)
    if not isinstance(name, str):
        return Unknown("a variable whose name is not known", place)
    found = variable(interp, name, place)
    if found is None:
        repository = owner.attributes["repository"]
        inside = interp.contains(name, repository, place)
        if isinstance(inside, Unknown):
            found = Unknown(inside.because, place)
        elif inside:
            found = interp.get_item(repository, name, place)
        elif held.get("default", MISSING) is MISSING:
            message = f"{name} not found. Declare it as envvar or define a default value."
            error = interp.instantiate(interp.notes["decouple"], [message], {}, place)
            raise interp.fail(error, None, place, "environment-variable-missing", variable=name)
        else:
            found = held["default"]
    cast = held.get("cast", MISSING)
    if cast is MISSING or isinstance(found, Unknown):
        return found
    return _bool(interp, found, place) if cast is bool else interp.call(cast, [found], {}, place)


def _with_repository(interp: Interpreter, place: Any, args: list[Any], named: Any) -> Any:
    args[0].attributes["repository"] = args[1] if len(args) > 1 else named.get("repository")


def _read(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    """The text of the file that a repository is made of."""
    source = args[1] if len(args) > 1 else named.get("source")
    encoding = named.get("encoding", args[2] if len(args) > 2 else "UTF-8")
    file = interp.open_file(place, [source], {"encoding": encoding})
    return interp.call(file.attributes["read"], [], {}, place)


def _env_file(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    text = _read(interp, place, args, named)
    data: Any = {}
    if isinstance(text, Unknown):
        data = text
    else:
        for line in text.splitlines():
            name, sign, value = line.strip().partition("=")
            if sign and not name.startswith("#"):
                value = value.strip()
                if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
                    value = value[1:-1]
                data[name.strip()] = value
    args[0].attributes["data"] = data


def _ini_file(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    text = _read(interp, place, args, named)
    data: Any = text
    if isinstance(text, str) and not is_plain(text):
        data = text = Unknown("what a long settings.ini contains", place)
    if not isinstance(text, Unknown):
        parser = ConfigParser()
        interp.host(place, parser.read_string, str.__str__(text))
        data = {}
        if parser.has_section("settings"):
            data = dict(parser.items("settings", raw=True))
            args[0].attributes["parser"] = parser
    args[0].attributes.update(data=data, lower=True)


def _secrets(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    source = interp.path_text(args[1] if len(args) > 1 else "/run/secrets/", place)
    names = interp.call(interp.import_module("os", place).namespace["listdir"], [source], {},
                         place)  # fmt: skip
    data: Any = {}
    for name in names:
        if not isinstance(name, str):
            data = Unknown("what the folder of secrets contains", place)
            break
        data[name] = _read(interp, place, [args[0], posixpath.join(source, name)], {})
    args[0].attributes["data"] = data


def _holds(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, key = args
    if owner.attributes.get("lower") and isinstance(key, str):
        key = key.lower()
    return interp.contains(key, owner.attributes.get("data", {}), place)


def _item(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, key = args
    if owner.attributes.get("lower") and isinstance(key, str):
        key = key.lower()
    parser = owner.attributes.get("parser")
    if parser is not None and isinstance(key, str) and key in owner.attributes["data"]:
        return interp.host(place, parser.get, "settings", key)
    return interp.get_item(owner.attributes.get("data", {}), key, place)


def _found(interp: Interpreter, place: Place | None, start: Any) -> Any:
    """The `settings.ini` or `.env` in a folder or above it; empty without one."""
    folder = interp.files.absolute(start, interp.cwd)
    while True:
        for name in _FILES:
            path = posixpath.join(folder, name)
            kind = interp.files.kind(path, interp.cwd)
            if kind == "file":
                return path
            if isinstance(kind, Unknown) and interp.files.inside(path) is not None:
                return Unknown(kind.because, place)
        above = posixpath.dirname(folder)
        if folder == ROOT or above in ("", "/"):
            return ""
        folder = above


def _automatic(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    """`AutoConfig(search_path)`, called: its file is looked for at the first call."""
    owner, *given = args
    config = owner.attributes.get("config")
    if config is None:
        start = owner.attributes.get("search_path")
        if start:
            start = interp.path_text(start, place)
        else:
            here = posixpath.dirname(place.path) if place else ""
            start = f"{ROOT}/{here}" if here else ROOT
        path = _found(interp, place, start) if isinstance(start, str) else start
        classes = owner.attributes["classes"]
        if isinstance(path, Unknown):
            repository: Any = Instance(classes[""], {"data": path})
        else:
            kind = classes[posixpath.basename(path) if path else ""]
            repository = interp.instantiate(kind, [path] if path else [], {}, place)
        config = interp.instantiate(classes["Config"], [repository], {}, place)
        owner.attributes["config"] = config
    return interp.call(config, given, named, place)


def _csv(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    names = ("cast", "delimiter", "strip", "post_process")
    args[0].attributes.update(cast=str, delimiter=",", strip=" \t\n\r\x0b\x0c", post_process=list)
    args[0].attributes.update(dict(zip(names, args[1:], strict=False)), **named)


def _split(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, value = args
    held = owner.attributes
    if value is None:
        return interp.call(held["post_process"], [], {}, place)
    if isinstance(value, Unknown):
        return Unknown(value.because, place)
    if not isinstance(value, str):
        message = f"'{type(value).__name__}' object has no attribute 'read'"
        raise interp.fail(AttributeError, message, place)
    if len(value) > 20_000 or not isinstance(held["delimiter"], str):
        return Unknown("a long list", place)
    splitter = shlex(str(value), posix=True)
    splitter.whitespace, splitter.whitespace_split = held["delimiter"], True
    interp.charge(len(value) >> 1)
    parts = interp.host(place, lambda: list(splitter))
    made = []
    for part in parts if isinstance(parts, list) else []:
        stripped = interp.host(place, part.strip, held["strip"])
        made.append(interp.call(held["cast"], [stripped], {}, place))
    return interp.call(held["post_process"], [made], {}, place)


def _choices(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    held = {**dict(zip(("flat", "cast", "choices"), args[1:], strict=False)), **named}
    valid = interp.items_of(held.get("flat") or [], place)
    for pair in interp.items_of(held.get("choices") or [], place):
        valid.append(interp.get_item(pair, 0, place))
    args[0].attributes.update(cast=held.get("cast", str), valid=valid)


def _choose(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, value = args
    made = interp.call(owner.attributes["cast"], [value], {}, place)
    inside = interp.contains(made, owner.attributes["valid"], place)
    if not isinstance(inside, Unknown) and not inside:
        message = f"Value not in list: {interp.shown(value)}; valid values are "
        message += interp.shown(owner.attributes["valid"])
        raise interp.fail(ValueError, message, place)
    return made


def _decouple(interp: Interpreter) -> dict[str, Any]:
    module = "decouple"
    interp.notes[module] = make_class("UndefinedValueError", module, {}, (Exception,))
    config = make_class("Config", module, {"__init__": _with_repository, "get": _get,
                                           "__call__": _get})  # fmt: skip
    nothing = {"__init__": lambda m, p, a, k: None, "__contains__": _holds, "__getitem__": _item}
    empty = make_class("RepositoryEmpty", module, nothing)
    kinds: dict[str, Class] = {}
    for name, reading in (("Env", _env_file), ("Ini", _ini_file), ("Secret", _secrets)):
        made = make_class(f"Repository{name}", module, {**nothing, "__init__": reading}, (empty,))
        kinds[f"Repository{name}"] = made
    classes = {"": empty, "Config": config, ".env": kinds["RepositoryEnv"],
               "settings.ini": kinds["RepositoryIni"]}  # fmt: skip

    def start(m: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
        path = args[1] if len(args) > 1 else named.get("search_path")
        args[0].attributes.update(search_path=path, config=None, classes=classes)

    automatic = make_class("AutoConfig", module, {"__init__": start, "__call__": _automatic})
    return {
        "config": Instance(automatic, {"search_path": None, "config": None, "classes": classes}),
        "Csv": make_class("Csv", module, {"__init__": _csv, "__call__": _split}),
        "Choices": make_class("Choices", module, {"__init__": _choices, "__call__": _choose}),
        "Config": config, "AutoConfig": automatic, "RepositoryEmpty": empty, **kinds,
        "UndefinedValueError": interp.notes[module], "undefined": MISSING,
        "strtobool": Model("strtobool", lambda m, p, a, k: _bool(m, a[0], p)),
    }  # fmt: skip


MODULES = {"decouple": _decouple}
