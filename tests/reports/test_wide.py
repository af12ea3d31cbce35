"""Chinese text wraps between its characters, at any width, in our own text and in rich's."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import get_character_cell_size
from rich.console import Console
from rich.text import Text as RichText

from checker.reports.styled import Text, cell_len, wrapped
from checker.reports.wide_text import wrapping

SENTENCE = (
    "Procfile 以 `release:` 开头 → 构建器会在前面加上 `web: `，构建失败（见 `a/b.md` 第 3 行）。"
)
LETTERS = st.sampled_from([*"ab cd `。，（）：构建失败的组件", "→", "`pip install x`", "ｗ"])


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_a_sentence_wraps_as_it_is_written(width: int) -> None:
    lines = [line.plain for line in wrapped(Text(SENTENCE), width)]
    assert all(cell_len(line) <= width for line in lines)
    assert not any(line[0] in "，。：）" for line in lines)
    assert not any(line[-1] == "（" for line in lines)
    assert any("`a/b.md`" in line for line in lines)
    assert "".join(lines).replace(" ", "") == SENTENCE.replace(" ", "")
    # No line ends long before it must.
    assert len(lines) <= -(-cell_len(SENTENCE) // (width - 8))


def test_long_code_does_not_make_code_of_what_follows_it() -> None:
    code = "`git+ssh://***@github.com/example/shop-theme.git#egg=shop-theme`"
    text = f"{code} 通过 ssh 克隆 → 构建环境没有密钥，报错 `Host key verification failed` 并中止"
    for width in range(70, 110):
        lines = [line.plain for line in wrapped(Text(text), width)]
        assert not any(line[0] in "，。：）" for line in lines)
        assert any("`Host key verification failed`" in line for line in lines)


@settings(max_examples=200, deadline=None)
@given(words=st.lists(LETTERS, min_size=1, max_size=60).map("".join), width=st.integers(8, 60))
def test_nothing_is_lost_and_nothing_is_too_wide(words: str, width: int) -> None:
    lines = [line.plain for line in wrapped(Text(words), width)]
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize("width", [24, 40, 80])
def test_rich_draws_it_in_the_same_lines(width: int) -> None:
    console = Console(file=io.StringIO(), width=width, legacy_windows=False)
    drawn = wrapping(RichText(SENTENCE)).wrap(console, width)
    assert [line.plain for line in drawn] == [line.plain for line in wrapped(Text(SENTENCE), width)]


def test_english_text_is_rich_s_own() -> None:
    text = RichText("the build fails")
    assert wrapping(text) is text


def test_cells_are_rich_s_own_for_every_character() -> None:
    # `wrapped` puts U+E000 in place of a space; lone surrogates are no text
    codes = [*range(0x20, 0x7F), *range(0xA0, 0xD800), *range(0xE001, 0x20000, 7)]
    wrong = [
        hex(code) for code in codes if cell_len(chr(code)) != get_character_cell_size(chr(code))
    ]
    assert not wrong
