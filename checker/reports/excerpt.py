"""The source line of a finding, with carets under its exact span and nothing left invisible."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.records import NamedTuple
from checker.base.text import escaped
from checker.reports.styled import cell_len

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document

_TAB = "    "
_CONTEXT = 16
"""Cells that are kept before a span that lies far to the right."""


class Piece(NamedTuple):
    """A part of the shown line."""

    text: str
    escape: bool
    """Whether it stands for a character that does not show."""


class Excerpt(NamedTuple):
    """One line ready to be printed."""

    number: int
    """1-based."""
    pieces: tuple[Piece, ...]
    caret: int
    """Cells before the first caret."""
    carets: int
    """How many carets: at least one."""


class _Glyph(NamedTuple):
    text: str
    escape: bool
    cells: int
    marked: bool


def excerpt_of(document: Document, start: int, end: int, width: int) -> Excerpt:
    """The line in which the half-open span starts, cut to `width` cells around the span."""
    number, _ = document.line_column(start)
    line_start, line_end = document.line_span(number)
    starts = document.starts
    next_start = starts[number] if number < len(starts) else len(document.text)
    shown_end = max(line_end, min(end, next_start))
    # A line of megabytes: only what can be near the span is looked at.
    first = max(line_start, start - 2 * width)
    last = min(shown_end, max(start, min(end, start + 2 * width)) + 2 * width)
    secret = _secrets(document.text[first:last])
    glyphs = [
        _glyph("*" if i - first in secret else document.text[i], start <= i < end, i < start)
        for i in range(first, last)
    ]
    before = [glyph for i, glyph in enumerate(glyphs, first) if i < start]
    rest = glyphs[len(before) :]
    cut_left = first > line_start
    room = max(8, width - 2)
    marked = sum(glyph.cells for glyph in rest if glyph.marked)
    keep = max(_CONTEXT, room - marked - _CONTEXT)
    while before and sum(glyph.cells for glyph in before) > keep:
        before.pop(0)
        cut_left = True
    if all(glyph.text in (" ", _TAB) for glyph in before) and not cut_left:
        before = [glyph._replace(text=" ", cells=1) for glyph in before]
    caret = sum(glyph.cells for glyph in before) + cut_left
    kept, used = [], caret
    for glyph in rest:
        if used + glyph.cells > room:
            break
        kept.append(glyph)
        used += glyph.cells
    cut_right = len(kept) < len(rest) or last < shown_end
    carets = sum(glyph.cells for glyph in kept if glyph.marked) or 1
    pieces = [Piece("…", True)] if cut_left else []
    pieces += [Piece(glyph.text, glyph.escape) for glyph in (*before, *kept)]
    if cut_right:
        pieces.append(Piece("…", True))
    return Excerpt(number, tuple(pieces), caret, carets)


def _secrets(text: str) -> set[int]:
    """Where a password stands in an address: a report may end up in a log that many can read."""
    if "@" not in text:
        return set()
    found = re.finditer(r"://(?!git@)(?:[^/\s@:]{0,200}:)?([^/\s@]{1,200})@", text)
    return {i for match in found for i in range(*match.span(1))}


def _glyph(char: str, marked: bool, before: bool) -> _Glyph:
    if char.isprintable():
        return _Glyph(char, False, max(0, cell_len(char)), marked)
    if char == "\t" and (before or not marked):
        return _Glyph(_TAB, False, len(_TAB), marked)
    shown = escaped(char)
    return _Glyph(shown, True, len(shown), marked)
