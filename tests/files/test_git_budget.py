"""git has two seconds for a root, is told so when they are over, and reads no other repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from checker.cli import main as cli
from checker.editor.session.disk import DiskTree
from checker.files import git_process
from checker.files.git import git_folder, index_file
from checker.files.git_tree import at_revision, staged
from checker.files.tree import DirectoryTree
from tests.conftest import git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes"),
]
FILES = {"Procfile": "web: x\n", "requirements.txt": "gunicorn==20.1.0\n", "app.py": ""}
SAID = "git took longer than 2 seconds"


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_process, "_asking", {})


@pytest.fixture
def root(repository: Callable[..., Path]) -> Path:
    made = repository(FILES)
    git(made, "commit", "--quiet", "-m", "one")
    return made


def replace_by_pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def included(root: Path) -> None:
    os.mkfifo(root / "pipe")
    git(root, "config", "include.path", str(root / "pipe"))


def excludes(root: Path) -> None:
    os.mkfifo(root / "pipe")
    git(root, "config", "core.excludesFile", str(root / "pipe"))
    (root / "runtime.txt").write_text("python-3.6.6\n")


def ignoring(root: Path) -> None:
    replace_by_pipe(root / ".gitignore")
    (root / "runtime.txt").write_text("python-3.6.6\n")


def indexed(root: Path) -> None:
    replace_by_pipe(root / ".git" / "index")


@pytest.mark.parametrize("make", [included, excludes, ignoring, indexed])
def test_pipes_cost_two_seconds_in_all_and_are_told(
    root: Path, make: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    make(root)
    begun = time.monotonic()
    code = cli.main([str(root), "--format", "json", "--target", "rainbond-5"])
    assert time.monotonic() - begun < 3.5
    [found] = json.loads(capsys.readouterr().out)["roots"]
    told = [each for each in found["findings"] if SAID in each["message"]]
    assert [(each["code"], each["severity"]) for each in told] == [("INT002", "warning")]
    assert code in (0, 1)
    begun = time.monotonic()
    cli.main([str(root), "--staged"] if make is not ignoring else [str(root)])
    assert time.monotonic() - begun < 1.5, "the time is over for whoever asks"


def test_the_plan_says_it_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    indexed(root)
    assert cli.main(["plan", str(root)]) == 0
    assert f"/: {SAID}\n" in capsys.readouterr().err


def test_the_time_is_one_for_all_calls(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_process, "BUDGET", 0.0)
    monkeypatch.setattr(git_process, "_asking", {})
    tree = DirectoryTree(str(root))
    assert tree.tracked() is None
    assert tree.ignored(["app.py"]) == {}
    assert tree.git_problem() == SAID
    monkeypatch.setattr(git_process, "BUDGET", 2.0)
    git_process.renew(str(root))
    assert tree.git_problem() == SAID, "it stays, until git reads something else"
    git_process.renew(str(root), anew=True)
    assert set(DirectoryTree(str(root)).tracked() or {}) == set(FILES)
    at_revision(str(root), "HEAD").read("Procfile")
    spent = git_process.BUDGET - git_process.asking(str(root)).seconds
    assert 0 <= spent < 0.5, "what git computes counts: some milliseconds"
    git_process.asking(str(root)).seconds -= 0.1
    git_process.renew(str(root))
    assert git_process.asking(str(root)).seconds == git_process.BUDGET


def test_objects_that_come_too_late(root: Path) -> None:
    tree = at_revision(str(root), "HEAD")
    git_process.asking(str(root)).seconds = 0.0
    assert tree.read("Procfile").problem == SAID
    assert tree.git_problem() == SAID


def test_a_repository_that_git_refuses_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / ".git" / "index").write_bytes(b"DIRC")
    cli.main([str(root), "--format", "concise"])
    assert "INT002 warning git cannot read this repository" in capsys.readouterr().out


@pytest.mark.parametrize("what", ["pipe", "device", "loop"])
def test_a_folder_of_git_that_is_none(root: Path, what: str) -> None:
    shutil.rmtree(root / ".git")
    if what == "pipe":
        os.mkfifo(root / ".git")
    else:
        (root / ".git").symlink_to("/dev/zero" if what == "device" else ".git")
    begun = time.monotonic()
    assert git_folder(str(root)) is None
    assert index_file(str(root)) is None
    tree = DiskTree(str(root))
    for _ in range(3):
        tree.tracked()
        tree.refresh()
    assert cli.main([str(root), "--format", "concise"]) in (0, 1)
    assert time.monotonic() - begun < 3


def test_an_editor_waits_once(root: Path) -> None:
    indexed(root)
    os.utime(root / ".git" / "index", (1, 1))
    time.sleep(0.1)
    tree = DiskTree(str(root))
    tree.tracked()
    begun = time.monotonic()
    for _ in range(5):
        (root / "app.py").write_text("x")
        tree.refresh()
        assert tree.tracked() is None
        assert tree.git_problem() == SAID
    assert time.monotonic() - begun < 1
    (root / ".git" / "index").unlink()
    tree.refresh()
    assert tree.tracked() == {}
    assert tree.git_problem() == ""


def test_what_lies_outside_is_not_quoted(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("password\nrun*.txt\n")
    git(root, "config", "core.excludesFile", str(secret))
    (root / "runtime.txt").write_text("python-3.6.6\n")
    cli.main([str(root), "--format", "concise", "--select", "GIT001"])
    said = capsys.readouterr().out
    assert f"{secret} line 2, outside this repository, ignores it" in said
    assert "run*" not in said
    for name in (".gitignore", ".git/info/exclude"):
        (root / name).write_text("\nrun*.txt\n")
        cli.main([str(root), "--format", "concise", "--select", "GIT001"])
        assert f"the pattern `run*.txt` in {name} line 2" in capsys.readouterr().out
        (root / name).unlink()
    (root / ".git" / "info" / "exclude").symlink_to(secret)
    cli.main([str(root), "--format", "concise", "--select", "GIT001"])
    assert "run*" not in capsys.readouterr().out
    (tmp_path / ".gitignore").write_text("run*.tx?\n")
    (root / ".git" / "info" / "exclude").unlink()
    (root / ".gitignore").write_text("#\n")
    git(root, "config", "core.excludesFile", "")
    git(root, "config", "core.worktree", str(tmp_path))
    cli.main([str(root), "--format", "concise", "--select", "GIT001"])
    assert "run*" not in capsys.readouterr().out


@pytest.fixture
def sub(root: Path, tmp_path: Path) -> Path:
    """A submodule `module` in the repository."""
    other = tmp_path / "other"
    git(tmp_path, "init", "--quiet", str(other))
    (other / "inner.txt").write_text("inner\n")
    git(other, "add", "--all")
    git(other, "commit", "--quiet", "-m", "inner")
    git(
        root,
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "add",
        "--quiet",
        str(other),
        "module",
    )
    git(root, "commit", "--quiet", "-m", "two")
    return root / "module"


def test_a_submodule_that_leads_elsewhere_is_not_followed(
    root: Path, sub: Path, tmp_path: Path
) -> None:
    assert staged(str(root)).read("module/inner.txt").data == b"inner\n"
    assert at_revision(str(root), "HEAD").read("module/inner.txt").data == b"inner\n"
    own = (sub / ".git").read_text()
    elsewhere = tmp_path / "other" / ".git"
    for text in (
        f"gitdir: {elsewhere}\n",
        "gitdir: ../../other/.git\n",
        "gitdir: \n",
        "x",
        "gitdir: /",
    ):
        (sub / ".git").write_text(text)
        assert staged(str(root)).read("module/inner.txt").problem == "missing", text
    (sub / ".git").unlink()
    (sub / ".git").symlink_to(elsewhere)
    assert staged(str(root)).read("module/inner.txt").problem == "missing"
    (sub / ".git").unlink()
    (sub / ".git").write_text(own)
    assert staged(str(root)).is_file("module/inner.txt")
    (root / ".git" / "modules" / "module" / "commondir").write_text(f"{elsewhere}\n")
    assert staged(str(root)).read("module/inner.txt").problem == "missing"
    (root / ".git" / "modules" / "module" / "commondir").unlink()
    (sub / ".git").unlink()
    shutil.copytree(elsewhere, sub / ".git")
    assert staged(str(root)).read("module/inner.txt").data == b"inner\n", "an old clone's own .git"


def test_a_submodule_of_a_second_worktree(root: Path, sub: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    git(root, "worktree", "add", "--quiet", str(second))
    update = ["-c", "protocol.file.allow=always", "submodule", "update", "--init", "--quiet"]
    git(second, *update)
    assert staged(str(second)).read("module/inner.txt").data == b"inner\n"


def test_missing_objects_start_no_helper(root: Path, tmp_path: Path) -> None:
    """Whatever release of git: one without GIT_NO_LAZY_FETCH would start these."""
    trap = tmp_path / "trap.sh"
    trap.write_text(f'#!/bin/sh\ntouch "{tmp_path / "sprung"}"\n')
    trap.chmod(0o755)
    name = git(root, "rev-parse", "HEAD:Procfile").strip()
    (root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    git(root, "config", "extensions.partialClone", "origin")
    git(root, "config", "core.repositoryFormatVersion", "1")
    git(root, "config", "remote.origin.promisor", "true")
    for key, value in (
        ("url", f"ext::{trap} %S"), ("url", f"file://{tmp_path}"), ("vcs", "ext"),
        ("uploadpack", str(trap)), ("url", "ssh://x/y"), ("proxy", "x"),
    ):  # fmt: skip
        git(root, "config", f"remote.origin.{key}", value)
        for allow in ("protocol.allow", "protocol.ext.allow", "protocol.file.allow"):
            git(root, "config", allow, "always")
        git(root, "config", "core.sshCommand", str(trap))
        git_process.renew(str(root), anew=True)
        tree = at_revision(str(root), "HEAD")
        assert tree.read("Procfile").problem == "git does not have this object here"
        assert not (tmp_path / "sprung").exists(), (key, value)
    environment = {**git_process.environment(str(root)), "GIT_ALLOW_PROTOCOL": "ext"}
    environment.pop("GIT_NO_LAZY_FETCH")
    git(root, "config", "remote.origin.url", f"ext::{trap} %S")
    git(root, "config", "--unset", "remote.origin.vcs")
    git(root, "config", "--unset", "remote.origin.uploadpack")
    command = ["git", "-C", str(root), "cat-file", "blob", name]
    subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (tmp_path / "sprung").exists(), "the trap would spring"


def test_no_variable_of_ours_is_lost(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_ALLOW_PROTOCOL", "GIT_TRACE2", "GIT_SSH_COMMAND", "GIT_CONFIG_PARAMETERS",
                 "GIT_EXEC_PATH", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_ASKPASS"):  # fmt: skip
        monkeypatch.setenv(name, "ext")
    found = git_process.environment(str(root))
    assert {k: v for k, v in found.items() if k.startswith("GIT_")} == {
        "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "",
        "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "",
    }  # fmt: skip


def test_trace_of_the_repository_writes_nothing(root: Path, tmp_path: Path) -> None:
    for kind in ("normal", "perf", "event"):
        git(root, "config", f"trace2.{kind}Target", str(tmp_path / "trace"))
    assert staged(str(root)).read("Procfile").data
    assert not (tmp_path / "trace").exists()
