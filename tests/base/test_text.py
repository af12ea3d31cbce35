"""Decoding with a diagnosis, and offsets to lines and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.base.text import Document, code_point, printable


@pytest.mark.parametrize(
    ("data", "encoding", "mark", "text"),
    [
        (b"web: x\n", "utf-8", False, "web: x\n"),
        (b"", "utf-8", False, ""),
        (b"\xef\xbb\xbfweb: x", "utf-8", True, "web: x"),
        (b"\xef\xbb\xbf\xef\xbb\xbfweb", "utf-8", True, "\ufeffweb"),
        ("web: x\r\n".encode("utf-16"), "utf-16-le", True, "web: x\r\n"),
        (b"\xfe\xff" + "web".encode("utf-16-be"), "utf-16-be", True, "web"),
        ("six==1.0\n".encode("utf-16-le"), "utf-16-le", False, "six==1.0\n"),
        ("six==1.0\n".encode("utf-16-be"), "utf-16-be", False, "six==1.0\n"),
        ("x".encode("utf-32"), "utf-32-le", True, "x"),
        (b"\xff\xfew", "utf-16-le", True, "\ufffd"),
        (b"a\x00b", "utf-8", False, "a\x00b"),
        ("# 中文\n".encode("gbk"), "utf-8", False, "# \udcd6\udcd0\udcce\udcc4\n"),
        ("# 中文\n".encode(), "utf-8", False, "# 中文\n"),
    ],
)
def test_decodes(data: bytes, encoding: str, mark: bool, text: str) -> None:
    document = Document("x", data)
    assert (document.encoding, document.mark, document.text) == (encoding, mark, text)


def test_finds_the_first_undecodable_byte() -> None:
    assert Document("x", b"ab\xffc").undecodable == 2
    assert Document("x", "ab中".encode()).undecodable is None
    assert Document("x", b"\xff\xfea\x00b").undecodable == 1


@given(st.binary(max_size=200))
def test_any_bytes_decode_and_places_are_within(data: bytes) -> None:
    document = Document("x", data)
    for offset in range(len(document.text) + 1):
        line, column = document.line_column(offset)
        start, end = document.line_span(line)
        assert start + column - 1 == offset
        assert offset <= end + 2
    if document.encoding == "utf-8" and not document.mark:
        assert document.text.encode("utf-8", "surrogateescape") == data


@given(st.text(alphabet="a\r\n", max_size=30))
def test_lines_end_as_in_editors(text: str) -> None:
    document = Document("x", text.encode())
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    spans = [document.line_span(number) for number in range(1, len(document.starts) + 1)]
    assert [text[start:end] for start, end in spans] == lines


@given(st.text())
def test_visible_is_printable_and_one_line(text: str) -> None:
    assert printable(text).isprintable()


def test_visible_names_what_does_not_show() -> None:
    assert printable("a\tb\x1b[31m\u200b\u202e\xa0\udcff") == (
        "a\\tb\\x1b[31m\\u200b\\u202e\\xa0\\xff"
    )
    assert printable("abcdef", 4) == "abc…"
    assert printable("日本 é") == "日本 é"


def test_code_point() -> None:
    assert code_point("\u200b") == "U+200B ZERO WIDTH SPACE"
    assert code_point("\x1a") == "U+001A SUBSTITUTE (Ctrl-Z)"
    assert code_point("\udcff") == "byte 0xFF"
