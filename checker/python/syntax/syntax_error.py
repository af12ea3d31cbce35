"""Why a Python refuses a file: newer syntax, Python 2's, or a slip that no Python reads."""

from __future__ import annotations

import sys

from checker.base import regex as re
from checker.base.enums import Enum
from checker.base.records import NamedTuple
from checker.python.syntax.lines import BOM
from checker.python.syntax.parse import parse
from checker.python.syntax.prefilter import may_be_newer
from checker.python.syntax.required_version import first_newer, newest_syntax

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.python.syntax.host import Parsed

NEWEST = (3, 14)
VERSIONS = ((2, 7), *((3, minor) for minor in range(4, NEWEST[1] + 1)))
"""The versions that a file may be meant for."""

_ONCE_TAKEN = (
    ("Generator expression must be parenthesized", (3, 7)),
    ("'yield' inside", (3, 8)),
    ("prior to global", (3, 6)),
    ("before global", (3, 6)),
    ("prior to nonlocal", (3, 6)),
    ("before nonlocal", (3, 6)),
    ("more than 255", (3, 7)),
    ("'return' with value in async", (3, 6)),
    ("cannot assign to __debug__", (3, 9)),
    ("null byte", (3, 99)),
)
"""What the interpreter at hand refuses, and those before a version took."""


class Kind(Enum):
    """What a refused file is."""

    NEWER = "newer"
    PYTHON_2 = "Python 2"
    OLDER = "older"
    """A Python 3 before the one that refuses it reads it."""
    BROKEN = "broken"
    """No Python is known to read it."""
    UNREADABLE = "unreadable"
    """It cannot be told."""


class InvalidSyntax(NamedTuple):
    """A file that a Python cannot read."""

    kind: Kind
    line: int
    """1-based."""
    what: str
    """The construct, or the words of the interpreter."""
    since: tuple[int, int] | None = None
    """`NEWER`: the first version that has the construct. `OLDER`: the last that reads the file."""
    certain: bool = True
    reads: tuple[int, int] | None = None
    """`NEWER`: the first version that reads the whole file."""


def syntax_error_of(data: bytes, python: tuple[int, int], parsed: Parsed) -> InvalidSyntax | None:
    """Say why `python` refuses a file; None where it reads it.

    Args:
        data: the file's bytes.
        python: major and minor version.
        parsed: what `checker.python.syntax.parse.parse` said of them.
    """
    if parsed.tree is not None:
        return None
    if parsed.unreadable:
        return InvalidSyntax(Kind.UNREADABLE, parsed.line, parsed.unreadable, certain=False)
    text = _line(data, parsed.line)
    host = sys.version_info[:2]
    idiom = python_2_idiom(text) if python[0] == 3 else ""
    refusal = parsed.error if python == (3, 6) else ""
    if idiom and parse(data, (2, 7), refusal=refusal).tree is not None:
        return InvalidSyntax(Kind.PYTHON_2, parsed.line, idiom)
    least = _least(data, python)
    for version in VERSIONS:
        newer = parse(data, version) if version > python and version >= least else None
        if newer is not None and newer.tree is not None:
            line, since = parsed.line, version
            first = first_newer(newer.tree, data, python)
            if first is not None:  # the construct's own place and version
                line, since = first[0][0], max(first[1], (3, 4))
            what = _newer(_line(data, line), since)
            return InvalidSyntax(Kind.NEWER, line, what, since, _certain(parsed, python), version)
    if "f-string expression part cannot include" in parsed.error and python < (3, 12):
        what = "an f-string with a backslash or a comment in a field"
        return InvalidSyntax(Kind.NEWER, parsed.line, what, (3, 12), True, (3, 12))
    if re.match(r"\s*lazy\s+(?:import|from)\b", text):
        if python < (3, 15):
            return InvalidSyntax(Kind.NEWER, parsed.line, "`lazy`", (3, 15))
        return InvalidSyntax(Kind.UNREADABLE, parsed.line, "`lazy`", certain=False)
    # A slip is one for the newer Pythons, too, if the file has none of their new syntax.
    old = python <= host or not may_be_newer(data.decode("utf-8-sig", "replace"), host)
    certain = _certain(parsed, python) and old
    for version in reversed(VERSIONS):
        if (3, 0) <= version < python and version <= host and parse(data, version).tree is not None:
            return InvalidSyntax(Kind.OLDER, parsed.line, parsed.error, version, certain)
    if python[0] == 3:
        two = parse(data, (2, 7))
        if two.tree is not None or (idiom and two.unreadable):
            what = idiom or parsed.error
            return InvalidSyntax(Kind.PYTHON_2, parsed.line, what, certain=certain or bool(idiom))
    if python[0] == 2:
        certain = False  # Python 2 is read by respelling it
    return InvalidSyntax(Kind.BROKEN, parsed.line, parsed.error, certain=certain)


def _least(data: bytes, python: tuple[int, int]) -> tuple[int, int]:
    """A version that none before reads the file, where the newest reads it; `python` elsewhere."""
    tree = parse(data, NEWEST).tree if python < NEWEST else None
    return python if tree is None else newest_syntax(tree, data, python)


