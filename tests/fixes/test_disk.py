"""Fixes on the disk: all files or none, whatever fails, and nothing outside of the root."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from checker.base.errors import UsageError
from checker.cli import main as cli
from checker.files.tree import DirectoryTree
from checker.fixes.disk import write
from checker.fixes.editing import Proposal

if TYPE_CHECKING:
    from pathlib import Path


def test_a_link_that_came_since_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "f").write_text("secret")
    (root / "d").mkdir()
    (root / "d" / "f").write_text("old")
    proposal = Proposal(DirectoryTree(str(root)), {"d/f": b"new"})
    assert proposal.below.read("d/f").data == b"old"
    os.unlink(root / "d" / "f")
    os.rmdir(root / "d")
    (root / "d").symlink_to(tmp_path / "outside")
    with pytest.raises(UsageError, match="behind a symbolic link"):
        write(proposal, str(root))
    assert (tmp_path / "outside" / "f").read_text() == "secret"


def test_a_file_that_changed_since_is_left_alone(root: Path) -> None:
    proposal = Proposal(DirectoryTree(str(root)), {"runtime.txt": b"a", "requirements.txt": b"b"})
    for path in proposal.files:
        proposal.below.read(path)
    (root / "requirements.txt").write_text("typed meanwhile")
    with pytest.raises(UsageError, match=r"`requirements\.txt` was changed"):
        write(proposal, str(root))
    assert (root / "runtime.txt").read_text() == "Python-3.6.6\n"
    new = Proposal(DirectoryTree(str(root)), {"Procfile": b"x"})
    assert new.below.read("Procfile").problem == "missing"
    (root / "Procfile").write_text("made meanwhile")
    with pytest.raises(UsageError, match="`Procfile` was changed meanwhile"):
        write(new, str(root))


def test_all_files_or_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"requirements.txt": b"new", "runtime.txt": b"new", "added": b"new", "procfile": None}
    proposal = Proposal(DirectoryTree(str(root)), files)
    for path in files:
        proposal.below.read(path)
    before = {name: (root / name).read_bytes() for name in os.listdir(root)}
    real = os.unlink

    def failing(path: str, **_: object) -> None:
        if str(path).endswith("procfile"):
            raise PermissionError(13, "Permission denied")
        real(path)

    monkeypatch.setattr(os, "unlink", failing)
    with pytest.raises(UsageError, match="cannot write `procfile`: Permission denied"):
        write(proposal, str(root))
    assert {name: (root / name).read_bytes() for name in os.listdir(root)} == before


def proposal_of(root: Path, files: dict[str, bytes | None]) -> Proposal:
    proposal = Proposal(DirectoryTree(str(root)), files)
    for path in files:
        proposal.below.read(path)
    return proposal


@pytest.mark.parametrize("failing", ["open", "replace", "link"])
@pytest.mark.parametrize("number", range(6))
def test_any_failure_leaves_all_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, failing: str, number: int
) -> None:
    """The disk is full, or a call fails, at any moment; taking it back needs no space."""
    files = {"requirements.txt": b"new", "runtime.txt": b"new", "added": b"new", "procfile": None}
    proposal = proposal_of(root, files)
    before = {name: (root / name).read_bytes() for name in os.listdir(root)}
    modes = {name: (root / name).stat().st_mode for name in before}
    real, calls = getattr(os, failing), []

    def full(*arguments: object, **more: object) -> object:
        written = failing != "open" or (isinstance(arguments[1], int) and arguments[1] & os.O_EXCL)
        calls.append(written)
        if written and sum(calls) > number and (failing != "replace" or sum(calls) == number + 1):
            raise OSError(28, "No space left on device")
        return real(*arguments, **more)

    monkeypatch.setattr(os, failing, full)
    told = ""
    try:
        write(proposal, str(root))
    except UsageError as error:
        told = str(error)
    if told:
        assert "No space left on device; nothing is changed" in told
        now = {name: (root / name).read_bytes() for name in os.listdir(root)}
        assert now == before
        assert {name: (root / name).stat().st_mode for name in now} == modes
    else:
        monkeypatch.undo()
        assert sorted(os.listdir(root)) == ["added", "requirements.txt", "runtime.txt"]


def test_another_name_of_a_file_keeps_what_it_held(root: Path) -> None:
    os.link(root / "runtime.txt", root / "other")
    write(proposal_of(root, {"runtime.txt": b"new"}), str(root))
    assert (root / "runtime.txt").read_bytes() == b"new"
    assert (root / "other").read_bytes() == b"Python-3.6.6\n"


def test_read_only_files_are_left_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.chmod(root / "runtime.txt", 0o444)
    # root may write everything
    monkeypatch.setattr(os, "access", lambda path, _: not str(path).endswith("runtime.txt"))
    with pytest.raises(UsageError, match=r"`runtime\.txt` is read-only; nothing is written"):
        write(proposal_of(root, {"requirements.txt": b"x", "runtime.txt": b"new"}), str(root))
    assert (root / "requirements.txt").read_text() == "gunicorn==20.1.0\n"


def test_a_file_that_vanished_is_not_made_again(root: Path) -> None:
    proposal = proposal_of(root, {"runtime.txt": b"new"})
    (root / "runtime.txt").unlink()
    with pytest.raises(UsageError, match="changed meanwhile"):
        write(proposal, str(root))
    assert not (root / "runtime.txt").exists()


def test_what_cannot_be_put_back_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = proposal_of(root, {"requirements.txt": b"new", "runtime.txt": b"new"})
    real, calls = os.replace, []

    def failing(*arguments: str) -> None:
        calls.append(1)
        if len(calls) > 1:
            raise PermissionError(1, "Operation not permitted")
        real(*arguments)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(
        UsageError, match=r"; requirements\.txt, runtime\.txt|requirements\.txt could"
    ):
        write(proposal, str(root))


def test_a_run_that_is_killed_leaves_whole_files(root: Path) -> None:
    """Whatever moment it is: each file is the old one or the new one, to the last byte."""
    big = b"#" + b"x" * 300_000 + b"\n"
    names = ("requirements.txt", "runtime.txt")
    program = (
        "import sys; from checker.fixes.disk import write; "
        "from checker.fixes.editing import Proposal; from checker.files.tree import DirectoryTree\n"
        "while True:\n"
        "  for data in (b'#' + b'x' * 300000 + b'\\n', b'old'):\n"
        f"    proposal = Proposal(DirectoryTree('.'), dict.fromkeys({names!r}, data))\n"
        f"    [proposal.below.read(path) for path in {names!r}]\n"
        "    write(proposal, '.'); print('.', flush=True)\n"
    )
    for name in names:
        (root / name).write_bytes(b"old")
    for seed in range(8):
        env = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(cli.__file__))}
        running = subprocess.Popen(
            [sys.executable, "-c", program], cwd=root, stdout=subprocess.PIPE, env=env
        )
        assert running.stdout is not None
        for _ in range(random.Random(seed).randrange(1, 6)):
            running.stdout.readline()
        running.kill()
        running.communicate()
        assert all((root / name).read_bytes() in (big, b"old") for name in names)
