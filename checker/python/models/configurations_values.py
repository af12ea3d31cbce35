"""The values of django-configurations: settings that a variable `DJANGO_NAME` may change."""

from __future__ import annotations

from ipaddress import ip_address

from checker.base import regex as re
from checker.python.interpreter.classification import lookup
from checker.python.interpreter.values import Class, Instance, Model, Place, PyRaise, Unknown
from checker.python.models.environment import database, variable
from checker.python.models.host_class import make_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

VALUES = (
    "BooleanValue IntegerValue PositiveIntegerValue FloatValue DecimalValue ListValue TupleValue "
    "SetValue DictValue EmailValue URLValue IPValue RegexValue PathValue SecretValue EmailURLValue "
    "DatabaseURLValue CacheURLValue BackendsValue SingleNestedTupleValue SingleNestedListValue "
    "SearchURLValue CastingMixin SequenceValue SingleNestedSequenceValue MultipleMixin "
    "ValidationMixin DictBackendMixin"
).split()
"""The classes that are derived from `Value`."""
_OPTIONS = ("default", "environ", "environ_name", "environ_prefix", "environ_required")


def value_class(name: str, base: Class | None = None) -> Class:
    """The class of one kind of values."""
    if base is None:
        methods = {"__init__": _start, "setup": _set_up, "__str__": _shown}
        made = make_class(name, "configurations.values", methods)
        made.mro = (made, Model("Value", None, {"instantiate": _made, "closed": True}))
        return made
    return make_class(name, "configurations.values", {}, (base,))


def _kind(value: Instance) -> str:
    for cls in value.cls.mro:
        if isinstance(cls, Class) and cls.module == "configurations.values":
            return cls.name
    return "Value"


