"""Words with styles, cut into lines of a width: what the full report is made of.

The same as `rich.text` for what is needed here, without importing rich, which takes as long as
checking a repository. Widths are cells; a text that is not plain Latin is measured by rich's table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ONE_CELL = str.maketrans("", "", "→…–─│×")
"""Our own signs that are not ASCII; each takes one cell."""
_CODES = {
    "bold": "1", "dim": "2", "reverse": "7",
    "red": "31", "green": "32", "magenta": "35", "cyan": "36",
}  # fmt: skip
"""What a terminal calls each word of a style."""


def cells(text: str) -> int:
    """How many cells of a terminal a printable text takes."""
    if text.isascii() or text.translate(_ONE_CELL).isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


class Styled:
    """Pieces of text, each with a style such as `bold red`; an empty style is none."""

    __slots__ = ("pieces",)

    def __init__(self, *pieces: tuple[str, str]) -> None:
        self.pieces = list(pieces)

    def add(self, text: str, style: str = "") -> None:
        """Put text at the end."""
        self.pieces.append((text, style))

    @property
    def plain(self) -> str:
        """The text alone."""
        return "".join(text for text, _ in self.pieces)

    @property
    def cells(self) -> int:
        """How many cells it takes."""
        return cells(self.plain)

    def wrapped(self, width: int) -> list[Styled]:
        """Lines of at most `width` cells; a word that is longer is cut."""
        text = self.plain
        ends = [*_breaks(text, width), len(text)]
        starts = [0, *ends[:-1]]
        return [self._part(start, end) for start, end in zip(starts, ends, strict=True)]

    def _part(self, start: int, end: int) -> Styled:
        """What stands from `start` to `end`, without blanks at its end."""
        end = start + len(self.plain[start:end].rstrip())
        found, at = Styled(), 0
        for text, style in self.pieces:
            piece = text[max(0, start - at) : max(0, end - at)]
            if piece:
                found.add(piece, style)
            at += len(text)
        return found

    def shown(self, colored: bool) -> str:
        """The text as it is printed, with or without a terminal's codes for the styles."""
        if not colored:
            return self.plain.rstrip()
        return "".join(
            f"\x1b[{';'.join(_CODES[word] for word in style.split())}m{text}\x1b[0m"
            if style
            else text
            for text, style in self.pieces
        ).rstrip()


def joined(pieces: Iterable[Styled]) -> Styled:
    """One text of several."""
    return Styled(*(piece for styled in pieces for piece in styled.pieces))


def _breaks(text: str, width: int) -> Iterator[int]:
    """Where lines after the first begin: before a word, or within one that is longer than a line.

    Blanks belong to the word before them, and may stand beyond the width.
    """
    used = 0
    for start, end, word in _words(text):
        long = cells(text[start:word])
        if used + long <= width:
            used += cells(text[start:end])
            continue
        if start:
            yield start
        used = cells(text[start:end])
        if long > width:
            used = 0
            for at in range(start, end):
                wide = cells(text[at])
                if used + wide > width:
                    if at < word:
                        yield at
                    used = 0
                used += wide


def _words(text: str) -> Iterator[tuple[int, int, int]]:
    """Each word: its start, the end of the blanks after it, its own end."""
    at, length = len(text) - len(text.lstrip()), len(text)
    start = 0
    while at < length:
        word = at
        while word < length and not text[word].isspace():
            word += 1
        end = word
        while end < length and text[end].isspace():
            end += 1
        yield start, end, word
        start = at = end
