"""Source files: bytes to a syntax tree, as the target's Python would read them."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from checker.base.records import NamedTuple
from checker.python.interpreter.limits import NESTING, SOURCE

if TYPE_CHECKING:
    from checker.files.tree import Tree

BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(rb"\r\n|\r|\n")
_ASYNC_NAME = rb"\basync\b(?![ \t]+(?:def|for|with)\b)|\bawait\b[ \t]*[=.,):\]]|[.=][ \t]*await\b"
"""Where `async` or `await` may be a name."""
_NO_BRACKETS = bytes(set(range(256)) - set(b"()[]{}"))


class Parsed(NamedTuple):
    """A file's syntax tree, or why there is none."""

    tree: Any = None
    """`ast.Module`; None where the target's Python refuses it, or it cannot be read."""
    error: str = ""
    """What the target's Python says; empty where `unreadable` says why there is no tree."""
    exception: str = "SyntaxError"
    """Or `IndentationError`, `TabError`, `ValueError`."""
    line: int = 1
    column: int = 0
    """0-based, in code points."""
    unreadable: str = ""
    """Why the tool cannot tell; then neither a tree nor an error is known."""


def parse_file(
    tree: Tree, path: str, data: bytes, python: tuple[int, int], complete: bool = True
) -> Parsed:
    """As `parse`, once for the same bytes of the file at `path`."""
    name = f"syntax of Python {python[0]}.{python[1]}"
    return tree.derived(path, name, data, lambda: parse(data, python, complete))


def parse(data: bytes, python: tuple[int, int], complete: bool = True) -> Parsed:
    """Read a source file as Python `python` would.

    Args:
        data: the file's bytes.
        python: major and minor version of the target's Python.
        complete: whether these are all of the file's bytes.
    """
    if not complete or len(data) > SOURCE:
        return Parsed(unreadable="the file is too large to be read")
    wrong = _encoding_error(data, python)
    if wrong is not None:
        return wrong
    if _nesting(data) > NESTING:
        return Parsed(unreadable="it is nested too deeply to be read")
    if python < (3, 8) and data.rstrip(b"\n").endswith(b"\\"):
        data = data.rstrip(b"\n")[:-1] + b"\n"  # At the end of the file it was no error.
    if python[0] == 2:
        from checker.python.syntax.python2 import parse_python2

        return parse_python2(data)
    parsed = host_parse(data, python)
    if parsed.tree is None and not parsed.unreadable and python > sys.version_info[:2]:
        from checker.python.syntax.newer_syntax import older_spelling

        older = older_spelling(data, python)
        if older is not None:
            again = host_parse(older, python)
            if again.tree is not None:
                # The names of type parameters are not bound: annotations are left alone.
                again.tree.lazy_annotations = True
                return again
    if parsed.tree is not None and python < sys.version_info[:2]:
        from checker.python.syntax.required_version import too_new

        newer = too_new(parsed.tree, data, python) or _fstring(data, python)
        if newer is not None:
            return Parsed(error="invalid syntax", line=newer[0], column=newer[1])
    if parsed.error and python < (3, 7) and sys.version_info >= (3, 13):
        lines = source_lines(data)[parsed.line - 1 : parsed.line]
        if lines and re.search(_ASYNC_NAME, lines[0]) and "only supported" not in parsed.error:
            why = "`async` and `await` were names, which this interpreter does not read any more"
            return Parsed(unreadable=why, line=parsed.line)
    return parsed


def _fstring(data: bytes, python: tuple[int, int]) -> tuple[int, int] | None:
    """The place of an f-string that only 3.12 reads, which its parser does not tell apart."""
    if python >= (3, 12) or sys.version_info < (3, 12) or b"{" not in data:
        return None
    from checker.python.syntax.prefilter import odd_fstring

    if not odd_fstring(data.decode("utf-8", "replace"), python):
        return None
    from checker.python.syntax.old_fstrings import too_new_fstring

    return too_new_fstring(data, python)


