"""What is kept of a source: its imports or its refusal, read once, in any number of processes."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.python.names.imported import Import
from checker.python.syntax import cache as source_cache
from checker.python.syntax import parallel
from checker.python.syntax import reading as module
from checker.python.syntax.cache import Cache, fingerprint
from checker.python.syntax.reading import Reading, from_text, read, read_all, to_text
from checker.python.syntax.syntax_error import InvalidSyntax, Kind

if TYPE_CHECKING:
    from pathlib import Path

WALRUS = b"import os\nif (n := 1): pass\n"
SOURCES = [
    b"",
    b"import os, a.b as c\nfrom .. import x, y\nfrom .a import *\n",
    b"try:\n    import a\nexcept ImportError:\n    a = None\nif b:\n    import b\n",
    b"urls = [path('', include('shop.urls')), x(include((\"a\", 'b')))]\n",
    WALRUS,
    b"print 'a'\n",
    b"x = \n",
    b"\0",
    "x = ‘ä\n".encode(),
]
PYTHON = (3, 6)


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a cache that is used for any amount of source."""
    monkeypatch.delenv("PYSPEC_CHECK_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(module, "CACHED", 0)
    return tmp_path / "pyspec-check" / "sources"


def test_says_what_is_imported_or_why_not() -> None:
    assert read(SOURCES[1], PYTHON) == Reading(
        (
            Import("os", 0, (), 1, 0),
            Import("a.b", 0, (), 1, 0),
            Import("", 2, ("x", "y"), 2, 0),
            Import("a", 1, ("*",), 3, 0),
        )
    )
    assert [each.module for each in read(SOURCES[3], PYTHON).imports] == ["shop.urls", "a"]
    syntax_error = read(WALRUS, PYTHON).syntax_error
    assert syntax_error is not None
    assert (syntax_error.kind, syntax_error.line, syntax_error.since) == (Kind.NEWER, 2, (3, 8))


@pytest.mark.parametrize("source", SOURCES)
def test_a_text_holds_all_of_it(source: bytes) -> None:
    for python in ((2, 7), (3, 6), (3, 14)):
        found = read(source, python)
        assert from_text(to_text(found)) == found


@given(
    st.builds(
        InvalidSyntax, st.sampled_from(list(Kind)), st.integers(1, 10**6), st.text(),
        st.none() | st.tuples(st.integers(2, 3), st.integers(0, 20)), st.booleans(),
        st.none() | st.tuples(st.integers(2, 3), st.integers(0, 20)),
    )
)  # fmt: skip
def test_a_refusal_comes_back(syntax_error: InvalidSyntax) -> None:
    assert from_text(to_text(Reading((), syntax_error))) == Reading((), syntax_error)


@given(st.text())
def test_any_text_is_a_reading_or_none(text: str) -> None:
    assert from_text(text) is None or isinstance(from_text(text), Reading)


@given(st.binary(max_size=200), st.sampled_from([(2, 7), (3, 4), (3, 6), (3, 14)]))
def test_any_bytes_are_read(data: bytes, python: tuple[int, int]) -> None:
    found = read(data, python)
    assert from_text(to_text(found)) == found


def test_is_kept_by_content(cached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_all(SOURCES, PYTHON)
    assert first == [read(source, PYTHON) for source in SOURCES]
    assert len(list(cached.iterdir())) == len(SOURCES)
    monkeypatch.setattr(module, "_text", lambda _: "asked again")
    assert read_all(SOURCES, PYTHON) == first
    assert read_all([WALRUS + b"#"], PYTHON) == [Reading()]


def test_another_python_or_release_asks_again(
    cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_all([WALRUS], PYTHON)
    read_all([WALRUS], (3, 8))
    assert len(list(cached.iterdir())) == 2
    before = fingerprint()
    monkeypatch.setattr("checker.python.syntax.cache.__version__", "99")
    assert fingerprint() != before


@pytest.mark.parametrize(
    "content", [b"", b"\n.\n", b"\xff\n.\n", b"a b c\n.\n", b"! NEWER 1\n.\n", b"os 1 0 1000 ",
                b"os " + b"9" * 5000 + b" 0 1000 \n.\n", b"\0" * 300_000]
)  # fmt: skip
def test_what_others_wrote_is_not_believed(cached: Path, content: bytes) -> None:
    expected = read_all([WALRUS], PYTHON)
    (kept,) = cached.iterdir()
    kept.write_bytes(content)
    found = read_all([WALRUS], PYTHON)
    # An empty reading is a valid one: it says that there are no imports.
    assert found == expected or content == b"\n.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files")
def test_a_folder_that_others_can_write_to_is_not_used(cached: Path) -> None:
    cached.mkdir(parents=True)
    cached.chmod(0o777)
    assert not Cache("x").folder
    cached.chmod(0o700)
    assert Cache("x").folder == str(cached)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files")
def test_nothing_readable_or_writable_is_no_failure(
    cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = read_all([WALRUS], PYTHON)
    (kept,) = cached.iterdir()
    kept.unlink()
    kept.mkdir()
    assert read_all([WALRUS], PYTHON) == expected
    kept.rmdir()
    os.mkfifo(kept)
    assert read_all([WALRUS], PYTHON) == expected
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert read_all([WALRUS], PYTHON) == expected


def test_the_oldest_go_when_there_are_too_many(
    cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_cache, "_MOST", 4)
    for index in range(5):
        read_all([b"#" * index], PYTHON)
        newest = max(cached.iterdir(), key=os.path.getmtime)
        os.utime(newest, (index, index))
    left = [int(os.path.getmtime(path)) for path in cached.iterdir()]
    assert len(left) == 2
    assert min(left) >= 3


def test_writers_do_not_disturb_each_other(cached: Path) -> None:
    expected = [read(source, PYTHON) for source in SOURCES]
    found: list[list[Reading]] = []
    workers = [
        threading.Thread(target=lambda: found.append(read_all(SOURCES, PYTHON))) for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert found == [expected] * 4
    assert not [path for path in cached.iterdir() if path.name.endswith(".tmp")]


def test_many_files_come_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CACHED", 0)
    monkeypatch.setattr(module, "PARALLEL", 0)
    sources = [b"import a%d\n" % index for index in range(40)]
    found = read_all(sources, PYTHON)
    assert [each.imports[0].module for each in found] == [f"a{index}" for index in range(40)]


def test_no_processes_are_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_start", lambda: None)
    monkeypatch.setattr(module, "CACHED", 0)
    monkeypatch.setattr(module, "PARALLEL", 0)
    assert len(read_all([b"import a\n"] * 40, PYTHON)) == 40


def test_little_is_not_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYSPEC_CHECK_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    read_all(SOURCES, PYTHON)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.version_info >= (3, 15), reason="this Python reads it")
def test_a_form_of_a_python_to_come_is_judged_for_those_before_it_alone() -> None:
    old, new = read(b"lazy import json\n", (3, 14)), read(b"lazy import json\n", (3, 15))
    assert old.syntax_error is not None
    assert (old.syntax_error.kind, old.syntax_error.since) == (Kind.NEWER, (3, 15))
    assert new.syntax_error is not None
    assert (new.syntax_error.kind, new.syntax_error.certain) == (Kind.UNREADABLE, False)
