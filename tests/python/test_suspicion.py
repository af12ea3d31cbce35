"""The first look at a text: cheap, and wrong on one side only."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.python.names.imported import Import
from checker.python.names.imports import imports_in_text
from checker.python.names.imports_in_tree import imports_in_tree
from checker.python.syntax.prefilter import may_refuse

CLEAN = '''\
"""A shop that can print its rows, and match them."""
import os
from flask import Flask, request

app = Flask(__name__)
match = {"a": 1, 'b': [2, 3]}


@app.route("/rows/<int:number>", methods=["GET"])
def rows(number, *args, **kwargs):
    # 2020-01-05, printed
    try:
        print("a", number % 7, file=None)
        return {key: value for key, value in match.items()}
    except (KeyError, ValueError) as error:
        raise RuntimeError("no {}".format(error)) from error


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=int(os.environ.get("PORT", 5000)))
'''


@pytest.mark.parametrize("python", [(3, minor) for minor in range(6, 15)])
def test_lets_a_plain_application_pass(python: tuple[int, int]) -> None:
    assert not may_refuse(CLEAN, python)
    assert not may_refuse(CLEAN.replace("\n", "\r\n"), python)


def test_f_strings_are_nothing_from_3_6_on() -> None:
    text = "name = f'{a[\"b\"]!r:>10}' + f\"\\n{a}\" + rf'{{x}}' + f'''{a}\n'''\n"
    assert may_refuse(text, (3, 5))
    assert not may_refuse(text, (3, 6))
    for nested in ("f'{d['a']}'", "f'{\"\\n\"}'", 'f"""{a # b\n}"""', "f'{ {1: 2}['a'] }'"):
        assert may_refuse(nested + "\n", (3, 11)), nested
        assert not may_refuse(nested + "\n", (3, 12)), nested


@given(st.text("from import.()\\\n\t ;:,*fF'\"{}#@=<>raise print except", max_size=300))
def test_any_text(text: str) -> None:
    for python in ((2, 7), (3, 6), (3, 14)):
        may_refuse(text, python)
    for each in imports_in_text(text):
        assert each.module or each.level


HOSTILE = ["from ", "from.", "import ", "raise (,",
           "except (", "f'{", "{[", "a[,", "def (", "@a(",
           "lambda ", ":=", "\n", "\t",
           "print ", "__future__ ", ";", "f'''{", "=:", "(\n"]  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE)
def test_takes_time_in_proportion(part: str) -> None:
    text = part * (400_000 // len(part))
    start = time.process_time()
    may_refuse(text, (3, 6))
    list(imports_in_text(text))
    may_refuse("\n".join([part * (2000 // len(part))] * 200), (3, 6))
    assert time.process_time() - start < 4


def test_imports() -> None:
    import ast

    text = (
        "import a, b.c as d\nfrom . import e\nfrom ..f import (g, # h\n    i as j)\n"
        "try:\n    import k\nexcept ImportError:\n    import l\n"
        "if x: import m\ndef n():\n    from o import p, \\\n        q\nclass R:\n    import s\n"
    )
    rough = {(each.module, each.level, each.names) for each in imports_in_text(text)}
    exact = imports_in_tree(ast.parse(text))
    assert {(each.module, each.level, each.names) for each in exact} == rough
    assert exact[0] == Import("a", 0, (), 1, 0, True, False)
    assert {each.module for each in exact if each.certain and not each.guarded} == {
        "a", "b.c", "", "f", "s",
    }  # fmt: skip
    assert {each.module for each in exact if each.guarded} == {"k", "l"}
