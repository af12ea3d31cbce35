"""A checked repository may have a package called `checker`: it is read, and never run."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import git

TOP = Path(__file__).parent.parent
TOOL = Path(sys.executable).with_name("pyspec-check" + (".exe" if os.name == "nt" else ""))


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A repository whose application is in `checker.wsgi`, and whose modules leave a mark."""
    root = tmp_path / "theirs"
    mark = f"open({str(tmp_path / 'ran')!r}, 'a').write(__name__)\n"
    files = {
        "requirements.txt": "flask==2.0.3\ngunicorn==20.1.0\n",
        "runtime.txt": "python-3.9.16\n",
        "Procfile": "web: gunicorn checker.wsgi:app --bind 0.0.0.0:$PORT\n",
        "checker/__init__.py": mark,
        "checker/__main__.py": mark,
        "checker/wsgi.py": f"{mark}from flask import Flask\nfrom checker.cli import main\n"
        "app = Flask(__name__)\n",
        "checker/cli.py": mark + "main = 1\n",
        "pyspec_check.py": mark,
    }  # fmt: skip
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    return root


def commands() -> list[list[str]]:
    found = [[sys.executable, "-I", "-m", "checker"]]
    return [*found, [str(TOOL)]] if TOOL.exists() else found


def start(
    root: Path, command: list[str], *words: str, **more: str
) -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [*command, *words],
        cwd=root,
        env=variables | more,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


@pytest.mark.parametrize("command", commands(), ids=lambda words: Path(words[0]).name)
def test_it_is_read_and_not_run(theirs: Path, command: list[str]) -> None:
    target = ["--target", "rainbond-6"]
    done = start(theirs, command, "--format", "concise", *target)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not {"CMD002", "CMD003"} & set(done.stdout.split())
    assert "IMP" not in done.stdout
    (theirs / "checker" / "cli.py").write_text("other = 1\n")
    (theirs / "Procfile").write_text("web: gunicorn checker.wsgo:app --bind 0.0.0.0:$PORT\n")
    done = start(theirs, command, "--format", "concise", *target)
    assert done.returncode == 1
    assert "CMD002" in done.stdout
    for words in (["plan"], ["--diff"], ["init"], ["--staged"], ["config"]):
        done = start(theirs, command, *words)
        assert done.returncode in (0, 1), done.stderr
        assert "Traceback" not in done.stderr
    if find_spec("pygls"):
        done = start(theirs, command, "lsp")
        assert "Traceback" not in done.stderr
    assert not (theirs.parent / "ran").exists()


def test_the_folder_from_outside(theirs: Path) -> None:
    """`python -m checker` from anywhere else is ours, whatever the checked folder holds."""
    elsewhere = theirs.parent / "elsewhere"
    elsewhere.mkdir()
    done = start(elsewhere, [sys.executable, "-m", "checker"], str(theirs), PYTHONPATH=str(TOP))
    assert done.returncode in (0, 1), done.stderr
    assert not (theirs.parent / "ran").exists()


@pytest.mark.skipif(sys.version_info < (3, 11), reason="-P is new in Python 3.11")
def test_the_folder_off_the_path(theirs: Path) -> None:
    done = start(theirs, [sys.executable, "-P", "-m", "checker"])
    assert done.returncode in (0, 1), done.stderr
    assert not (theirs.parent / "ran").exists()


def test_a_hook_of_git(theirs: Path) -> None:
    """A hook starts in the repository, with git's variables set."""
    if not TOOL.exists() or os.name == "nt":
        pytest.skip("the command is not installed, or a hook needs a shell")
    hook = theirs / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec '{TOOL}' --staged --target rainbond-6 --quiet\n")
    hook.chmod(0o755)
    git(theirs, "commit", "--quiet", "--message", "One")
    (theirs / "Procfile").write_text("web: gunicorn checker.wsgo:app --bind 0.0.0.0:$PORT\n")
    git(theirs, "add", "--all")
    with pytest.raises(subprocess.CalledProcessError):
        git(theirs, "commit", "--quiet", "--message", "Two")
    assert not (theirs.parent / "ran").exists()
