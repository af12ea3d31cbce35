"""runtime.txt's parser: what is declared, what was meant, any bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.base.spans import Span
from checker.base.text import Document
from checker.parsers.runtime import Runtime, Shape, parse_runtime


def parse(text: str) -> Runtime:
    return parse_runtime(Document("runtime.txt", text.encode("utf-8", "surrogateescape")))


@pytest.mark.parametrize("around", ["{}", "{}\n", "{}\r\n", " {}\t\n\n", "\n{}", "\u00a0{}\u3000"])
def test_declared_however_it_is_padded(around: str) -> None:
    runtime = parse(around.format("python-3.6.10"))
    assert runtime.declared == "3.6.10"
    assert runtime.shape is Shape.EXACT
    assert runtime.document.text[slice(*runtime.at)] == "3.6.10"


@pytest.mark.parametrize(
    ("text", "shape", "version"),
    [
        ("", Shape.EMPTY, ""),
        (" \n", Shape.EMPTY, ""),
        ("Python-3.9", Shape.CASE, "3.9"),
        ("PYTHON-3.9.16", Shape.CASE, "3.9.16"),
        ("3.9.16", Shape.NO_PREFIX, "3.9.16"),
        ("v3.9", Shape.NO_PREFIX, "3.9"),
        ("python 3.9.1", Shape.SEPARATOR, "3.9.1"),
        ("python3.9", Shape.SEPARATOR, "3.9"),
        ("python==3.9.1", Shape.SEPARATOR, "3.9.1"),
        ("python_version = 3.8.2", Shape.SEPARATOR, "3.8.2"),
        ("python--3.8.2", Shape.SEPARATOR, "3.8.2"),
        ("Python 3.5.5 :: Anaconda, Inc.", Shape.SEPARATOR, "3.5.5"),
        ("python-3.9", Shape.SHORT, "3.9"),
        ("python-3.9.x", Shape.WILDCARD, "3.9"),
        ("python-3.*", Shape.WILDCARD, ""),
        ("'python-3.9.16'", Shape.QUOTED, "3.9.16"),
        ('"3.9.16"', Shape.QUOTED, "3.9.16"),
        ("python-3.9.16 # ours", Shape.TAIL, "3.9.16"),
        ("python-3.9.16rc1", Shape.TAIL, ""),
        ("python-3.6.5.2", Shape.TAIL, ""),
        ("ptyhon-3.9.16", Shape.MISSPELT, "3.9.16"),
        ("pypy-5.8.0", Shape.IMPLEMENTATION, ""),
        ("pypy3.6-7.3.1", Shape.IMPLEMENTATION, ""),
        ("# ours\npython-3.9.16\n", Shape.LINES, "3.9.16"),
        ("$ cat runtime.txt\npython-3.9.16", Shape.LINES, "3.9.16"),
        ("python-3.9.16\npython-2.7.18", Shape.LINES, ""),
        ("python-3.9.16\nflask\nredis\n", Shape.LINES, "3.9.16"),
        ("ruby-2.7.1", Shape.OTHER, ""),
        ("python", Shape.OTHER, ""),
        ("python-3", Shape.OTHER, ""),
        ("python-३.९.१६", Shape.OTHER, ""),
    ],
)
def test_shapes(text: str, shape: Shape, version: str) -> None:
    runtime = parse(text)
    assert (runtime.shape, runtime.version) == (shape, version)
    assert runtime.declared == ""


def test_odd_characters_do_not_hide_what_was_meant() -> None:
    runtime = parse("python-3.6\u200b.6")
    assert runtime.declared == ""
    assert (runtime.shape, runtime.version) == (Shape.EXACT, "3.6.6")
    assert [odd.offset for odd in runtime.odd] == [10]
    assert runtime.at == runtime.stripped


def test_raw_keeps_mark_and_utf_16() -> None:
    marked = parse_runtime(Document("runtime.txt", b"\xef\xbb\xbfpython-3.6.6"))
    wide = parse_runtime(Document("runtime.txt", "python-3.6.6".encode("utf-16")))
    assert marked.raw == "\ufeffpython-3.6.6"
    assert wide.raw != wide.document.text
    for runtime in (marked, wide):
        assert (runtime.shape, runtime.version, runtime.declared) == (Shape.EXACT, "3.6.6", "")


def test_trailing_is_what_stands_on_the_line_behind_it() -> None:
    assert parse("python-3.6.6 \r\n\n").trailing == Span(12, 14)
    assert parse("python-3.6.6\n\n").trailing == Span(12, 12)


PLAIN = [
    "python",
    "Python",
    "pypy",
    "-",
    "3",
    ".",
    "6",
    "10",
    " ",
    "\n",
    "\r\n",
    "'",
    "#",
    "x",
    "*",
]
UNUSUAL = ["\u00a0", "\u200b", "\0", "é", "\udcff", "३", "\t", "$", "::"]
PIECES = st.sampled_from([*PLAIN, *UNUSUAL])


@given(st.one_of(st.binary(max_size=120), st.lists(PIECES, max_size=20).map("".join)))
def test_any_bytes(given: bytes | str) -> None:
    data = given if isinstance(given, bytes) else given.encode("utf-8", "surrogateescape")
    runtime = parse_runtime(Document("runtime.txt", data))
    text = runtime.document.text
    assert text[slice(*runtime.stripped)] == text.strip()
    if runtime.declared:
        assert text.strip() == f"python-{runtime.declared}"
    if runtime.version and not runtime.odd:
        assert text[slice(*runtime.at)] == runtime.version
    for odd in runtime.odd:
        assert text[odd.offset] == odd.char
    assert 0 <= runtime.trailing.start <= runtime.trailing.end <= len(text)
