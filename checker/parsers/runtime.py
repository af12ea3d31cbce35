"""runtime.txt as facts: what it holds, what the builder's `strip()` leaves, what was meant.

Only `python-X.Y.Z` is a declaration (F30). Everything else that people write is recognised as far
as a version can be read out of it with certainty, each with its place. Spans are code points of the
document's text, 0-based and half-open.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.enums import Enum
from checker.base.records import NamedTuple
from checker.base.spans import Span
from checker.parsers.characters import ascii_for, is_invisible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document


class Shape(Enum):
    """How what is written differs from `python-X.Y.Z`."""

    EXACT = "exact"
    EMPTY = "empty"
    CASE = "case"
    """`Python-3.6.6`"""
    NO_PREFIX = "no prefix"
    """`3.6.6`"""
    SEPARATOR = "separator"
    """`python 3.6.6`, `python3.6.6`, `python_version=3.6.6`, `Python 3.5.5 :: Anaconda, Inc.`"""
    SHORT = "short"
    """`python-3.6`"""
    WILDCARD = "wildcard"
    """`python-3.6.x`"""
    QUOTED = "quoted"
    LINES = "lines"
    """A right line among others: comments, a second version, a shell's prompt."""
    MISSPELT = "misspelt"
    """`ptyhon-3.6.6`"""
    IMPLEMENTATION = "implementation"
    """`pypy-5.8.0`: no CPython."""
    TAIL = "tail"
    """Something follows the version: `python-3.6.5y`, `python-3.8 10`."""
    OTHER = "other"


class Odd(NamedTuple):
    """A character that does not show, inside what is left after stripping."""

    offset: int
    char: str


class Runtime:
    """A parsed runtime.txt.

    Attributes:
        document: the file.
        raw: all of its bytes as UTF-8, as the platform's detection compares them (F28): a
            byte-order mark is one of its characters, and UTF-16 is nothing that can be read.
        stripped: what `str.strip()` leaves; it does not take off a byte-order mark.
        plain: the same without odd characters, so that what was meant can be judged by itself.
        odd: the odd characters within `stripped`.
        shape: how `plain` differs from a declaration.
        version: `X.Y.Z` or `X.Y` that was declared or certainly meant; empty where there is none.
        at: where that version stands, or all of `stripped` where there is none.
    """

    __slots__ = ("at", "document", "odd", "plain", "raw", "shape", "stripped", "version")

    def __init__(self, document: Document) -> None:
        text = document.text
        self.document = document
        self.raw = document.data.decode("utf-8", "surrogateescape")
        start, end = _strip(text)
        self.stripped = Span(start, end)
        self.plain = text[start:end]
        self.odd: tuple[Odd, ...] = ()
        if not (self.plain.isascii() and self.plain.isprintable()):
            self.odd = tuple(
                Odd(at, text[at])
                for at in range(start, end)
                if text[at] not in "\r\n" and (text[at] == "\t" or is_invisible(text[at]))
            )
        if self.odd:
            kept = (
                ascii_for(char)
                if char != "\t" and char not in "\r\n" and is_invisible(char)
                else char
                for char in self.plain
            )
            self.plain = "".join(kept).strip()
        self.shape, self.version = _shape_of(self.plain)
        self.at = self.stripped
        if self.version:
            found = text.find(self.version, start, end)
            if found >= 0:
                self.at = Span(found, found + len(self.version))

    @property
    def declared(self) -> str:
        """`X.Y.Z` where the builder reads one: exact after stripping; empty otherwise."""
        exact = self.shape is Shape.EXACT and not self.odd
        return self.version if exact and self.raw == self.document.text else ""

    @property
    def full(self) -> bool:
        """Whether the version that was declared or meant has three numbers."""
        return self.version.count(".") == 2

    @property
    def trailing(self) -> Span:
        """Blanks and carriage returns between the declaration and the end of its line (F31)."""
        text, end = self.document.text, self.stripped.end
        at = end
        while at < len(text) and text[at] != "\n":
            at += 1
        return Span(end, at)


