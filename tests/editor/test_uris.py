"""URIs and paths, of this system and of Windows."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.editor.lsp.uris import path_of, uri_of


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///a/Procfile", "/a/Procfile"),
        ("file://localhost/a/b", "/a/b"),
        ("FILE:///a", "/a"),
        ("file:/a/b", "/a/b"),
        ("file:///a%20b/%E6%BC%A2", "/a b/漢"),
        ("file:///a/%ff", "/a/\udcff"),
        ("file:///a/../b/./c", "/b/c"),
        ("file:///a%23b?x=1#y", "/a#b"),
        ("file:///", "/"),
        ("file://server/share/x", None),
        ("untitled:Untitled-1", None),
        ("git:/a/Procfile?{}", None),
        ("vscode-notebook-cell:/a#1", None),
        ("file:relative", None),
        ("file:///a%00b", None),
        ("", None),
        ("no scheme", None),
    ],
)
def test_paths_of_posix(uri: str, path: str | None) -> None:
    assert path_of(uri, windows=False) == path


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///c%3A/Users/x/Procfile", r"c:\Users\x\Procfile"),
        ("file:///C:/Users/x", r"c:\Users\x"),
        ("file:///c:", "c:\\"),
        ("file://server/share/x", r"\\server\share\x"),
        ("file:///usr/x", None),
    ],
)
def test_paths_of_windows(uri: str, path: str | None) -> None:
    assert path_of(uri, windows=True) == path


def test_uris_of_windows() -> None:
    assert uri_of(r"C:\a b\x", windows=True) == "file:///c%3A/a%20b/x"
    assert uri_of(r"\\server\share\x y", windows=True) == "file://server/share/x%20y"
    assert path_of(uri_of("c:\\a#b\\漢", windows=True), windows=True) == "c:\\a#b\\漢"


@pytest.mark.skipif(os.name == "nt", reason="names of POSIX")
@given(st.lists(st.binary(min_size=1, max_size=8), min_size=1, max_size=4))
def test_a_path_comes_back(names: list[bytes]) -> None:
    parts = [name.replace(b"/", b"_").replace(b"\0", b"_").replace(b".", b"_") for name in names]
    path = os.fsdecode(b"/" + b"/".join(parts))
    assert path_of(uri_of(path)) == path


@given(st.text())
def test_any_text_is_a_path_or_none(text: str) -> None:
    for windows in (False, True):
        path_of(text, windows)
        path_of("file:" + text, windows)
        path_of("file://" + text, windows)
