"""Our own styled text draws what rich draws, to the byte."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len as cells_of_rich
from rich.console import Console
from rich.text import Text as RichText

from checker.reports.output import Output
from checker.reports.styled import Text, cell_len, folded, wrapped

STYLES = (
    "",
    "bold",
    "dim",
    "bold red",
    "bold dim",
    "green",
    "reverse",
    "bold cyan link https://a/b",
)
LETTERS = st.sampled_from([*"ab cd  ef`-→│…é", "\ue000", "한", "😀", "e\u0301"])
"""Not Chinese, which wraps between its characters (`test_wide`), as rich does not."""
WORDS = st.lists(LETTERS, min_size=1, max_size=40).map("".join)
PIECES = st.lists(st.tuples(WORDS, st.sampled_from(STYLES)), max_size=4)


def console(width: int, colored: bool) -> Console:
    return Console(
        file=io.StringIO(), width=width, color_system="standard" if colored else None,
        force_terminal=colored, no_color=not colored, legacy_windows=False,
        markup=False, emoji=False, highlight=False,
    )  # fmt: skip


def by_rich(pieces: list[tuple[str, str]], width: int, colored: bool, wrap: bool) -> str:
    made = console(width, colored)
    made.print(
        RichText.assemble(*pieces),
        crop=False,
        no_wrap=not wrap,
        overflow=None if wrap else "ignore",
    )
    file: Any = made.file
    text = re.sub(r"\x1b\]8;id=[^;]*;", "\x1b]8;;", file.getvalue())
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def by_ours(pieces: list[tuple[str, str]], width: int, colored: bool, wrap: bool) -> str:
    stream = io.StringIO()
    output = Output(stream, "always" if colored else "never")
    output.show(Text.assemble(*pieces), wrap, width)
    return stream.getvalue()


@pytest.mark.parametrize("colored", [True, False])
@pytest.mark.parametrize("wrap", [True, False])
@settings(max_examples=60, deadline=None)
@given(pieces=PIECES, width=st.integers(8, 60))
def test_what_is_shown_is_rich_s_picture(
    pieces: list[tuple[str, str]], width: int, wrap: bool, colored: bool
) -> None:
    assert by_ours(pieces, width, colored, wrap) == by_rich(pieces, width, colored, wrap)


@settings(max_examples=100, deadline=None)
@given(pieces=PIECES, width=st.integers(8, 60))
def test_folding_and_cutting_are_rich_s(pieces: list[tuple[str, str]], width: int) -> None:
    text, theirs = Text.assemble(*pieces), RichText.assemble(*pieces)
    lines = theirs.wrap(console(width, False), width, overflow="fold")
    assert [line.plain for line in folded(text, width)] == [line.plain for line in lines]
    theirs.truncate(width, overflow="ellipsis")
    assert text.truncated(width).plain == theirs.plain
    assert text.cell_len == cells_of_rich(text.plain)


@settings(max_examples=100, deadline=None)
@given(pieces=PIECES, width=st.integers(0, 40))
def test_wrapping_keeps_every_word_and_its_style(pieces: list[tuple[str, str]], width: int) -> None:
    pieces = [(words.replace("\ue000", ""), style) for words, style in pieces]
    text = Text.assemble(*pieces)
    lines = wrapped(text, width)
    shown = [(char, style) for line in lines for words, style in line.pieces for char in words]
    before = [(char, style) for words, style in text.pieces for char in words]
    assert [each for each in shown if each[0] != " "] == [e for e in before if e[0] != " "]
    assert all(line.plain == line.plain.rstrip() for line in lines)
    assert all(line.cell_len <= max(8, width) for line in lines)
    assert not any(line.plain.startswith(" ") for line in lines[1:])


def test_short_code_stays_on_one_line() -> None:
    text = Text("write `a b c` and `" + "d " * 20 + "`")
    assert [line.plain for line in wrapped(text, 10)][:2] == ["write", "`a b c`"]


@pytest.mark.parametrize("words", ["abc", "é–…→│", "日本", "e\u0301", "", "\t", "a\x7fb", "\xad"])
def test_the_columns_of_words(words: str) -> None:
    assert cell_len(words) == cells_of_rich(words)


def test_the_parts_of_a_text() -> None:
    text = Text.assemble("ab", ("cd", "bold"), Text("ef", "dim"))
    assert text.part(1, 5).pieces == [("b", ""), ("cd", "bold"), ("e", "dim")]
    assert text.part(3).pieces == [("d", "bold"), ("ef", "dim")]
    assert text.part(9).pieces == []
    assert [line.plain for line in Text("a\n\nb\n").lines()] == ["a", "", "b", ""]
