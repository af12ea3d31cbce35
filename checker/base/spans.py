"""Where something is in one file's text."""

from __future__ import annotations

from checker.base.records import NamedTuple


class Span(NamedTuple):
    """A half-open range of one file's text, in code points."""

    start: int
    end: int
