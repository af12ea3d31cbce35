"""`--fix`, `--diff` and `init` on real files."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from checker.cli import main as cli
from tests.conftest import git

if TYPE_CHECKING:
    from pathlib import Path

ONLY = ["--select", "PROC001,PROC003,RUN001,RUN002,REQ001", "--format", "concise", "-q"]


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main([*ONLY, *arguments])
    return (code, *capfd.readouterr())


def test_fix(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "--fix")
    assert (code, out, err) == (0, "", "")
    assert (root / "Procfile").read_bytes() == b"# \xff\r\nweb: gunicorn app:app\r\n"
    assert stat.S_IMODE((root / "Procfile").stat().st_mode) == 0o640
    assert (root / "runtime.txt").read_text() == "python-3.6.6\n"
    assert sorted(os.listdir(root)) == ["Procfile", "requirements.txt", "runtime.txt"]
    before = {name: os.stat(root / name) for name in os.listdir(root)}
    assert run(capfd, "--fix")[0] == 0
    assert {name: os.stat(root / name) for name in os.listdir(root)} == before


def test_fix_says_what_it_did(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    cli.main([*ONLY[:-1], "--fix", "../app"])
    err = capfd.readouterr().err
    assert "fixed ../app/Procfile: insert a space (PROC003)\n" in err


def test_fix_names_the_file_that_it_changed(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (root / "procfile").unlink()
    (root / "Procfile").write_text("web: gunicorn app:app\n")
    (root / "requirements.txt").write_text("flask\n")
    (root / "app.py").write_text("app = None\n")
    cli.main(["--select", "CMD001", "--fix", "--unsafe-fixes"])
    words = "fixed requirements.txt: add gunicorn to requirements.txt (CMD001)\n"
    assert words in capfd.readouterr().err
    assert "gunicorn" in (root / "requirements.txt").read_text()


def test_unsafe_fixes_are_asked_for(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (root / "runtime.txt").unlink()
    assert "RUN001" in run(capfd, "--fix")[1]
    assert run(capfd, "--fix", "--unsafe-fixes") == (0, "", "")
    assert (root / "runtime.txt").read_text() == "python-3.6.6\n"


def test_diff_changes_nothing_and_git_applies_it(
    root: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = {name: (root / name).read_bytes() for name in os.listdir(root)}
    git(tmp_path, "init", "--quiet")
    command = [*ONLY, "--diff", "--output", f"json:{tmp_path}/out.json"]
    os.chdir(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "checker", "app", *command], capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(cli.__file__))},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.startswith(b"diff --git a/app/procfile b/app/Procfile\nsimilarity index ")
    assert {name: (root / name).read_bytes() for name in os.listdir(root)} == before
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"], input=done.stdout, cwd=tmp_path, check=True
    )
    assert (root / "Procfile").read_bytes() == b"# \xff\r\nweb: gunicorn app:app\r\n"
    assert not (root / "procfile").exists()
    assert (tmp_path / "out.json").exists()


def test_diff_of_the_index(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    (root / "runtime.txt").write_text("on disk\n")
    code, out, _ = run(capfd, "--diff", "--staged")
    assert code == 1
    assert "-Python-3.6.6\n+python-3.6.6\n" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--unsafe-fixes"], "needs --fix or --diff"),
        (["--fix", "--diff"], "can't be combined"),
        (["--fix", "--staged"], "--staged checks what is in git; --diff shows"),
        (["--fix", "--rev", "HEAD"], "--rev checks what is in git; --diff shows"),
    ],
)
def test_mistakes(
    root: Path,
    capfd: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "x")
    code, out, err = run(capfd, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_a_link_is_not_written_through(
    root: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (root / "other").write_text("Python-3.6.6\n")
    (root / "runtime.txt").unlink()
    (root / "runtime.txt").symlink_to("other")
    code, out, err = run(capfd, "--fix")
    assert code == 1
    assert "RUN002" in out
    assert "not fixed runtime.txt: RUN002: runtime.txt is a symbolic link\n" in err
    assert (root / "other").read_text() == "Python-3.6.6\n"


def test_the_text_from_standard_input_is_given_back(root: Path) -> None:
    """As formatters do: the text on standard output, whatever is left to tell beside it."""
    before = {name: (root / name).read_bytes() for name in os.listdir(root)}
    for given, expected in (
        (b"web:gunicorn app:app\r\n", b"web: gunicorn app:app\r\n"),
        (b"\xef\xbb\xbfweb: x\xff", b"\xef\xbb\xbfweb: x\xff"),
        (b"web: gunicorn app:app\n", b"web: gunicorn app:app\n"),
        (b"", b""),
    ):
        command = [sys.executable, "-m", "checker", *ONLY, "--fix", "--stdin-filename", "Procfile"]
        done = subprocess.run(
            command, input=given, capture_output=True, check=False,
            env={**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(cli.__file__))},
        )  # fmt: skip
        # the runtime.txt on disk is wrong too: it is told and not mended
        assert (done.stdout, done.returncode) == (expected, 1)
        assert b"runtime.txt:1:1: RUN002" in done.stderr
    assert {name: (root / name).read_bytes() for name in os.listdir(root)} == before


def test_a_root_in_a_root_is_fixed_after_it(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Both see the same mistake; the second reads what the first has written."""
    inner = root / "inner"
    inner.mkdir()
    (inner / "requirements.txt").write_text("")
    (inner / "runtime.txt").write_text("Python-3.6.6\n")
    (inner / "Procfile").write_text("web:gunicorn app:app\n")
    (root / "requirements.txt").write_text("-r inner/requirements.txt\n")
    assert run(capfd, "--fix", ".", "inner", "./inner/Procfile") == (0, "", "")
    assert (inner / "Procfile").read_text() == "web: gunicorn app:app\n"
    assert (root / "runtime.txt").read_text() == (inner / "runtime.txt").read_text()
