"""Syntax trees from the Python that runs the tool, in the manner of an older one where it can.

The only code that gives text of a repository to CPython's parser or compiler. What is nested too
deeply for them, or would take the compiler too long, is told before they see it.
"""

from __future__ import annotations

import sys
import warnings

from checker.base.records import NamedTuple
from checker.base.typed import cast
from checker.python.syntax.compile_cost import too_costly
from checker.python.syntax.limits import SOURCE
from checker.python.syntax.nesting import nested_too_deeply

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from typing import Any

_ONLY_AST = 0x400
"""`ast.PyCF_ONLY_AST`: importing `_ast` makes all of its classes, parsing anything or not."""

TOO_DEEP = "it is nested too deeply to be read"
TOO_COSTLY = "the compiler would take too long over it"


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


def host_parse(data: bytes, python: tuple[int, int] | None = None) -> Parsed:
    """Parse with the Python that runs the tool, in the manner of an older one where it can."""
    feature = python[1] if python and (3, 4) <= python < sys.version_info[:2] else -1
    if nested_too_deeply(data):
        return Parsed(unreadable=TOO_DEEP)
    try:
        tree = _compiled(data, "exec", _ONLY_AST, feature)
        if too_costly(tree, data):
            return Parsed(unreadable=TOO_COSTLY)
        # Names declared twice, `return` outside a function and the like are found only here.
        if not _is_plain(data):
            _compiled(tree, "exec")
    except SyntaxError as error:
        message = error.msg or "invalid syntax"
        if "arenthesized context manager" in message and 0 <= feature < 9:
            # `with (a):` is as old as `with`; `too_new` tells the newer forms apart.
            return host_parse(data, (3, 9))
        if "too many nested" in message or "too complex" in message:
            return Parsed(unreadable=TOO_DEEP)
        return Parsed(
            error=message,
            exception=type(error).__name__,
            line=error.lineno or 1,
            column=max(0, (error.offset or 1) - 1),
        )
    except ValueError as error:
        return Parsed(error=str(error), exception="ValueError")
    except (RecursionError, MemoryError, OverflowError):
        return Parsed(unreadable=TOO_DEEP)
    except SystemError:  # some bytes in strings make 3.11 forget an error that it has set
        return Parsed(unreadable="the Python that runs this tool fails over it")
    return Parsed(tree)


_SHORT = 4_000
"""Bytes of a source that may be plain."""
_COMPILED = (
    *("return", "yield", "await", "async", "break", "continue", "global", "nonlocal"),
    *("def", "lambda", "except", "with", "match", "case", "__future__", "__debug__"),
    *(":=", "coding", "\t", "\r", " " * 20),
)
"""What stands in a source of which the compiler may refuse what the parser has read."""
_NESTING = (b"not", b"else", b"elif", b"+", b"-", b"/", b"%", b"@", b"&", b"|", b"^", b"~", b".",
            b"(", b"[", b"{")  # fmt: skip
_LEVELS = 200
_SPACED = bytes(
    byte if chr(byte) in "_=\n" or chr(byte).isalnum() else ord(" ") for byte in range(256)
)
"""Turns all that belongs to no name into blanks, but for `=` and the ends of lines."""


def _is_plain(data: bytes) -> bool:
    """Whether the compiler certainly takes a source that the parser has read: classes, calls."""
    if len(data) > _SHORT or not data.isascii():
        return False
    text = data.decode("ascii")  # of bytes, `in` is slow: it asks first whether they are a number
    for word in _COMPILED:
        if word in text:
            return False
    if (stars := data.count(b"*")) and (stars > data.count(b"import *") or "class" in text):
        return False
    if "[" in text and ("class" in text or "type" in text):  # parameters of types
        return False
    # No name is given twice, so no call has an argument twice.
    parts = data.translate(_SPACED).split(b"=")[:-1]
    before = [part[part.rfind(b"\n") + 1 :].split() for part in parts]
    if not all(before) or len({words[-1] for words in before}) < len(before):
        return False
    return sum(map(data.count, _NESTING)) < _LEVELS


def module_tree(text: str) -> ast.Module | None:
    """The syntax tree of a text; None if this Python does not read it, or it is too large or deep.

    Nothing is compiled: what only the compiler finds is not found.
    """
    tree = _text_tree(text, "exec")
    return tree if tree is None else cast("ast.Module", tree)


def expression_tree(text: str) -> ast.expr | None:
    """The same of one expression."""
    tree = _text_tree(text, "eval")
    return tree if tree is None else cast("ast.expr", tree.body)


def _text_tree(text: str, mode: str) -> Any:
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > SOURCE or nested_too_deeply(data):
        return None
    try:
        return _compiled(text, mode, _ONLY_AST)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError, SystemError):
        return None


def _compiled(source: Any, mode: str, flags: int = 0, feature: int = -1) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compile(source, "<source>", mode, flags, dont_inherit=True, _feature_version=feature)
