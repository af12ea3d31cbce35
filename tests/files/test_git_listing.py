"""Many roots of one checkout: one listing says of each what git says of it alone."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from checker.cli import main as cli
from checker.files import git as git_module
from checker.files import git_listing, git_process
from checker.files.git import index_below
from checker.files.git_listing import Listings
from tests.conftest import git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
FOLDERS = ("a", "a/b", "a/b c", "a1", "a10", "é", "a-", "z/z/z")
FILES = {f"{folder}/{name}": "x\n" for folder in FOLDERS for name in ("Procfile", "in/x y.py")}


@pytest.fixture
def top(repository: Callable[..., Path]) -> Path:
    made = repository(FILES)
    (made / "new").mkdir()
    (made / "new" / "untracked.py").touch()
    return made


def differing(top: Path, folders: tuple[str, ...] = (*FOLDERS, "new", ".", "a/in")) -> list[str]:
    """The roots of which the listing says something else than git does."""
    listings = Listings()
    return [
        folder
        for folder in folders
        if index_below(str(top / folder), listings) != index_below(str(top / folder))
    ]


def test_each_root_has_its_own_files(top: Path) -> None:
    assert not differing(top)
    os.symlink(top / "a1" / "Procfile", top / "a" / "link")
    git(top, "add", "--all")
    git(top, "update-index", "--chmod=+x", "a10/Procfile")
    assert not differing(top)
    listings = Listings()
    assert index_below(str(top / "a1"), listings) == {"Procfile": "100644", "in/x y.py": "100644"}
    assert (index_below(str(top / "a10"), listings) or {})["Procfile"] == "100755"
    assert (index_below(str(top / "a"), listings) or {})["link"] == "120000"


@pytest.mark.parametrize(
    "commands",
    [
        [
            "commit --quiet -m one",
            "sparse-checkout init --cone --sparse-index",
            "sparse-checkout set a1",
        ],
        ["update-index --split-index"],
        ["update-index --index-version 4"],
        ["config core.bare true"],
        ["config core.worktree a"],
        ["config core.worktree .."],
        ["config core.ignoreCase true"],
        ["config core.repositoryformatversion 7"],
        ["mv a/Procfile a/Procfile2"],
    ],
)
def test_states_of_the_repository(top: Path, commands: list[str]) -> None:
    for words in commands:
        git(top, *words.split(" "))
    folders = tuple(f for f in (*FOLDERS, "new", ".") if (top / f).is_dir())
    assert not differing(top, folders)


def test_names_with_tabs_and_line_ends(top: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such names")
    for name in ("b 0\ta1", "x\ta", "y\na1"):
        (top / name).mkdir()
        (top / name / "x.py").touch()
    git(top, "add", "--all")
    assert not differing(top, (*FOLDERS, "b 0\ta1", "x\ta", "y\na1"))


def test_what_lies_between_the_root_and_the_top(top: Path) -> None:
    inner = top / "a" / "b"
    shutil.copytree(top / ".git", inner / ".git")
    assert not differing(top)
    shutil.rmtree(inner / ".git")
    (inner / ".git").mkdir()  # not a repository: git goes on above it
    assert not differing(top)
    (inner / ".git").rmdir()
    bare = top / "z" / "z"
    git(top, "init", "--quiet", "--bare", "z/z")
    assert (bare / "HEAD").exists()
    assert not differing(top)


def test_a_submodule_without_files(top: Path) -> None:
    commit = "1" * 40
    git(top, "update-index", "--add", "--cacheinfo", f"160000,{commit},sub/module")
    (top / "sub" / "module" / "in").mkdir(parents=True)
    assert not differing(top, ("a1", "sub", "sub/module", "sub/module/in", "a"))


def test_a_root_behind_a_link(top: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    if os.name == "nt":
        pytest.skip("links need a privilege there")
    os.symlink(top / "a", top / "to-a")
    os.symlink(tmp_path_factory.mktemp("elsewhere"), top / "out")
    (top / "out" / "x.py").touch()
    assert not differing(top, ("a1", "to-a", "to-a/b", "out"))


def test_an_index_of_its_own(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(top / ".git" / "index", top / "other-index")
    git(top, "rm", "--quiet", "--cached", "a1/Procfile")
    monkeypatch.chdir(top / "a1")
    monkeypatch.setenv("GIT_INDEX_FILE", str(top / "other-index"))
    assert not differing(top)


@pytest.mark.parametrize("configured", [False, True])
def test_git_is_asked_a_few_times_only(
    top: Path, monkeypatch: pytest.MonkeyPatch, configured: bool
) -> None:
    calls: list[str] = []

    def counted(root: str, *words: str) -> bytes | None:
        calls.append(root)
        return run(root, *words)

    run = git_process.run
    for module in (git_listing, git_module):
        monkeypatch.setattr(module, "run", counted)
    monkeypatch.chdir(top)
    folders = [folder for folder in FOLDERS if folder not in ("a", "é")]
    if configured:
        (top / "pyspec-check.toml").write_text(f"roots = {folders}\n", "utf-8")
        folders = []
    cli.main(["--format", "concise", *folders])
    assert 0 < len(calls) <= 3
