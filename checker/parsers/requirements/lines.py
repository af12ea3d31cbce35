"""A requirements file's text to logical lines, as pip's `preprocess` makes them.

Lines end where `str.splitlines` ends them; one that ends in a backslash is joined with the next;
`#` at a line's start or after white space starts a comment. What remains keeps its places.
"""

from __future__ import annotations

from bisect import bisect_right

from checker.base.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class LogicalLine:
    """One line as pip reads it, and where each of its characters stands in the file.

    Attributes:
        number: 1-based number of its first physical line.
        text: joined, without comment and surrounding white space; never empty.
    """

    __slots__ = ("_offsets", "_pieces", "number", "text")

    def __init__(
        self,
        number: int,
        text: str,
        pieces: list[tuple[int, int]],
        offsets: Sequence[int] | None,
    ) -> None:
        self.number = number
        self.text = text
        self._pieces = pieces  # (index in the text, offset in the file), ascending
        self._offsets = offsets

    @property
    def begin(self) -> int | None:
        """The offset in the file of its text; None unless that stands in the file as it is."""
        pieces = self._pieces
        return pieces[0][1] - pieces[0][0] if len(pieces) == 1 and self._offsets is None else None

    def at(self, index: int) -> int:
        """The offset in the file of the character at `index` of the text."""
        pieces = self._pieces
        piece = 0 if len(pieces) == 1 else bisect_right(pieces, (index, 1 << 62)) - 1
        offset = pieces[piece][1] + index - pieces[piece][0]
        return offset if self._offsets is None else self._offsets[offset]

    def span(self, start: int, end: int) -> Span:
        """The place in the file of a half-open range of the text."""
        if end <= start:
            at = self.at(start)
            return Span(at, at)
        if self._offsets is not None:
            return Span(self.at(start), self.at(end))
        return Span(self.at(start), self.at(end - 1) + 1)


def logical_lines(
    text: str, offsets: Sequence[int] | None = None, begin: int = 0, line_number: int = 1
) -> Iterator[LogicalLine]:
    """The logical lines of a file's text that hold more than a comment.

    Args:
        text: the text as pip decodes it.
        offsets: for each character of `text` and for its end the offset in the `Document`, where
            pip decodes the file in another way; None where both texts are the same.
        begin: where a physical line of `text` starts; those before it are passed over.
        line_number: the number of that line.
    """
    joined: list[str] = []
    pieces: list[tuple[int, int]] = []
    first = length = 0
    start = begin
    rest = text[begin:] if begin else text
    physical = zip(rest.splitlines(), rest.splitlines(keepends=True), strict=True)
    for number, (line, kept) in enumerate(physical, line_number):
        comment = line.lstrip().startswith("#")
        if not joined:
            first = number
        if line.endswith("\\") and not comment:
            # pip removes backslashes from both ends of a line that goes on.
            bare = line.strip("\\")
            pieces.append((length, start + len(line) - len(line.lstrip("\\"))))
            joined.append(bare)
            length += len(bare)
        elif joined:
            if not comment:  # a comment ends the continuation and adds nothing
                pieces.append((length, start))
                joined.append(line)
            found = _cut(first, "".join(joined), pieces, offsets)
            joined, pieces, length = [], [], 0
            if found:
                yield found
        elif not comment:
            found = _cut(number, line, [(0, start)], offsets)
            if found:
                yield found
        start += len(kept)
    if joined:
        found = _cut(first, "".join(joined), pieces, offsets)
        if found:
            yield found


def _cut(
    number: int, text: str, pieces: list[tuple[int, int]], offsets: Sequence[int] | None
) -> LogicalLine | None:
    """Remove comment and white space; None where nothing remains."""
    at = text.find("#")
    while at > 0 and not text[at - 1].isspace():
        at = text.find("#", at + 1)
    if at >= 0:
        text = text[:at]
    bare = text.strip()
    if not bare:
        return None
    if len(bare) < len(text):
        indent = len(text) - len(text.lstrip())
        pieces = [(index - indent, offset) for index, offset in pieces]
    return LogicalLine(number, bare, pieces, offsets)
