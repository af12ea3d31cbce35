"""Functions of the standard library that compute: the host's are called with what is known.

What they raise for constant arguments is what the program's Python raises.
"""

from __future__ import annotations

from importlib import import_module

from checker.python.interpreter import limits
from checker.python.interpreter.pure import pure
from checker.python.interpreter.values import Model, Place, Unknown, root_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_FUNCTIONS = {
    "uuid": "uuid3 uuid5", "ipaddress": "ip_address ip_network ip_interface",
    "binascii": "unhexlify a2b_hex a2b_base64 hexlify b2a_hex crc32",
    "html": "escape unescape", "email.utils": "parseaddr formataddr",
    "calendar": "monthrange isleap timegm", "unicodedata": "lookup name normalize",
    "statistics": "mean median mode stdev", "heapq": "heappop nsmallest nlargest",
    "bisect": "bisect bisect_left bisect_right", "getopt": "getopt gnu_getopt",
    "textwrap": "dedent indent shorten fill", "shlex": "split quote join",
    "base64": "b64encode b64decode urlsafe_b64encode urlsafe_b64decode b32encode b32decode "
    "b16encode b16decode standard_b64encode standard_b64decode",
    "math": "ceil floor sqrt log log10 log2 gcd fabs trunc exp hypot isclose isfinite isnan fsum "
    "sin cos copysign",
    "fnmatch": "fnmatchcase fnmatch", "colorsys": "rgb_to_hls hls_to_rgb rgb_to_hsv hsv_to_rgb",
    "cmath": "sqrt exp log phase polar", "struct": "calcsize",
    "urllib.parse": "quote unquote quote_plus unquote_plus urlencode urljoin urlparse urlsplit "
    "urlunparse urlunsplit parse_qs parse_qsl",
}  # fmt: skip
_CLASSES = {
    "uuid": "UUID", "ipaddress": "IPv4Address IPv6Address IPv4Network IPv6Network IPv4Interface "
    "IPv6Interface", "http": "HTTPStatus HTTPMethod", "string": "Template",
    "types": "SimpleNamespace", "graphlib": "TopologicalSorter",
    "urllib.parse": "ParseResult SplitResult",
}  # fmt: skip
_CONSTANTS = {
    "uuid": "NAMESPACE_DNS NAMESPACE_URL NAMESPACE_OID NAMESPACE_X500",
    "math": "pi e inf nan tau",
    "string": "ascii_letters ascii_lowercase ascii_uppercase digits punctuation hexdigits "
    "whitespace printable octdigits",
}  # fmt: skip
_NUMBERED = ("signal", "errno", "stat")
"""Modules of which every number is a constant of the target too."""
_SIGNALS = frozenset(
    (
        "ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT RTMAX "
        "RTMIN SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ"
    ).split()
)
"""The signals of Linux, without `SIG`; there are no others in any Python."""
_LONGEST = 20_000


def guarded(name: str, function: Any) -> Model:
    """As `pure`, where no argument is long or tells where the repository is."""
    inner = pure(name, function)

    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        for value in (*args, *keywords.values()):
            if isinstance(value, (str, bytes)):
                if len(value) > _LONGEST:
                    return Unknown(f"the result of {name}", place)
                if isinstance(value, str) and root_in(value):
                    return Unknown("where the platform builds", place)
        return inner.call(interp, place, args, keywords)

    return Model(name, called)


def errors_of(module: Any) -> dict[str, Any]:
    """The exceptions that a module of the host defines."""
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, BaseException) and name[0] != "_"
    }


def host_module(name: str) -> Any:
    """The model of a module whose functions only compute."""

    def names(interp: Interpreter) -> dict[str, Any]:
        module = import_module(name)
        found: dict[str, Any] = errors_of(module)
        for each in _FUNCTIONS.get(name, "").split():
            if hasattr(module, each):
                found[each] = guarded(f"{name}.{each}", getattr(module, each))
        for each in (*_CLASSES.get(name, "").split(), *_CONSTANTS.get(name, "").split()):
            if hasattr(module, each):
                found[each] = getattr(module, each)
        if name in _NUMBERED:
            found.update((k, int(v)) for k, v in vars(module).items() if isinstance(v, int))
        found.update(_OWN.get(name, {}))
        if name == "signal":
            found["__getattr__"] = Model("signal", _signal)
        return found

    return names


