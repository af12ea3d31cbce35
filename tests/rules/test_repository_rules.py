"""GIT rules against real git repositories."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.files.git import find_checkout, index_below
from checker.files.tree import DirectoryTree
from checker.reports.formats.concise import line
from checker.rules.codes import RULES
from checker.targets import targets
from tests.checking import check
from tests.conftest import git

Make = Callable[..., Path]
APP = {
    "requirements.txt": "flask==1.0\n",
    "Procfile": "web: gunicorn app:app\n",
    "runtime.txt": "python-3.6.6\n",
}


def found(root: Path, code: str) -> list[str]:
    tree = DirectoryTree(str(root))
    report = check(tree, targets()["rainbond-5"], [RULES[code]])
    assert not report.crashes
    return [line(report, finding) for finding in report.findings]


def test_ignored_file_names_the_pattern_and_its_place(repository: Make) -> None:
    root = repository({**APP, ".gitignore": "# texts\n*.txt\n"})
    assert found(root, "GIT001") == [
        "requirements.txt:1:1: GIT001 error requirements.txt is not in git: the pattern `*.txt` in "
        ".gitignore line 2 ignores it → the platform clones the repository and does not get this "
        "file",
        "runtime.txt:1:1: GIT001 warning runtime.txt is not in git: the pattern `*.txt` in "
        ".gitignore line 2 ignores it → the platform clones the repository and does not get this "
        "file",
    ]


def test_untracked_file(repository: Make) -> None:
    root = repository({"requirements.txt": ""})
    (root / "Procfile").write_text("web: x\n")
    assert found(root, "GIT001") == [
        "Procfile:1:1: GIT001 error Procfile is not in git → "
        "the platform clones the repository and does not get this file"
    ]


@pytest.mark.parametrize("name", ["staged", "committed", "forced", "renegated"])
def test_held_files_are_fine(repository: Make, name: str) -> None:
    ignore = {
        "staged": "",
        "committed": "",
        "forced": "*.txt\n",
        "renegated": "*.txt\n!requirements.txt\n!runtime.txt\n",
    }[name]
    root = repository({**APP, ".gitignore": ignore})
    if name == "forced":
        git(root, "add", "--force", ".")
    if name == "committed":
        git(root, "commit", "--quiet", "-m", "x")
    assert found(root, "GIT001") == []


def test_a_folder_without_git_is_not_judged(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("")
    assert found(tmp_path, "GIT001") == []


def test_a_folder_of_which_git_holds_nothing_is_not_judged(repository: Make) -> None:
    assert found(repository(APP, add=False), "GIT001") == []


def test_a_root_in_a_sub_folder_of_the_checkout(repository: Make) -> None:
    root = repository({f"backend/{name}": text for name, text in APP.items()})
    (root / "backend" / "Procfile").write_text("web: y\n")
    assert found(root / "backend", "GIT001") == []
    git(root, "rm", "--quiet", "--force", "--cached", "backend/Procfile")
    assert [line[:8] for line in found(root / "backend", "GIT001")] == ["Procfile"]


def test_a_broken_git_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / ".git").write_bytes(b"\x00\xff garbage")
    assert find_checkout(str(tmp_path))
    assert index_below(str(tmp_path)) is None
    assert found(tmp_path, "GIT001") == []


def test_git_that_is_missing_is_no_error(repository: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(APP)
    monkeypatch.setenv("PATH", "")
    assert index_below(str(root)) is None


def test_the_repository_can_not_make_git_run_a_program(repository: Make, tmp_path: Path) -> None:
    root = repository(APP)
    (root / "Procfile").unlink()
    (root / "Procfile").write_text("web: changed\n")
    witness = tmp_path / "witness"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {witness}\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "core.editor", "diff.external", "core.askPass"):
        git(root, "config", key, str(program))
    hooks = root / ".git" / "hooks"
    for name in ("post-index-change", "fsmonitor-watchman", "pre-commit"):
        (hooks / name).write_text(program.read_text())
        (hooks / name).chmod(0o755)
    assert index_below(str(root))
    assert DirectoryTree(str(root)).ignored(["Procfile"]) == {}
    assert not witness.exists()


def test_an_index_of_a_partial_commit_counts(
    repository: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository({"requirements.txt": ""})
    (root / "Procfile").write_text("web: x\n")
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index")
    (root / ".git" / "next-index").write_bytes((root / ".git" / "index").read_bytes())
    git(root, "add", "Procfile")
    assert found(root, "GIT001") == []
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert found(root, "GIT001") != []


def test_git_variables_of_another_repository_do_not_mislead(
    repository: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(APP)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    assert sorted(index_below(str(root)) or ()) == sorted(APP)


def test_names_of_any_bytes(repository: Make) -> None:
    root = repository(APP)
    odd = os.fsencode(str(root)) + b"/\xff\n\x1b[31m"
    with open(odd, "wb"):
        pass
    git(root, "add", "--all")
    assert "\udcff\n\x1b[31m" in (index_below(str(root)) or {})


def test_links(repository: Make) -> None:
    root = repository({"backend/requirements.txt": "", "real": "web: x\n"})
    (root / "requirements.txt").symlink_to("backend/requirements.txt")
    (root / "Procfile").symlink_to("/etc/hostname")
    (root / "runtime.txt").symlink_to("runtime.txt")
    git(root, "add", "--all")
    lines = found(root, "GIT003")
    assert [line.split(": ")[1].split()[:2] for line in lines] == [
        ["GIT003", "error"],
        ["GIT003", "info"],
        ["GIT003", "error"],
    ]
    assert "`/etc/hostname`, which is not a file of this repository" in lines[0]
    assert found(root, "GIT001") == []


def test_a_link_in_git_that_is_a_file_here(repository: Make) -> None:
    root = repository(APP)
    (root / "Procfile").unlink()
    (root / "Procfile").symlink_to("real")
    git(root, "add", "--all")
    (root / "Procfile").unlink()
    (root / "Procfile").write_text("real")
    assert found(root, "GIT003") == [
        "Procfile:1:1: GIT003 warning Procfile is a symbolic link in git but a file here → "
        "the platform does not get what is checked here"
    ]


def test_names_that_differ_in_case_only(repository: Make) -> None:
    root = repository(
        {**APP, "app/Views.py": "", "app/views.py": "", "Static/a": "", "static/b": ""}
    )
    assert found(root, "GIT004") == [
        "app/views.py:1:1: GIT004 warning git has both `app/Views.py` and `app/views.py` → "
        "macOS and Windows check out only one of them, the platform has both",
        "static:1:1: GIT004 warning git has both `Static` and `static` → "
        "macOS and Windows check out only one of them, the platform has both",
    ]


def test_gits_old_case(repository: Make) -> None:
    root = repository({"requirements.txt": "", "procfile": "web: x\n"})
    (root / "procfile").rename(root / "Procfile")
    assert found(root, "GIT004") == [
        "Procfile:1:1: GIT004 error git has this file as `procfile`, here it is `Procfile` → "
        "the platform gets `procfile` and finds no `Procfile`"
    ]
    assert found(root, "GIT001") == []


def test_names_alike_in_different_folders_are_fine(repository: Make) -> None:
    assert found(repository({"a/Views.py": "", "b/views.py": "", "A.py": ""}), "GIT004") == []


@pytest.mark.parametrize(
    "path", ["venv/pyvenv.cfg", "a/.venv/pyvenv.cfg", "env/lib/python3.6/site-packages/six.py"]
)
def test_virtual_environment(repository: Make, path: str) -> None:
    folder = path.split("/pyvenv", maxsplit=1)[0].split("/lib", maxsplit=1)[0]
    root = repository({**APP, path: "", f"{folder}/bin/x": ""})
    assert found(root, "GIT005") == [
        f"{path}:1:1: GIT005 warning {folder}/ is a virtual environment in git (2 files) → "
        "the platform clones it and cannot use it"
    ]


@pytest.mark.parametrize("path", ["docs/pyvenv.cfg.md", "pyvenv.cfg", "venv/readme"])
def test_what_only_looks_like_one(repository: Make, path: str) -> None:
    assert found(repository({**APP, path: ""}), "GIT005") == []


def test_an_untracked_virtual_environment_is_fine(repository: Make) -> None:
    root = repository({**APP, ".gitignore": "venv/\n"})
    (root / "venv").mkdir()
    (root / "venv" / "pyvenv.cfg").write_text("")
    assert found(root, "GIT005") == []
