"""Bytes to text with a diagnosis, and offsets to lines and columns.

A file of a checked repository may hold any bytes. `Document` decodes them without ever raising and
remembers what was odd, so that a rule can name it. Offsets are code points of the decoded text,
0-based and half-open; lines and columns are 1-based. A byte-order mark at the start is not part of
the text, so columns are those that an editor shows.
"""

from __future__ import annotations

import codecs
from bisect import bisect_right

from checker.base import regex as re

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
"""Bytes that are looked at to guess UTF-16 without a mark."""


class Document:
    """One file's text and how it was encoded.

    Attributes:
        path: POSIX, relative to the root.
        data: the bytes that were read.
        size: bytes of the whole file; more than `len(data)` where the reading was bounded.
        text: the decoded text; a byte that is not UTF-8 stands in it as one code point
            U+DC80–U+DCFF (`surrogateescape`).
        encoding: `utf-8`, `utf-16-le`, `utf-16-be`, `utf-32-le` or `utf-32-be`.
        mark: whether a byte-order mark stood before the text.
    """

    __slots__ = ("_starts", "data", "encoding", "mark", "path", "size", "text")

    def __init__(self, path: str, data: bytes, size: int | None = None) -> None:
        self.path = path
        self.data = data
        self.size = len(data) if size is None else size
        self.encoding, mark_length = _encoding_of(data)
        self.mark = mark_length > 0
        body = data[mark_length:]
        if self.encoding == "utf-8":
            self.text = body.decode("utf-8", "surrogateescape")
        else:
            self.text = body.decode(self.encoding, "replace")
        self._starts: list[int] | None = None

    @property
    def complete(self) -> bool:
        """Whether all of the file was read."""
        return self.size <= len(self.data)

    @property
    def undecodable(self) -> int | None:
        """Offset of the first code point in place of a byte that is not valid in the encoding."""
        if self.encoding == "utf-8":
            if self.text.isascii():
                return None
            return next((i for i, c in enumerate(self.text) if "\udc80" <= c <= "\udcff"), None)
        at = self.text.find("\ufffd")
        return at if at >= 0 else None

    @property
    def starts(self) -> list[int]:
        """Offsets at which the lines start; a line ends at LF, CRLF or CR, as in editors."""
        if self._starts is None:
            self._starts = line_starts(self.text)
        return self._starts

    def line_column(self, offset: int) -> tuple[int, int]:
        """The 1-based line and the 1-based column in code points of an offset (clamped)."""
        starts = self.starts
        if not 0 <= offset <= len(self.text):
            offset = 0 if offset < 0 else len(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line_span(self, line: int) -> tuple[int, int]:
        """The half-open range of a 1-based line, without its end-of-line characters."""
        starts, text = self.starts, self.text
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(text)
        while end > start and text[end - 1] in "\r\n":
            end -= 1
        return start, end


def line_starts(text: str) -> list[int]:
    """Offsets at which the lines of a text start; a line ends at LF, CRLF or CR."""
    starts, at = [0], 0
    if "\r" in text:
        return [0, *(end.end() for end in re.finditer("\r\n?|\n", text))]
    while (at := text.find("\n", at) + 1) > 0:
        starts.append(at)
    return starts


def _encoding_of(data: bytes) -> tuple[str, int]:
    """The encoding and the length of the byte-order mark in bytes."""
    if data.isascii() and 0 not in data:
        return "utf-8", 0
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    sample = data[:_SAMPLE]
    if b"\0" in sample and len(sample) >= 4:
        pairs = len(sample) // 2
        # Text of ASCII in UTF-16 has a NUL as every second byte, and on one side only.
        if sample[1::2].count(0) > 0.7 * pairs and sample[::2].count(0) < 0.2 * pairs:
            return "utf-16-le", 0
        if sample[::2].count(0) > 0.7 * pairs and sample[1::2].count(0) < 0.2 * pairs:
            return "utf-16-be", 0
    return "utf-8", 0


def printable(text: str, limit: int = 0) -> str:
    r"""The text with every character that does not show made visible, on one line.

    Controls, escapes, zero-width and bidirectional marks, no-break spaces and line ends become
    `\t`, `\x1b`, `\u200b`, …; a byte that is not UTF-8 becomes `\xNN`. What is returned can be
    printed to any terminal and into any report. A positive `limit` cuts it to so many characters.
    """
    if not text.isprintable():
        text = "".join(char if char.isprintable() else escaped(char) for char in text)
    if limit and len(text) > limit:
        text = text[: limit - 1] + "…"
    return text


def is_wide(text: str) -> bool:
    """Whether a text has a character of Chinese or one of its full-width signs."""
    if text.isascii() or max(text) < "\u2e80":
        return False
    return any("\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\uffef" for char in text)


def escape_ci_commands(text: str) -> str:
    r"""Printed text in which no build server finds a command; nearly always the text itself.

    A server reads commands from what a step prints: Azure Pipelines, TeamCity and GitHub's old form
    take `##vso[…]`, `##teamcity[…]` and `##[…]` anywhere in a line, GitHub takes `::name …::` at
    its start. One of the signs is shown escaped: `#\x23vso[…]`, `\x3a:name …::`.
    """
    if "##" in text:
        text = re.sub(r"##(?=[A-Za-z]*\[)", r"#\\x23", text)
    if "::" in text:
        text = re.sub(r"(?m)^([ \t]*):(?=:[A-Za-z])", r"\1\\x3a", text)
    return text


_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def escaped(char: str) -> str:
    r"""One character as `\t`, `\x1b`, `\u200b` or `\U000e0001`; a byte not of UTF-8 as `\xNN`."""
    point = ord(char)
    if char in _SHORT:
        return _SHORT[char]
    if 0xDC80 <= point <= 0xDCFF:
        return f"\\x{point - 0xDC00:02x}"
    if point <= 0xFF:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"


def code_point(char: str) -> str:
    """A character's code point and its name, where it has one: `U+200B ZERO WIDTH SPACE`."""
    import unicodedata  # noqa: PLC0415  gate: odd characters are rare

    point = ord(char)
    if 0xDC80 <= point <= 0xDCFF:
        return f"byte 0x{point - 0xDC00:02X}"
    name = unicodedata.name(char, "") or _CONTROL_NAMES.get(point, "")
    return f"U+{point:04X} {name}".rstrip()


_CONTROL_NAMES = {
    0x00: "NUL",
    0x08: "BACKSPACE",
    0x09: "TAB",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x0D: "CARRIAGE RETURN",
    0x1A: "SUBSTITUTE (Ctrl-Z)",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
}
