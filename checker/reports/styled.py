"""Styled text in lines: pieces of one style each, measured in cells, wrapped, shown in colours.

The reports that most runs print are made of this alone: importing rich would cost more than the
check. The picture is rich's, to the byte (a test compares them); for characters that are not one
cell wide, rich's own tables are asked. Trees and tables are drawn by rich itself.

A style is words as rich has them: `bold`, `dim`, `reverse`, a colour, and at last `link ADDRESS`.
"""

from __future__ import annotations

from checker.base import regex as re
from checker.base.text import is_wide

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CODE = re.compile(r"`[^`\n]*`")
_SHORT = 34
"""Characters of code that stays on one line, its backticks included."""
_GLUE = "\ue000"
"""Stands for a space that is no place to wrap; no printable text has it."""
_WORD = re.compile(r"\s*\S+\s*")
_NARROW = re.compile(r"[ -~\xa0-\xac\xae-\u02ff–…→─│\ue000]*")
"""Texts of characters that are one cell wide: those of our words, and of most repositories."""
_KNOWN = re.compile(
    r"[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027→─│\ue000\u3000-\u3029\u3041-\u3096\u30a0-\u30ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60\uffe0-\uffe6]*"
)
"""The same with letters of East Asia and full-width signs, which are two cells wide."""
_LEAST = 8
"""Cells that a line has at least."""
_ESCAPES = {
    word: str(number)
    for number, word in (
        *((1, "bold"), (2, "dim"), (7, "reverse"), (31, "red"), (32, "green")),
        *((33, "yellow"), (34, "blue"), (36, "cyan")),
    )
}
"""What a terminal is sent for each word of a style, attributes first."""


class Text:
    """Words with their styles; a line, unless they have line ends.

    Attributes:
        pieces: the words, and each one's style; no piece is empty.
    """

    __slots__ = ("pieces",)

    def __init__(self, words: str = "", style: str = "") -> None:
        self.pieces = [(words, style)] if words else []

    @staticmethod
    def assemble(*parts: str | tuple[str, str] | Text) -> Text:
        """The text of words, of words with a style, and of other texts."""
        text = Text()
        for part in parts:
            if isinstance(part, Text):
                text.pieces += part.pieces
            elif isinstance(part, str):
                text.append(part)
            else:
                text.append(*part)
        return text

    def append(self, words: str, style: str = "") -> Text:
        """Add words at the end, and return the text itself."""
        if words:
            self.pieces.append((words, style))
        return self

    @property
    def plain(self) -> str:
        """The words without their styles."""
        return "".join([words for words, _ in self.pieces])

    @property
    def cell_len(self) -> int:
        """The columns that it takes."""
        return cell_len(self.plain)

    def part(self, start: int, end: int | None = None) -> Text:
        """The characters of a half-open range."""
        text, at = Text(), 0
        for words, style in self.pieces:
            last = len(words) if end is None else end - at
            if last <= 0:
                break
            text.append(words[max(0, start - at) : last], style)
            at += len(words)
        return text

    def truncated(self, width: int) -> Text:
        """Itself, or its beginning and `…` if it takes more than `width` cells."""
        plain = self.plain
        if cell_len(plain) <= width:
            return self
        if _is_narrow(plain):
            kept = plain[: max(0, width - 1)]
        else:
            from rich.cells import set_cell_size  # noqa: PLC0415  gate: wide characters

            kept = set_cell_size(plain, width - 1)
        kept += "…"
        text, at = Text(), 0
        for words, style in self.pieces:  # a wide character that was cut is a space in its place
            text.append(kept[at : at + len(words)], style)
            at += len(words)
        return text.append(kept[at:])

    def without_leading_blanks(self) -> Text:
        """What is left after the spaces that it begins with."""
        plain = self.plain
        return self.part(len(plain) - len(plain.lstrip(" ")))

    def lines(self) -> Iterator[Text]:
        """The lines of a text that has line ends; one for a text without any."""
        plain, start = self.plain, 0
        while (end := plain.find("\n", start)) >= 0:
            yield self.part(start, end)
            start = end + 1
        yield self.part(start) if start else self

    def shown(self, colored: bool) -> str:
        """What is written: the words, for a coloured terminal between its escape sequences."""
        return "".join([_shown(*piece) for piece in self.pieces]) if colored else self.plain


