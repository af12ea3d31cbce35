"""Models of `os` and `os.path`."""

from __future__ import annotations

import posixpath

from checker.base import regex as re
from checker.files.values import Kind
from checker.python.interpreter import limits
from checker.python.interpreter.limits import LimitReached
from checker.python.interpreter.pure import constant, pure
from checker.python.interpreter.values import (
    Model,
    Module,
    Namespace,
    Place,
    Unknown,
    UnknownItems,
    type_name,
)
from checker.python.models.file_calls import OS_CALLS, OS_PATH_CALLS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def _paths(function: Any, absolute: bool = False) -> Any:
    """A function of `posixpath` over path arguments."""

    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        given: list[Any] = []
        for value in args:
            if not isinstance(value, (str, int, Unknown)) or isinstance(value, bool):
                value = _fspath(interp, value, place)
            if isinstance(value, Unknown):
                return Unknown(value.because, value.place or place)
            given.append(value)
        if any(isinstance(value, str) and len(value) > limits.TEXT for value in given):
            return Unknown("the path is too long", place)
        if absolute:
            return interp.files.absolute(given[0], interp.cwd) if given and isinstance(
                given[0], str) else Unknown("a path", place)  # fmt: skip
        return interp.host(place, function, *given)

    return called


def _fspath(interp: Interpreter, value: Any, place: Place | None) -> Any:
    if interp.python[0] == 2 and not isinstance(value, (str, bytes)):
        message = f"'{type_name(value)}' object has no attribute 'startswith'"
        raise interp.fail(AttributeError, message, place)
    return interp.path_text(value, place)


