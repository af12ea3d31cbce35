"""Text tables that are searched by halves: their order, and what is found."""

from __future__ import annotations

import pytest

from checker.data import line_of, place_of, text_table

SORTED = ("stdlib/names.txt", "stdlib/modules.txt", "dependencies.txt", "django/modules.txt")


@pytest.mark.parametrize("table", SORTED)
def test_each_line_is_found(table: str) -> None:
    """The lines stand in the order of their first words, and each is found by its own."""
    lines = [line for line in text_table(table).strip("\n").split("\n") if line[0] != "#"]
    words = [line.partition(" ")[0] for line in lines]
    assert words == sorted(set(words))
    assert [line_of(table, word) for word in words] == lines


@pytest.mark.parametrize("table", SORTED)
@pytest.mark.parametrize("word", ["", "\n", " ", "!", "Zz-", "a a", "os ", "~", "é", "\U0001f40d"])
def test_what_is_not_there(table: str, word: str) -> None:
    """No line is found for what no line begins with."""
    assert line_of(table, word) is None


def test_place_of_the_first_that_comes_after() -> None:
    """The place is that of the first line that is not before the word, or of the end."""
    text = "\n# x\nb 1\nb.a 2\nc\n"
    assert [text[place_of(text, word) :][:3] for word in ("a", "b", "b.", "b/", "c", "d")] == [
        *("\nb ", "\nb ", "\nb.", "\nc\n", "\nc\n", "\n")
    ]
    assert place_of("\n\n", "a") == place_of("\n", "a") + 1 == 1
