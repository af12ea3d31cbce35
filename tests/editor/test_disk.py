"""What is remembered of the disk, and for how long."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from checker.editor.session import disk as disk_module
from checker.editor.session.disk import DiskTree
from checker.files.values import Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every time for one that is long past."""
    monkeypatch.setattr(disk_module, "_RACY", 0)


@pytest.mark.usefixtures("settled")
def test_what_stays_the_same_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    tree = DiskTree(str(tmp_path))
    first = tree.read("a")
    assert not tree.refresh()
    assert tree.read("a") is first


def test_what_changes_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "a").write_text("one")
    tree = DiskTree(str(tmp_path))
    assert tree.read("a").data == b"one"
    assert tree.kind("inner/b") is Kind.MISSING
    (tmp_path / "a").write_text("two")  # of the same size, at nearly the same time
    (tmp_path / "inner" / "b").write_text("")
    assert tree.read("a").data == b"one"
    assert tree.refresh()
    assert tree.read("a").data == b"two"
    assert tree.kind("inner/b") is Kind.FILE
    (tmp_path / "a").unlink()
    assert tree.refresh()
    assert tree.read("a").problem == "missing"


@pytest.mark.usefixtures("settled")
def test_a_folder_may_go_and_come_back(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "inner").mkdir(parents=True)
    (root / "inner" / "a").write_text("x")
    tree = DiskTree(str(root))
    assert tree.kind("inner/a") is Kind.FILE
    root.rename(tmp_path / "elsewhere")
    assert tree.refresh()
    assert tree.gone
    assert tree.kind("inner/a") is Kind.MISSING
    (tmp_path / "elsewhere").rename(root)
    assert tree.refresh()
    assert not tree.gone
    assert tree.kind("inner/a") is Kind.FILE


@pytest.mark.usefixtures("settled")
def test_what_git_holds_is_asked_again_when_its_index_changes(
    repository: Callable[..., Path],
) -> None:
    root = repository({"a": "x", ".gitignore": "*.log\n"})
    tree = DiskTree(str(root))
    assert set(tree.tracked() or ()) == {"a", ".gitignore"}
    assert not tree.refresh()
    (root / "b").write_text("y")
    subprocess.run(["git", "add", "b"], cwd=root, check=True)
    assert tree.refresh()
    assert set(tree.tracked() or ()) == {"a", "b", ".gitignore"}


@pytest.mark.usefixtures("settled")
def test_what_git_ignores_is_asked_again_when_anything_changes(
    repository: Callable[..., Path],
) -> None:
    root = repository({"a": "x", ".gitignore": "*.log\n"})
    tree = DiskTree(str(root))
    tree.entries()
    assert set(tree.ignored(["x.log", "a"])) == {"x.log"}
    (root / ".gitignore").write_text("")
    tree.refresh()
    assert tree.ignored(["x.log", "a"]) == {}


def test_a_working_tree_beside_the_repository_has_its_own_index(
    repository: Callable[..., Path], tmp_path: Path
) -> None:
    root = repository({"a": "x"})
    commit = ["git", "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "x"]
    subprocess.run(commit, cwd=root, check=True)
    other = tmp_path / "other"
    subprocess.run(["git", "worktree", "add", "-q", str(other)], cwd=root, check=True)
    tree = DiskTree(str(other))
    assert set(tree.tracked() or ()) == {"a"}
    (other / "b").write_text("y")
    subprocess.run(["git", "add", "b"], cwd=other, check=True)
    assert tree.refresh()
    assert set(tree.tracked() or ()) == {"a", "b"}
