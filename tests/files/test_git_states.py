"""The index in all its states, and repositories of other kinds."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from checker.cli import main as cli
from checker.files.git import index_below
from checker.files.git_tree import at_revision, staged
from checker.files.tree import DirectoryTree
from checker.files.values import Kind
from tests.conftest import git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
FILES = {"Procfile": "web: x\n", "requirements.txt": "", "sub/x.py": ""}


@pytest.fixture
def root(repository: Callable[..., Path]) -> Path:
    made = repository(FILES)
    git(made, "commit", "--quiet", "-m", "one")
    return made


def held(root: Path) -> dict[str, bytes]:
    """The files of the index with their bytes."""
    tree = staged(str(root))
    return {path: tree.read(path).data for path, kind in tree.walk() if kind is Kind.FILE}


WHOLE = {path: text.encode() for path, text in FILES.items()}


def test_what_is_only_intended_is_not_in_the_next_commit(root: Path) -> None:
    (root / "runtime.txt").write_text("python-3.6.6\n")
    (root / "sub" / "é \n.py").write_text("")
    git(root, "add", "--intent-to-add", "--all")
    assert held(root) == WHOLE
    assert held(root / "sub") == {"x.py": b""}
    git(root, "rm", "--quiet", "--cached", "requirements.txt")
    git(root, "add", "--intent-to-add", "requirements.txt")
    assert "requirements.txt" not in held(root)
    git(root, "add", "--all")
    assert held(root) == WHOLE | {"runtime.txt": b"python-3.6.6\n", "sub/é \n.py": b""}


@pytest.mark.parametrize(
    "commands",
    [
        ["update-index --skip-worktree Procfile"],
        ["update-index --assume-unchanged Procfile"],
        ["sparse-checkout init --cone --sparse-index", "sparse-checkout set"],
        ["sparse-checkout init --no-cone", "sparse-checkout set /nothing"],
        ["update-index --split-index", "update-index --chmod=+x Procfile"],
        ["update-index --index-version 2"],
        ["update-index --index-version 3"],
        ["update-index --index-version 4"],
        ["config core.bare true"],
        ["config core.quotePath true", "config core.ignoreCase true"],
        ["config core.autocrlf true", "config core.eol crlf"],
        ["pack-refs --all", "gc --quiet"],
        ["config core.sparseCheckout true"],
        ["config index.threads 4", "config feature.manyFiles true", "update-index --refresh"],
    ],
)
def test_states_of_the_index(root: Path, commands: list[str]) -> None:
    for words in commands:
        git(root, *words.split(" "))
    assert held(root) == WHOLE
    if (root / "Procfile").exists() and "core.bare true" not in commands[0]:
        (root / "Procfile").unlink()
    assert held(root) == WHOLE
    assert at_revision(str(root), "HEAD").read("Procfile").data == b"web: x\n"


def test_names_of_a_sha256_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256", "made")
    made = tmp_path / "made"
    for path, text in FILES.items():
        (made / path).parent.mkdir(exist_ok=True)
        (made / path).write_text(text)
    git(made, "add", "--all")
    (made / "intended").write_text("")
    git(made, "add", "--intent-to-add", "intended")
    assert held(made) == WHOLE
    git(made, "commit", "--quiet", "-m", "one")
    assert at_revision(str(made), "HEAD").is_file("sub/x.py")


def test_second_worktrees_and_shared_and_shallow_clones(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "--quiet", str(tmp_path / "second"))
    git(tmp_path, "clone", "--quiet", "--shared", str(root), "shared")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{root}", "shallow")
    for name in ("second", "shared", "shallow"):
        assert held(tmp_path / name) == WHOLE
        assert at_revision(str(tmp_path / name), "HEAD").is_file("Procfile")


@pytest.mark.parametrize(
    "environment",
    [
        {"GIT_DIR": "/nonexistent"},
        {"GIT_DIR": ".git", "GIT_WORK_TREE": "/"},
        {"GIT_OBJECT_DIRECTORY": "/nonexistent"},
        {"GIT_INDEX_FILE": "/nonexistent"},
        {"GIT_INDEX_FILE": ".git/index"},
        {"GIT_PREFIX": "sub/", "GIT_CEILING_DIRECTORIES": "/"},
        {"GIT_LITERAL_PATHSPECS": "1", "GIT_ICASE_PATHSPECS": "1"},
        {"GIT_TRACE": "1", "GIT_TRACE2_EVENT": "1"},
        {"GIT_EXTERNAL_DIFF": "/bin/false", "GIT_PAGER": "/bin/false"},
        {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.bare", "GIT_CONFIG_VALUE_0": "x"},
    ],
    ids=str,
)
def test_variables_that_hooks_and_users_set(
    root: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    monkeypatch.chdir(root)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    tree = staged(".")
    assert {path for path, kind in tree.walk() if kind is Kind.FILE} == set(FILES)
    assert tree.read("Procfile").data == b"web: x\n"


def test_the_index_that_commit_all_makes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    other = root / ".git" / "index.other"
    shutil.copy(root / ".git" / "index", other)
    (root / "Procfile").write_text("web: y\n")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index.other")
    git(root, "add", "Procfile")
    assert staged(".").read("Procfile").data == b"web: y\n"
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert staged(".").read("Procfile").data == b"web: x\n"


def test_a_deleted_side_of_a_conflict(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "other")
    (root / "Procfile").write_text("web: theirs\n")
    git(root, "commit", "--quiet", "-am", "theirs")
    git(root, "checkout", "--quiet", "-")
    git(root, "rm", "--quiet", "Procfile")
    git(root, "commit", "--quiet", "-m", "gone")
    with pytest.raises(Exception, match="merge"):
        git(root, "merge", "other")
    assert "Procfile" not in held(root)
    assert "Procfile" in (DirectoryTree(str(root)).tracked() or {})


def test_repositories_that_git_refuses(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    index = root / ".git" / "index"
    whole = index.read_bytes()
    for damage in (b"XXXX" + whole[4:], whole[:8]):
        index.write_bytes(damage)
        assert cli.main([str(root), "--staged"]) == 2
        assert "that git cannot read; `git status` there says why" in capsys.readouterr().err
        assert index_below(str(root)) is None
    index.write_bytes(whole)
    with (root / ".git" / "config").open("a") as config:
        config.write("[broken\n")
    for arguments in (["--staged"], ["--rev", "HEAD"]):
        assert cli.main([str(root), *arguments]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert cli.main([str(root), "--select", "GIT"]) == 0


def test_included_configuration_runs_nothing(root: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f'#!/bin/sh\ntouch "{tmp_path / "sprung"}"\ncat\n')
    trap.chmod(0o755)
    (tmp_path / "more").write_text(
        f"[core]\n\tfsmonitor = {trap}\n\tsshCommand = {trap}\n\tpager = {trap}\n"
        f'[diff]\n\texternal = {trap}\n[filter "x"]\n\tclean = {trap}\n\tsmudge = {trap}\n'
        f'\tprocess = {trap}\n\trequired = true\n[diff "x"]\n\ttextconv = {trap}\n'
    )
    git(root, "config", f"includeIf.gitdir:{root}/.path", str(tmp_path / "more"))
    git(root, "config", "include.path", str(tmp_path / "more"))
    (root / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n")
    os.utime(root / "Procfile", (1, 1))
    assert held(root) == WHOLE
    DirectoryTree(str(root)).tracked()
    DirectoryTree(str(root)).ignored(["Procfile"])
    assert not (tmp_path / "sprung").exists()


def test_pointers_of_lfs_are_told_in_every_tree(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n"
    (root / "requirements.txt").write_text(pointer)
    (root / "model.bin").write_text(pointer)
    (root / ".gitattributes").write_text("*.bin filter=lfs diff=lfs merge=lfs -text\n")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "pointers")
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "bare.git")
    outputs = []
    for where, *arguments in (
        (root,), (root, "--staged"), (root, "--rev", "HEAD"),
        (tmp_path / "bare.git", "--rev", "HEAD"),
    ):  # fmt: skip
        select = ["--select", "GIT002", "--format", "concise"]
        assert cli.main([str(where), *arguments, *select]) == 1
        outputs.append(capsys.readouterr().out.replace(str(where), "root"))
    assert len(set(outputs)) == 1
    assert outputs[0].count("GIT002") == 2
    # On a developer's disk stands the content; what git holds is still the pointer.
    (root / "requirements.txt").write_text("a\n")
    assert cli.main([str(root), "--staged", "--select", "GIT002"]) == 1