def _shown(words: str, style: str) -> str:
    if not style:
        return words
    names, _, address = style.partition("link ")
    codes = ";".join([_ESCAPES[name] for name in _ESCAPES if name in names.split()])
    if codes:
        words = f"\x1b[{codes}m{words}\x1b[0m"
    return f"\x1b]8;;{address}\x1b\\{words}\x1b]8;;\x1b\\" if address else words


def cell_len(words: str) -> int:
    """The columns that words take on a terminal."""
    if _is_narrow(words):
        return len(words)
    if _KNOWN.fullmatch(words):
        return len(words) + sum([char >= "\u3000" and char != _GLUE for char in words])
    from rich.cells import cell_len as measured  # noqa: PLC0415  gate: wide characters

    return measured(words)


def _is_narrow(words: str) -> bool:
    if words.isascii() and words.isprintable():
        return True
    return _NARROW.fullmatch(words) is not None


def folded(text: Text, width: int) -> Iterator[Text]:
    """A text as lines of at most `width` cells; a word that is longer is cut.

    A line keeps the blanks that still fit behind its last word.
    """
    for line in text.lines():
        plain, start = line.plain, 0
        breaks = _breaks(plain, width) if cell_len(plain.rstrip()) > width else []
        for end in (*breaks, len(plain)):
            yield line.part(start, start + _end(plain[start:end], width))
            start = end


def _end(words: str, width: int) -> int:
    """Where a line ends: blanks beyond its width, in characters or cells, are left out."""
    kept = len(words.rstrip())
    while len(words) > kept and (len(words) > width or cell_len(words) > width):
        words = words[:-1]
    return len(words)


def _breaks(plain: str, width: int) -> list[int]:
    """Where lines after the first begin."""
    if is_wide(plain):
        from checker.reports.wide import line_ends  # noqa: PLC0415  gate: for Chinese

        return line_ends(plain, width, cell_len)
    found: list[int] = []
    used = 0
    for match in _WORD.finditer(plain):
        start, word = match.start(), match[0]
        length = cell_len(word.rstrip())
        if length <= width - used:
            used += cell_len(word)
        elif length <= width:
            if used and start:
                found.append(start)
                used = cell_len(word)
        else:
            for piece in _chopped(word, width):
                if start:
                    found.append(start)
                start += len(piece)
                used = cell_len(piece)
    return found


def _chopped(word: str, width: int) -> Iterable[str]:
    if _is_narrow(word):
        return [word[at : at + width] for at in range(0, len(word), width)]
    from rich.cells import chop_cells  # noqa: PLC0415  gate: wide characters

    return chop_cells(word, width)


def wrapped(text: Text, width: int) -> list[Text]:
    """A text as lines of at most `width` cells; a word that is longer is cut.

    What stands between backticks is to be copied, so it is one word where it is short. No line
    ends with a blank, and only the first may begin with one.
    """
    plain = text.plain
    if "\n" not in plain and cell_len(plain) <= max(_LEAST, width):
        return [text.part(0, len(plain.rstrip()))]
    glued, at = Text(), 0
    words = _CODE.sub(
        lambda code: code[0].replace(" ", _GLUE) if len(code[0]) <= _SHORT else code[0], plain
    )
    for piece, style in text.pieces:
        glued.append(words[at : at + len(piece)], style)
        at += len(piece)
    lines: list[Text] = []
    for line in folded(glued, max(_LEAST, width)):
        line.pieces = [(piece.replace(_GLUE, " "), style) for piece, style in line.pieces]
        kept = line.without_leading_blanks() if lines else line
        lines.append(kept.part(0, len(kept.plain.rstrip())))
    return lines
