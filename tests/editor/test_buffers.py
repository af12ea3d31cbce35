"""What a buffer stands for on disk, and where its characters are on the screen."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.base.text import Document
from checker.editor.lsp.positions import UNITS, Spot
from checker.editor.session.buffers import Buffer, Change, Form, clean, held
from checker.editor.session.columns import Columns

CHARACTERS = st.sampled_from("ab é漢😀\r\n")
TEXTS = st.lists(CHARACTERS, max_size=30).map("".join)


def buffer(text: str) -> Buffer:
    return Buffer("file:///Procfile", "/Procfile", 1, text)


def disk(data: bytes) -> Document:
    return Document("Procfile", data)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"web: x\n", "web: x\n"),
        (b"\xef\xbb\xbfweb: x\n", "web: x\n"),  # as most editors show it
        (b"\xef\xbb\xbfweb: x\n", "\ufeffweb: x\n"),  # as some do
        ("web: x\n".encode("utf-16"), "web: x\n"),
        (b"web: x\r\nweb: y\r\n", "web: x\nweb: y\n"),  # Emacs
        (b"a: x\r\nb: y\nc: z\r\n", "a: x\r\nb: y\r\nc: z\r\n"),  # VS Code evens line ends out
        (b"web: caf\xe9\n", "web: caf\xe9\n"),  # taken for Latin-1
        (b"web: caf\xe9\n", "web: caf\ufffd\n"),  # shown as UTF-8 all the same
        ("# 漢字\n".encode("gbk"), "# 漢字\n"),
    ],
)
def test_a_buffer_that_shows_the_file_stands_for_its_bytes(data: bytes, text: str) -> None:
    assert held(buffer(text), disk(data), None).data is None


@pytest.mark.parametrize(
    ("data", "shown", "changed", "expected"),
    [
        (b"web: x\n", "web: x\n", "web: y\n", b"web: y\n"),
        (b"\xef\xbb\xbfx\n", "x\n", "y\n", b"\xef\xbb\xbfy\n"),
        (b"\xef\xbb\xbfx\n", "\ufeffx\n", "\ufeffy\n", b"\xef\xbb\xbfy\n"),
        ("x\n".encode("utf-16"), "x\n", "y\n", "y\n".encode("utf-16")),
        (b"x\r\ny\r\n", "x\ny\n", "x\nz\n", b"x\r\nz\r\n"),
        (b"x\r\ny\r\n", "x\r\ny\r\n", "x\r\nz\n", b"x\r\nz\n"),
        (b"caf\xe9\n", "caf\xe9\n", "Caf\xe9\n", b"Caf\xe9\n"),
        (b"caf\xe9\n", "caf\xe9\n", "漢\n", "漢\n".encode()),
        (b"caf\xe9\n", "caf\ufffd\n", "Caf\ufffd\n", "Caf\ufffd\n".encode()),
    ],
)
def test_a_changed_buffer_is_written_as_the_file_was(
    data: bytes, shown: str, changed: str, expected: bytes
) -> None:
    form = held(buffer(shown), disk(data), None).form
    assert held(buffer(changed), disk(data), form).data == expected


def test_a_new_file_is_written_as_it_is_shown() -> None:
    assert held(buffer("a\r\n😀"), None, None).data == b"a\r\n\xf0\x9f\x98\x80"
    assert held(buffer(""), None, Form("latin-1")).data == b""


def test_lone_surrogates_are_shown_as_what_cannot_be_shown() -> None:
    assert clean("a\ud800b\udcffc") == "a\ufffdb\ufffdc"
    changed = buffer("ab").changed(2, [Change("\udc80", Spot(0, 1), Spot(0, 1))], "utf-16")
    assert changed.text == "a\ufffdb"
    assert changed.version == 2


def _outside(text: str, at: int) -> int:
    """An offset, or the one before a CRLF that it lies in."""
    return at - (at > 0 and text[at - 1 : at + 1] == "\r\n")


@given(TEXTS, st.lists(st.tuples(TEXTS, st.integers(0, 99), st.integers(0, 99)), max_size=4))
def test_changes_are_those_of_code_points(text: str, edits: list[tuple[str, int, int]]) -> None:
    """The same changes told in each unit give the same text."""
    expected = text
    told: dict[str, list[Change]] = {units: [] for units in UNITS}
    for new, *ends in edits:
        document = Document("x", expected.encode())
        start, end = (_outside(expected, min(at, len(expected))) for at in sorted(ends))
        for units, changes in told.items():
            screen = Columns(document, None, units)
            changes.append(Change(new, screen.spot(start), screen.spot(end)))
        expected = expected[:start] + new + expected[end:]
    for units, changes in told.items():
        assert buffer(text).changed(2, changes, units).text == expected


@given(st.lists(st.sampled_from([b"a", b"\xe9", b"\xff", b"\n", b"\xf0\x9f\x98\x80"]), max_size=20))
def test_the_screen_of_undecodable_bytes(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    document = disk(data)
    assume(document.undecodable is not None)
    for codec in ("latin-1", "utf-8"):
        shown = data.decode(codec, "replace")
        found = held(buffer(shown), document, None)
        assert found.data is None
        for units in UNITS:
            screen = Columns(document, found, units)
            last = Spot(-1, -1)
            for offset in range(len(document.text) + 1):
                spot = screen.spot(offset)
                assert spot >= last
                last = spot
                assert screen.spot(screen.offset(spot)) == spot


def test_a_visible_mark_takes_a_column_of_the_first_line() -> None:
    document = disk(b"\xef\xbb\xbfab\ncd")
    shown = held(buffer("\ufeffab\ncd"), document, None)
    for units, columns in (("utf-8", 3), ("utf-16", 1), ("utf-32", 1)):
        screen = Columns(document, shown, units)
        assert screen.spot(0) == Spot(0, columns)
        assert screen.offset(Spot(0, columns + 1)) == 1
        assert screen.offset(Spot(0, 0)) == 0
        assert screen.spot(4) == Spot(1, 1)
