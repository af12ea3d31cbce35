"""Models of `pathlib`: the file system is the build's."""

from __future__ import annotations

import operator

from checker.base import regex as re
from checker.python.interpreter import limits
from checker.python.interpreter.values import (
    ROOT,
    Instance,
    Kind,
    Model,
    Place,
    Unknown,
    UnknownItems,
    root_in,
    type_name,
)
from checker.python.models.file_calls import PATH_CALLS
from checker.python.models.pure_path import PurePosixPath
from checker.python.models.stdlib_os import expand_user, list_folder, make_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_METHODS: dict[str, Any] = {}
_PURE = frozenset(
    {"joinpath", "with_name", "with_suffix", "with_stem", "as_posix", "as_uri", "is_absolute",
     "match", "is_relative_to", "relative_to", "__truediv__", "__str__", "__fspath__"}
)  # fmt: skip
_DATA = frozenset(
    {"parts", "parents", "parent", "name", "stem", "suffix", "suffixes", "root", "anchor", "drive"}
)
_SINCE = {"is_relative_to": (3, 9), "with_stem": (3, 9), "read_text": (3, 5), "read_bytes": (3, 5),
    "write_text": (3, 5), "write_bytes": (3, 5), "home": (3, 5), "expanduser": (3, 5),
    "readlink": (3, 9), "walk": (3, 12), "full_match": (3, 13), "is_junction": (3, 12),
}  # fmt: skip


def make_path(interp: Interpreter, cls: type, args: list[Any], place: Place | None) -> Any:
    """`Path(*args)`."""
    parts: list[Any] = []
    for value in args:
        if isinstance(value, Unknown):
            return Unknown(value.because, value.place or place, unmodelled=value.unmodelled)
        if isinstance(value, str):
            parts.append(str(value))
        elif type(value).__name__ == "PurePosixPath":
            parts.append(value)
        elif isinstance(value, Instance):
            text = interp.path_text(value, place)
            if not isinstance(text, str):
                return text
            parts.append(text)
        elif isinstance(value, Model):
            return Unknown(f"the path of {value.name}", place)
        else:
            kind = type_name(value)
            message = f"expected str, bytes or os.PathLike object, not {kind}"
            raise interp.fail(TypeError, message, place)
    if sum(len(str(part)) for part in parts) > limits.PATH:
        return Unknown("the path is too long", place)
    return interp.host(place, cls, *parts)


def class_attribute(interp: Interpreter, cls: type, name: str) -> Any:
    """`Path.cwd`, `Path.home`; None for what is as for any class."""
    if name == "cwd":
        return Model("Path.cwd", lambda m, p, a, k: cls(m.cwd))
    if name == "home":
        home = interp.environ.get("HOME")
        value = cls(home) if isinstance(home, str) else Unknown("the home folder")
        return Model("Path.home", lambda m, p, a, k: value)
    return None


def path_attribute(interp: Interpreter, path: Any, name: str, place: Place | None) -> Any:
    """`path.name` of a path."""
    since = _SINCE.get(name)
    if since is not None and interp.python < since:
        message = f"'PosixPath' object has no attribute '{name}'"
        raise interp.fail(AttributeError, message, place)
    if name == "parents":
        return Model("Path.parents", None, {
            "__getitem__": Model("parents", lambda m, p, a, k: _parent(m, path, a[0], p)),
            "__iter__": Model("parents", lambda m, p, a, k: list(_parents(m, path))),
        })  # fmt: skip
    if name in _DATA:
        return getattr(path, name)
    if name in _METHODS:
        return Model(f"Path.{name}", _bound(_METHODS[name], path))
    if name in _PURE and hasattr(path, name):
        return Model(f"Path.{name}", _bound(_pure(name), path))
    if name in PATH_CALLS:
        call = PATH_CALLS[name]
        return Model(f"Path.{name}", lambda m, p, a, k: call(m, p, [path, *a], k))
    if name in ("symlink_to", "hardlink_to", "is_symlink", "walk", "full_match", "lchmod"):
        return Model(f"Path.{name}", lambda m, p, a, k: Unknown(f"what {name} of {path} gives", p))
    if name == "__class__":
        return type(path)
    message = f"'PosixPath' object has no attribute '{name}'"
    raise interp.fail(AttributeError, message, place, name=name)


def _bound(function: Any, path: Any) -> Any:
    return lambda interp, place, args, keywords: function(interp, place, path, args, keywords)


def _parents(interp: Interpreter, path: Any) -> Any:
    """`path.parents`; each is a path of its own."""
    length = len(path.parts)
    interp.charge(length * length >> 6)
    interp.allocate(length * (64 + 4 * length))
    return path.parents


def _parent(interp: Interpreter, path: Any, at: Any, place: Place | None) -> Any:
    if isinstance(at, Unknown):
        return Unknown(at.because, place)
    if isinstance(at, slice) or (isinstance(at, int) and at < 0):
        if interp.python < (3, 10):
            raise interp.fail(IndexError, str(at), place)
        if root_in(path):
            return Unknown("where the platform builds", place)
    parents = _parents(interp, path)
    if isinstance(at, int) and at >= len(parents) - 1 and root_in(path):
        return Unknown("where the platform builds", place)
    return interp.host(place, operator.getitem, parents, at)


