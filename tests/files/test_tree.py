"""The one way in: exact names, bounded reading, and nothing outside the root."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from checker.files import tree as tree_module
from checker.files.overlay import OverlayTree
from checker.files.tree import DirectoryTree, MemoryTree
from checker.files.values import Content, Kind

if TYPE_CHECKING:
    from pathlib import Path


def test_names_are_exact(tmp_path: Path) -> None:
    (tmp_path / "Procfile").write_text("web: x\n")
    tree = DirectoryTree(str(tmp_path))
    assert tree.kind("Procfile") is Kind.FILE
    assert tree.kind("procfile") is Kind.MISSING
    assert tree.read("procfile").problem == "missing"
    assert tree.read("Procfile").data == b"web: x\n"


def test_links_stay_inside(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret")
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    (root / "real.txt").write_text("real")
    (root / "sub" / "up.txt").symlink_to("../real.txt")
    (root / "chain").symlink_to("sub/up.txt")
    (root / "absolute").symlink_to(outside / "secret")
    (root / "escape").symlink_to("../outside/secret")
    (root / "loop").symlink_to("loop")
    (root / "a").symlink_to("b")
    (root / "b").symlink_to("a")
    (root / "folder").symlink_to("../outside")
    (root / "inner").symlink_to("sub")
    tree = DirectoryTree(str(root))
    assert tree.read("chain").data == b"real"
    assert tree.resolve("chain") == "real.txt"
    assert tree.read("inner/up.txt").data == b"real"
    for name in ("absolute", "escape", "loop", "a", "folder"):
        assert tree.kind(name) is Kind.LINK
        assert tree.read(name).problem == "broken link"
        assert not tree.is_file(name)
    assert tree.read("folder/secret").problem == "missing"
    assert tree.read("../outside/secret").problem == "missing"
    assert tree.entries("folder") == {}


def test_special_files_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "Procfile")
    tree = DirectoryTree(str(tmp_path))
    assert tree.kind("Procfile") is Kind.OTHER
    assert tree.read("Procfile").problem == "special file"


def test_a_fifo_put_there_after_the_listing_does_not_block(tmp_path: Path) -> None:
    path = tmp_path / "Procfile"
    path.write_text("x")
    tree = DirectoryTree(str(tmp_path))
    assert tree.kind("Procfile") is Kind.FILE
    path.unlink()
    os.mkfifo(path)
    assert tree.read("Procfile").problem == "special file"


def test_reading_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_module, "READ_LIMIT", 10)
    (tmp_path / "big").write_bytes(b"x" * 25)
    (tmp_path / "fits").write_bytes(b"x" * 10)
    tree = DirectoryTree(str(tmp_path))
    assert (len(tree.read("big").data), tree.read("big").size) == (10, 25)
    assert (len(tree.read("fits").data), tree.read("fits").size) == (10, 10)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission_is_a_problem_not_an_error(tmp_path: Path) -> None:
    path = tmp_path / "Procfile"
    path.write_text("x")
    path.chmod(0)
    assert DirectoryTree(str(tmp_path)).read("Procfile").problem == "Permission denied"


def test_walk_is_nearest_first_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = MemoryTree({"a/b/c.py": b"", "z.py": b"", "a/x.py": b"", ".git/config": b""})
    assert [path for path, _ in tree.walk()] == [
        ".git", "a", "z.py", "a/b", "a/x.py", "a/b/c.py",
    ]  # fmt: skip
    assert [path for path, _ in tree.walk(depth=1)] == [".git", "a", "z.py"]
    monkeypatch.setattr(tree_module, "WALK_LIMIT", 2)
    assert len(list(tree.walk())) == 2


def test_no_directory_is_listed_and_no_file_read_twice(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "x").write_text("x")

    class Counting(DirectoryTree):
        listed: list[str] = []  # noqa: RUF012
        opened: list[str] = []  # noqa: RUF012

        def _list(self, path: str) -> dict[str, Kind]:
            self.listed.append(path)
            return super()._list(path)

        def _read(self, path: str) -> Content:
            self.opened.append(path)
            return super()._read(path)

    tree = Counting(str(tmp_path))
    for _ in range(3):
        list(tree.walk())
        tree.read("sub/x")
    assert sorted(tree.listed) == ["", "sub"]
    assert tree.opened == ["sub/x"]


def test_overlay_replaces_adds_and_removes() -> None:
    below = MemoryTree({"Procfile": b"old", "gone": b"x", "sub/kept": b"k"})
    tree = OverlayTree(below, {"Procfile": b"new", "gone": None, "sub/added/x": b"y"})
    assert tree.read("Procfile").data == b"new"
    assert tree.kind("gone") is Kind.MISSING
    assert tree.read("sub/kept").data == b"k"
    assert tree.read("sub/added/x").data == b"y"
    assert list(tree.entries("sub")) == ["added", "kept"]
    assert below.read("Procfile").data == b"old"


def test_a_long_chain_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "l0").write_text("x")
    for number in range(1, 60):
        (tmp_path / f"l{number}").symlink_to(f"l{number - 1}")
    tree = DirectoryTree(str(tmp_path))
    assert tree.is_file("l40")
    assert not tree.is_file("l41")
