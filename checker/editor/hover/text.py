"""What a hover shows, as a value."""

from __future__ import annotations

from checker.base.records import NamedTuple


class HoverText(NamedTuple):
    """What to show, for a half-open range of the file in code points."""

    markdown: str
    start: int
    end: int
