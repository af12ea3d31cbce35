"""How pip decodes a requirements file, beside how `Document` does.

pip takes a byte-order mark, else a PEP 263 comment (`# -*- coding: gbk -*-`) in the first two
lines, else UTF-8, and gives up where a byte does not fit (F38).
"""

from __future__ import annotations

import codecs

from checker.base import regex as re
from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.base.text import Document

NOT_DECODABLE = "not decodable"
"""A byte does not fit the encoding that pip takes."""
NO_MARK = "utf-16 without a mark"
"""pip reads UTF-16 as UTF-8 and finds NUL in every line."""
UNKNOWN_CODING = "unknown coding"
"""The coding comment names an encoding that Python does not have."""

NO_TEXT = "not a text encoding"
"""The coding comment names a codec such as `rot13`, which Python 2 alone decodes files with."""

_SUPERSETS = (
    r"(ascii|iso8859-\d+|cp\d+|gbk|gb2312|gb18030|big5|big5hkscs|shift_jis\w*|euc_\w+|johab"
    r"|koi8-\w|kz1048|mac-\w+|ptcp154|tis-620)"
)
"""Encodings of Python's in which ASCII is ASCII and no state is kept; others are not followed."""


class Decoded(NamedTuple):
    """The text as pip sees it."""

    text: str
    offsets: Sequence[int] | None = None
    """Offset in the document's text of each character and of the end; None: the same text."""
    problem: str = ""
    """Empty, or one of this module's constants."""
    coding: str = ""
    """The encoding that a coding comment names."""


def decode(document: Document) -> Decoded:
    """The document's text as pip decodes its bytes; never raises."""
    text = document.text
    if document.mark:
        return Decoded(text, problem=NOT_DECODABLE if _broken(document) else "")
    if document.encoding != "utf-8":
        return Decoded(text, problem=NO_MARK)
    if text.isascii() and not text.startswith("#") and "\n#" not in text[:4096]:
        return Decoded(text)
    name = _coding(document.data)
    if not name:
        return Decoded(text, problem=NOT_DECODABLE if _broken(document) else "")
    return _as_declared(document, name)


def _broken(document: Document) -> bool:
    """Whether the bytes (after a mark) do not fit the encoding of the document."""
    at = document.undecodable
    if at is None:
        return False
    if document.encoding == "utf-8":
        # Where the reading was bounded, it may have ended within a character.
        return document.complete or at < len(document.text) - 3
    try:  # U+FFFD may stand in the file itself
        document.data.decode(document.encoding)
    except UnicodeDecodeError:
        return document.complete
    return False


def _coding(data: bytes) -> str:
    """The encoding named in the first two lines, as pip looks for it."""
    for line in data[:4096].split(b"\n")[:2]:
        if line.startswith(b"#"):
            found = re.search(rb"coding[:=]\s*([-\w.]+)", line)
            if found:
                return found[1].decode("ascii")
    return ""


def _as_declared(document: Document, name: str) -> Decoded:
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return Decoded(document.text, problem=UNKNOWN_CODING, coding=name)
    if not getattr(codec, "_is_text_encoding", True):
        return Decoded(document.text, problem=NO_TEXT, coding=name)
    if codec.name.startswith(("utf-16", "utf-32")):  # it would not be found in such a file
        return Decoded(document.text, problem=NOT_DECODABLE, coding=name)
    if codec.name in ("utf-8", "utf-8-sig"):
        problem = NOT_DECODABLE if _broken(document) else ""
        return Decoded(document.text, problem=problem, coding=name)
    if not re.fullmatch(_SUPERSETS, codec.name) or document.text.isascii():
        return Decoded(document.text, coding=name)
    try:
        text = document.data.decode(codec.name)
        offsets = _offsets(document.text, text, codec.name)
    except UnicodeError:
        problem = NOT_DECODABLE if document.complete else ""
        return Decoded(document.text, problem=problem, coding=name)
    if offsets is None:
        return Decoded(document.text, coding=name)
    return Decoded(text, offsets, coding=name)


def _offsets(shown: str, text: str, codec: str) -> list[int] | None:
    """For each character of `text` and its end, the offset of its first byte in `shown`.

    Both are decodings of the same bytes; `shown` is UTF-8 with `surrogateescape`. None where the
    characters' own encodings do not add up to the bytes.
    """
    at_byte: list[int] = []
    for offset, char in enumerate(shown):
        at_byte += [offset] * len(char.encode("utf-8", "surrogateescape"))
    at_byte.append(len(shown))
    offsets, byte = [], 0
    for char in text:
        if byte >= len(at_byte):
            return None
        offsets.append(at_byte[byte])
        byte += len(char.encode(codec))
    if byte != len(at_byte) - 1:
        return None
    offsets.append(len(shown))
    return offsets
