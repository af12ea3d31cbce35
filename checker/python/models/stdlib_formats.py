"""Models of `tomllib`, `csv`, `io`, `gzip`, `zipfile`, `xml`, `sqlite3`: files of known forms."""

from __future__ import annotations

import posixpath
import sys
from importlib import import_module

from checker.base.toml import parse_toml
from checker.python.interpreter.files import file_methods
from checker.python.interpreter.limits import NESTING
from checker.python.interpreter.values import Model, Place, Unknown
from checker.python.models.file_calls import file_model, needs_file
from checker.python.models.stdlib_host import errors_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_LONGEST = 100_000


def toml_value(interp: Interpreter, place: Place | None, text: Any) -> Any:
    """What a TOML text holds; raises what the library raises."""
    if isinstance(text, Unknown):
        return text
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    if not isinstance(text, str):
        message = f"Expected str object, not '{type(text).__name__}'"
        raise interp.fail(TypeError, message, place)
    if len(text) > _LONGEST or text.count("[") + text.count("{") > 40 * NESTING:
        return Unknown("a long TOML text", place)
    interp.charge(len(text) >> 1)
    return interp.host(place, parse_toml, str.__str__(text))


def _toml(interp: Interpreter) -> dict[str, Any]:
    def loads(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        text = args[0] if args else None
        if isinstance(text, bytes):
            raise m.fail(TypeError, "Expected str object, not 'bytes'", place)
        return toml_value(m, place, text)

    def load(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        file = args[0] if args else None
        if not isinstance(file, Model) or "read" not in file.attributes:
            if isinstance(file, (str, type(None))):
                raise m.fail(AttributeError, "a path has no attribute 'read'", place)
            return Unknown("what a TOML file contains", place)
        data = m.call(file.attributes["read"], [], {}, place)
        if isinstance(data, str):
            message = "File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`"
            raise m.fail(TypeError, message, place)
        return toml_value(m, place, data)

    library = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    return {"loads": Model("tomllib.loads", loads), "load": Model("tomllib.load", load),
            "TOMLDecodeError": library.TOMLDecodeError}  # fmt: skip


def _rows(kind: str) -> Any:
    """`csv.reader` and `csv.DictReader` over the lines of a file or a list."""

    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        lines = interp.iterate(args[0], place) if args else []
        given = list(lines) if not isinstance(lines, Unknown) else []
        plain = {k: v for k, v in keywords.items() if isinstance(v, (str, int, list, tuple))}
        rest = [*args[1:], *keywords.values()]
        if (
            isinstance(lines, Unknown)
            or interp.unknown_in([given, rest])
            or len(plain) != len(keywords)
        ):
            return Unknown("the rows of a table", place)
        if any(isinstance(line, bytes) for line in given):
            message = (
                "iterator should return strings, not bytes (the file should be opened in text mode)"
            )
            raise interp.fail(import_module("csv").Error, message, place)
        texts = [str.__str__(line) for line in given]
        found = interp.host(
            place, lambda: list(getattr(import_module("csv"), kind)(texts, *args[1:], **plain))
        )
        return found if isinstance(found, Unknown) else iter(found)

    return Model(f"csv.{kind}", called)


def _csv(interp: Interpreter) -> dict[str, Any]:
    return {
        "reader": _rows("reader"),
        "DictReader": _rows("DictReader"),
        "Error": import_module("csv").Error,
    }


def _opened(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    return interp.open_file(place, args, keywords)


def _string_io(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    value = args[0] if args else ""
    if value is not None and not isinstance(value, (str, bytes, Unknown)):
        kind = type(value).__name__
        message = f"initial_value must be str or None, not {kind}"
        raise interp.fail(TypeError, message, place)
    return Model("a text in memory", None, file_methods(value or ""))


def _io(interp: Interpreter) -> dict[str, Any]:
    return {"open": Model("io.open", _opened), "StringIO": Model("io.StringIO", _string_io),
            "BytesIO": Model("io.BytesIO", _string_io)}  # fmt: skip


def _codecs(interp: Interpreter) -> dict[str, Any]:
    def lookup(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        if args and isinstance(args[0], str):
            m.host(place, import_module("codecs").lookup, args[0][:100])
        return Unknown("a codec", place, unmodelled=True)

    return {"open": Model("codecs.open", _opened), "lookup": Model("codecs.lookup", lookup)}


def _xml(interp: Interpreter) -> dict[str, Any]:
    library = import_module("xml.etree.ElementTree")

    def parsed(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        text = args[0] if args else None
        if isinstance(text, (str, bytes)) and len(text) < 2_000 and "<!" not in str(text):
            # Nothing that is declared in the text can be made to grow.
            m.charge(len(text) >> 4)
            m.host(place, library.fromstring, text)
        return Unknown("an element", place, unmodelled=True)

    names = {name: Model(f"ElementTree.{name}", parsed) for name in ("fromstring", "XML")}
    return {**names, "parse": file_model("ElementTree.parse"), **errors_of(library)}


def _archive(name: str, *functions: str) -> Any:
    def names(interp: Interpreter) -> dict[str, Any]:
        def opening(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
            mode = keywords.get("mode", args[1] if len(args) > 1 else "r")
            if isinstance(mode, str) and mode[:1] in ("w", "a", "x"):
                return m.open_file(place, [args[0], "w"], {})
            return needs_file(name)(m, place, args[:1], keywords)

        made = {function: Model(f"{name}.{function}", opening) for function in functions}
        return {**made, **errors_of(import_module(name))}

    return names


def _sqlite(interp: Interpreter) -> dict[str, Any]:
    library = import_module("sqlite3")

    def connect(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        path = m.path_text(args[0] if args else keywords.get("database"), place)
        if isinstance(path, str) and path != ":memory:" and not path.startswith("file:"):
            parent = posixpath.dirname(m.files.absolute(path, m.cwd))
            if m.files.kind(parent, m.cwd) == "missing":
                raise m.fail(library.OperationalError, "unable to open database file", place)
        return Unknown("a database", place, unmodelled=True)

    return {"connect": Model("sqlite3.connect", connect), **errors_of(library)}


def _ctypes(interp: Interpreter) -> dict[str, Any]:
    def load(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        name = args[0] if args else None
        if isinstance(name, str) and not m.maybe(f"whether there is a library {name}", place):
            message = f"{name}: cannot open shared object file: No such file or directory"
            raise m.fail(OSError, message, place)
        return Unknown("a library", place, unmodelled=True)

    return {"CDLL": Model("ctypes.CDLL", load)}


def _request(interp: Interpreter) -> dict[str, Any]:
    def opened(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        url = args[0] if args else keywords.get("url")
        if isinstance(url, str):
            if ":" not in url:
                raise m.fail(ValueError, f"unknown url type: {url!r}", place)
            if not m.maybe("whether the build can reach an address", place):
                raise m.fail(
                    import_module("urllib.error").URLError, "an address that is not reached", place
                )
        return Unknown("what is downloaded", place, unmodelled=True)

    return {"urlopen": Model("urlopen", opened), "urlretrieve": Model("urlretrieve", opened),
            "Request": Model("Request", unmodelled=True)}  # fmt: skip


MODULES = {
    "tomllib": _toml, "csv": _csv, "io": _io, "codecs": _codecs, "xml.etree.ElementTree": _xml,
    "gzip": _archive("gzip", "open", "GzipFile"), "zipfile": _archive("zipfile", "ZipFile"),
    "tarfile": _archive("tarfile", "open"), "sqlite3": _sqlite, "ctypes": _ctypes,
    "urllib.request": _request,
}  # fmt: skip