def parse_runtime(document: Document) -> Runtime:
    """Parse a runtime.txt; no text makes it raise."""
    return Runtime(document)


def _strip(text: str) -> tuple[int, int]:
    """The range that Python 3's `str.strip()` leaves."""
    left = len(text) - len(text.lstrip())
    return left, max(left, len(text.rstrip()))


_EXACT = re.compile(r"python-([0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9})")
_LOOSE = re.compile(
    r"(?P<quote>[\"'`]?)(?P<name>[A-Za-z]*)(?P<rest>[ \t_=:~v^<>-]*|[ _-]version[ \t=:]*)"
    r"(?P<version>[0-9]{1,4}(?:\.[0-9]{1,4}){0,2})(?P<wild>(?:\.[xX*]){1,2})?(?P<tail>[^\n]*)",
    re.ASCII,
)
_INTERPRETERS = ("pypy", "jython", "ironpython", "micropython", "graalpy", "conda", "miniconda")
_LINE_LIMIT = 64
"""Lines that are looked at for a version."""


def _shape_of(plain: str) -> tuple[Shape, str]:
    """How the text differs from a declaration, and the version that is certain all the same."""
    exact = _EXACT.fullmatch(plain)
    if exact is not None:
        return Shape.EXACT, exact[1]
    if not plain:
        return Shape.EMPTY, ""
    lines = [line.strip() for line in plain.split("\n", _LINE_LIMIT)]
    lines = [line for line in lines if line]
    if len(lines) > 1 or lines[0].startswith(("#", "$")):
        return Shape.LINES, _version_among(lines)
    return _shape_of_line(lines[0])


def _version_among(lines: list[str]) -> str:
    """The version where exactly one line is a declaration, however loosely written."""
    telling = [line for line in lines if not line.startswith(("#", "$", "//", "```"))]
    shapes = [_shape_of_line(line) for line in telling]
    exact = {version for shape, version in shapes if shape is Shape.EXACT}
    found = {version for _, version in shapes if version}
    if len(found) == 1 and (exact == found or len(telling) == 1):
        return found.pop()
    return ""


def _shape_of_line(line: str) -> tuple[Shape, str]:
    exact = _EXACT.fullmatch(line)
    if exact is not None:
        return Shape.EXACT, exact[1]
    loose = _LOOSE.match(line)
    if loose is None:
        return Shape.OTHER, ""
    name, version = loose["name"], loose["version"]
    tail = loose["tail"].strip()
    if name.lower() in _INTERPRETERS:
        return Shape.IMPLEMENTATION, ""
    if "." not in version:
        return (Shape.WILDCARD if loose["wild"] else Shape.OTHER), ""
    if loose["quote"] and tail == loose["quote"]:
        return Shape.QUOTED, version
    if tail and not tail.startswith(":: "):
        # A comment behind it leaves no doubt; anything else may be part of the number.
        return Shape.TAIL, version if tail.startswith("#") else ""
    return _shape_of_parts(name, loose["rest"], version, bool(loose["wild"] or tail))


def _shape_of_parts(name: str, between: str, version: str, wild_or_tail: bool) -> tuple[Shape, str]:
    lower = name.lower()
    if lower == "python":
        if between == "-":
            if wild_or_tail:
                return Shape.WILDCARD, version
            if name != lower:
                return Shape.CASE, version
            return Shape.SHORT, version
        return Shape.SEPARATOR, version
    if not lower or lower == "v":
        return (Shape.WILDCARD if wild_or_tail else Shape.NO_PREFIX), version
    if len(lower) >= 4 and sorted(lower) == sorted("python"):
        return Shape.MISSPELT, version
    if lower in ("pyhton", "pythn", "pyton", "pthon", "phyton", "pythom", "pytho", "pytthon", "py"):
        return Shape.MISSPELT, version
    if lower in ("cpython", "pythonversion"):
        return Shape.SEPARATOR, version
    return Shape.OTHER, ""
