"""Imports are found in texts by their word, to the same as by searching every line."""

from __future__ import annotations

import random

from checker.python.names import imports
from checker.python.names.imported import Import
from checker.python.names.imports import imports_in_text

PARTS = (
    *("import", "import ", "from ", " import ", "os", ".", "..a", "\n", "\n", "\n  ", ";", ":"),
    *("; ", ": ", "(", ")", "\\", "\\\n", "a, b", "# x", "important", "imports x", " ", "\t"),
    *("\r\n", "x = 1", 'import_module("a")', '__import__("b.c")', 'from_object("d")', "é", '"'),
)


def test_statements_are_those_of_the_pattern() -> None:
    chosen = random.Random(11)
    count = 0
    for _ in range(4000):
        text = "".join(chosen.choices(PARTS, k=chosen.randint(1, 14)))
        expected = [(each.span(), each.groups()) for each in imports._LINE.finditer(text)]
        assert expected == [(each.span(), each.groups()) for each in imports._statements(text)]
        words = ("import_module", "__import__", "from_object")
        called = [each.span() for each in imports._CALLED.finditer(text)]
        assert called == [each.span() for each in imports._beginning(imports._CALLED, words, text)]
        count += len(expected) + len(called)
    assert count > 500


def test_several_on_a_line_and_calls() -> None:
    text = "import a; import b\nif x: from .c import (d,\n  e)\nload = import_module('f.g')\n"
    assert list(imports_in_text(text)) == [
        Import("a", 0),
        Import("b", 0),
        Import("c", 1, ("d", "e")),
        Import("f.g", 0),
    ]