def host_parse(data: bytes, python: tuple[int, int] | None = None) -> Parsed:
    """Parse with the Python that runs the tool, in the manner of an older one where it can."""
    import warnings
    from _ast import PyCF_ONLY_AST  # `ast` itself takes longer to import than a file to parse.

    feature = python[1] if python and (3, 4) <= python < sys.version_info[:2] else -1
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if feature >= 0:
                tree: Any = compile(
                    data,
                    "<source>",
                    "exec",
                    PyCF_ONLY_AST,
                    dont_inherit=True,
                    _feature_version=feature,
                )
            else:
                tree = compile(data, "<source>", "exec", PyCF_ONLY_AST, dont_inherit=True)
            # Names declared twice, `return` outside a function and the like are found only here.
            compile(tree, "<source>", "exec", dont_inherit=True)
    except SyntaxError as error:
        message = error.msg or "invalid syntax"
        if "arenthesized context manager" in message and 0 <= feature < 9:
            # `with (a):` is as old as `with`; `too_new` tells the newer forms apart.
            return host_parse(data, (3, 9))
        if "too many nested" in message or "too complex" in message:
            return Parsed(unreadable="it is nested too deeply to be read")
        return Parsed(
            error=message,
            exception=type(error).__name__,
            line=error.lineno or 1,
            column=max(0, (error.offset or 1) - 1),
        )
    except ValueError as error:
        return Parsed(error=str(error), exception="ValueError")
    except (RecursionError, MemoryError, OverflowError):
        return Parsed(unreadable="it is nested too deeply to be read")
    return Parsed(tree)


def _encoding_error(data: bytes, python: tuple[int, int]) -> Parsed | None:
    """What the target's Python says of the bytes themselves."""
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        if python[0] == 2:
            # Python 2 reads the line up to the NUL and goes on.
            return Parsed(unreadable="it holds a NUL byte", line=line)
        kind = "SyntaxError" if python >= (3, 12) else "ValueError"
        return Parsed(error="source code string cannot contain null bytes", exception=kind)
    name = cookie_of(data)
    if data.startswith(BOM):
        if name not in ("", "utf-8"):  # not even `utf8`
            return Parsed(error=f"encoding problem: {name} with BOM")
    elif name:
        try:
            data.decode(name)
        except LookupError:
            if python[0] == 2 and name in ("rot13", "rot-13", "hex", "base64", "zip", "bz2"):
                return Parsed(unreadable="its encoding is of Python 2")
            return Parsed(error=f"unknown encoding: {name}")
        except (UnicodeDecodeError, ValueError) as error:
            if python[0] == 2 and not name.lower().startswith(("ascii", "us-ascii")):
                return Parsed(unreadable="it is not of the encoding that it declares")
            return Parsed(error=f"({name}) {error}")
        return None
    if data.isascii():
        return None
    if python >= (3, 14):  # those before let a comment pass
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            return Parsed(error="Non-UTF-8 code, but no encoding declared", line=line)
    if python[0] == 2 and not data.startswith(BOM):
        at = next(i for i, byte in enumerate(data) if byte > 127)
        return Parsed(
            error="Non-ASCII character in file, but no encoding declared",
            line=data.count(b"\n", 0, at) + 1,
        )
    return None


def cookie_of(data: bytes) -> str:
    """The encoding that a comment in the first two lines names; empty where none does."""
    for line in _LINE_END.split(data.removeprefix(BOM)[:4000], 2)[:2]:
        found = re.match(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", line)
        if found is not None:
            name = found.group(1).decode("ascii", "replace")
            plain = name[:12].lower().replace("_", "-") + "-"
            for known in ("utf-8", "latin-1", "iso-8859-1", "iso-latin-1"):
                if plain.startswith(known + "-"):  # Emacs writes `utf-8-unix`
                    return known if known != "latin-1" else "iso-8859-1"
            return name
        if re.match(rb"[ \t\f]*(?:#|$)", line) is None:
            break  # below code, a comment is one like others
    return ""


def source_lines(data: bytes) -> list[bytes]:
    """The lines to which the places of a syntax tree refer: UTF-8, however they end."""
    data = data.removeprefix(BOM)
    name = "" if data.isascii() else cookie_of(data)
    if name:
        data = data.decode(name, "replace").encode("utf-8", "replace")
    return _LINE_END.split(data) if b"\r" in data else data.split(b"\n")


def _nesting(data: bytes) -> int:
    """An upper bound of how deeply brackets are nested; those in strings are counted too."""
    depth = deepest = 0
    for bracket in data.translate(None, _NO_BRACKETS):
        if bracket in b"([{":
            depth += 1
            deepest = max(deepest, depth)
        elif depth:
            depth -= 1
    return deepest
