"""Columns in each unit, and offsets: there and back, whatever the text holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.editor.lsp.positions import UNITS, Lines, Spot, code_points, width

CHARACTERS = st.sampled_from("a é漢😀\t\u200b\ufeff\ud800\udc80\u2028\x85\x0c\r\n")
TEXTS = st.lists(CHARACTERS, max_size=40).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0, 0, 0)),
        ("abc", (3, 3, 3)),
        ("é", (2, 1, 1)),
        ("漢字", (6, 2, 2)),
        ("😀", (4, 2, 1)),
        ("\udc80", (3, 1, 1)),
        ("a😀é", (7, 4, 3)),
    ],
)
def test_width(text: str, expected: tuple[int, int, int]) -> None:
    assert tuple(width(text, units) for units in UNITS) == expected


@pytest.mark.parametrize(("units", "columns"), [("utf-8", 5), ("utf-16", 3), ("utf-32", 2)])
def test_a_column_within_a_character_is_before_it(units: str, columns: int) -> None:
    line = "a😀b"
    assert code_points(line, columns, units) == 2
    for column in range(2, columns):
        assert code_points(line, column, units) == 1
    assert code_points(line, -5, units) == 0
    assert code_points(line, 10**9, units) == 3


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", [(0, 0)]),
        ("a\rb", [(0, 1), (2, 3)]),
        ("a\r\n", [(0, 1), (3, 3)]),
        ("\r", [(0, 0), (1, 1)]),
        ("x\r\r\n", [(0, 1), (2, 2), (4, 4)]),
        ("a\u2028b\x85c\x0cd\n", [(0, 7), (8, 8)]),
    ],
)
def test_lines_end_where_the_protocol_ends_them(text: str, spans: list[tuple[int, int]]) -> None:
    lines = Lines(text, "utf-16")
    assert [lines.span(number) for number in range(len(lines))] == spans


@given(TEXTS, st.sampled_from(UNITS))
def test_every_offset_comes_back(text: str, units: str) -> None:
    lines = Lines(text, units)
    for offset in range(len(text) + 1):
        spot = lines.spot(offset)
        within_an_end = text[offset - 1 : offset + 1] == "\r\n" and offset > 0
        assert lines.offset(spot) == (offset - 1 if within_an_end else offset)


@given(TEXTS, st.sampled_from(UNITS), st.integers(-3, 60), st.integers(-3, 60))
def test_any_place_is_some_offset(text: str, units: str, line: int, column: int) -> None:
    lines = Lines(text, units)
    offset = lines.offset(Spot(line, column))
    assert 0 <= offset <= len(text)
    assert lines.offset(lines.spot(offset)) == offset
