"""Files that the program opens: those of the repository are read, others are not known."""

from __future__ import annotations

import posixpath
from codecs import lookup

from checker.python.interpreter import limits
from checker.python.interpreter.classification import find_special
from checker.python.interpreter.costs import is_plain_codec
from checker.python.interpreter.filesystem import file_text
from checker.python.interpreter.values import (
    Instance,
    Model,
    Place,
    Unknown,
    UnknownItems,
    type_name,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def path_text(interp: Interpreter, value: Any, place: Place | None) -> Any:
    """A path argument as text; unknown where it is."""
    if isinstance(value, Unknown):
        return value
    if type(value).__name__ in ("PurePosixPath", "PurePath"):
        if interp.python < (3, 6):
            raise interp.fail(TypeError, "invalid file: a path object", place)
        return str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if isinstance(value, str):
        return str(value)

    if isinstance(value, Instance) and interp.python >= (3, 6):
        special = find_special(value, "__fspath__")
        if special is not None:
            return interp.call(special, [value], {}, place)
        if value.cls.open is None:
            message = f"expected str, bytes or os.PathLike object, not {value.cls.name}"
            raise interp.fail(TypeError, message, place)
    if isinstance(value, (Instance, Model)):
        return Unknown("the path of an object", place)
    message = f"expected str, bytes or os.PathLike object, not {type_name(value)}"
    raise interp.fail(TypeError, message, place)


def no_such_file(interp: Interpreter, path: str, place: Place | None) -> Any:
    """The exception of a file that is not there."""
    error: Any = FileNotFoundError if interp.python[0] == 3 else OSError
    value = error(2, "No such file or directory", path)
    return interp.fail(value, None, place, "file-not-found", path=path)


def open_file(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    """`open(path, mode)`."""
    path = path_text(interp, args[0] if args else keywords.get("file"), place)
    mode = args[1] if len(args) > 1 else keywords.get("mode", "r")
    encoding = keywords.get("encoding", args[3] if len(args) > 3 else None)
    if isinstance(path, str) and len(path) > limits.PATH:
        path = Unknown("a path that is too long", place)
    if isinstance(path, Unknown) or not isinstance(mode, str):
        because = path.because if isinstance(path, Unknown) else "a file's mode is not known"
        return Model("a file", None, file_methods(Unknown(because, place)))
    _check_mode(interp, mode, encoding, place)
    kind = interp.files.kind(path, interp.cwd)
    if interp.files.absolute(path, interp.cwd) == "/dev/null":
        return Model("a file", None, file_methods(b"" if "b" in mode else ""))
    if "x" in mode and kind in ("file", "directory"):
        error: Any = FileExistsError if interp.python[0] == 3 else OSError
        raise interp.fail(error(17, "File exists", path), None, place)
    if any(letter in mode for letter in "wax+"):
        return _written(interp, path, mode, kind, place)
    if isinstance(kind, Unknown):
        if not interp.maybe(kind.because, place):
            raise no_such_file(interp, path, place)
        return Model("a file", None, file_methods(Unknown(f"what {path} contains", place)))
    if kind == "missing":
        raise no_such_file(interp, path, place)
    if kind == "directory":
        error = IsADirectoryError if interp.python[0] == 3 else OSError
        raise interp.fail(error(21, "Is a directory", path), None, place)
    data = interp.files.text(path, interp.cwd)
    if isinstance(data, Unknown):
        return Model("a file", None, file_methods(Unknown(data.because, place)))
    interp.charge(len(data) >> 8)
    interp.allocate(len(data))
    inner = interp.files.inside(interp.files.absolute(path, interp.cwd)) or ""
    known_codec(interp, encoding, place)
    if not is_plain_codec(encoding):
        return Model("a file", None, file_methods(Unknown(f"{inner} in a codec of its own", place)))
    if "b" in mode and interp.python[0] == 3:
        return Model("a file", None, file_methods(data))
    try:
        name = encoding if isinstance(encoding, str) else "utf-8"
        content: Any = file_text(data, inner, name)
    except (UnicodeDecodeError, LookupError) as error:
        if interp.python[0] == 2 or encoding is None:
            content = Unknown(f"{inner} is not UTF-8", place)
        else:
            raise interp.fail(error, None, place) from None
    return Model("a file", None, file_methods(content))


def _check_mode(interp: Interpreter, mode: str, encoding: Any, place: Place | None) -> None:
    """What `open` refuses before it looks for the file (Python 3)."""
    if interp.python[0] == 2:
        return
    letters = set(mode)
    if letters - set("rwxabt+U") or len(letters) != len(mode):
        raise interp.fail(ValueError, f"invalid mode: {mode!r}", place)
    if len(letters & set("rwxaU")) != 1:
        message = "must have exactly one of create/read/write/append mode"
        raise interp.fail(ValueError, message, place)
    if "b" in letters and encoding is not None:
        message = "binary mode doesn't take an encoding argument"
        raise interp.fail(ValueError, message, place)


def known_codec(interp: Interpreter, codec: Any, place: Place | None) -> None:
    """Raise what a codec that does not exist raises."""
    if isinstance(codec, str) and len(codec) < 100:
        try:
            lookup(codec)
        except LookupError as error:
            raise interp.fail(error, None, place) from None


def _written(interp: Interpreter, path: str, mode: str, kind: Any, place: Place | None) -> Any:
    parent = posixpath.dirname(interp.files.absolute(path, interp.cwd))
    above = interp.files.kind(parent, interp.cwd)
    if isinstance(above, Unknown):
        if not interp.maybe(above.because, place):
            raise no_such_file(interp, path, place)
    elif above != "directory":
        raise no_such_file(interp, path, place)
    if kind == "missing" or isinstance(kind, Unknown):
        interp.files.make(path, interp.cwd, "file")
    elif kind == "directory":
        error: Any = IsADirectoryError if interp.python[0] == 3 else OSError
        raise interp.fail(error(21, "Is a directory", path), None, place)
    content = "" if "w" in mode and "+" not in mode else Unknown(f"what {path} contains", place)
    return Model("a file", None, file_methods(content))


def file_methods(content: Any) -> dict[str, Any]:
    """What can be asked of a file whose content is `content` (text, bytes or unknown)."""
    state = {"rest": content}

    def read(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if isinstance(content, Unknown) or args:
            return content if isinstance(content, Unknown) else Unknown("a part of a file", place)
        rest, state["rest"] = state["rest"], content[:0]
        return rest

    def lines(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if isinstance(content, Unknown):
            return [UnknownItems(content.because, content.place)]
        rest, state["rest"] = state["rest"], content[:0]
        return interp.host(place, rest.splitlines, keepends=True)

    def line(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if isinstance(content, Unknown):
            return content
        end = "\n" if isinstance(content, str) else b"\n"
        interp.charge(len(state["rest"]) >> 8)
        first, mark, rest = state["rest"].partition(end)
        state["rest"] = rest
        return first + mark

    def nothing(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        return None

    return {
        "read": Model("file.read", read), "readlines": Model("file.readlines", lines),
        "readline": Model("file.readline", line), "__iter__": Model("file.__iter__", lines),
        "write": Model("file.write", nothing), "close": Model("file.close", nothing),
        "flush": Model("file.flush", nothing), "writelines": Model("file.writelines", nothing),
    }  # fmt: skip
