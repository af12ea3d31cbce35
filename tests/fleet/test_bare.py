"""What `HEAD` names is told without libgit2 only where nothing is unusual, and then as git does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

pygit2 = pytest.importorskip("pygit2")

from checker.base.errors import UsageError
from checker.files.git_tree import at_revision
from checker.fleet.bare import head_of
from checker.fleet.library import Opened
from tests.conftest import git
from tests.fleet.making import GOOD, bare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def as_it_is(_: Path) -> None:
    pass


def packed(path: Path) -> None:
    for branch in ("main2", "a/main"):
        git(path, "branch", branch)
    git(path, "pack-refs", "--all")
    git(path, "gc", "-q")
    assert not (path / "refs" / "heads" / "main").exists()


def newer_than_packed(path: Path) -> None:
    packed(path)
    tree = git(path, "rev-parse", "HEAD^{tree}").strip()
    newest = git(path, "commit-tree", "-m", "c", tree).strip()
    git(path, "update-ref", "refs/heads/main", newest)


def another_branch(path: Path) -> None:
    git(path, "branch", "release/1.2")
    git(path, "symbolic-ref", "HEAD", "refs/heads/release/1.2")


def mirrored(path: Path) -> None:
    git(path, "remote", "add", "--mirror=fetch", "origin", "https://example.org/a.git")


@pytest.mark.parametrize("make", [as_it_is, packed, newer_than_packed, another_branch, mirrored])
def test_what_is_usual(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = bare(tmp_path / "a.git", GOOD)
    make(path)
    expected = git(path, "rev-parse", "HEAD").strip()
    assert head_of(str(path)) == expected == Opened(str(path), "").commit
    ours, theirs = Opened(str(path), "").tree("", ""), at_revision(str(path), "HEAD")
    assert ours.tracked() == theirs.tracked()


def detached(path: Path) -> None:
    (path / "HEAD").write_text(git(path, "rev-parse", "HEAD"))


def a_ref_of_another(path: Path) -> None:
    git(path, "symbolic-ref", "refs/heads/other", "refs/heads/main")
    git(path, "symbolic-ref", "HEAD", "refs/heads/other")


def a_tag(path: Path) -> None:
    git(path, "tag", "-am", "t", "v1")
    (path / "refs" / "heads" / "main").write_text(git(path, "rev-parse", "v1"))


def a_setting(*words: str) -> Callable[[Path], object]:
    return lambda path: git(path, "config", *words)


def a_file(name: str, text: str = "") -> Callable[[Path], object]:
    def write(path: Path) -> None:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text)

    return write


UNUSUAL = {
    "detached": detached,
    "a-ref-of-another": a_ref_of_another,
    "not-bare": a_setting("core.bare", "false"),
    "extensions": a_setting("extensions.preciousObjects", "true"),
    "include": a_setting("include.path", "more"),
    "conditional-include": a_setting("includeIf.gitdir:/.path", "more"),
    "a-working-tree": a_setting("core.worktree", "/"),
    "another-version": a_setting("core.repositoryformatversion", "1"),
    "a-program": a_setting("core.fsmonitor", "true"),
    "a-quoted-value": a_setting("remote.origin.url", "a#b"),
    "long": lambda path: (path / "config").write_text(
        (path / "config").read_text() + '[remote "a"]\n' + "\turl = x\n" * 1000
    ),
    "alternates": a_file("objects/info/alternates"),
    "shallow": a_file("shallow"),
    "grafts": a_file("info/grafts"),
}


@pytest.mark.parametrize("kind", UNUSUAL)
def test_what_is_unusual_is_read_otherwise(tmp_path: Path, kind: str) -> None:
    path = bare(tmp_path / "a.git", GOOD)
    UNUSUAL[kind](path)
    assert head_of(str(path)) == ""
    assert Opened(str(path), "").commit == git(path, "rev-parse", "HEAD").strip()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("name", ["HEAD", "config", "refs/heads/main", "packed-refs"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    path = bare(tmp_path / "a.git", GOOD)
    (path / "refs" / "heads" / "main").unlink()
    (path / name).unlink(missing_ok=True)
    os.mkfifo(path / name)
    assert head_of(str(path)) == ""


def test_a_branch_that_leads_to_a_tag(tmp_path: Path) -> None:
    path = bare(tmp_path / "a.git", GOOD)
    commit = Opened(str(path), "").commit
    a_tag(path)
    assert Opened(str(path), "").commit == commit


def with_top(path: Path, tree: bytes) -> Path:
    """A repository whose newest commit has a folder of these bytes as its top."""
    store = pygit2.Repository(str(path)).odb
    top = store.write(pygit2.enums.ObjectType.TREE, tree)
    by = "A <a@example.org> 0 +0000"
    text = f"tree {top}\nauthor {by}\ncommitter {by}\n\nc"
    made = store.write(pygit2.enums.ObjectType.COMMIT, text.encode())
    (path / "refs" / "heads" / "main").write_text(f"{made}\n")
    return path


def test_modes_that_old_programs_wrote(tmp_path: Path) -> None:
    path = bare(tmp_path / "a.git", {"x": "x"})
    top = pygit2.Repository(str(path)).head.peel(pygit2.Tree)
    entries = [
        (b"100664", b"a", top["x"].id.raw), (b"100775", b"b", top["x"].id.raw),
        (b"120777", b"c", top["x"].id.raw), (b"40755", b"d", top.id.raw),
        (b"160000", b"e", b"1" * 20),
    ]  # fmt: skip
    with_top(path, b"".join(b"%s %s\0%s" % each for each in entries))
    ours, theirs = Opened(str(path), "").tree("", ""), at_revision(str(path), "HEAD")
    assert ours.tracked() == theirs.tracked()
    assert ours.read("d/x") == theirs.read("d/x")


@pytest.mark.parametrize("tree", [b"100644 a\0short", b"40000 d\0" + b"1" * 20, b"x"])
def test_a_damaged_folder_is_told(tmp_path: Path, tree: bytes) -> None:
    path = with_top(bare(tmp_path / "a.git", GOOD), tree)
    with pytest.raises(UsageError, match="was not read"):
        Opened(str(path), "").tree("", "")
