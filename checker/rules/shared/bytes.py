"""Bytes of a text that are not in its encoding."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.base.text import Document


def undecodable_by_line(document: Document) -> Iterator[tuple[int, str]]:
    """The first such byte of each line: its offset, and itself as `E9`."""
    for line in range(document.line_column(document.undecodable or 0)[0], len(document.starts) + 1):
        start, end = document.line_span(line)
        for at in range(start, end):
            if "\udc80" <= document.text[at] <= "\udcff":
                yield at, f"{ord(document.text[at]) - 0xDC00:02X}"
                break
