"""Functions that need a file or folder to be there, whatever they make of it."""

from __future__ import annotations

from checker.files.values import Kind
from checker.python.interpreter.values import Model, Place, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def needs_file(name: str, folders: bool = False, at: int = 0) -> Callable[..., Any]:
    """A function whose path must be there; what it gives is not known.

    Args:
        name: how it is called.
        folders: whether a folder will do.
        at: which argument the path is.
    """

    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        value = args[at] if len(args) > at else next(iter(keywords.values()), None)
        if isinstance(value, (Model, int)):
            return Unknown(f"what {name} gives", place, unmodelled=True)
        path = interp.path_text(value, place)
        if isinstance(path, str):
            kind = interp.files.kind(path, interp.cwd)
            if isinstance(kind, Unknown):
                kind = "file" if interp.maybe(kind.because, place) else "missing"
            if kind == "missing":
                raise interp.no_such_file(path, place)
            if kind == "directory" and not folders:
                error: Any = IsADirectoryError if interp.python[0] == 3 else OSError
                raise interp.fail(error(21, "Is a directory", path), None, place)
        return Unknown(f"what {name} gives", place, unmodelled=True)

    return called


def file_model(name: str, folders: bool = False) -> Model:
    """The same as a model."""
    return Model(name, needs_file(name, folders))


def _moved(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`os.rename(old, new)`."""
    needs_file("os.rename", True)(interp, place, args[:1], {})
    for value, kind in zip(args[:2], ("gone", "file"), strict=False):
        path = interp.path_text(value, place)
        if isinstance(path, str):
            interp.files.make(path, interp.cwd, kind)


def _touched(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`Path.touch()`."""
    path = interp.path_text(args[0], place)
    if isinstance(path, str):
        kind = interp.files.kind(path, interp.cwd)
        if kind == "missing":
            interp.open_file(place, [path, "a"], {})
        elif kind == "file" and keywords.get("exist_ok") is False:
            raise interp.fail(FileExistsError(17, "File exists", path), None, place)


def _unlinked(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`Path.unlink(missing_ok)`."""
    path = interp.path_text(args[0], place)
    if isinstance(path, str):
        kind = interp.files.kind(path, interp.cwd)
        if isinstance(kind, Unknown):
            kind = "file" if interp.maybe(kind.because, place) else "missing"
        if kind == "missing":
            if keywords.get("missing_ok", args[1] if len(args) > 1 else False) is True:
                return
            raise interp.no_such_file(path, place)
        interp.files.make(path, interp.cwd, "gone")


def _emptied(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`rmdir`: a folder that is empty."""
    path = interp.path_text(args[0], place)
    if not isinstance(path, str):
        return
    kind = interp.files.kind(path, interp.cwd)
    if kind == "missing":
        raise interp.no_such_file(path, place)
    if kind == "file":
        raise interp.fail(NotADirectoryError(20, "Not a directory", path), None, place)
    if kind == "directory":
        names = interp.files.names(path, interp.cwd)
        if isinstance(names, list) and names:
            raise interp.fail(OSError(39, "Directory not empty", path), None, place)
        interp.files.make(path, interp.cwd, "gone")


def _linked(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`os.symlink(target, path)`."""
    path = interp.path_text(args[1] if len(args) > 1 else keywords.get("dst"), place)
    if isinstance(path, str) and interp.files.kind(path, interp.cwd) in ("file", "directory"):
        raise interp.fail(FileExistsError(17, "File exists", path), None, place)


def _low_open(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`os.open(path, flags)`: with flags that are not known it may make the file."""
    if len(args) > 1 and isinstance(args[1], int) and not args[1] & 0o100:
        return needs_file("os.open", True)(interp, place, args[:1], {})
    return Unknown("what os.open gives", place, unmodelled=True)


def _read_link(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`readlink`: of a link alone."""
    found = needs_file("readlink", True)(interp, place, args[:1], keywords)
    path = interp.path_text(args[0], place)
    inner = interp.files.inside(interp.files.absolute(str(path), interp.cwd))
    if inner and interp.context.tree.kind(inner) in (Kind.FILE, Kind.DIRECTORY):
        raise interp.fail(OSError(22, "Invalid argument", path), None, place)
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
