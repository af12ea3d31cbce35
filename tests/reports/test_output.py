"""`--output FORMAT:PATH`, and that the exit code does not depend on any format."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli import main as cli
from checker.files.writing import write_atomically
from checker.reports.formats import FORMATS

TOP = Path(__file__).parent.parent.parent


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one error (GIT003), as the working folder."""
    (tmp_path / "requirements.txt").symlink_to("nowhere")
    monkeypatch.chdir(tmp_path)
    return tmp_path


SELECTED = ("--select", "GIT003")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main([*SELECTED, *arguments])
    return (code, *capsys.readouterr())


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_exit_code_is_the_same_for_every_format(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(capsys, "--format", name)[0] == 1
    assert run(capsys, "--format", name, "--fail-on", "never")[0] == 0
    assert run(capsys, "--output", f"{name}:out")[0] == 1
    (root / "requirements.txt").unlink()
    assert run(capsys, "--format", name)[0] == 0


def test_files_beside_the_report(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "a:b.json").write_text("old and longer than what comes" * 999)
    os.chmod(root / "a:b.json", 0o640)
    (root / "link").symlink_to("behind")
    code, out, err = run(
        capsys, "--format", "concise", "--output", "json:a:b.json", "--output", "sarif:link",
        "--output", "full:report.txt", "--color", "always",
    )  # fmt: skip
    assert (code, err) == (1, "")
    assert out.startswith("requirements.txt:1:1: GIT003 error")
    assert json.loads((root / "a:b.json").read_text())["roots"]
    assert stat.S_IMODE((root / "a:b.json").stat().st_mode) == 0o640
    assert (root / "link").is_symlink()
    assert json.loads((root / "behind").read_text())["version"] == "2.1.0"
    assert "\x1b" not in (root / "report.txt").read_text("utf-8")
    assert sorted(os.listdir(root)) == [
        "a:b.json",
        "behind",
        "link",
        "report.txt",
        "requirements.txt",
    ]


def test_a_device_is_written_to_and_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--output", f"json:{os.devnull}")[0] == 1
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="needs /dev/stdout")
def test_a_pipe_is_written_to(root: Path) -> None:
    command = [sys.executable, "-m", "checker", *SELECTED, "--format", "concise"]
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    done = subprocess.run(
        [*command, "--output", "json:/dev/stdout"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")
    first, _, rest = done.stdout.partition("\n")
    assert first.startswith("requirements.txt:1:1: GIT003 error")
    assert json.loads(rest)["roots"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("sarif", "--output `sarif`: write FORMAT:PATH, as in `sarif:report.sarif`"),
        ("json:", "write FORMAT:PATH"),
        ("jsno:x", "unknown format `jsno`; did you mean `json`?"),
        ("json:.", "cannot write `.`: it is a folder"),
        ("json:no/where/x", "cannot write `no/where/x`: there is no folder `no/where`"),
        ("json:a\0b", "a path cannot contain NUL"),
        ("json:-", "cannot write `-`: what --format names goes to standard output"),
        ("json:\x1b[31m/x", "there is no folder `\\x1b[31m`"),
    ],
)
def test_a_mistake_is_one_line_before_anything_is_checked(
    root: Path, capsys: pytest.CaptureFixture[str], value: str, words: str
) -> None:
    code, out, err = run(capsys, "--output", value)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_two_reports_for_one_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "old").write_text("old")
    (root / "link").symlink_to("old")
    os.link(root / "old", root / "hard")
    for first, second in (("a", "a"), ("a", "./a"), ("old", "link"), ("old", "hard")):
        code, out, err = run(capsys, "--output", f"json:{first}", "--output", f"sarif:{second}")
        assert (code, out) == (2, "")
        assert (
            err == f"pyspec-check: --output: cannot write `{second}`: another --output writes it\n"
        )
    assert (root / "old").read_text() == "old"
    twice = (f"json:{os.devnull}", f"sarif:{os.devnull}")
    assert run(capsys, "--output", twice[0], "--output", twice[1])[0] == 1


def test_a_disk_that_fails_late_leaves_the_old_file(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "out").write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    code, _, err = run(capsys, "--output", "json:out")
    assert code == 2
    assert err == "pyspec-check: --output: cannot write `out`: No space left on device\n"
    assert (root / "out").read_text() == "old"
    assert sorted(os.listdir(root)) == ["out", "requirements.txt"]


def test_a_new_file_respects_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(str(tmp_path / "new"), b"\xff\x00")
    finally:
        os.umask(before)
    assert (tmp_path / "new").read_bytes() == b"\xff\x00"
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
