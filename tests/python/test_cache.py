"""What was read of a source is kept by content, and never fails a run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from checker.python.syntax import cache as module
from checker.python.syntax.cache import Cache, fingerprint


def test_the_key_covers_the_files_that_a_reading_rests_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also `names/imports.py`: a cache that does not see its change would give old imports."""
    for name in ("syntax/cache.py", "syntax/parse.py", "names/imports.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x = 1\n")
    monkeypatch.setattr(module, "__file__", str(tmp_path / "syntax" / "cache.py"))
    seen = {fingerprint()}
    for name in ("syntax/parse.py", "names/imports.py"):
        (tmp_path / name).write_text("x = 12\n")
        assert fingerprint() not in seen
        seen.add(fingerprint())


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
