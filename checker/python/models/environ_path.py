"""`environ.Path`, the path of django-environ: arithmetic over an absolute path."""

from __future__ import annotations

import posixpath

from checker.python.interpreter.values import Instance, Model, Place, Property, Unknown, type_name
from checker.python.models.environment import improperly_configured
from checker.python.models.host_class import make_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter
    from checker.python.interpreter.values import Class


def _joined(interp: Interpreter, place: Place | None, paths: list[Any], named: Any) -> Any:
    """`os.path.abspath(os.path.join(*paths))`."""
    parts: list[str] = []
    for path in paths:
        text = interp.path_text(path, place)
        if not isinstance(text, str):
            return Unknown(getattr(text, "because", "a path"), place)
        parts.append(text)
    absolute = interp.files.absolute(posixpath.join(*parts) if parts else "", interp.cwd)
    if named.get("required"):
        kind = interp.files.kind(absolute, interp.cwd)
        if isinstance(kind, Unknown):
            kind = "directory" if interp.maybe(kind.because, place) else "missing"
        if kind == "missing":
            message = f"Create required path: {absolute}"
            raise improperly_configured(interp, "", message, place)
    return absolute


def _root(value: Any) -> Any:
    return value.attributes.get("__root__") if isinstance(value, Instance) else value


def _start(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, first, *more = args if len(args) > 1 else [args[0], named.get("start", "")]
    if named.get("is_file") and not isinstance(first, Unknown):
        first = posixpath.dirname(interp.path_text(first, place))
    owner.attributes["__root__"] = _joined(interp, place, [first, *more], named)


def _path(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, *more = args
    return interp.instantiate(owner.cls, [_root(owner), *more], named, place)


def _call(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, *more = args
    return _joined(interp, place, [_root(owner), *more], named)


def _less(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, other = args[:2]
    root = _root(owner)
    if isinstance(other, Unknown) or not isinstance(root, str):
        return Unknown("a path", place)
    if isinstance(other, int):
        return _path(interp, place, [owner, "../" * min(other, 100)], {})
    if isinstance(other, str) and root.endswith(other):
        return interp.instantiate(owner.cls, [root.rstrip(other)], {}, place)
    kinds = f"'{type_name(owner)}' and '{type_name(other)}'"
    message = (
        f"unsupported operand type(s) for -: {kinds} unless value of the first ends with the other"
    )
    raise interp.fail(TypeError, message, place)


def _equal(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    return interp.equal(_root(args[0]), _root(args[1]), place)


def _holds(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    base, item = _root(args[0]), args[1]
    inner = interp.get_attribute(item, "__root__", place)
    if not isinstance(base, str) or not isinstance(inner, str):
        return Unknown("a path", place)
    if len(base) > 1:
        base = posixpath.join(base, "")
    return inner.startswith(base)


def _text(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    return _root(args[0])


def _shown(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    root = _root(args[0])
    return root if isinstance(root, Unknown) else f"<Path:{root}>"


def _item(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    return interp.get_item(_root(args[0]), args[1], place)


def _file(interp: Interpreter, place: Place | None, args: list[Any], named: Any) -> Any:
    owner, name, *more = args
    path = _joined(interp, place, [_root(owner), name], {})
    return interp.open_file(place, [path, *more], named)


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
