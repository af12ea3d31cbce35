"""Revisions and the index as trees: real git, hostile repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.cli import main as cli
from checker.files.git_tree import at_revision, staged
from checker.files.tree import READ_LIMIT, DirectoryTree
from checker.files.values import Kind
from tests.conftest import git

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
TOP = Path(__file__).parent.parent.parent


@pytest.fixture
def root(repository: Callable[..., Path]) -> Path:
    """A repository with one commit, a folder, a link, an executable and odd names."""
    made = repository(
        {
            "Procfile": "web: x\n",
            "backend/requirements.txt": "a\n",
            "backend/deep/er/x.py": "",
            "é ü\n.txt": "odd\n",
            "start.sh": "#!/bin/sh\n",
        },
        add=False,
    )
    (made / "runtime.txt").symlink_to("backend/requirements.txt")
    os.chmod(made / "start.sh", 0o755)
    with open(os.fsencode(made) + b"/\xff", "wb") as file:
        file.write(b"\x00\xff")
    git(made, "add", "--all")
    git(made, "commit", "--quiet", "-m", "one")
    return made


def everything(tree: DirectoryTree) -> dict[str, tuple[Kind, bytes, str]]:
    return {
        path: (kind, tree.read(path).data, tree.link_target(path))
        for path, kind in tree.walk()
        if path != ".git" and not path.startswith(".git/")
    }


def test_a_revision_is_what_a_checkout_of_it_would_be(root: Path) -> None:
    on_disk = everything(DirectoryTree(str(root)))
    assert len(on_disk) == 10
    for tree in (at_revision(str(root), "HEAD"), staged(str(root))):
        assert everything(tree) == on_disk  # type: ignore[arg-type]
        assert tree.tracked() == DirectoryTree(str(root)).tracked()
        assert tree.read("runtime.txt").data == b"a\n"
        assert tree.read("nothing").problem == "missing"
        assert tree.read("backend").problem == "directory"
        assert tree.label == str(root)


def test_a_root_in_a_sub_folder(root: Path) -> None:
    below = root / "backend"
    git(root, "mv", "Procfile", "backend/Procfile")
    (below / "requirements.txt").write_text("changed on disk only")
    for tree in (at_revision(str(below), "HEAD"), at_revision(str(root), "HEAD:backend")):
        assert list(tree.entries()) == ["deep", "requirements.txt"]
        assert tree.read("requirements.txt").data == b"a\n"
    assert at_revision(str(below), "HEAD:backend/deep").is_file("er/x.py")
    assert list(staged(str(below)).entries()) == ["Procfile", "deep", "requirements.txt"]


def test_the_index_differs_from_disk_and_commit(root: Path) -> None:
    (root / "Procfile").write_text("staged\n")
    git(root, "add", "Procfile")
    (root / "Procfile").write_text("on disk\n")
    git(root, "rm", "--quiet", "--cached", "start.sh")
    index = staged(str(root))
    assert index.read("Procfile").data == b"staged\n"
    assert index.kind("start.sh") is Kind.MISSING
    assert at_revision(str(root), "HEAD").read("Procfile").data == b"web: x\n"


def test_of_a_conflict_our_side_is_taken(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "other")
    (root / "Procfile").write_text("theirs\n")
    git(root, "commit", "--quiet", "-am", "theirs")
    git(root, "checkout", "--quiet", "-")
    (root / "Procfile").write_text("ours\n")
    git(root, "commit", "--quiet", "-am", "ours")
    subprocess.run(["git", "merge", "other"], cwd=root, check=False, capture_output=True)
    assert staged(str(root)).read("Procfile").data == b"ours\n"


def test_a_bare_repository(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "bare.git")
    bare = str(tmp_path / "bare.git")
    assert at_revision(bare, "HEAD").read("Procfile").data == b"web: x\n"
    assert at_revision(bare, "HEAD:backend").read("requirements.txt").data == b"a\n"
    code = cli.main(["--staged", bare])
    assert code == 2


def test_a_link_never_leaves_the_root(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    for name, target in (("out", "../secret"), ("abs", str(tmp_path / "secret")), ("loop", "loop")):
        (root / name).symlink_to(target)
    git(root, "add", "--all")
    tree = staged(str(root))
    for name in ("out", "abs", "loop"):
        assert tree.read(name).problem == "broken link"
    assert at_revision(str(root / "backend"), "HEAD").read("../Procfile").problem == "missing"


def test_large_files_are_cut_and_the_next_is_still_right(root: Path) -> None:
    sizes = {"over": READ_LIMIT + 5, "exact": READ_LIMIT, "huge": READ_LIMIT + 70 * 1024 * 1024}
    for name, size in sizes.items():
        with (root / name).open("wb") as file:
            file.truncate(size)
    git(root, "add", "--all")
    tree = staged(str(root))
    for name, size in sizes.items():
        content = tree.read(name)
        assert (len(content.data), content.size) == (READ_LIMIT, size)
        assert tree.read(f"./{name}").size == size
    assert tree.read("Procfile").data == b"web: x\n"


def test_it_takes_one_listing_and_one_reader(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.which("git")
    (tmp_path / "bin").mkdir()
    log = tmp_path / "calls"
    wrapper = tmp_path / "bin" / "git"
    wrapper.write_text(f'#!/bin/sh\necho "$*" >> "{log}"\nexec "{real}" "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    tree = at_revision(str(root), "HEAD")
    for path in ("Procfile", "start.sh", "runtime.txt", "backend/deep/er/x.py"):
        tree.read(path)
    calls = log.read_text().splitlines()
    assert [("ls-tree" in c, "cat-file --batch" in c) for c in calls] == [
        (True, False), (False, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--rev", "nothing"], "`nothing` is not a revision"),
        (["--rev=--output=x"], "`--output=x` is not a revision"),
        (["--rev", ""], "is not a revision"),
        (["--rev", "HEAD:nothing"], "is not a revision"),
        (["--rev", "HEAD:Procfile"], "is not a revision"),
        (["--rev", "a\x1b[31m"], "`a\\x1b[31m` is not a revision"),
        (["--rev", "a\0b"], "is not a revision"),
        (["--rev", "HEAD", "--staged"], "not allowed with"),
    ],
)
def test_mistakes(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert cli.main([*arguments, str(root)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.count("\n") == 1


def test_outside_of_git(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--staged"], ["--rev", "HEAD"]):
        assert cli.main([*arguments, str(tmp_path)]) == 2
        assert "is not in a git repository" in capsys.readouterr().err


def test_a_hostile_configuration_runs_nothing(root: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f'#!/bin/sh\ntouch "{tmp_path / "sprung"}"\ncat\n')
    trap.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in (
        "post-index-change",
        "reference-transaction",
        "post-checkout",
        "fsmonitor-watchman",
    ):
        shutil.copy(trap, hooks / name)
    for key in (
        "core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "core.editor",
        "core.gitProxy", "core.alternateRefsCommand", "diff.external", "filter.x.smudge",
        "filter.x.clean", "filter.x.process", "diff.x.textconv", "credential.helper",
        "remote.origin.uploadpack", "uploadpack.packObjectsHook", "gpg.program",
    ):  # fmt: skip
        git(root, "config", key, str(trap))
    git(root, "config", "core.hooksPath", str(hooks))
    git(root, "config", "alias.ls-tree", f"!{trap}")
    (root / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n")
    for tree in (at_revision(str(root), "HEAD"), staged(str(root))):
        assert tree.read("Procfile").data == b"web: x\n"
    assert not (tmp_path / "sprung").exists()


def test_replaced_objects_are_not_followed(root: Path) -> None:
    old = git(root, "rev-parse", "HEAD:Procfile").strip()
    (root / "other").write_text("replaced\n")
    new = git(root, "hash-object", "-w", "other").strip()
    git(root, "replace", old, new)
    assert git(root, "show", "HEAD:Procfile") == "replaced\n"
    assert at_revision(str(root), "HEAD").read("Procfile").data == b"web: x\n"


def test_a_partial_clone_fetches_nothing(root: Path, tmp_path: Path) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    clone = ["clone", "--quiet", "--bare", "--filter=blob:none", f"file://{root}", "partial.git"]
    git(tmp_path, *clone)
    tree = at_revision(str(tmp_path / "partial.git"), "HEAD")
    assert tree.kind("Procfile") is Kind.FILE
    assert tree.read("Procfile").problem == "git does not have this object here"
    assert tree.read("start.sh").problem == "git does not have this object here"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_a_repository_of_somebody_else(root: Path) -> None:
    for folder, _, names in os.walk(root):
        for name in [folder, *(os.path.join(folder, name) for name in names)]:
            os.chown(name, 65534, 65534, follow_symlinks=False)
    assert at_revision(str(root), "HEAD").read("Procfile").data == b"web: x\n"


def test_a_push_is_judged_before_it_is_taken(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "server.git")
    hook = tmp_path / "server.git" / "hooks" / "pre-receive"
    hook.write_text(
        "#!/bin/sh\nread old new name\n"
        f'PYTHONPATH="{TOP}" exec "{sys.executable}" -m checker . --rev "$new" '
        "--select GIT003 --format concise\n"
    )
    hook.chmod(0o755)
    push = ["git", "push", str(tmp_path / "server.git"), "HEAD:main"]
    done = subprocess.run(push, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "GIT003 info" in done.stderr
    (root / "runtime.txt").unlink()
    (root / "runtime.txt").symlink_to("nowhere")
    git(root, "commit", "--quiet", "-am", "broken")
    done = subprocess.run(push, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "GIT003 error" in done.stderr
