"""How pydantic takes a value for an annotation, as far as it is known without running it."""

from __future__ import annotations

from checker.base import regex as re
from checker.python.interpreter.classification import is_instance
from checker.python.interpreter.values import Class, Instance, Model, Place, PyRaise, Unknown
from checker.python.models.pure_path import PurePosixPath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter
    from checker.python.models.annotations import Hint

_TRUE = frozenset({"1", "on", "t", "true", "y", "yes"})
_FALSE = frozenset({"0", "off", "f", "false", "n", "no"})
_CONSTRAINED: dict[str, tuple[type, Any]] = {
    "PositiveInt": (int, lambda n: n > 0), "NonNegativeInt": (int, lambda n: n >= 0),
    "NegativeInt": (int, lambda n: n < 0), "PositiveFloat": (float, lambda n: n > 0),
    "NonNegativeFloat": (float, lambda n: n >= 0), "StrictStr": (str, None),
    "StrictInt": (int, None), "StrictBool": (bool, None),
}  # fmt: skip


class Invalid(Exception):
    """What is wrong with a value, in pydantic's words."""


def taken(interp: Interpreter, place: Place | None, hint: Hint, value: Any, depth: int = 0) -> Any:
    """The value as pydantic keeps it; raises Invalid where it refuses it; it may be unknown."""
    interp.step()
    origin = hint.origin
    if isinstance(value, Unknown) or isinstance(origin, Unknown) or depth > 10:
        return value if isinstance(value, Unknown) else Unknown("a value of some type", place)
    if origin == "union":
        return _union(interp, place, hint, value, depth)
    if origin == "literal":
        for allowed in hint.args:
            if type(allowed) is type(value) and interp.equal(allowed, value, place) is True:
                return allowed
        raise Invalid(f"Input should be {' or '.join(map(repr, hint.args))}")
    if origin is None:
        if value is None:
            return None
        raise Invalid("Input should be None")
    if isinstance(origin, Model):
        return _modelled(interp, place, origin.name.rpartition(".")[2], hint, value, depth)
    if isinstance(origin, Class):
        return _of_class(interp, place, origin, value)
    if not isinstance(origin, type):
        return Unknown("a value of some type", place)
    return _plain(interp, place, origin, hint, value, depth)


def _union(interp: Interpreter, place: Place | None, hint: Hint, value: Any, depth: int) -> Any:
    exact = [h for h in hint.args if h.origin is None or isinstance(h.origin, type)]
    for option in exact:
        wanted = type(None) if option.origin is None else option.origin
        if type(value) is wanted and not option.args:
            return value
    doubt: Any = None
    for option in hint.args:
        try:
            found = taken(interp, place, option, value, depth + 1)
        except Invalid:
            continue
        if isinstance(found, Unknown):
            doubt = found
            continue
        return found
    if doubt is not None:
        return doubt
    raise Invalid("Input should match one of the types of the union")


def _plain(
    interp: Interpreter, place: Place | None, cls: type, hint: Hint, value: Any, depth: int
) -> Any:
    name = cls.__name__
    if cls is object:
        return value
    if cls is str:
        if isinstance(value, str):
            return value
        if isinstance(value, bytes):
            return value.decode("utf-8", "replace")
        raise Invalid("Input should be a valid string")
    if cls is bool:
        return _truth(value)
    if cls is int:
        return _number(interp, place, value)
    if cls is float:
        return _real(interp, place, value)
    if name in ("PurePosixPath", "PosixPath"):
        if isinstance(value, (str, PurePosixPath)):
            return PurePosixPath(value)
        raise Invalid("Input is not a valid path")
    if cls in (list, tuple, set, frozenset):
        return _items(interp, place, cls, hint, value, depth)
    if cls is dict:
        return _mapping(interp, place, hint, value, depth)
    if type(value) is cls:
        return value
    if isinstance(value, (str, int, float)):
        return Unknown(f"a value as {name}", place)
    raise Invalid(f"Input should be an instance of {name}")


