"""Patterns of paths: what they match, that git agrees, and that none takes long."""

from __future__ import annotations

import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.base.globs import matches, matches_below

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*.bin", "a.bin"), ("*.bin", "x/y/a.bin"), ("a*c*e", "abcde"), ("/a", "a"),
        ("x/*.bin", "x/a.bin"), ("**/a", "a"), ("**/a", "x/y/a"), ("x/**", "x/y/z"),
        ("x/**/z", "x/z"), ("x/**/z", "x/1/2/z"), ("[a-c]?", "b9"), ("[!a]", "b"), ("[]]", "]"),
        (r"\*", "*"), ("a[", "a["), ("é", "é"), ("*", ""), ("**/x/**/y", "x/a/x/b/y"),
    ],
)  # fmt: skip
def test_matches(pattern: str, path: str) -> None:
    assert matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*.bin", "a.bin.txt"), ("x/*.bin", "x/y/a.bin"), ("x/*.bin", "z/x/a.bin"), ("/a", "x/a"),
        ("x/**", "x"), ("[a-c]", "d"), ("[!a]", "a"), (r"\*", "a"), ("", "a"), ("/", "a"),
        ("A", "a"), ("x/**/z", "x/zz"), ("a" * 301, "a" * 301), ("x", "x/y"),
    ],
)  # fmt: skip
def test_does_not_match(pattern: str, path: str) -> None:
    assert not matches(pattern, path)


def test_below() -> None:
    assert matches_below("docs", "docs/a/b.txt")
    assert matches_below("docs/", "docs/a/b.txt")
    assert matches_below("x/*", "x/y/z")
    assert not matches_below("x/*/z", "x/y")
    assert not matches_below("docs", "documents/a")


def test_none_takes_long() -> None:
    started = time.perf_counter()
    assert not matches("*a" * 149 + "b", "a" * 4096)
    assert not matches("**/" * 99 + "b", "a/" * 2000 + "a")
    assert time.perf_counter() - started < 5


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text("ab*?/[]!-", min_size=1, max_size=7), min_size=1, max_size=8))
def test_git_agrees(tmp_path: Path, patterns: list[str]) -> None:
    # What our reading leaves out on purpose: a negation, a comment, and sets that cross a slash.
    patterns = [
        p for p in patterns
        if p[0] != "!" and "//" not in p and not p.endswith("/") and "[" not in p
    ]  # fmt: skip
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    paths = ["a", "b", "ab", "a/b", "b/a", "a/b/a", "ab/ba", "a/a/b/b", "a-b", "b/ab/a"]
    for pattern in patterns:
        (tmp_path / ".gitattributes").write_text(f"{pattern} found\n")
        command = ["git", "-C", str(tmp_path), "check-attr", "found", "--", *paths]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        told = {line.split(": ")[0] for line in done.stdout.splitlines() if line.endswith(": set")}
        assert {path for path in paths if matches(pattern, path)} == told, pattern
