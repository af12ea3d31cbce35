"""The comments of a text, and how far back what stands before them on their line reaches.

Python's are told from strings by a scanner of its strings: it needs no valid syntax, so it reads
sources of any version, and it is linear. Elsewhere a comment begins with `#` after a blank.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document


class Comment(NamedTuple):
    """One comment; offsets in code points."""

    start: int
    """Of its `#`."""
    end: int
    """Of the end of its line."""
    first: int
    """1-based line where the logical line begins: before backslashes and multi-line strings."""


def comments_of(document: Document) -> Iterator[Comment]:
    """The comments of a document, in their order."""
    found = _in_python(document.text) if document.path.endswith(".py") else _after_blanks(document)
    logical = _LogicalLines(document)
    for start, end in found:
        if document.text[start] == "#":
            yield Comment(start, end, logical.ended(start))
        else:
            logical.join(start, end)


class _LogicalLines:
    """Lines that a backslash or a string of several lines makes one."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._joined: dict[int, int] = {}
        """The last line of a string, with the first one of what it belongs to."""
        self._ended = 0
        """The last line with a comment: nothing goes on after one."""

    def ended(self, offset: int) -> int:
        """The first line of the logical line that a comment at `offset` ends."""
        line = self._document.line_column(offset)[0]
        first, self._ended = self._first(line), line
        return first

    def join(self, start: int, end: int) -> None:
        """Take note of a string of several lines."""
        first, last = (self._document.line_column(at)[0] for at in (start, end))
        self._joined[last] = self._first(first)

    def _first(self, line: int) -> int:
        while line > 1:
            before = self._joined.get(line, line)
            if before == line and line - 1 > self._ended and self._continues(line - 1):
                before = line - 1
            if before == line:
                break
            line = before
        return line

    def _continues(self, line: int) -> bool:
        start, end = self._document.line_span(line)
        return end > start and self._document.text[end - 1] == "\\"


def _after_blanks(document: Document) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"(?<!\S)#[^\r\n]*", document.text):
        yield found.span()


def _in_python(text: str) -> Iterator[tuple[int, int]]:
    """The comments, and the strings of several lines."""
    pattern = re.compile(
        r"#[^\r\n]*"
        r'|"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*(?:"""|\\?\Z)'
        r"|'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*(?:'''|\\?\Z)"
        r'|"[^"\\\r\n]*(?:\\(?:\r\n|.)[^"\\\r\n]*)*"?'
        r"|'[^'\\\r\n]*(?:\\(?:\r\n|.)[^'\\\r\n]*)*'?",
        re.DOTALL,
    )
    for found in pattern.finditer(text):
        if found[0][0] == "#" or "\n" in found[0] or "\r" in found[0]:
            yield found.span()
