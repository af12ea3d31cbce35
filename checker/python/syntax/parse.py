"""Source files: bytes to a syntax tree, as the target's Python would read them."""

from __future__ import annotations

import sys

from checker.base import regex as re
from checker.python.syntax.host import Parsed, host_parse
from checker.python.syntax.limits import SOURCE
from checker.python.syntax.lines import BOM, cookie_of, source_lines
from checker.python.syntax.prefilter import PARSED, odd_fstring
from checker.python.syntax.required_version import too_new

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.base.text import Document
    from checker.files.tree import Tree

_ASYNC_NAME = rb"\basync\b(?![ \t]+(?:def|for|with)\b)|\bawait\b[ \t]*[=.,):\]]|[.=][ \t]*await\b"
"""Where `async` or `await` may be a name."""


def parse_file(
    tree: Tree, path: str, data: bytes, python: tuple[int, int], complete: bool = True
) -> Parsed:
    """As `parse`, once for the same bytes of the file at `path`."""
    name = PARSED.format(*python)
    return tree.derived(path, name, data, lambda: parse(data, python, complete))


def host_tree(document: Document) -> Any:
    """The syntax tree (`ast.Module`) of a document as the Python at hand reads it; None without."""
    return parse(document.data, sys.version_info[:2], document.complete).tree


def parse(data: bytes, python: tuple[int, int], complete: bool = True, refusal: str = "") -> Parsed:
    """Read a source file as Python `python` would.

    Args:
        data: the file's bytes.
        python: major and minor version of the target's Python.
        complete: whether these are all of the file's bytes.
        refusal: what Python 3.6 says of them, where that is known and `python` is 2.7.
    """
    if not complete or len(data) > SOURCE:
        return Parsed(unreadable="the file is too large to be read")
    wrong = _encoding_error(data, python)
    if wrong is not None:
        return wrong
    if python < (3, 8) and data.rstrip(b"\n").endswith(b"\\"):
        data = data.rstrip(b"\n")[:-1] + b"\n"  # At the end of the file it was no error.
    if python[0] == 2:
        from checker.python.syntax.python2 import parse_python2  # noqa: PLC0415  gate: Python 2

        return parse_python2(data, refusal)
    parsed = host_parse(data, python)
    if parsed.tree is None and not parsed.unreadable and python > sys.version_info[:2]:
        from checker.python.syntax.newer_syntax import (  # noqa: PLC0415  gate: syntax that the host refuses
            older_spelling,
        )

        older = older_spelling(data.removeprefix(BOM), python)
        if older is not None:
            again = host_parse(older, python)
            if again.tree is not None:
                # The names of type parameters are not bound: annotations are left alone.
                again.tree.lazy_annotations = True
                return again
    if parsed.tree is not None and python < sys.version_info[:2]:
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
    if not odd_fstring(data.decode("utf-8", "replace"), python):
        return None
    from checker.python.syntax.old_fstrings import (  # noqa: PLC0415  gate: odd f-strings
        too_new_fstring,
    )

    return too_new_fstring(data, python)


def _encoding_error(data: bytes, python: tuple[int, int]) -> Parsed | None:
    """What the target's Python says of the bytes themselves."""
    if 0 in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        if python[0] == 2:
            # Python 2 reads the line up to the NUL and goes on.
            return Parsed(unreadable="it contains a NUL byte", line=line)
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