def _truth(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)) and value in (0, 1):
        return bool(value)
    if isinstance(value, str) and value.lower() in (*_TRUE, *_FALSE):
        return value.lower() in _TRUE
    if isinstance(value, str):
        raise Invalid("Input should be a valid boolean, unable to interpret input")
    raise Invalid("Input should be a valid boolean")


def _number(interp: Interpreter, place: Place | None, value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return int(value)
        raise Invalid("Input should be a valid integer, got a number with a fractional part")
    if isinstance(value, str):
        if re.fullmatch(r"\s*[+-]?[0-9]{1,100}(_[0-9]+)*(\.0*)?\s*", value):
            return int(value.strip().partition(".")[0])
        raise Invalid("Input should be a valid integer, unable to parse string as an integer")
    raise Invalid("Input should be a valid integer")


def _real(interp: Interpreter, place: Place | None, value: Any) -> Any:
    if isinstance(value, (bool, int, float)):
        return float(value) if abs(value) < 10**300 else Unknown("a large number", place)
    if isinstance(value, str):
        try:
            return float(value) if len(value) < 300 else Unknown("a long number", place)
        except ValueError:
            message = "Input should be a valid number, unable to parse string as a number"
            raise Invalid(message) from None
    raise Invalid("Input should be a valid number")


def _items(
    interp: Interpreter, place: Place | None, cls: type, hint: Hint, value: Any, depth: int
) -> Any:
    if not isinstance(value, (list, tuple, set, frozenset)):
        raise Invalid(f"Input should be a valid {cls.__name__}")
    found = interp.iterate(value, place)
    if isinstance(found, Unknown):
        return found
    items = list(found)
    if hint.args:
        fixed = cls is tuple and not any(arg.origin is ... for arg in hint.args)
        if fixed and len(items) != len(hint.args):
            raise Invalid(f"Tuple should have {len(hint.args)} items")
        hints = hint.args if fixed else [hint.args[0]] * len(items)
        items = [taken(interp, place, h, i, depth + 1) for h, i in zip(hints, items, strict=True)]
    return items if cls is list else interp.host(place, cls, items)


def _mapping(interp: Interpreter, place: Place | None, hint: Hint, value: Any, depth: int) -> Any:
    if not isinstance(value, dict):
        raise Invalid("Input should be a valid dictionary")
    if len(hint.args) != 2:
        return dict(value)
    made: dict[Any, Any] = {}
    for key, item in value.items():
        name = taken(interp, place, hint.args[0], key, depth + 1)
        made[name] = taken(interp, place, hint.args[1], item, depth + 1)
    return made


def _of_class(interp: Interpreter, place: Place | None, cls: Class, value: Any) -> Any:
    answer = is_instance(value, cls)
    if answer is True:
        return value
    members = cls.namespace.get("__members__")
    if members is not None:
        for member in members.values():
            if isinstance(member, Unknown):
                return Unknown(f"a member of {cls.name}", place)
            if interp.equal(member.attributes["value"], value, place) is True:
                return member
        raise Invalid("Input should be a member of the enumeration")
    if "model_fields" in _inherited(cls):
        if isinstance(value, dict):
            try:
                return interp.instantiate(cls, [], dict(value), place)
            except PyRaise as raised:
                if (
                    isinstance(raised.value, Instance)
                    and raised.value.cls.name == "ValidationError"
                ):
                    raise Invalid(str(raised.value.attributes.get("text", ""))) from None
                raise
        if isinstance(value, (Instance, Model)):
            return Unknown(f"a {cls.name}", place)
        raise Invalid(f"Input should be a valid dictionary or instance of {cls.name}")
    if answer is None or cls.open is not None:
        return Unknown(f"a {cls.name}", place)
    raise Invalid(f"Input should be an instance of {cls.name}")


def _inherited(cls: Class) -> set[str]:
    return {name for base in cls.mro if isinstance(base, Class) for name in base.namespace}


def secret(value: Any) -> Model:
    """`SecretStr(value)`."""
    return Model("pydantic.SecretStr", None, {
        "get_secret_value": Model("get_secret_value", lambda m, p, a, k: value)})  # fmt: skip


def _modelled(
    interp: Interpreter, place: Place | None, name: str, hint: Hint, value: Any, depth: int
) -> Any:
    """A type of `typing`'s or pydantic's own."""
    if name in ("Any", "ClassVar"):
        return value
    kinds = {"List": list, "Set": set, "Tuple": tuple, "Dict": dict, "Sequence": list,
             "Mapping": dict, "FrozenSet": frozenset, "Iterable": list}  # fmt: skip
    if name in kinds:
        return _plain(interp, place, kinds[name], hint, value, depth)
    if name in ("SecretStr", "SecretBytes"):
        if isinstance(value, Model) and value.name == "pydantic.SecretStr":
            return value
        if isinstance(value, (str, bytes)):
            return secret(value)
        raise Invalid("Input should be a valid string")
    if name in ("DirectoryPath", "FilePath", "NewPath"):
        return _existing(interp, place, name, value)
    if name in _CONSTRAINED:
        cls, test = _CONSTRAINED[name]
        if name.startswith("Strict"):
            if type(value) is not cls:
                raise Invalid(f"Input should be a valid {cls.__name__}")
            return value
        found = _number(interp, place, value) if cls is int else _real(interp, place, value)
        if not isinstance(found, Unknown) and test is not None and not test(found):
            raise Invalid("Input should be within its bounds")
        return found
    if name in ("AnyUrl", "HttpUrl", "AnyHttpUrl", "PostgresDsn", "RedisDsn", "AmqpDsn",
                "MySQLDsn", "WebsocketUrl", "FileUrl"):  # fmt: skip
        if isinstance(value, str):
            if "://" not in value:
                raise Invalid("Input should be a valid URL, relative URL without a base")
            schemes = _SCHEMES.get(name)
            scheme = value.partition(":")[0].lower()
            if schemes is not None and scheme.partition("+")[0] not in schemes.split():
                raise Invalid(f"URL scheme should be one of {schemes.split()}")
            return Unknown("an address", place, unmodelled=True)
        if value is None or isinstance(value, (int, list, dict)):
            raise Invalid("URL input should be a string or URL")
    if name == "EmailStr":
        if interp.context.distributions.absent("email_validator"):
            message = "email-validator is not installed, run `pip install 'pydantic[email]'`"
            raise interp.fail(ImportError, message, place)
        if not isinstance(value, (str, Unknown)) or (isinstance(value, str) and "@" not in value):
            raise Invalid("value is not a valid email address")
    return Unknown(f"a value as {name}", place, unmodelled=True)


_SCHEMES = {
    "HttpUrl": "http https", "AnyHttpUrl": "http https", "FileUrl": "file",
    "WebsocketUrl": "ws wss", "PostgresDsn": "postgres postgresql", "RedisDsn": "redis rediss",
    "MySQLDsn": "mysql", "AmqpDsn": "amqp amqps",
}  # fmt: skip
"""The schemes that each of pydantic's addresses takes, without a driver (`mysql+pymysql`)."""


def _existing(interp: Interpreter, place: Place | None, name: str, value: Any) -> Any:
    if not isinstance(value, (str, PurePosixPath)):
        raise Invalid("Input is not a valid path")
    kind = interp.files.kind(str(value), interp.cwd)
    if isinstance(kind, Unknown):
        wanted = "directory" if name == "DirectoryPath" else "file"
        kind = wanted if interp.maybe(kind.because, place) else "missing"
    if name == "DirectoryPath" and kind != "directory":
        raise Invalid("Path does not point to a directory")
    if name == "FilePath" and kind != "file":
        raise Invalid("Path does not point to a file")
    return PurePosixPath(value)
