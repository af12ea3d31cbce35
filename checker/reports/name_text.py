"""Names and paths in a table, broken after one of their signs where there is no room for them."""

from __future__ import annotations

from rich.cells import cell_len
from rich.containers import Lines
from rich.text import Text

from checker.base import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rich.console import Console

_PARTS = r"[^/_\-+.]*[/_\-+.]+|[^/_\-+.]+"


class NameText(Text):
    """A path or a name, which has no blanks to be broken at."""

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """Its lines."""
        if options.get("no_wrap"):
            return super().wrap(console, width, **options)
        ends: list[int] = []
        begin = at = 0
        for part in re.findall(_PARTS, self.plain):
            if at > begin and cell_len(self.plain[begin : at + len(part)]) > width:
                ends.append(at)
                begin = at
            at += len(part)
        lines = Lines()
        for line in self.divide(ends):
            lines.extend(Text.wrap(Text(line.plain), console, width, **options))
        return lines
