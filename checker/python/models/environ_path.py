"""`environ.Path`, the path of django-environ: arithmetic over an absolute path."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from checker.python.interpreter.values import Instance, Model, Place, Property, Unknown, type_name
from checker.python.models.environment import improperly_configured
from checker.python.models.host_class import make_class

if TYPE_CHECKING:
    from checker.python.interpreter.interface import Interpreter
    from checker.python.interpreter.values import Class


def _joined(machine: Interpreter, place: Place | None, paths: list[Any], named: Any) -> Any:
    """`os.path.abspath(os.path.join(*paths))`."""
    parts: list[str] = []
    for path in paths:
        text = machine.path_text(path, place)
        if not isinstance(text, str):
            return Unknown(getattr(text, "because", "a path"), place)
        parts.append(text)
    absolute = machine.files.absolute(posixpath.join(*parts) if parts else "", machine.cwd)
    if named.get("required"):
        kind = machine.files.kind(absolute, machine.cwd)
        if isinstance(kind, Unknown):
            kind = "directory" if machine.maybe(kind.because, place) else "missing"
        if kind == "missing":
            message = f"Create required path: {absolute}"
            raise improperly_configured(machine, "", message, place)
    return absolute


def _root(value: Any) -> Any:
    return value.attributes.get("__root__") if isinstance(value, Instance) else value


def _start(machine: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, first, *more = args if len(args) > 1 else [args[0], named.get("start", "")]
    if named.get("is_file") and not isinstance(first, Unknown):
        first = posixpath.dirname(machine.path_text(first, place))
    owner.attributes["__root__"] = _joined(machine, place, [first, *more], named)


def _path(machine: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, *more = args
    return machine.instantiate(owner.cls, [_root(owner), *more], named, place)


def _call(machine: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, *more = args
    return _joined(machine, place, [_root(owner), *more], named)


def _less(machine: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, other = args[:2]
    root = _root(owner)
    if isinstance(other, Unknown) or not isinstance(root, str):
        return Unknown("a path", place)
    if isinstance(other, int):
        return _path(machine, place, [owner, "../" * min(other, 100)], {})
    if isinstance(other, str) and root.endswith(other):
        return machine.instantiate(owner.cls, [root.rstrip(other)], {}, place)
    kinds = f"'{type_name(owner)}' and '{type_name(other)}'"
    message = (
        f"unsupported operand type(s) for -: {kinds} unless value of the first ends with the other"
    )
    raise machine.fail(TypeError, message, place)


def _equal(machine: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    return machine.equal(_root(args[0]), _root(args[1]), place)


def _holds(machine: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    base, item = _root(args[0]), args[1]
    inner = machine.get_attribute(item, "__root__", place)
    if not isinstance(base, str) or not isinstance(inner, str):
        return Unknown("a path", place)
    if len(base) > 1:
        base = posixpath.join(base, "")
    return inner.startswith(base)


def _text(machine: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    return _root(args[0])


def _shown(machine: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    root = _root(args[0])
    return root if isinstance(root, Unknown) else f"<Path:{root}>"


def _item(machine: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    return machine.get_item(_root(args[0]), args[1], place)


def _file(machine: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, name, *more = args
    path = _joined(machine, place, [_root(owner), name], {})
    return machine.open_file(place, [path, *more], named)


def _asked(name: str) -> Any:
    return lambda m, place, args, named: m.call_method(_root(args[0]), name, args[1:], named, place)


def path_class() -> Class:
    """The class `environ.Path`."""
    methods = {
        "__init__": _start, "path": _path, "__call__": _call, "__sub__": _less, "__add__": _path,
        "__eq__": _equal, "__contains__": _holds, "__str__": _text, "__fspath__": _text,
        "__repr__": _shown, "__getitem__": _item, "file": _file, "find": _asked("find"),
        "__invert__": lambda m, place, args, named: _path(m, place, [args[0], ".."], {}),
        "rfind": _asked("rfind"),
    }  # fmt: skip
    root = Property("property", Model("Path.root", _text))
    return make_class("Path", "environ", methods, root=root)
