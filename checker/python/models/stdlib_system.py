"""Models of `sys`, `platform`, `socket`, `importlib`, `imp` and others that know the machine."""

from __future__ import annotations

from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.pure import constant
from checker.python.interpreter.values import Model, Module, Place, PyRaise, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


class _VersionInfo(tuple):  # type: ignore[type-arg]
    """`sys.version_info`."""

    __slots__ = ()
    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
    micro = property(lambda self: self[2])
    releaselevel = property(lambda self: self[3])
    serial = property(lambda self: self[4])


def _exit(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    raise interp.fail(SystemExit(*args[:1]), None, place)


def _sys(interp: Interpreter) -> dict[str, Any]:
    full = interp.context.python_full.split(".")
    major, minor = interp.python
    micro = int(full[2]) if len(full) > 2 and full[2].isdigit() else 0
    info = _VersionInfo((major, minor, micro, "final", 0))
    stream = Model("a stream", None, {"encoding": Unknown("an encoding")})
    return {
        "version_info": info, "path": interp.path, "argv": interp.argv,
        "platform": "linux2" if major == 2 else "linux", "maxsize": 2**63 - 1,
        "version": f"{interp.context.python_full} (main)", "exit": Model("sys.exit", _exit),
        "modules": interp.modules, "executable": Unknown("Python's own path", decided=True),
        "prefix": Unknown("Python's own path", decided=True), "byteorder": "little",
        "hexversion": (major << 24) + (minor << 16) + (micro << 8) + 0xF0, "flags": Model("flags"),
        "stdout": stream, "stderr": stream, "stdin": stream, "maxunicode": 0x10FFFF,
        "getdefaultencoding": constant("encoding", "utf-8" if major == 3 else "ascii"),
        "dont_write_bytecode": False, "implementation": Model("implementation", None, {
            "name": "cpython"}),
        "warnoptions": [], "exc_info": Model("sys.exc_info", _exc_info),
        **({"maxint": 2**63 - 1} if major == 2 else {}),
    }  # fmt: skip


def _exc_info(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return (Unknown("an exception", place),) * 3


def _platform(interp: Interpreter) -> dict[str, Any]:
    own = Unknown("the build machine's own name", decided=True)
    version = interp.context.python_full
    return {
        "system": constant("platform.system", "Linux"), "node": constant("platform.node", own),
        "python_version": constant("platform.python_version", version),
        "python_version_tuple": constant("version", tuple(version.split("."))),
        "python_implementation": constant("implementation", "CPython"),
        "machine": constant("machine", Unknown("the build machine's processor", decided=True)),
        "release": constant("release", own), "platform": constant("platform", own),
    }  # fmt: skip


def import_named(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`importlib.import_module(name, package)`."""
    name = args[0] if args else keywords.get("name")
    package = args[1] if len(args) > 1 else keywords.get("package")
    if isinstance(name, Unknown) or isinstance(package, Unknown):
        raise LimitReached("a module whose name is not known is imported")
    if not isinstance(name, str):
        raise interp.fail(AttributeError, "'NoneType' object has no attribute 'startswith'", place)
    if not name:
        raise interp.fail(ValueError, "Empty module name", place)
    if name.startswith("."):
        if not package:
            message = "the 'package' argument is required to perform a relative import"
            raise interp.fail(TypeError, message, place)
        level = len(name) - len(name.lstrip("."))
        parts = str(package).split(".")
        name = ".".join([*parts[: len(parts) - level + 1], name.lstrip(".")])
    return interp.import_module(name, place)


def find_spec(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`importlib.util.find_spec(name)`: whether a module can be imported."""
    name = args[0] if args else None
    if not isinstance(name, str):
        return Unknown("whether a module exists", place)
    if name in interp.modules:
        return Unknown("a module's specification", place, decided=True)
    parent_name, _, part = name.rpartition(".")
    try:
        parent = interp.import_module(parent_name, place) if parent_name else None
    except PyRaise as raised:
        if raised.kind == "module-not-found" and interp.python < (3, 7):
            return None
        raise
    found = interp.find_local(name, part, parent) or interp.model_module(name, place)
    return Unknown("a module's specification", place, decided=True) if found else None


def _reload(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    module = args[0] if args else None
    if not isinstance(module, (Module, Unknown, Model)):
        raise interp.fail(TypeError, "reload() argument must be a module", place)
    return module


def _importlib(interp: Interpreter) -> dict[str, Any]:
    names: dict[str, Any] = {"import_module": Model("import_module", import_named)}
    if interp.python[0] == 3:
        names["util"] = _module(interp, "importlib.util", {"find_spec": Model("find", find_spec)})
        names["reload"] = Model("reload", _reload)
    return names


def _module(interp: Interpreter, name: str, names: dict[str, Any]) -> Module:
    module = Module(name, unmodelled=True)
    module.namespace.update(names)
    interp.modules.setdefault(name, module)
    return module


def _find_module(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    name = args[0]
    if not isinstance(name, str) or interp.find_local(name, name, None):
        return Unknown("a module's file", place)
    if interp.is_standard(name) or interp.context.distributions.provides(name):
        return Unknown("a module's file", place)
    raise interp.missing(name, f"No module named '{name}'", place)


MODULES = {
    "sys": _sys, "platform": _platform, "importlib": _importlib,
    "imp": lambda interp: {"find_module": Model("imp.find_module", _find_module)},
    "importlib.util": lambda interp: {"find_spec": Model("find_spec", find_spec)},
}  # fmt: skip
