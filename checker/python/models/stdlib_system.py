"""Models of `sys`, `platform`, `socket`, `importlib`, `imp` and others that know the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.python.interpreter.machine import LimitReached
from checker.python.interpreter.values import Model, Module, Place, Unknown
from checker.python.models.stdlib import constant

if TYPE_CHECKING:
    from checker.python.interpreter.machine import Frame, Machine


class _VersionInfo(tuple):  # type: ignore[type-arg]
    """`sys.version_info`."""

    __slots__ = ()
    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
    micro = property(lambda self: self[2])
    releaselevel = property(lambda self: self[3])
    serial = property(lambda self: self[4])


def _exit(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    raise machine.fail(SystemExit(*args[:1]), None, place)


def _sys(machine: Machine) -> dict[str, Any]:
    full = machine.world.python_full.split(".")
    major, minor = machine.python
    micro = int(full[2]) if len(full) > 2 and full[2].isdigit() else 0
    info = _VersionInfo((major, minor, micro, "final", 0))
    stream = Model("a stream", None, {"encoding": Unknown("an encoding")})
    return {
        "version_info": info, "path": machine.path, "argv": machine.argv,
        "platform": "linux2" if major == 2 else "linux", "maxsize": 2**63 - 1,
        "version": f"{machine.world.python_full} (main)", "exit": Model("sys.exit", _exit),
        "modules": machine.modules, "executable": Unknown("Python's own path", decided=True),
        "prefix": Unknown("Python's own path", decided=True), "byteorder": "little",
        "hexversion": (major << 24) + (minor << 16) + (micro << 8) + 0xF0, "flags": Model("flags"),
        "stdout": stream, "stderr": stream, "stdin": stream, "maxunicode": 0x10FFFF,
        "getdefaultencoding": constant("encoding", "utf-8" if major == 3 else "ascii"),
        "dont_write_bytecode": False, "implementation": Model("implementation", None, {
            "name": "cpython"}),
        "warnoptions": [], "exc_info": Model("sys.exc_info", _exc_info),
        **({"maxint": 2**63 - 1} if major == 2 else {}),
    }  # fmt: skip


def _exc_info(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return (Unknown("an exception", place),) * 3


def _platform(machine: Machine) -> dict[str, Any]:
    own = Unknown("the build machine's own name", decided=True)
    version = machine.world.python_full
    return {
        "system": constant("platform.system", "Linux"), "node": constant("platform.node", own),
        "python_version": constant("platform.python_version", version),
        "python_version_tuple": constant("version", tuple(version.split("."))),
        "python_implementation": constant("implementation", "CPython"),
        "machine": constant("machine", Unknown("the build machine's processor", decided=True)),
        "release": constant("release", own), "platform": constant("platform", own),
    }  # fmt: skip


def _socket(machine: Machine) -> dict[str, Any]:
    own = Unknown("the build machine's own name", decided=True)

    def fresh(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return Unknown(own.because, place, decided=True)

    return {"gethostname": Model("gethostname", fresh), "getfqdn": Model("getfqdn", fresh)}


def import_named(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`importlib.import_module(name, package)`."""
    from checker.python.interpreter.imports import import_module

    name = args[0] if args else keywords.get("name")
    package = args[1] if len(args) > 1 else keywords.get("package")
    if isinstance(name, Unknown) or isinstance(package, Unknown):
        raise LimitReached("a module whose name is not known is imported")
    if not isinstance(name, str):
        raise machine.fail(AttributeError, "'NoneType' object has no attribute 'startswith'", place)
    if name.startswith("."):
        if not package:
            message = "the 'package' argument is required to perform a relative import"
            raise machine.fail(TypeError, message, place)
        level = len(name) - len(name.lstrip("."))
        parts = str(package).split(".")
        name = ".".join([*parts[: len(parts) - level + 1], name.lstrip(".")])
    return import_module(machine, name, place)


def find_spec(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`importlib.util.find_spec(name)`: whether a module can be imported."""
    from checker.python.interpreter.imports import find_local
    from checker.python.interpreter.values import PyRaise
    from checker.python.models.packages import model_module

    name = args[0] if args else None
    if not isinstance(name, str):
        return Unknown("whether a module exists", place)
    if name in machine.modules:
        return Unknown("a module's specification", place, decided=True)
    parent_name, _, part = name.rpartition(".")
    try:
        from checker.python.interpreter.imports import import_module

        parent = import_module(machine, parent_name, place) if parent_name else None
    except PyRaise as raised:
        if raised.kind == "module-not-found" and machine.python < (3, 7):
            return None
        raise
    found = find_local(machine, name, part, parent) or model_module(machine, name, place)
    return Unknown("a module's specification", place, decided=True) if found else None


def _importlib(machine: Machine) -> dict[str, Any]:
    names: dict[str, Any] = {"import_module": Model("import_module", import_named)}
    if machine.python[0] == 3:
        names["util"] = _module(machine, "importlib.util", {"find_spec": Model("find", find_spec)})
        names["reload"] = Model("reload", lambda m, p, a, k: a[0] if a else None)
    return names


def _module(machine: Machine, name: str, names: dict[str, Any]) -> Module:
    module = Module(name, opaque=True)
    module.namespace.update(names)
    machine.modules.setdefault(name, module)
    return module


def _find_module(machine: Machine, place: Place | None, args: list[Any], keywords: Any) -> Any:
    from checker.python.interpreter.imports import find_local
    from checker.python.models.stdlib import is_standard

    name = args[0]
    if not isinstance(name, str) or find_local(machine, name, name, None):
        return Unknown("a module's file", place)
    if is_standard(machine, name) or machine.world.distributions.provides(name):
        return Unknown("a module's file", place)
    raise machine.missing(name, f"No module named '{name}'", place)


def _warnings(machine: Machine) -> dict[str, Any]:
    nothing = constant("warnings", None)
    return {"filterwarnings": nothing, "simplefilter": nothing, "warn": nothing,
            "catch_warnings": Model("catch_warnings")}  # fmt: skip


def _frame_builtin(name: str) -> Any:
    def called(machine: Machine, frame: Frame, place: Place, args: Any, keywords: Any) -> Any:
        return Unknown(name, place)

    return called


MODULES = {
    "sys": _sys, "platform": _platform, "socket": _socket, "importlib": _importlib,
    "imp": lambda machine: {"find_module": Model("imp.find_module", _find_module)},
    "warnings": _warnings,
    "importlib.util": lambda machine: {"find_spec": Model("find_spec", find_spec)},
}  # fmt: skip