def _signal(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    name = str(args[0])
    if name.startswith("SIG") and not name.startswith("SIG_") and name[3:] not in _SIGNALS:
        message = f"module 'signal' has no attribute '{name}'"
        raise interp.fail(AttributeError, message, place, module="signal", name=name)
    return Unknown(f"signal.{name}", place, unmodelled=True)


def _decimal(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    decimal = import_module("decimal").Decimal
    value = args[0] if args else 0
    if isinstance(value, str) and len(value) > 60:
        return Unknown("a long number", place)
    made = pure("Decimal", decimal).call(interp, place, args, keywords)
    if isinstance(made, decimal) and made.is_finite() and abs(made.adjusted()) > 300:
        return Unknown("a large number", place)
    return made


def _fraction(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if any((isinstance(value, str) and len(value) > 60) or "e" in str(value) for value in args):
        return Unknown("a long number", place)
    return pure("Fraction", import_module("fractions").Fraction).call(interp, place, args, keywords)


def _factorial(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if args and isinstance(args[0], int) and args[0] > 300:
        return Unknown("a large number", place)
    return pure("math.factorial", import_module("math").factorial).call(
        interp, place, args, keywords
    )


def _packed(name: str) -> Any:
    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        layout = args[0] if args else None
        if not isinstance(layout, (str, bytes)) or len(layout) > 60 or interp.unknown_in(args):
            return Unknown("packed data", place)
        size = interp.host(place, import_module("struct").calcsize, layout)
        if isinstance(size, Unknown) or size > limits.TEXT:
            return Unknown("packed data", place)
        return interp.host(place, getattr(import_module("struct"), name), *args)

    return Model(f"struct.{name}", called)


def _hash(name: str) -> Any:
    """`hashlib.md5` and its like: an object that is fed with bytes."""

    def made(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        parts: list[Any] = []
        kind = name
        if name == "new":
            kind, *args = args
            if (
                isinstance(kind, str)
                and kind.lower() not in import_module("hashlib").algorithms_available
            ):
                raise interp.fail(ValueError, f"unsupported hash type {kind}", place)

        def update(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
            value = given[0] if given else b""
            if isinstance(value, str) and m.python[0] == 3:
                message = "Strings must be encoded before hashing"
                raise m.fail(TypeError, message, at)
            if not isinstance(value, (bytes, str, Unknown)):
                raise m.fail(TypeError, "object supporting the buffer API required", at)
            parts.append(value)

        def digest(how: str) -> Model:
            def shown(m: Interpreter, at: Place | None, given: list[Any], more: Any) -> Any:
                known = all(isinstance(part, bytes) and len(part) < _LONGEST for part in parts)
                joined = b"".join(parts) if known else b""
                if not known or root_in(joined.decode("utf-8", "replace")) or given:
                    return Unknown("a hash", at, decided=True)
                if not isinstance(kind, str):
                    return Unknown("a hash", at, decided=True)
                maker = getattr(import_module("hashlib"), kind, None)
                if maker is None or kind.startswith("shake"):
                    return Unknown("a hash", at, decided=True)
                return getattr(maker(joined, usedforsecurity=False), how)()

            return Model(f"hash.{how}", shown)

        update(interp, place, args[:1], {})
        return Model(
            "a hash",
            None,
            {
                "update": Model("update", update),
                "name": kind,
                "digest": digest("digest"),
                "hexdigest": digest("hexdigest"),
            },
        )

    return Model(f"hashlib.{name}", made)


def _compressed(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    data = args[0] if args else None
    if isinstance(data, str):
        raise interp.fail(TypeError, "a bytes-like object is required, not 'str'", place)
    if not isinstance(data, bytes) or len(data) > 300 or len(args) > 1:
        return Unknown("compressed data", place)
    return interp.host(place, import_module("zlib").decompress, data)


def _keyed_hash(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    key = args[0] if args else keywords.get("key")
    if isinstance(key, str):
        message = "key: expected bytes or bytearray, but got 'str'"
        raise interp.fail(TypeError, message, place)
    if len(args) < 3 and "digestmod" not in keywords and interp.python >= (3, 8):
        raise interp.fail(TypeError, "Missing required argument 'digestmod'.", place)
    return Unknown("a hash with a key", place, unmodelled=True, decided=True)


def _opaque_random(name: str) -> Model:
    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return Unknown(name, place, decided=True)

    return Model(name, called)


_OWN: dict[str, dict[str, Any]] = {
    "decimal": {"Decimal": Model("decimal.Decimal", _decimal)},
    "fractions": {"Fraction": Model("fractions.Fraction", _fraction)},
    "math": {"factorial": Model("math.factorial", _factorial)},
    "struct": {name: _packed(name) for name in ("pack", "unpack")},
    "hashlib": {name: _hash(name) for name in ("new", "md5", "sha1", "sha224", "sha256", "sha384",
                "sha512", "blake2b", "blake2s", "sha3_256", "sha3_512")},
    "zlib": {"decompress": Model("zlib.decompress", _compressed)},
    "uuid": {name: _opaque_random(f"uuid.{name}") for name in ("uuid1", "uuid4")},
    "types": {"MappingProxyType": Model("MappingProxyType", lambda m, p, a, k: (
        a[0] if a and isinstance(a[0], dict) else Unknown("a view of a mapping", p)))},
    "hmac": {"new": Model("hmac.new", _keyed_hash)},
    "signal": {"signal": Model("signal.signal", lambda m, p, a, k: None)},
}  # fmt: skip

MODULES = {
    name: host_module(name)
    for name in dict.fromkeys([*_FUNCTIONS, *_CLASSES, *_CONSTANTS, *_NUMBERED, *_OWN])
}
MODULES["urlparse"] = host_module("urllib.parse")
