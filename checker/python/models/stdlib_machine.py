"""Models of `locale`, `getpass`, `pwd`, `grp`, `socket`, `time`: what the machine decides."""

from __future__ import annotations

import locale
import socket
import time

from checker.base import regex as re
from checker.python.interpreter.pure import constant, pure
from checker.python.interpreter.values import Model, Place, Unknown
from checker.python.models.host_class import make_class
from checker.python.models.stdlib_host import errors_of, guarded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_ALWAYS = frozenset({"C", "POSIX", "C.UTF-8", "C.utf8", ""})
_USERS = frozenset("root daemon bin sys sync games man mail news nobody www-data backup".split())


def _locale(interp: Interpreter) -> dict[str, Any]:
    error = make_class("Error", "locale", {}, (Exception,))

    def set_locale(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        wanted = args[1] if len(args) > 1 else keywords.get("locale")
        if isinstance(wanted, (tuple, list)) and all(isinstance(w, str) for w in wanted):
            wanted = ".".join(wanted)
        if args and isinstance(args[0], int) and args[0] not in range(13):
            made = m.instantiate(error, ["unsupported locale setting"], {}, place)
            raise m.fail(made, None, place)
        if wanted is None or not isinstance(wanted, str):
            return Unknown("a locale", place, decided=True)
        if wanted in _ALWAYS:
            return wanted or Unknown("a locale", place, decided=True)
        language = re.split(r"[_.@]", wanted)[0].lower()
        known = language in locale.locale_alias or len(language) == 2
        if known and re.fullmatch(r"\w+([.@][\w@.-]+)?", wanted):
            if m.maybe(f"whether the builder has the locale {wanted}", place):
                return wanted
        made = m.instantiate(error, ["unsupported locale setting"], {}, place)
        raise m.fail(made, None, place)

    numbers = {n: v for n, v in vars(locale).items() if n.startswith("LC_") and type(v) is int}
    return {"setlocale": Model("locale.setlocale", set_locale), "Error": error, **numbers}


def _getpass(interp: Interpreter) -> dict[str, Any]:
    def user(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
            if isinstance(m.environ.get(name), str):
                return m.environ[name]
        return Unknown("the build's user", place, decided=True)

    def typed(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if m.maybe("whether the build has something to read", place):
            return Unknown("what is typed", place)
        raise m.fail(EOFError, "", place)

    return {"getuser": Model("getpass.getuser", user), "getpass": Model("getpass.getpass", typed)}


def _accounts(kind: str, function: str) -> Any:
    def names(interp: Interpreter) -> dict[str, Any]:
        def found(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
            name = args[0] if args else None
            if isinstance(name, str) and name not in _USERS:
                if not m.maybe(f"whether the builder has a {kind} {name}", place):
                    message = f"{function}(): name not found: {name!r}"
                    raise m.fail(KeyError, message, place)
            return Unknown(f"a {kind}", place, unmodelled=True)

        return {function: Model(function, found)}

    return names


def _socket(interp: Interpreter) -> dict[str, Any]:
    own = Unknown("the build machine's own name", decided=True)

    def fresh(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return Unknown(own.because, place, decided=True)

    numbers = {name: int(v) for name, v in vars(socket).items() if name[:3] in ("AF_", "SOC")
               and isinstance(v, int)}  # fmt: skip
    pure_ones = {name: guarded(f"socket.{name}", getattr(socket, name))
                 for name in ("inet_aton", "inet_ntoa", "inet_pton", "inet_ntop")}  # fmt: skip
    return {"gethostname": Model("gethostname", fresh), "getfqdn": Model("getfqdn", fresh),
            **numbers, **pure_ones, **errors_of(socket)}  # fmt: skip


def _time(interp: Interpreter) -> dict[str, Any]:
    now = Unknown("the time", decided=True)
    names = ("time", "monotonic", "perf_counter", "time_ns", "localtime", "gmtime")
    return {
        **{name: constant(f"time.{name}", now) for name in names},
        "sleep": constant("time.sleep", None), "strptime": pure("time.strptime", time.strptime),
        "tzset": constant("time.tzset", None),
    }  # fmt: skip


MODULES = {
    "locale": _locale, "getpass": _getpass, "pwd": _accounts("user", "getpwnam"),
    "grp": _accounts("group", "getgrnam"), "time": _time, "socket": _socket,
}  # fmt: skip
