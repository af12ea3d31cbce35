"""Rich's text, wrapped as Chinese is, in trees and tables."""

from __future__ import annotations

from rich.containers import Lines
from rich.measure import Measurement
from rich.text import Text

from checker.base.text import is_wide
from checker.reports.styled import cell_len
from checker.reports.wide import chunks, line_ends

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rich.console import Console, ConsoleOptions


class WideText(Text):
    """A text that wraps as Chinese does, wherever rich puts it."""

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """Its lines."""
        if options.get("no_wrap"):
            return super().wrap(console, width, **options)
        lines = Lines()
        for line in self.split(allow_blank=True):
            for part in line.divide(line_ends(line.plain, max(2, width), cell_len)):
                part.rstrip()
                lines.append(part)
        return lines

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """As narrow as its widest part that stays whole."""
        widest = max((cell_len(self.plain[a:b].rstrip()) for a, b in chunks(self.plain)), default=0)
        return Measurement(widest, cell_len(self.plain))


def wrapping(text: Text) -> Text:
    """The text, so that it wraps right if it is Chinese."""
    if not is_wide(text.plain):
        return text
    found = WideText(text.plain, style=text.style, overflow="fold")
    found.spans.extend(text.spans)
    return found
