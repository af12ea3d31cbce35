"""The numbers of our patterns are those that this Python's own compiler makes."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.base import regex
from scripts.write_patterns import listed, needed_patterns

FOLDER = Path(regex.__file__).parent / "patterns"
_sre: Any = __import__("_sre")
FILES = [FOLDER / f"{_sre.MAGIC}-{part}.txt" for part in ("clean", "more")]
here_only = pytest.mark.skipif(
    not FILES[0].exists() or sys.implementation.name != "cpython",
    reason="no patterns for this Python",
)


def keys_of(path: Path) -> list[str]:
    return [line.partition("\t")[0] for line in path.read_text("ascii").splitlines()]


@here_only
def test_every_line_is_what_the_compiler_makes() -> None:
    for path in FILES:
        version, lines = listed(sys.executable, keys_of(path))
        assert (path.name.partition("-")[0], path.read_text("ascii")) == (version, lines)


def test_every_version_lists_the_same_patterns() -> None:
    found = [
        {tuple(keys_of(path)) for path in FOLDER.glob(f"*-{p}.txt")} for p in ("clean", "more")
    ]
    [[clean], [more]] = map(list, found)
    assert not set(clean) & set(more)


@here_only
def test_what_the_examples_need_is_listed() -> None:
    clean, more = map(set, map(keys_of, FILES))
    missing = set(needed_patterns(("clean",))) - clean
    missing |= set(needed_patterns()) - clean - more
    # a few new ones cost little, and `re` reads them
    assert len(missing) <= 12, "run python -m scripts.write_patterns with each Python"


@pytest.mark.parametrize(
    "template",
    [r"\1=", r"<\2\1>", r"\1\n", r"\g<1>", r"\\", r"\10", r"\1" + "\u0663", r"\0", "", r"a\2b"],
)
def test_a_template_is_filled_as_by_re(template: str) -> None:
    pattern = r"(a)|(((((((((b)))))))))"
    ours: Any = regex
    assert ours.sub(pattern, template, "xaybz") == re.sub(pattern, template, "xaybz")
    assert ours.sub(pattern, "\\1", "aa", count=1) == "aa"


def test_a_pattern_finds_what_re_finds() -> None:
    ours: Any = regex
    assert ours.compile(r"(?P<a>x+)").search("axx")["a"] == "xx"
    assert ours.search("(?i)HTTP", "http")
    assert ours.search("b", "a") is None
    assert ours.fullmatch(r"\d+", "12")
    assert ours.match("b", "ab") is None
    assert ours.sub("a", "b", "aaa", count=2) == "bba"
    assert ours.split(",", "a,b,c", 1) == ["a", "b,c"]
    assert ours.findall("^.", "a\nb", ours.MULTILINE) == ["a", "b"]
    assert [found[0] for found in ours.finditer(".", "ab")] == ["a", "b"]
    for mark in map(chr, range(256)):
        assert ours.escape(mark) == re.escape(mark)
    for name in ("IGNORECASE", "MULTILINE", "DOTALL", "VERBOSE", "ASCII"):
        assert getattr(ours, name) == getattr(re, name)
    with pytest.raises(ours.error):
        ours.search("(", "")
