"""Styled words: they wrap as rich wraps them, and print the codes that a terminal knows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from checker.reports.styled import Styled, cells, joined

ALPHABET = st.sampled_from("ab -:→…é中文，│×") | st.characters(min_codepoint=33, max_codepoint=126)


@given(st.text(ALPHABET))
def test_cells_are_those_of_rich(text: str) -> None:
    assert cells(text) == cell_len(text)


@given(st.text(ALPHABET, max_size=120), st.integers(2, 60))
def test_lines_are_those_of_rich(text: str, width: int) -> None:
    wanted = [str(line).rstrip() for line in Text(text).wrap(Console(), width, overflow="fold")]
    found = Styled((text, "")).wrapped(width)
    assert [line.plain for line in found] == wanted
    assert all(line.cells <= width for line in found)


@given(st.lists(st.tuples(st.text(ALPHABET), st.sampled_from(["", "bold red", "dim"]))))
def test_pieces_keep_their_styles(pieces: list[tuple[str, str]]) -> None:
    whole = Styled(*pieces)
    lines = whole.wrapped(20)
    styles = {char: style for text, style in pieces for char in text if not char.isspace()}
    again = {char: style for text, style in joined(lines).pieces for char in text}
    assert styles.keys() <= again.keys() | {" "}
    assert "".join(whole.plain.split()) == "".join("".join(line.plain for line in lines).split())


def test_codes() -> None:
    words = Styled(("a ", ""), ("b", "bold red"), ("c", "dim"), ("  ", ""))
    assert words.shown(colored=True) == "a \x1b[1;31mb\x1b[0m\x1b[2mc\x1b[0m"
    assert words.shown(colored=False) == "a bc"


@pytest.mark.parametrize("signs", ["a long → line – with … signs", "plain"])
def test_rich_is_not_imported_for_plain_text(signs: str) -> None:
    program = (
        "import sys; from checker.reports.styled import Styled\n"
        f"Styled(({signs!r}, 'bold')).wrapped(10)\nprint('rich' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_a_full_report_needs_no_rich() -> None:
    top = Path(__file__).parent.parent.parent
    program = (
        "import sys; from checker.cli import main\n"
        "main(['examples/broken'])\nprint('rich' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=top, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr == "False\n"
    assert "PROC003" in done.stdout
