"""Functions that need a file or folder to be there, whatever they make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.files.values import Kind
from checker.python.interpreter.values import Model, Place, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.python.interpreter.interface import Interpreter


def needs_file(name: str, folders: bool = False, at: int = 0) -> Callable[..., Any]:
    """A function whose path must be there; what it gives is not known.

    Args:
        name: how it is called.
        folders: whether a folder will do.
        at: which argument the path is.
    """

    def called(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        value = args[at] if len(args) > at else next(iter(keywords.values()), None)
        if isinstance(value, (Model, int)):
            return Unknown(f"what {name} gives", place, unmodelled=True)
        path = machine.path_text(value, place)
        if isinstance(path, str):
            kind = machine.files.kind(path, machine.cwd)
            if isinstance(kind, Unknown):
                kind = "file" if machine.maybe(kind.because, place) else "missing"
            if kind == "missing":
                raise machine.no_such_file(path, place)
            if kind == "directory" and not folders:
                error: Any = IsADirectoryError if machine.python[0] == 3 else OSError
                raise machine.fail(error(21, "Is a directory", path), None, place)
        return Unknown(f"what {name} gives", place, unmodelled=True)

    return called


def file_model(name: str, folders: bool = False) -> Model:
    """The same as a model."""
    return Model(name, needs_file(name, folders))


def _moved(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`os.rename(old, new)`."""
    needs_file("os.rename", True)(machine, place, args[:1], {})
    for value, kind in zip(args[:2], ("gone", "file"), strict=False):
        path = machine.path_text(value, place)
        if isinstance(path, str):
            machine.files.make(path, machine.cwd, kind)


def _touched(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`Path.touch()`."""
    path = machine.path_text(args[0], place)
    if isinstance(path, str):
        kind = machine.files.kind(path, machine.cwd)
        if kind == "missing":
            machine.open_file(place, [path, "a"], {})
        elif kind == "file" and keywords.get("exist_ok") is False:
            raise machine.fail(FileExistsError(17, "File exists", path), None, place)


def _unlinked(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`Path.unlink(missing_ok)`."""
    path = machine.path_text(args[0], place)
    if isinstance(path, str):
        kind = machine.files.kind(path, machine.cwd)
        if isinstance(kind, Unknown):
            kind = "file" if machine.maybe(kind.because, place) else "missing"
        if kind == "missing":
            if keywords.get("missing_ok", args[1] if len(args) > 1 else False) is True:
                return
            raise machine.no_such_file(path, place)
        machine.files.make(path, machine.cwd, "gone")


def _emptied(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`rmdir`: a folder that is empty."""
    path = machine.path_text(args[0], place)
    if not isinstance(path, str):
        return
    kind = machine.files.kind(path, machine.cwd)
    if kind == "missing":
        raise machine.no_such_file(path, place)
    if kind == "file":
        raise machine.fail(NotADirectoryError(20, "Not a directory", path), None, place)
    if kind == "directory":
        names = machine.files.names(path, machine.cwd)
        if isinstance(names, list) and names:
            raise machine.fail(OSError(39, "Directory not empty", path), None, place)
        machine.files.make(path, machine.cwd, "gone")


def _linked(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`os.symlink(target, path)`."""
    path = machine.path_text(args[1] if len(args) > 1 else keywords.get("dst"), place)
    if isinstance(path, str) and machine.files.kind(path, machine.cwd) in ("file", "directory"):
        raise machine.fail(FileExistsError(17, "File exists", path), None, place)


def _low_open(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`os.open(path, flags)`: with flags that are not known it may make the file."""
    if len(args) > 1 and isinstance(args[1], int) and not args[1] & 0o100:
        return needs_file("os.open", True)(machine, place, args[:1], {})
    return Unknown("what os.open gives", place, unmodelled=True)


def _read_link(machine: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`readlink`: of a link alone."""
    found = needs_file("readlink", True)(machine, place, args[:1], keywords)
    path = machine.path_text(args[0], place)
    inner = machine.files.inside(machine.files.absolute(str(path), machine.cwd))
    if inner and machine.context.tree.kind(inner) in (Kind.FILE, Kind.DIRECTORY):
        raise machine.fail(OSError(22, "Invalid argument", path), None, place)
    return found


PATH_CALLS: dict[str, Callable[..., Any]] = {
    **{name: needs_file(f"Path.{name}", True) for name in ("stat", "lstat", "owner", "group",
       "samefile", "chmod", "is_mount")},
    "rmdir": _emptied, "readlink": _read_link, "touch": _touched, "unlink": _unlinked,
    "rename": _moved, "replace": _moved,
}  # fmt: skip
"""Methods of a path: the path is the first argument."""
OS_CALLS: dict[str, Model] = {
    **{name: file_model(f"os.{name}", True) for name in ("stat", "lstat", "scandir",
       "removedirs", "utime", "chmod", "chown", "truncate", "statvfs")},
    "readlink": Model("os.readlink", _read_link),
    "rmdir": Model("os.rmdir", _emptied), "symlink": Model("os.symlink", _linked),
    "open": Model("os.open", _low_open), "rename": Model("os.rename", _moved),
    "replace": Model("os.replace", _moved),
}  # fmt: skip
OS_PATH_CALLS: dict[str, Model] = {
    name: file_model(f"os.path.{name}", True)
    for name in ("getsize", "getmtime", "getctime", "getatime", "samefile")
}