def _start(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    value, *given = args
    held = {
        "default": None,
        "environ": True,
        "environ_name": None,
        "environ_prefix": "DJANGO",
        "environ_required": False,
        **dict(zip(_OPTIONS, given, strict=False)),
        **named,
    }
    kind = _kind(value)
    default = held["default"]
    if (
        kind == "BooleanValue"
        and not isinstance(default, (bool, Unknown))
        and default not in (0, 1)
    ):
        message = f"Default value {default!r} is not a boolean value"
        raise interp.fail(ValueError, message, place)
    if kind in ("ListValue", "TupleValue", "SetValue", "BackendsValue"):
        cls = {"TupleValue": tuple, "SetValue": set}.get(kind, list)
        held["default"] = cls() if default is None else interp.construct(cls, [default], {}, place)
    if kind == "SecretValue":
        held["environ_required"] = True
        if default is not None:
            message = "Secret values are only allowed to be set as environment variables"
            raise interp.fail(ValueError, message, place)
    if kind == "DictValue" and default is None:
        held["default"] = {}
    if kind.endswith("URLValue") and kind in ("DatabaseURLValue", "CacheURLValue", "EmailURLValue",
                                              "SearchURLValue"):  # fmt: skip
        names = {"DatabaseURLValue": "DATABASE_URL", "CacheURLValue": "CACHE_URL",
                 "EmailURLValue": "EMAIL_URL", "SearchURLValue": "SEARCH_URL"}  # fmt: skip
        held.setdefault("environ_name", names[kind])
        held["environ_name"] = held["environ_name"] or names[kind]
        if "environ_prefix" not in named:
            held["environ_prefix"] = None
    if isinstance(default, str) and default:
        _check_default(interp, place, kind, default, held)
    if kind == "BackendsValue":
        for path in held["default"] if isinstance(held["default"], list) else ():
            _check_import(interp, place, path)
    value.attributes.update(held, __value__=kind)
    named_now = held["environ"] and held["environ_name"]
    if held.get("late_binding") is not True and isinstance(named_now, str):
        # With a name of its own the variable is read as the class is made.
        value.attributes["__now__"] = setup_value(interp, place, value, named_now)


_URL = re.compile(r"(?i)(?:https?|ftps?)://\S")
_EMAIL = re.compile(r"[^@\s]+@(?:[^@\s.]+\.[^@\s]+|localhost|\[[^]]+\])$")


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _check_default(
    interp: Interpreter, place: Place | None, kind: str, text: str, held: dict[str, Any]
) -> None:
    """Raise as the values do that validate: for what is plainly no URL, e-mail or IP address."""
    if kind == "URLValue" and not _URL.match(text):
        raise interp.fail(ValueError, f"Cannot interpret URL value {text!r}", place)
    if kind == "EmailValue" and not _EMAIL.match(text):
        raise interp.fail(ValueError, f"Cannot interpret email value {text!r}", place)
    if kind == "IPValue" and not _is_address(text):
        raise interp.fail(ValueError, f"Cannot interpret IP value {text!r}", place)
    if kind == "RegexValue" and isinstance(held.get("regex"), str):
        module = interp.import_module("re", place)
        found = interp.call(module.namespace["search"], [held["regex"], text], {}, place)
        if isinstance(found, Unknown):
            found = interp.maybe("whether a pattern matches", place) or None
        if found is None:
            raise interp.fail(ValueError, f"Regex doesn't match value {text!r}", place)


def _check_import(interp: Interpreter, place: Place | None, path: Any) -> None:
    """Raise for a backend that cannot be imported."""
    if not isinstance(path, str):
        return
    module, _, name = path.rpartition(".")
    try:
        if not module:
            raise interp.fail(ImportError, f"{path} doesn't look like a module path", place)
        interp.get_attribute(interp.import_module(module, place), name, place)
    except PyRaise as raised:
        if not isinstance(raised.value, (ImportError, AttributeError)):
            raise
        message = f"Cannot interpret list item {path!r} in list {path!r}"
        raise interp.fail(ValueError, message, place) from None


def _made(interp: Interpreter, place: Any, cls: Class, args: Any, keywords: Any) -> Any:
    """`Value.__new__`: what is known already is the setting's value itself."""
    value = Instance(cls)
    interp.call(lookup(cls, "__init__"), [value, *args], keywords, place)
    held = value.attributes
    if "__now__" in held:
        return held["__now__"]
    if "late_binding" not in keywords and not held.get("environ", True) and held.get("default"):
        return setup_value(interp, place, value, "")
    return value


def _set_up(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    return setup_value(interp, place, args[0], args[1])


def _shown(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    return Unknown("a value before it is set up", place)


def setup_value(interp: Interpreter, place: Place | None, value: Instance, name: str) -> Any:
    """What a setting's value comes to; raises where its variable is required and not set."""
    held, kind = value.attributes, value.attributes["__value__"]
    if "__now__" in held:
        return held["__now__"]
    full = held["environ_name"] or name.upper()
    prefix = held["environ_prefix"]
    if isinstance(full, Unknown) or isinstance(prefix, Unknown):
        return Unknown("a variable whose name is not known", place)
    full = f"{str(prefix).rstrip('_')}_{full}" if prefix else full
    default = held["default"]
    if held["environ"]:
        found = variable(interp, full, place)
        if found is not None:
            return _read(interp, place, kind, found, held)
        if held["environ_required"]:
            message = f"Value {name!r} is required to be set as the environment variable {full!r}"
            raise interp.fail(ValueError, message, place, "environment-variable-missing",
                               variable=full)  # fmt: skip
    if kind == "DatabaseURLValue":
        return {"default": database(interp, default, place)} if default is not None else {}
    if kind in ("CacheURLValue", "EmailURLValue", "SearchURLValue"):
        return Unknown(f"what {kind} gives", place, unmodelled=True)
    if kind == "PathValue":
        return _path(interp, place, default, held)
    return default


def _path(interp: Interpreter, place: Place | None, value: Any, held: Any) -> Any:
    text = interp.path_text(value, place) if value is not None else None
    if not isinstance(text, str):
        return Unknown("a path", place)
    absolute = interp.files.absolute(text, interp.cwd)
    if held.get("check_exists", True):
        kind = interp.files.kind(absolute, interp.cwd)
        if isinstance(kind, Unknown):
            kind = "file" if interp.maybe(kind.because, place) else "missing"
        if kind == "missing":
            raise interp.fail(ValueError, f"Path {text!r} does  not exist.", place)
    return value


def _read(interp: Interpreter, place: Place | None, kind: str, text: Any, held: Any) -> Any:
    if not isinstance(text, str):
        return text
    if kind == "BooleanValue":
        word = text.strip().lower()
        if word in ("yes", "y", "true", "1"):
            return True
        if word in ("no", "n", "false", "0", ""):
            return False
        raise interp.fail(ValueError, f"Cannot interpret boolean value {text!r}", place)
    if kind in ("IntegerValue", "PositiveIntegerValue"):
        return interp.host(place, int, text)
    if kind == "FloatValue":
        return interp.host(place, float, text)
    if kind in ("ListValue", "BackendsValue", "TupleValue", "SetValue"):
        separator = held.get("separator", ",")
        parts = [part.strip() for part in text.split(separator if isinstance(separator, str)
                 and separator else ",") if part.strip()]  # fmt: skip
        return {"TupleValue": tuple, "SetValue": set}.get(kind, list)(parts)
    if kind == "DatabaseURLValue":
        return {"default": database(interp, text, place)}
    if kind == "PathValue":
        return _path(interp, place, text, held)
    if kind in ("Value", "SecretValue"):
        return text
    return Unknown(f"what a {kind} gives", place)
