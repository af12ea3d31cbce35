"""Where reports go: a text stream, with or without colours, of a known width."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import RenderableType

_DEFAULT_WIDTH = 80
_LEAST_WIDTH = 40


class Output:
    """A stream and how to write on it.

    Args:
        stream: where text goes.
        color: `auto` (a terminal, unless `NO_COLOR`; or `FORCE_COLOR`), `always` or `never`.
        quiet: findings only.
    """

    def __init__(self, stream: TextIO, color: str = "auto", quiet: bool = False) -> None:
        self.stream = stream
        self.quiet = quiet
        self._color = color

    def line(self, text: str = "") -> None:
        """Write one line as it is."""
        self.stream.write(text + "\n")

    @property
    def unicode(self) -> bool:
        """Whether the stream can carry lines and dots that are not ASCII."""
        return "utf" in (self.stream.encoding or "utf-8").lower()

    @property
    def colored(self) -> bool:
        """Whether to colour: what the user asked for, else the environment, else a terminal."""
        if self._color != "auto":
            return self._color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return self.stream.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")

    @property
    def width(self) -> int:
        """Columns of the stream."""
        return width_of(self.stream)

    def show(self, renderable: RenderableType, wrap: bool = True) -> None:
        """Print text or a table with rich, without blanks at the lines' ends.

        No markup, no emoji codes and no highlighting: what comes from a repository stays text.
        """
        from io import StringIO

        from rich.console import Console

        buffer = StringIO()
        console = Console(
            file=buffer,
            width=self.width,
            color_system="standard" if self.colored else None,
            force_terminal=self.colored,
            no_color=not self.colored,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )
        console.print(renderable, crop=not wrap, no_wrap=not wrap, overflow=None)
        for line in buffer.getvalue().splitlines():
            self.line(line.rstrip())


def width_of(stream: TextIO) -> int:
    """Columns of a stream: `COLUMNS`, else the terminal's, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0:
        return max(_LEAST_WIDTH, int(columns))
    try:
        width = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        width = 0
    return max(_LEAST_WIDTH, width) if width else _DEFAULT_WIDTH
