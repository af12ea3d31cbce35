"""Syntax that is newer than the Python that runs the tool, respelt so that it can be read."""

from __future__ import annotations

import sys

from checker.base import regex as re

_GENERIC = re.compile(
    rb"^([ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+\w+)(\[[^\]\n]*\])", re.MULTILINE
)
_GENERIC_3_12 = re.compile(  # without defaults
    rb"^([ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+\w+)(\[[^\]\n=]*\])", re.MULTILINE
)
_ALIAS = re.compile(rb"^([ \t]*)type([ \t]+\w+)(\[[^\]\n]*\])?([ \t]*=)", re.MULTILINE)
_EXCEPT = re.compile(
    rb"^([ \t]*except\b\*?[ \t]*)(?![^\n]*\bas\b)([^\n:#]*,[^\n:#]*)(:)", re.MULTILINE
)
_TEMPLATE = re.compile(rb"""(?<![\w"'])(?:[tT]([rR]?)|([rR])[tT])(?=["'])""")
"""A template's text is not asked for: it is read as an f-string."""
_STARRED_EXCEPT = re.compile(rb"^([ \t]*except)[ \t]*\*(?=[ \t]*[^\s:])", re.MULTILINE)
_PLAIN_EXCEPT = re.compile(rb"^[ \t]*except\b[ \t]*[^\s*]", re.MULTILINE)
_FSTRING = re.compile(rb"""(?<![\w"'])([fF][rR]?|[rR][fF])(["'])(?!\2)""")


def older_spelling(data: bytes, python: tuple[int, int]) -> bytes | None:
    """The same source in the syntax of an older Python, lines kept; None where nothing changes."""
    new = data
    if python >= (3, 14):
        new = _EXCEPT.sub(rb"\1(\2)\3", new)
        new = _TEMPLATE.sub(rb"f\1\2", new)
    if python >= (3, 11) > sys.version_info and not _PLAIN_EXCEPT.search(new):
        new = _STARRED_EXCEPT.sub(rb"\1 ", new)
    if python >= (3, 12):
        new = (_GENERIC if python >= (3, 13) else _GENERIC_3_12).sub(rb"\1", new)
        new = _ALIAS.sub(lambda m: m.group(1) + m.group(2).lstrip() + m.group(4), new)
        new = _nested_quotes(new)
    return new if new != data else None


def _nested_quotes(data: bytes) -> bytes:
    """Write f-strings whose fields hold quotes or backslashes of their own as `str.format`."""
    parts: list[bytes] = []
    at = 0
    while (found := _FSTRING.search(data, at)) is not None:
        end, respelt = _respell(data, found)
        parts.append(data[at : found.start()])
        parts.append(respelt or data[found.start() : end])
        at = end
    parts.append(data[at:])
    return b"".join(parts)


def _respell(data: bytes, found: re.Match[bytes]) -> tuple[int, bytes]:
    """Where an f-string ends, and it as a call of `format`; empty where it may stay as it is."""
    quote, raw = found.group(2), b"r" if b"r" in found.group(1).lower() else b""
    text, field = bytearray(), bytearray()
    fields: list[bytes] = []
    i, depth, needed = found.end(), 0, False
    while i < len(data):
        char = data[i : i + 1]
        if not depth:
            if char == quote:
                body = raw + quote + bytes(text) + quote
                call = body + b".format(" + b", ".join(fields) + b")"
                return i + 1, call if needed else b""
            if char == b"\n":
                break
            if data[i : i + 2] in (b"{{", b"}}", b"\\" + quote, b"\\\\"):
                text += data[i : i + 2]
                i += 1
            elif char == b"{":
                depth, field = 1, bytearray()
            else:
                text += char
        elif char in b"([{":
            depth += 1
            field += char
        elif char == b"}" and depth == 1:
            expression, conversion = _split_field(bytes(field))
            if expression is None:
                return i + 1, b""
            fields.append(b"(" + expression + b")")
            text += b"{" + conversion + b"}"
            depth = 0
        else:
            depth -= char in b")]}"
            needed = needed or char in (quote, b"\\")
            field += char
        i += 1
    return found.end(), b""


def _split_field(field: bytes) -> tuple[bytes | None, bytes]:
    """A replacement field's expression, and its conversion and format."""
    match = re.fullmatch(rb"(.*?)((?:![rsa])?(?::[^{}'\"\\)\]]*)?)", field, re.DOTALL)
    if match is None or field.rstrip().endswith(b"="):
        return None, b""
    return match.group(1), match.group(2)