def _certain(parsed: Parsed, python: tuple[int, int]) -> bool:
    return not any(words in parsed.error and python < since for words, since in _ONCE_TAKEN)


def _line(data: bytes, line: int) -> str:
    lines = data.removeprefix(BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return lines[line - 1].decode("utf-8", "replace") if line <= len(lines) else ""


_NEWER = (
    ((3, 14), r"\b[tT][rR]?[\"']", "a template string"),
    ((3, 14), r"except\b.*,", "`except` with several types without parentheses"),
    ((3, 13), r"\b(?:def|class)\s+\w+\s*\[.*=", "a type parameter with a default"),
    ((3, 12), r"^\s*type\s", "a `type` statement"),
    ((3, 12), r"\b(?:def|class)\s+\w+\s*\[", "a type parameter"),
    ((3, 12), r"\b[fF]", "an f-string with its own quotes or a backslash in a field"),
    ((3, 11), r"except\s*\*", "`except*`"),
    ((3, 11), r"\basync\b", "an asynchronous comprehension within another one"),
    ((3, 11), r"\*\w+\s*:", "an annotation with `*`"),
    ((3, 11), r"\*", "a starred index"),
    ((3, 10), r"^\s*match\b", "a `match` statement"),
    ((3, 10), r":=", "`:=` without parentheses in an index"),
    ((3, 9), r":=", "`:=` without parentheses in a set"),
    ((3, 9), r"\bfor\b.*\*", "unpacking with `*` in a `for` statement"),
    ((3, 9), r"^\s*@", "a decorator that is an expression"),
    ((3, 9), r"\bwith\s*\(", "a `with` statement in parentheses"),
    ((3, 8), r":=", "the walrus operator `:=`"),
    ((3, 8), r"\b[fF].*=\s*(?:![rsa])?(?::[^}]*)?\}", "an f-string with a field `{name=}`"),
    ((3, 8), r"/", "a positional-only parameter"),
    ((3, 8), r"^\s*try\b", "`continue` in a `finally`"),
    ((3, 8), r"\*", "unpacking with `*` without parentheses"),
    ((3, 7), r"\bannotations\b", "`from __future__ import annotations`"),
    ((3, 6), r"\b(?:[fF][rR]?|[rR][fF])[\"']", "an f-string"),
    ((3, 6), r"\d_\d", "an underscore in a number"),
    ((3, 6), r"\basync\b", "an asynchronous comprehension"),
    ((3, 6), r":", "an annotated variable"),
    ((3, 5), r"\basync\b", "`async`"),
    ((3, 5), r"\bawait\b", "`await`"),
    ((3, 5), r"\*", "unpacking with `*`"),
    ((3, 5), r"@", "the operator `@`"),
    ((3, 4), r"\basync\b", "`async`"),
    ((3, 4), r"\bnonlocal\b", "`nonlocal`"),
    ((3, 4), r"\byield\s+from\b", "`yield from`"),
    ((3, 4), r"->|def\b.*:.*:", "an annotation"),
    ((3, 4), r"\bprint\s*\(", "`print` as a function with keywords"),
    ((3, 4), r"\braise\b.*\bfrom\b", "`raise … from`"),
    ((3, 4), r"^\s*raise\b", "`raise … from`"),
    ((3, 4), r"\bclass\b.*=", "a keyword in the bases of a class"),
    ((3, 4), r"\*", "a keyword-only parameter or a starred name"),
    ((3, 4), r"[^\x00-\x7f]", "text that is not ASCII"),
)


def _newer(line: str, since: tuple[int, int]) -> str:
    """Name the construct of a line that a version brought, or one between."""
    for version, pattern, words in _NEWER:
        if version <= since and re.search(pattern, line):
            return words
    return "the syntax of this line"


_IDIOMS = (
    (r"(?:^|[;:])\s*print\s+[^\s(=]|(?:^|[;:])\s*print\s*>>|(?:^|[;:])\s*print\s*\(.*\)\s*[\w\"']",
     "a `print` statement"),
    (r"(?:^|[;:])\s*exec\s+[^\s(=]", "an `exec` statement"),
    (r"except\s+[^:(]+,\s*[a-z_]\w*\s*:|except\s*\(.*\)\s*,\s*\w+\s*:", "`except …, name`"),
    (r"\braise\s+[\w.]+(?:\(.*\))?\s*,", "`raise …, …`"),
    (r"<>", "the operator `<>`"),
    (r"`", "a backtick"),
    (r"(?<![\w.])0\d+(?![\w.])", "an octal number without `0o`"),
    (r"(?<![\w.])(?:0[xX][0-9a-fA-F]+|\d+)[lL]\b", "a number with `L`"),
    (r"\b[uU][rR][\"']", "a string with `ur`"),
)  # fmt: skip


def python_2_idiom(line: str) -> str:
    """The spelling of Python 2 that a line has; empty where none is seen."""
    return next((words for pattern, words in _IDIOMS if re.search(pattern, line)), "")
