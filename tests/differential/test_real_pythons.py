"""PY001 and PY003 against real interpreters: what they compile is read, what they refuse is not."""

from __future__ import annotations

import pytest

from checker.python.syntax.parse import parse
from checker.python.syntax.prefilter import may_refuse
from checker.python.syntax.syntax_error import Kind, syntax_error_of
from tests.differential.interpreters import VERSIONS, ask, version
from tests.differential.python_sources import sources

PROGRAM = r"""
import json, os, sys, tempfile, warnings
warnings.simplefilter("ignore")
sys.dont_write_bytecode = True
def takes(data):
    if sys.version_info[0] == 2 and not data.startswith(b"\xef\xbb\xbf"):
        # `compile` does not look for an encoding there; the import of a file does
        head = data.split(b"\n")[:2]
        if any(ord(c) > 127 for c in data) and not any(b"coding" in line for line in head):
            return False
    try:
        compile(data, "source.py", "exec", 0, 1)
    except (SyntaxError, ValueError):
        return False
    return True
asked = json.load(sys.stdin)
sys.stdout.write(json.dumps([takes(source.encode("utf-8")) for source in asked]))
"""


@pytest.mark.parametrize("python", VERSIONS)
def test_agrees_with_the_interpreter(python: str) -> None:
    texts = sources(1)
    taken = ask(python, PROGRAM, texts)
    number = version(python)
    wrong, missed, silent, refused = [], [], [], 0
    for text, takes in zip(texts, taken, strict=True):
        data = text.encode()
        syntax_error = syntax_error_of(data, number, parse(data, number))
        certain = (
            syntax_error is not None
            and syntax_error.certain
            and syntax_error.kind is not Kind.UNREADABLE
        )
        if certain and takes:
            wrong.append((text, syntax_error))
        if syntax_error is None and not takes:
            missed.append(text)
        if certain and not takes:
            refused += 1
            newer = syntax_error is not None and syntax_error.kind in (Kind.NEWER, Kind.PYTHON_2)
            if newer and not may_refuse(text.removeprefix("\ufeff"), number):
                silent.append((text, syntax_error))
    assert not wrong
    assert not silent  # the first look lets them pass
    # What is not told apart is silence, and stays rare.
    assert len(missed) <= refused // 20, missed