def _pure(name: str) -> Any:
    def called(
        interp: Interpreter, place: Place | None, path: Any, args: Any, keywords: Any
    ) -> Any:
        for value in args:
            if isinstance(value, (Unknown, Model)):
                because = value.because if isinstance(value, Unknown) else value.name
                return Unknown(because, place)
            if isinstance(value, UnknownItems):
                return value
        pattern = args[0] if args and isinstance(args[0], str) else ""
        if name == "match" and (len(pattern) > 200 or re.search(r"\*[^/]*\*[^/]*\*", pattern)):
            return Unknown("a long pattern", place)
        return interp.host(place, getattr(path, name), *args, **keywords)

    return called


def _resolve(interp: Interpreter, place: Place | None, path: Any, args: Any, keywords: Any) -> Any:
    absolute = interp.files.absolute(str(path), interp.cwd)
    strict = keywords.get("strict", args[0] if args else False)
    if "strict" in keywords and interp.python < (3, 6):
        message = "resolve() got an unexpected keyword argument 'strict'"
        raise interp.fail(TypeError, message, place)
    if strict is True or interp.python < (3, 6):
        if interp.files.kind(absolute, interp.cwd) == "missing":
            raise interp.no_such_file(absolute, place)
    inner = interp.files.inside(absolute)
    if inner:
        resolved = interp.context.tree.resolve(inner)
        if resolved is not None:
            absolute = f"{ROOT}/{resolved}" if resolved else ROOT
    return type(path)(absolute)


def _absolute(interp: Interpreter, place: Place | None, path: Any, args: Any, keywords: Any) -> Any:
    return path if path.is_absolute() else type(path)(interp.cwd) / path


def _test(*wanted: str) -> Any:
    def called(
        interp: Interpreter, place: Place | None, path: Any, args: Any, keywords: Any
    ) -> Any:
        kind = interp.files.kind(str(path), interp.cwd)
        return Unknown(kind.because, place) if isinstance(kind, Unknown) else kind in wanted

    return called


def _opened(interp: Interpreter, place: Place | None, path: Any, args: Any, keywords: Any) -> Any:
    return interp.open_file(place, [str(path), *args], keywords)


def _read(mode: str) -> Any:
    def called(
        interp: Interpreter, place: Place | None, path: Any, args: Any, keywords: Any
    ) -> Any:
        encoding = keywords.get("encoding", args[0] if args else None)
        file = interp.open_file(place, [str(path), mode], {"encoding": encoding})
        return file.attributes["read"].call(interp, place, [], {})

    return called


def _write(interp: Interpreter, place: Place | None, path: Any, args: Any, keywords: Any) -> Any:
    interp.open_file(place, [str(path), "w"], {})
    return Unknown("how much was written", place)


def _mkdir(interp: Interpreter, place: Place | None, path: Any, args: Any, keywords: Any) -> Any:
    given = {"exist_ok": keywords["exist_ok"]} if "exist_ok" in keywords else {}
    return make_folder(keywords.get("parents") is True)(interp, place, [path], given)


def _glob(recursive: bool) -> Any:
    def called(
        interp: Interpreter, place: Place | None, path: Any, args: Any, keywords: Any
    ) -> Any:
        inner = interp.files.inside(interp.files.absolute(str(path), interp.cwd))
        if inner is None or interp.files.made or not args or not isinstance(args[0], str):
            return Unknown("what a pattern of files matches", place)
        if not args[0]:
            raise interp.fail(ValueError, f"Unacceptable pattern: {args[0]!r}", place)
        if args[0].startswith("/"):
            message = "Non-relative patterns are unsupported"
            raise interp.fail(NotImplementedError, message, place)
        pattern = f"**/{args[0]}" if recursive else args[0]
        if len(pattern) > limits.PATH:
            return Unknown("what a long pattern of files matches", place)
        from checker.python.models.globbing import matches  # noqa: PLC0415  gate: few settings search

        whole = f"{inner}/{pattern}" if inner else pattern
        found = matches(interp, whole, recursive=True, hidden=True)
        if not path.is_absolute():
            return Unknown("the order of files", place) if found else iter([])
        return iter([type(path)(f"{ROOT}/{one}") for one in found])

    return called


def _iterdir(interp: Interpreter, place: Place | None, path: Any, args: Any, keywords: Any) -> Any:
    return [
        name if isinstance(name, Unknown) else path / name
        for name in list_folder(interp, place, [path], {})
    ]


def _user(interp: Interpreter, place: Place | None, path: Any, args: Any, keywords: Any) -> Any:
    text = expand_user(interp, place, [str(path)], {})
    return type(path)(text) if isinstance(text, str) else text


_METHODS.update(
    resolve=_resolve, absolute=_absolute, exists=_test("file", "directory", "special"),
    is_file=_test("file"), is_dir=_test("directory"), open=_opened, read_text=_read("r"),
    read_bytes=_read("rb"), write_text=_write, write_bytes=_write, mkdir=_mkdir,
    glob=_glob(False), rglob=_glob(True), iterdir=_iterdir, expanduser=_user,
)  # fmt: skip


def _pathlib(interp: Interpreter) -> dict[str, Any]:
    interp.kinds[PurePosixPath] = Kind(make_path, class_attribute, path_attribute)
    return dict.fromkeys(("Path", "PosixPath", "PurePosixPath", "PurePath"), PurePosixPath)


MODULES = {"pathlib": _pathlib}