def _relative(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    start = args[1] if len(args) > 1 else keywords.get("start", interp.cwd)
    path = interp.path_text(args[0], place)
    base = interp.path_text(start, place)
    if isinstance(path, Unknown) or isinstance(base, Unknown):
        return Unknown("a relative path", place)
    if len(path) + len(base) > limits.PATH:
        return Unknown("the path is too long", place)
    absolute = interp.files.absolute
    return posixpath.relpath(absolute(path, interp.cwd), absolute(base, interp.cwd))


def expand_user(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`os.path.expanduser`."""
    path = interp.path_text(args[0], place)
    if isinstance(path, str) and path.startswith("~"):
        if path == "~" or path.startswith("~/"):
            home = interp.environ.get("HOME")
            return home + path[1:] if isinstance(home, str) else Unknown("the home folder", place)
        return Unknown("a user's home folder", place)
    return path


def _always(value: str) -> Callable[[re.Match[str]], str]:
    return lambda _: value


def _variables(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    path = interp.path_text(args[0], place)
    if isinstance(path, Unknown):
        return path
    if len(path) > limits.PATH:
        return Unknown("the path is too long", place)
    for name in re.findall(r"\$(\w+|\{[^}]*\})", path):
        name = name.strip("{}")
        if name in interp.environ:
            value = interp.environ[name]
            if isinstance(value, Unknown):
                return Unknown(value.because, place)
            path = re.sub(r"\$(" + re.escape(name) + r"\b|\{" + re.escape(name) + r"\})",
                _always(value), path)  # fmt: skip
            if len(path) > limits.TEXT:
                return Unknown("the path is too long", place)
    return path


def _test(wanted: tuple[str, ...]) -> Any:
    """`exists`, `isfile`, `isdir`."""

    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        path = args[0] if args else None
        if path is None:
            raise interp.fail(
                TypeError,
                "stat: path should be string, bytes, os.PathLike or integer, not NoneType", place,
            )  # fmt: skip
        path = interp.path_text(path, place)
        if isinstance(path, Unknown):
            return Unknown(path.because, place)
        kind = interp.files.kind(path, interp.cwd)
        return Unknown(kind.because, place) if isinstance(kind, Unknown) else kind in wanted

    return called


def _is_link(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    path = interp.path_text(args[0], place)
    inner = (
        None
        if isinstance(path, Unknown)
        else interp.files.inside(interp.files.absolute(path, interp.cwd))
    )
    if inner is None:
        return Unknown("whether it is a link", place)
    return interp.context.tree.kind(inner) is Kind.LINK


def list_folder(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`os.listdir`."""
    path = interp.path_text(args[0] if args else ".", place)
    if isinstance(path, Unknown):
        return [UnknownItems(path.because, place)]
    kind = interp.files.kind(path, interp.cwd)
    if isinstance(kind, Unknown):
        if not interp.maybe(kind.because, place):
            raise interp.no_such_file(path, place)
        return [UnknownItems(f"what {path} contains", place)]
    if kind == "missing":
        raise interp.no_such_file(path, place)
    if kind != "directory":
        raise interp.fail(NotADirectoryError(20, "Not a directory", path), None, place)
    names = interp.files.names(path, interp.cwd)
    if isinstance(names, Unknown):
        return [UnknownItems(names.because, place)]
    # Not sorted in reality: where the order matters, the items are known and their order is not.
    return names


def make_folder(parents: bool) -> Any:
    """`mkdir`, `makedirs`."""

    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        path = interp.path_text(args[0], place)
        if isinstance(path, Unknown):
            return None
        if "exist_ok" in keywords and interp.python[0] == 2:
            message = "makedirs() got an unexpected keyword argument 'exist_ok'"
            raise interp.fail(TypeError, message, place)
        existing = keywords.get("exist_ok", args[2] if len(args) > 2 else False)
        kind = interp.files.kind(path, interp.cwd)
        if isinstance(kind, Unknown):
            if existing is True:
                return None
            kind = "directory" if interp.maybe(kind.because, place) else "missing"
        if kind != "missing":
            if existing is True and kind == "directory":
                return None
            error: Any = FileExistsError if interp.python[0] == 3 else OSError
            raise interp.fail(error(17, "File exists", path), None, place)
        parent = posixpath.dirname(interp.files.absolute(path, interp.cwd))
        if not parents and interp.files.kind(parent, interp.cwd) == "missing":
            raise interp.no_such_file(path, place)
        interp.files.make(path, interp.cwd, "directory")
        return None

    return called


def _getenv(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    default = args[1] if len(args) > 1 else keywords.get("default")
    key = args[0] if args else keywords.get("key")
    return interp.call_method(interp.environ, "get", [key, default], {}, place)


def _setenv(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    if len(args) == 2 and isinstance(args[0], str):
        return None  # `os.putenv` does not change `os.environ`.
    return None


def _walk(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    path = interp.path_text(args[0], place)
    inner = (
        None
        if isinstance(path, Unknown)
        else interp.files.inside(interp.files.absolute(path, interp.cwd))
    )
    if inner is None or interp.files.made:
        return Unknown("what a folder contains", place)

    found: list[Any] = []
    todo = [(str(path), inner)]
    while todo:
        shown, folder = todo.pop(0)
        interp.step()
        entries = interp.context.tree.entries(folder)
        folders = [n for n, k in entries.items() if k is Kind.DIRECTORY and n != ".git"]
        files = [n for n, k in entries.items() if k is not Kind.DIRECTORY]
        found.append((shown, folders, files))
        todo.extend((f"{shown}/{n}", f"{folder}/{n}" if folder else n) for n in folders)
    return found


def _chdir(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    path = interp.path_text(args[0], place)
    if isinstance(path, str):
        if interp.files.kind(path, interp.cwd) == "missing":
            raise interp.no_such_file(path, place)
        interp.cwd = interp.files.absolute(path, interp.cwd)
    else:
        raise LimitReached("the working folder is not known")
    return None


def _remove(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    path = interp.path_text(args[0], place)
    if isinstance(path, str):
        if interp.files.kind(path, interp.cwd) == "missing":
            raise interp.no_such_file(path, place)
        interp.files.make(path, interp.cwd, "gone")
    return None


def _posix_path() -> dict[str, Any]:
    names = ("join", "dirname", "basename", "normpath", "split", "splitext", "isabs", "normcase",
             "commonprefix")  # fmt: skip
    table: dict[str, Any] = {n: Model(f"os.path.{n}", _paths(getattr(posixpath, n))) for n in names}
    table["commonprefix"] = pure("os.path.commonprefix", posixpath.commonprefix)
    for name in ("abspath", "realpath"):
        table[name] = Model(f"os.path.{name}", _paths(None, absolute=True))
    table.update(
        relpath=Model("os.path.relpath", _relative), sep="/", pardir="..", curdir=".",
        expanduser=Model("os.path.expanduser", expand_user), extsep=".", altsep=None, pathsep=":",
        expandvars=Model("os.path.expandvars", _variables), devnull="/dev/null",
        exists=Model("os.path.exists", _test(("file", "directory", "special"))),
        lexists=Model("os.path.lexists", _test(("file", "directory", "special"))),
        isfile=Model("os.path.isfile", _test(("file",))), __name__="posixpath",
        isdir=Model("os.path.isdir", _test(("directory",))), islink=Model("islink", _is_link),
        supports_unicode_filenames=True, **OS_PATH_CALLS,
    )  # fmt: skip
    return table


def _os(interp: Interpreter) -> dict[str, Any]:
    path = Module("posixpath", Namespace(_posix_path()), unmodelled=True)
    interp.modules.setdefault("os.path", path)
    names = {
        "path": interp.modules["os.path"], "environ": interp.environ, "sep": "/",
        "pardir": "..", "curdir": ".", "name": "posix", "linesep": "\n", "pathsep": ":",
        "devnull": "/dev/null", "extsep": ".", "altsep": None,
        "getenv": Model("os.getenv", _getenv), "putenv": Model("os.putenv", _setenv),
        "getcwd": Model("os.getcwd", lambda m, p, a, k: m.cwd), "chdir": Model("os.chdir", _chdir),
        "listdir": Model("os.listdir", list_folder),
        "makedirs": Model("os.makedirs", make_folder(True)),
        "mkdir": Model("os.mkdir", make_folder(False)), "walk": Model("os.walk", _walk),
        "fspath": Model("os.fspath", lambda m, p, a, k: m.path_text(a[0], p)),
        "remove": Model("os.remove", _remove), "unlink": Model("os.unlink", _remove),
        "cpu_count": constant("os.cpu_count", Unknown("the number of processors", decided=True)),
        "PathLike": Model("os.PathLike"), "error": OSError,
        "_exit": Model("os._exit", _leave), "access": Model("os.access", _access),
        **OS_CALLS, "O_RDONLY": 0, "O_WRONLY": 1, "O_RDWR": 2,
        "O_CREAT": 0o100, "R_OK": 4, "W_OK": 2, "X_OK": 1, "F_OK": 0,
    }  # fmt: skip
    if interp.python[0] == 2:
        names["getcwdu"] = names["getcwd"]
    return names


def _access(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return _test(("file", "directory", "special"))(interp, place, args, keywords)


def _leave(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    raise interp.fail(SystemExit(*args[:1]), None, place)


def _os_path(interp: Interpreter) -> dict[str, Any]:
    return _posix_path()


MODULES = {"os": _os, "os.path": _os_path, "posixpath": _os_path}
