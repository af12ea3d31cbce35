"""Tables that never cut a word: one that is too wide for the screen becomes several."""

from __future__ import annotations

from rich import box
from rich.cells import cell_len
from rich.table import Table

from checker.base.text import is_wide
from checker.reports.wide import chunks
from checker.reports.wide_text import wrapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Literal

    from rich.text import Text

    from checker.reports.output import Output

    Side = Literal["left", "right"]

_BETWEEN = 3
"""Cells between two columns."""
_SHORT = 8
"""Cells that a column keeps on any terminal."""
_WIDE = 36
"""Cells from which on a column may wrap rather than begin another table."""


def write_table(
    output: Output,
    heads: Sequence[str],
    rows: Sequence[Sequence[Text]],
    split: bool = False,
    numbers: frozenset[int] = frozenset(),
) -> None:
    """Write a table whose cells wrap at spaces alone.

    Args:
        output: where it goes; in a pipe, long words make the table wider than the screen.
        heads: the names of the columns.
        rows: a cell for each column.
        split: whether columns that do not fit go to further tables, each with the first column.
        numbers: the columns that stand on the right.
    """
    columns = [[row[index] for row in rows] for index in range(len(heads))]
    least = [
        _widest(word for text in (head, *(c.plain for c in cells)) for word in whole_words(text))
        for head, cells in zip(heads, columns, strict=True)
    ]
    parts = [list(range(len(heads)))]
    if split:
        wish = [
            max(low, min(_WIDE, _widest((head, *(cell.plain for cell in cells)))))
            for low, head, cells in zip(least, heads, columns, strict=True)
        ]
        parts = _parts(wish, output.width)
    for part in parts:
        table = Table(box=box.SIMPLE_HEAD if output.unicode else box.ASCII2, pad_edge=False)
        room = output.width - _BETWEEN * len(part)
        low = {index: least[index] for index in part}
        if output.stream.isatty():  # a line that the terminal breaks is worse than a cut word
            names = {i: max(_SHORT, _widest(whole_words(heads[i]))) for i in part}
            low = _shrunk(_shrunk(low, names, room), dict.fromkeys(low, _SHORT), room)
        natural = {
            index: max(low[index], _widest((heads[index], *(c.plain for c in columns[index]))))
            for index in part
        }
        chosen = _shrunk(natural, low, room)
        for index, width in chosen.items():
            side: Side = "right" if index in numbers else "left"
            table.add_column(heads[index], width=width, overflow="fold", justify=side)
        for row in rows:
            table.add_row(*(wrapping(row[index]) for index in part))
        needed = sum(chosen.values()) + _BETWEEN * len(part)
        output.show(table, width=max(output.width, needed))


def _shrunk(widths: dict[int, int], least: dict[int, int], room: int) -> dict[int, int]:
    """Widths that fit into the room, made of the widest columns; none below its least."""
    widths = dict(widths)
    while sum(widths.values()) > room:
        wide = [index for index in widths if widths[index] > least[index]]
        if not wide:
            break
        widths[max(wide, key=lambda index: widths[index])] -= 1
    return widths


def _parts(widths: Sequence[int], room: int) -> list[list[int]]:
    """The columns of each table: the first of all, and as many others as fit."""
    parts = [[0]]
    used = widths[0]
    for index, width in enumerate(widths[1:], 1):
        if len(parts[-1]) > 1 and used + width + _BETWEEN > room - 2:
            parts.append([0])
            used = widths[0]
        parts[-1].append(index)
        used += width + _BETWEEN
    return parts


def padded(text: str, cells: int) -> str:
    """A text with blanks up to so many cells."""
    return text + " " * (cells - cell_len(text))


def whole_words(text: str) -> list[str]:
    """What is not to be cut: words, or single characters of Chinese."""
    return text.split() if not is_wide(text) else [text[a:b].strip() for a, b in chunks(text)]


def _widest(texts: Iterable[str]) -> int:
    return max((cell_len(text) for text in texts), default=1)
