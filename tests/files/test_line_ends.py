"""What is read of a checkout with CRLF is what git makes of it, and fixes leave its CRLF."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from checker.cli import main as cli
from checker.editor.session.disk import DiskTree
from checker.files.tree import DirectoryTree
from tests.conftest import git

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
ATTRIBUTES = [
    "", "* text=auto", "Procfile text", "* text", "* -text", "* binary", "* text eol=crlf",
    "* text=auto eol=crlf", "* text=auto eol=lf", "*.sh eol=lf", "* eol=crlf", "* !text",
]  # fmt: skip
INDEX = [None, b"a\nb\n", b"a\r\nb\r\n", b"a\r\nb\n"]
NAMES = ["Procfile", "runtime.txt", "start.sh", "manage.py"]
DATA = {
    "crlf": b"#!/bin/sh\r\nb\r\n",
    "mixed": b"#!/bin/sh\r\nb\n",
    "lone": b"#!x\r\nb\rc\r\n",
    "nul": b"#!x\r\n\0\r\n",
    "control": b"#!x\r\n\x01\r\n",
    "few controls": b"#!x\r\n\x01\r\n" + b"y" * 128,
    "tab": b"#!x\r\n\t\x1b\x0c\x08\r\n",
    "lf": b"#!/bin/sh\nb\n",
}


@pytest.mark.parametrize("converts", ["true", "input", "false", None])
@pytest.mark.parametrize("attributes", ATTRIBUTES)
def test_it_is_what_git_stores(tmp_path: Path, converts: str | None, attributes: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    git(root, "init", "--quiet")
    git(root, "config", "core.safecrlf", "false")
    git(root, "config", "core.autocrlf", "false")
    folders = []
    for number, (held, data) in enumerate(itertools.product(INDEX, DATA)):
        folder = root / str(number)
        folder.mkdir()
        folders.append((folder, data))
        for name in NAMES:
            if held is not None:
                (folder / name).write_bytes(held)
    git(root, "add", "--all")
    (root / ".gitattributes").write_text(attributes + "\n")
    if converts is None:
        git(root, "config", "--unset", "core.autocrlf")
    else:
        git(root, "config", "core.autocrlf", converts)
    for folder, data in folders:
        for name in NAMES:
            (folder / name).write_bytes(DATA[data])
    found = {}
    for folder, _ in folders:
        tree = DirectoryTree(str(folder), stored=True)
        found.update({f"{folder.name}/{name}": tree.read(name).data for name in NAMES})
    git(root, "add", "--all")
    for path, was_read in found.items():
        stored = subprocess.run(
            ["git", "-C", str(root), "cat-file", "blob", f":{path}"],
            check=True, capture_output=True,
        ).stdout  # fmt: skip
        assert was_read == stored, (path, dict(enumerate(folders))[int(path.split("/")[0])][1])


def windows(root: Path) -> None:
    """A checkout as Git for Windows makes it."""
    git(root, "init", "--quiet")
    git(root, "config", "core.autocrlf", "true")
    files = {
        "Procfile": "web:bash start.sh\r\n",
        "start.sh": "exec gunicorn app:app\r\n",
        "requirements.txt": "Flask==2.0.3\r\ngunicorn==20.1.0\r\n",
        "runtime.txt": "python-3.6.6\r\n",
        "app.py": "from flask import Flask\r\n\r\napp = Flask(__name__)\r\n",
    }
    for name, text in files.items():
        (root / name).write_bytes(text.encode())
    git(root, "add", "--all")


def test_a_checkout_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    windows(tmp_path)
    monkeypatch.chdir(tmp_path)
    shown = []
    for words in ([], ["--staged"]):
        cli.main(["--format", "concise", "--all", *words])
        shown.append(capfd.readouterr().out)
    assert shown[0] == shown[1]
    assert "PROC003" in shown[0]
    assert "CR" not in shown[0]
    cli.main(["--fix"])
    assert (tmp_path / "Procfile").read_bytes() == b"web: bash start.sh\r\n"
    capfd.readouterr()
    (tmp_path / "Procfile").write_bytes(b"web:bash start.sh\r\n")
    cli.main(["--diff"])
    (tmp_path / "p").write_bytes(os.fsencode(capfd.readouterr().out))
    git(tmp_path, "apply", "p")
    assert (tmp_path / "Procfile").read_bytes().replace(b"\r", b"") == b"web: bash start.sh\n"


def test_an_editor_reads_the_same(tmp_path: Path) -> None:
    windows(tmp_path)
    tree = DiskTree(str(tmp_path))
    assert tree.read("start.sh").data == b"exec gunicorn app:app\n"
    assert tree.converted == {"start.sh"}
    tree.forget("start.sh")
    assert not tree.converted
