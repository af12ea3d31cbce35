"""Models of modules that compute: `json`, `re`, `collections`, `functools`, `datetime`, …."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter.patterns import safe_pattern
from checker.python.interpreter.pure import constant, pure
from checker.python.interpreter.values import (
    Class,
    FileText,
    Function,
    Instance,
    Model,
    Place,
    Property,
    Unknown,
    unknown_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.python.interpreter.interface import Interpreter


def _json(machine: Interpreter) -> dict[str, Any]:
    import json

    def loads(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        text = args[0] if args else None
        if isinstance(text, (Unknown, Model)):
            return Unknown("what a JSON text holds", place)
        if isinstance(text, bytes) and (3, 0) <= machine.python < (3, 6):
            raise machine.fail(TypeError, "the JSON object must be str, not 'bytes'", place)
        if isinstance(text, FileText):
            text = str.__str__(text)
        try:
            return json.loads(text)  # type: ignore[arg-type]
        except RecursionError:
            return Unknown("what a JSON text holds", place)
        except json.JSONDecodeError as error:
            value: Any = error if machine.python >= (3, 5) else ValueError(str(error))
            raise machine.fail(value, None, place) from None
        except (TypeError, ValueError) as error:
            raise machine.fail(error, None, place) from None

    def load(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        file = args[0] if args else None
        if isinstance(file, Model) and "read" in file.attributes:
            text = machine.call(file.attributes["read"], [], {}, place)
            return loads(machine, place, [text], keywords)
        return Unknown("what a JSON file holds", place)

    names: dict[str, Any] = {"loads": Model("json.loads", loads), "load": Model("json.load", load)}
    names["dumps"] = pure("json.dumps", json.dumps)
    if machine.python >= (3, 5):
        names["JSONDecodeError"] = json.JSONDecodeError
    return names


def _re(machine: Interpreter) -> dict[str, Any]:
    import re

    def matching(name: str) -> Any:
        function = getattr(re, name)

        def called(
            machine: Interpreter, place: Place | None, args: list[Any], keywords: Any
        ) -> Any:
            subject = args[-1] if name != "split" or len(args) == 2 else args[1]
            if name in ("sub", "subn"):
                subject = args[2] if len(args) > 2 else None
                if len(args) > 1 and not isinstance(args[1], str):
                    return Unknown("a substitution by a function", place)
            elif len(args) > 1:
                subject = args[1]
            if keywords or unknown_in(args) or not safe_pattern(args[0], subject):
                return Unknown("what a regular expression matches", place)
            return machine.host(place, function, *map(_bare, args))

        return Model(f"re.{name}", called)

    def compiled(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if unknown_in(args) or not isinstance(args[0], str):
            return Unknown("a regular expression", place)
        methods: dict[str, Any] = {
            name: Model(f"pattern.{name}", _with_pattern(names[name], args[0]))
            for name in ("match", "search", "sub", "findall", "split", "fullmatch")
            if name in names and len(args) == 1
        }
        return Model("a regular expression", None, {**methods, "pattern": args[0]})

    names: dict[str, Any] = {
        name: matching(name) for name in ("match", "search", "fullmatch", "sub", "split", "findall")
    }
    names.update(
        compile=Model("re.compile", compiled), escape=pure("re.escape", re.escape),
        error=re.error, IGNORECASE=Unknown("a flag"), I=Unknown("a flag"), M=Unknown("a flag"),
        VERBOSE=Unknown("a flag"), X=Unknown("a flag"),
    )  # fmt: skip
    return names


def _with_pattern(model: Model, pattern: str) -> Callable[..., Any]:
    return lambda machine, place, args, keywords: model.call(
        machine, place, [pattern, *args], keywords
    )


def _bare(value: Any) -> Any:
    return str.__str__(value) if isinstance(value, FileText) else value


def _collections(machine: Interpreter) -> dict[str, Any]:
    from collections import Counter, OrderedDict, defaultdict, deque

    def named_tuple(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        import collections

        if len(args) < 2 or unknown_in(args) or keywords:
            return Unknown("a named tuple", place)
        return m.host(place, collections.namedtuple, *args[:2])  # noqa: PYI024

    def factory(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if args and isinstance(args[0], type) and args[0] in (list, dict, set, int, str):
            return defaultdict(args[0])
        return Unknown("a mapping with a default of its own", place)

    return {
        "OrderedDict": OrderedDict, "Counter": Counter, "deque": deque,
        "defaultdict": Model("defaultdict", factory),
        "namedtuple": Model("namedtuple", named_tuple),
    }  # fmt: skip


def _functools(machine: Interpreter) -> dict[str, Any]:
    def partial(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        function, *first = args

        def called(m: Interpreter, at: Place | None, more: list[Any], named: Any) -> Any:
            return m.call(function, [*first, *more], {**keywords, **named}, at)

        return Model("a partial function", called)

    def wraps(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return Model("wraps", lambda m, p, a, k: a[0])

    def cached(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if args and isinstance(args[0], (Function, Class)):
            return args[0]
        return Model("lru_cache", lambda m, p, a, k: a[0])

    names: dict[str, Any] = {
        "partial": Model("partial", partial),
        "reduce": Model("reduce", lambda m, p, a, k: m.reduce_values(p, a, k)),
        "wraps": Model("wraps", wraps), "lru_cache": Model("lru_cache", cached),
        "cached_property": Model("cached", lambda m, p, a, k: Property("cached_property", a[0])),
        "total_ordering": Model("total_ordering", lambda m, p, a, k: a[0]),
    }  # fmt: skip
    if machine.python >= (3, 9):
        names["cache"] = names["lru_cache"]
    return names


def _itertools(machine: Interpreter) -> dict[str, Any]:
    import itertools

    def chain(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:

        return [item for value in args for item in m.items_of(value, place)]

    def flat(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:

        return chain(m, place, m.items_of(args[0], place), {})

    def product(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        sizes = 1
        for value in args:
            if unknown_in(value) or not isinstance(value, (list, tuple, str)):
                return Unknown("a product", place)
            sizes *= len(value)
        return (
            list(itertools.product(*args))
            if sizes < 5000 and not keywords
            else Unknown("a large product", place)
        )

    return {
        "chain": Model("chain", chain, {"from_iterable": Model("chain.from_iterable", flat)}),
        "product": Model("product", product),
    }


def _contextlib(machine: Interpreter) -> dict[str, Any]:
    def suppress(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return Model("suppress", None, {"suppressed": tuple(args)})

    return {"suppress": Model("contextlib.suppress", suppress)}


def _datetime(machine: Interpreter) -> dict[str, Any]:
    import datetime

    return {"timedelta": datetime.timedelta, "date": datetime.date, "time": datetime.time,
            "datetime": datetime.datetime}  # fmt: skip


def _enum(machine: Interpreter) -> dict[str, Any]:
    names = ["Enum", "IntEnum", "Flag", "IntFlag"]
    if machine.python >= (3, 11):
        names.append("StrEnum")
    table: dict[str, Any] = {n: Model(f"enum.{n}", None, {"closed": n == "Enum"}) for n in names}
    table["auto"] = Model("enum.auto")
    table["unique"] = Model("enum.unique", lambda m, p, a, k: a[0])
    return table


def _dataclasses(machine: Interpreter) -> dict[str, Any]:
    def made(cls: Any) -> Any:
        if isinstance(cls, Class):
            cls.open = Unknown("a field of a data class")
            if "__init__" not in cls.namespace:
                cls.namespace["__init__"] = Model("__init__", _set_fields)
        return cls

    def dataclass(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return made(args[0]) if args else Model("dataclass", lambda m, p, a, k: made(a[0]))

    return {"dataclass": Model("dataclass", dataclass), "field": Model("field")}


def _set_fields(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if args and isinstance(args[0], Instance):
        args[0].attributes.update(keywords)
        for name, value in args[0].cls.namespace.items():
            if not isinstance(value, (Function, Property, Model)):
                args[0].attributes.setdefault(name, value)
        if len(args) > 1:
            args[0].attributes.clear()
    return None


def _logging(machine: Interpreter) -> dict[str, Any]:
    nothing = constant("logging", None)
    logger = Model("a logger", None, dict.fromkeys(
        ("debug", "info", "warning", "warn", "error", "critical", "exception", "log", "setLevel",
         "addHandler", "addFilter"), nothing))  # fmt: skip
    return {
        "getLogger": constant("logging.getLogger", logger), "DEBUG": 10, "INFO": 20,
        "WARNING": 30, "WARN": 30, "ERROR": 40, "CRITICAL": 50, "NOTSET": 0,
        "basicConfig": nothing, "disable": nothing, "captureWarnings": nothing,
        **dict.fromkeys(("debug", "info", "warning", "warn", "error", "critical", "exception"),
                        nothing),
    }  # fmt: skip


def _ast(machine: Interpreter) -> dict[str, Any]:
    import ast

    def literal(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        text = args[0] if args else None
        if isinstance(text, Unknown) or (isinstance(text, str) and len(text) > 2000):
            return Unknown("a literal", place)
        if not isinstance(text, str):
            raise m.fail(ValueError, f"malformed node or string: {text!r}", place)
        return m.host(place, ast.literal_eval, str.__str__(text))

    return {"literal_eval": Model("ast.literal_eval", literal)}


def _copy(machine: Interpreter) -> dict[str, Any]:
    import copy

    def deep(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        value = args[0]
        if isinstance(value, (list, dict, set, tuple)) and not _objects(value):
            return m.host(place, copy.deepcopy, value)
        if isinstance(value, (str, int, float, type(None), Unknown)):
            return value
        return Unknown("a copy of an object", place)

    def shallow(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        value = args[0]
        if isinstance(value, (list, set)):
            return value.copy()
        return dict(value) if isinstance(value, dict) else value

    return {"deepcopy": Model("deepcopy", deep), "copy": Model("copy", shallow)}


def _objects(value: Any) -> bool:
    if unknown_in(value) is not None:
        return True
    items = list(value.values()) if isinstance(value, dict) else list(value)
    return any(
        isinstance(i, (Instance, Class, Function, Model))
        or (isinstance(i, (list, dict, set, tuple)) and _objects(i))
        for i in items
    )


def _pure_module(name: str, functions: str) -> Any:
    def names(machine: Interpreter) -> dict[str, Any]:
        from importlib import import_module

        module = import_module(name)
        return {f: pure(f"{name}.{f}", getattr(module, f)) for f in functions.split()}

    return names


def _configparser(machine: Interpreter) -> dict[str, Any]:
    def make(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        import configparser

        raw = "Raw" in str(keywords.get("kind", "")) or m.python[0] == 2
        parser = configparser.RawConfigParser() if raw else configparser.ConfigParser()
        lost: list[bool] = []

        def read(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:

            paths = args[0] if args and isinstance(args[0], (list, tuple)) else args[:1]
            done: list[Any] = []
            for one in paths:
                path = m.path_text(one, at)
                kind = path if isinstance(path, Unknown) else m.files.kind(path, m.cwd)
                if isinstance(kind, Unknown):
                    lost.append(True)
                elif kind == "file":
                    data = m.files.text(path, m.cwd)
                    if isinstance(data, Unknown):
                        lost.append(True)
                    else:
                        m.host(at, parser.read_string, data.decode("utf-8", "replace"))
                        done.append(path)
            return done

        def read_text(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
            if not args or not isinstance(args[0], str):
                lost.append(True)
                return None
            return m.host(at, parser.read_string, str.__str__(args[0]))

        def ask(name: str) -> Model:
            def called(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
                if lost or unknown_in(args) or unknown_in(keywords) or name not in _ASKED:
                    return Unknown("what a configuration file holds", at)
                return m.host(at, getattr(parser, name), *args, **keywords)

            return Model(f"ConfigParser.{name}", called)

        def item(m: Interpreter, at: Place | None, args: list[Any], keywords: Any) -> Any:
            if lost or unknown_in(args):
                return Unknown("what a configuration file holds", at)
            return dict(m.host(at, lambda: parser[args[0]]))

        return Model("ConfigParser", None, {
            **{name: ask(name) for name in _ASKED}, "read": Model("read", read),
            "read_string": Model("read_string", read_text), "__getitem__": Model("item", item),
        })  # fmt: skip

    names = ["ConfigParser", "RawConfigParser", "SafeConfigParser"]
    return {name: Model(name, make) for name in names}


_ASKED = ("get", "getint", "getboolean", "getfloat", "has_section", "has_option", "sections",
          "options", "items")  # fmt: skip


def _string(machine: Interpreter) -> dict[str, Any]:
    import string

    names = ("ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "punctuation",
             "hexdigits", "whitespace", "printable", "octdigits")  # fmt: skip
    return {name: getattr(string, name) for name in names}


def _typing(machine: Interpreter) -> dict[str, Any]:
    return {
        "TYPE_CHECKING": False, "cast": Model("cast", lambda m, p, a, k: a[1]),
        **{n: Model(f"typing.{n}") for n in (
            "Any", "List", "Dict", "Tuple", "Optional", "Union", "Set", "Callable", "Final",
            "Sequence", "Mapping", "Iterable", "ClassVar")},
    }  # fmt: skip


MODULES = {
    "json": _json, "re": _re, "collections": _collections, "functools": _functools,
    "itertools": _itertools, "contextlib": _contextlib, "datetime": _datetime, "enum": _enum,
    "dataclasses": _dataclasses, "logging": _logging, "ast": _ast, "copy": _copy,
    "string": _string, "configparser": _configparser, "typing": _typing,
    "ConfigParser": _configparser,
    "base64": _pure_module("base64", "b64encode b64decode urlsafe_b64encode urlsafe_b64decode"),
    "urllib.parse": _pure_module(
        "urllib.parse", "quote unquote quote_plus unquote_plus urlencode urljoin urlparse urlsplit"
    ),
    "urlparse": _pure_module("urllib.parse", "urljoin urlparse urlsplit"),
    "shlex": _pure_module("shlex", "split quote"),
    "textwrap": _pure_module("textwrap", "dedent"),
    "math": _pure_module("math", "ceil floor sqrt"),
    "fnmatch": _pure_module("fnmatch", "fnmatchcase"),
}  # fmt: skip
