"""Models of `importlib.resources`, `importlib.metadata` and `pkgutil`."""

from __future__ import annotations

import posixpath

from checker.parsers.requirements.values import normalise
from checker.python.interpreter.values import ROOT, Model, Module, Place, Unknown
from checker.python.models.host_class import make_class
from checker.python.models.pure_path import PurePosixPath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _package(interp: Interpreter, place: Place | None, value: Any) -> Any:
    """The folder of a package as a path; unknown where it is not of the repository."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, str):
        value = interp.import_module(value, place)
    if not isinstance(value, Module):
        message = f"{value!r} is not a package"
        raise interp.fail(TypeError, message, place)
    if value.searched:
        return PurePosixPath(f"{ROOT}/{value.searched[0]}")
    if value.path:
        if interp.python < (3, 12):
            raise interp.fail(TypeError, f"{value.name!r} is not a package", place)
        return PurePosixPath(posixpath.dirname(f"{ROOT}/{value.path}"))
    return Unknown(f"where {value.name} is", place, unmodelled=True)


def _files(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if args or keywords:
        return _package(interp, place, args[0] if args else next(iter(keywords.values())))
    return Unknown("the caller's package", place)


def _resource(interp: Interpreter, place: Place | None, args: list[Any]) -> Any:
    folder = _package(interp, place, args[0] if args else None)
    name = args[1] if len(args) > 1 else None
    if isinstance(folder, Unknown) or not isinstance(name, (str, PurePosixPath)):
        return Unknown("a resource", place, unmodelled=True)
    return PurePosixPath(str(folder), str(name))


def _read(mode: str) -> Any:
    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        path = _resource(interp, place, args)
        if isinstance(path, Unknown):
            return path
        file = interp.open_file(place, [str(path), mode.strip("+")], {})
        return file if "+" in mode else interp.call(file.attributes["read"], [], {}, place)

    return called


def _is_resource(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    path = _resource(interp, place, args)
    return path if isinstance(path, Unknown) else interp.files.kind(str(path), "/") == "file"


def _path(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    path = _resource(interp, place, args) if len(args) > 1 else (args[0] if args else None)
    if isinstance(path, Unknown):
        return path
    return Model("a path", None, {"__enter__": Model("enter", lambda m, p, a, k: path)})


def _get_data(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return _read("rb")(interp, place, args, keywords)


def _resources(interp: Interpreter) -> dict[str, Any]:
    names = {
        "files": _files, "read_text": _read("r"), "read_binary": _read("rb"), "path": _path,
        "open_text": _read("r+"), "open_binary": _read("rb+"), "is_resource": _is_resource,
        "as_file": _path,
    }  # fmt: skip
    return {name: Model(f"importlib.resources.{name}", f) for name, f in names.items()}


def _installed(name: str) -> Any:
    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        wanted = args[0] if args else next(iter(keywords.values()), None)
        if not isinstance(wanted, str):
            return Unknown("a distribution", place, unmodelled=True)
        held = interp.context.distributions
        if not wanted and interp.python >= (3, 8):
            raise interp.fail(ValueError, "A distribution name is required.", place)
        known = normalise(wanted) in (*held.declared, "pip", "setuptools", "wheel")
        if held.complete and not known and normalise(wanted) not in held.brought:
            error = interp.instantiate(interp.notes["PackageNotFoundError"], [wanted], {}, place)
            raise interp.fail(error, None, place)
        if not known and not interp.maybe(f"whether {wanted} is installed", place):
            error = interp.instantiate(interp.notes["PackageNotFoundError"], [wanted], {}, place)
            raise interp.fail(error, None, place)
        if name == "version" and normalise(wanted) == "django":
            return interp.context.django_full
        return Unknown(f"what {name} gives", place, unmodelled=True, decided=True)

    return called


def _metadata(interp: Interpreter) -> dict[str, Any]:
    def shown(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return f"No package metadata was found for {args[0].attributes['args'][0]}"

    error = make_class("PackageNotFoundError", "importlib.metadata", {"__str__": shown},
                       (ModuleNotFoundError,))  # fmt: skip
    interp.notes["PackageNotFoundError"] = error
    names = ("version", "distribution", "metadata", "requires", "files")
    return {**{name: Model(f"importlib.metadata.{name}", _installed(name)) for name in names},
            "PackageNotFoundError": error}  # fmt: skip


def _pkgutil(interp: Interpreter) -> dict[str, Any]:
    return {"get_data": Model("pkgutil.get_data", _get_data)}


MODULES = {
    "importlib.resources": _resources, "importlib.metadata": _metadata, "pkgutil": _pkgutil,
}  # fmt: skip
