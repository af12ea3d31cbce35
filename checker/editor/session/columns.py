"""The columns at which an editor shows the characters of a checked document."""

from __future__ import annotations

from bisect import bisect_right

from checker.editor.lsp.positions import Lines, Spot, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.base.text import Document
    from checker.editor.session.buffers import Held

_MARK = "\ufeff"


class Columns:
    """The offsets of one document as places on the screen, and back.

    Args:
        document: what was checked.
        held: the open buffer that it came from; None where the file is not open.
        units: the code units in which the editor counts.
    """

    def __init__(self, document: Document, held: Held | None, units: str) -> None:
        self._lines = Lines(document.text, units, document.starts)
        self._form = None
        self._before = 0  # columns that a visible byte-order mark takes in the first line
        if held is not None:
            text = held.buffer.text
            if text.startswith(_MARK):
                self._before = width(_MARK, units)
                text = text[1:]
            if held.form.codec and text != document.text:
                self._form = held.form

    def spot(self, offset: int) -> Spot:
        """The place of an offset in code points of the document's text."""
        spot = self._lines.spot(offset)
        if self._form is not None:
            start, end = self._lines.span(spot.line)
            shown = self._form.shown(self._lines.text[start : max(start, min(offset, end))])
            spot = Spot(spot.line, width(shown, self._lines.units))
        return spot._replace(column=spot.column + self._before) if spot.line == 0 else spot

    def offset(self, spot: Spot) -> int:
        """The offset of a place on the screen."""
        if spot.line == 0:
            spot = Spot(0, max(0, spot.column - self._before))
        form, lines = self._form, self._lines
        if form is None or not 0 <= spot.line < len(lines):
            return lines.offset(spot)
        start, end = lines.span(spot.line)
        line = lines.text[start:end]

        def shown_width(length: int) -> int:
            return width(form.shown(line[:length]), lines.units)

        return start + bisect_right(range(1, len(line) + 1), spot.column, key=shown_width)
