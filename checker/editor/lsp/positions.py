"""Lines and columns as editors count them, and code points.

An editor counts lines from 0 and columns in the code units of one encoding: UTF-8 bytes, UTF-16
units or code points ("UTF-32"). Everything else here counts code points of a text.
"""

from __future__ import annotations

from bisect import bisect_right

from checker.base.records import NamedTuple
from checker.base.text import line_starts

UNITS = ("utf-8", "utf-16", "utf-32")
"""The encodings in whose code units an editor may count."""


class Spot(NamedTuple):
    """A place in a text, both numbers from 0."""

    line: int
    column: int
    """In code units."""


def width(text: str, units: str) -> int:
    """The code units that a text takes; a lone surrogate counts as the U+FFFD that is shown."""
    if units == "utf-32" or text.isascii():
        return len(text)
    if units == "utf-16":
        return len(text) + sum(char > "\uffff" for char in text)
    return len(text.encode("utf-8", "surrogatepass"))


def code_points(line: str, column: int, units: str) -> int:
    """How many whole characters of a line lie before a column; all of them where it lies beyond."""
    column = max(column, 0)
    if units == "utf-32" or line.isascii():
        return min(column, len(line))
    if width(line, units) <= column:
        return len(line)
    for number, char in enumerate(line):
        column -= width(char, units)
        if column < 0:
            return number
    return len(line)


class Lines:
    """A text by its lines.

    Args:
        text: it ends a line at LF, CRLF or CR, as the protocol has it.
        units: one of `UNITS`.
    """

    __slots__ = ("_starts", "text", "units")

    def __init__(self, text: str, units: str, starts: list[int] | None = None) -> None:
        self.text = text
        self.units = units
        self._starts = line_starts(text) if starts is None else starts

    def __len__(self) -> int:
        return len(self._starts)

    def span(self, line: int) -> tuple[int, int]:
        """The half-open range of a line from 0, without its end-of-line characters."""
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return start, end

    def spot(self, offset: int) -> Spot:
        """The place of an offset (clamped); within a line's end that is where the line ends."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        start, end = self.span(line)
        return Spot(line, width(self.text[start : min(offset, end)], self.units))

    def offset(self, spot: Spot) -> int:
        """The offset of a place; beyond a line's end it is that end, beyond the text its end."""
        if spot.line < 0:
            return 0
        if spot.line >= len(self._starts):
            return len(self.text)
        start, end = self.span(spot.line)
        return start + code_points(self.text[start:end], spot.column, self.units)
