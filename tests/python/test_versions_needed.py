"""The second witness: vermin, its cache, and what is said without it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from checker.python.syntax import vermin as module
from checker.python.syntax.cache import Cache
from checker.python.syntax.vermin import Need, versions_needed

WALRUS = b"if (n := 1): pass\n"


def test_says_what_needs_which_version() -> None:
    pytest.importorskip("vermin")
    (needs, none, broken) = versions_needed([WALRUS, b"x = 1\n", b"x = (\n"])
    assert needs.needs == (Need(1, module.NEVER, (3, 8), "named expressions"),)
    assert not none.needs
    assert not none.problem
    assert "vermin cannot read it" in broken.problem


def test_says_that_it_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_vermin", lambda: ("", ""))
    assert [each.problem for each in versions_needed([WALRUS])] == ["vermin is not installed"]


def test_many_files_come_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("vermin")
    monkeypatch.setattr(module, "PARALLEL", 4)
    sources = [b"\n" * index + WALRUS for index in range(6)]
    lines = [each.needs[0].line for each in versions_needed(sources)]
    assert lines == [1, 2, 3, 4, 5, 6]


def test_is_kept_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("vermin")
    monkeypatch.delenv("PYSPEC_CHECK_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = versions_needed([WALRUS])
    assert [path.is_file() for path in tmp_path.glob("pyspec-check/*/*")] == [True]
    monkeypatch.setattr(module, "_one", lambda _: "?not asked again")
    assert versions_needed([WALRUS]) == first
    assert versions_needed([WALRUS + b"\n"])[0].problem == "not asked again"


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files")
def test_a_cache_never_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYSPEC_CHECK_NO_CACHE")
    (tmp_path / "file").write_text("")
    for base in (tmp_path / "file", Path("/dev/null"), Path("relative")):
        monkeypatch.setenv("XDG_CACHE_HOME", str(base))
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        cache = Cache("x")
        cache.put(b"a", "b")
        assert cache.get(b"a") in (None, "b")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache = Cache("y")
    os.makedirs(cache._path(b"a"))
    cache.put(b"a", "b")
    assert cache.get(b"a") is None
    monkeypatch.setenv("PYSPEC_CHECK_NO_CACHE", "1")
    Cache("z").put(b"a", "b")
    assert not (tmp_path / "pyspec-check" / "z").exists()
