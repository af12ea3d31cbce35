"""A fix that is ended leaves all or nothing; after a kill, the next one takes back what is half."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.base.errors import UsageError
from checker.cli import main as cli
from checker.files.interrupts import Deferred
from checker.files.roots import JOURNAL
from checker.files.tree import DirectoryTree
from checker.fixes.disk import write
from checker.fixes.editing import Proposal
from checker.fixes.journal import Journal, Step, hashed, recover

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")
TOP = Path(__file__).parent.parent.parent
OLD = {"requirements.txt": b"old\n", "sub/runtime.txt": b"old too\n", "procfile": b"gone\n"}
NEW: dict[str, bytes | None] = {
    "requirements.txt": b"new\n", "sub/runtime.txt": b"new too\n", "sub/added": b"added\n",
    "procfile": None,
}  # fmt: skip
PROGRAM = f"""
import os, signal, sys
sys.path.append({str(TOP)!r})
from checker.fixes.disk import write
from checker.fixes.editing import Proposal
from checker.files.tree import DirectoryTree
number, which, count = int(sys.argv[1]), int(sys.argv[2]), 0
def hooked(real, after):
    def call(*arguments, **more):
        global count
        count += 1
        if count == number and not after:
            os.kill(os.getpid(), which)
        mine = count
        try:
            return real(*arguments, **more)
        finally:
            if mine == number and after:
                os.kill(os.getpid(), which)
    return call
proposal = Proposal(DirectoryTree("."), {NEW!r})
for path in proposal.files:
    proposal.below.read(path)
for name in ("open", "link", "replace", "unlink", "fsync", "chmod"):
    setattr(os, name, hooked(getattr(os, name), number % 2 == 1))
write(proposal, ".")
print(count)
"""
"""Change some files; a signal comes at the call of this number that touches a file."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "root"
    for path, data in OLD.items():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_bytes(data)
    return made


def content(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def fix(root: Path, number: int, which: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, str(number), str(int(which))]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


DONE = {path: data for path, data in NEW.items() if data is not None}


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_at_any_call_leaves_all_or_nothing(
    root: Path, which: int, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = set()
    for number in range(1, 80):
        done = fix(root, number, which)
        if done.returncode == 0:
            assert number > 20, done
            break
        expected = (1, 130, -2) if which == signal.SIGINT else (-which,)
        assert done.returncode in expected, done
        if which == signal.SIGKILL:
            recover(str(root))
        now = content(root)
        assert now in (OLD, DONE), (number, now)
        seen.add(now == OLD)
        for path in DONE:
            (root / path).unlink(missing_ok=True)
        for path, data in OLD.items():
            (root / path).write_bytes(data)
    assert seen == {True, False}, "some were before, some after the last moment"


def half_done(root: Path, **changes: bytes) -> list[Step]:
    """What a run leaves that was killed after it had replaced one of two files."""
    steps = [
        Step(
            "requirements.txt",
            hashed(b"old\n"),
            hashed(b"new\n"),
            BESIDE.format(1),
            BESIDE.format(2),
        ),
        Step("procfile", hashed(b"gone\n"), "", BESIDE.format(3)),
        Step("added", "", hashed(b"added\n"), "", BESIDE.format(4)),
    ]
    Journal(str(root), steps).close(finished=False)
    (root / BESIDE.format(1)).write_bytes(b"old\n")
    (root / BESIDE.format(3)).write_bytes(b"gone\n")
    (root / "requirements.txt").write_bytes(b"new\n")
    (root / "added").write_bytes(b"added\n")
    for name, data in changes.items():
        (root / name.replace("_", ".")).write_bytes(data)
    return steps


BESIDE = ".pyspec-check-000000000000000{}.tmp"


def test_a_fix_takes_back_what_was_left(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    half_done(root)
    monkeypatch.chdir(root)
    before = content(root)
    cli.main([])
    assert "warning: .: an earlier --fix was interrupted here" in capsys.readouterr().err
    assert content(root) == before, "a check writes nothing"
    cli.main(["--fix", "--select", "INT"])
    said = capsys.readouterr().err
    assert ".: requirements.txt is as it was before a --fix that was ended" in said
    assert content(root) == OLD
    cli.main([])
    assert "--fix" not in capsys.readouterr().err


def test_what_changed_since_is_left(root: Path) -> None:
    half_done(root, requirements_txt=b"typed\n")
    assert recover(str(root)) == [
        "added is as it was before a --fix that was ended",
        "requirements.txt was changed since and is left as it is",
    ]
    assert content(root) == OLD | {"requirements.txt": b"typed\n"}


def test_all_that_was_done_stays(root: Path) -> None:
    half_done(root)
    (root / "procfile").unlink()
    assert recover(str(root)) == []
    assert content(root) == {
        "requirements.txt": b"new\n", "added": b"added\n", "sub/runtime.txt": b"old too\n"
    }  # fmt: skip


def test_a_copy_that_is_gone_is_told(root: Path) -> None:
    half_done(root)
    (root / BESIDE.format(1)).write_bytes(b"other")
    assert "requirements.txt could not be put back: its copy is gone" in recover(str(root))
    assert (root / "requirements.txt").read_bytes() == b"new\n"
    assert (root / BESIDE.format(1)).read_bytes() == b"other", "not ours"


def test_one_fix_at_a_time(root: Path) -> None:
    running = Journal(str(root), [])
    proposal = Proposal(DirectoryTree(str(root)), {"requirements.txt": b"x"})
    proposal.below.read("requirements.txt")
    program = f"import sys; sys.path.append({str(TOP)!r}); from checker.fixes.journal import *; "
    command = [sys.executable, "-c", f"{program} recover('.')"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert "UsageError: another `pyspec-check --fix` is at work" in done.stderr
    running.close()
    write(proposal, str(root))
    assert (root / "requirements.txt").read_bytes() == b"x"


def written(root: Path, journal: bytes) -> None:
    (root / JOURNAL).write_bytes(journal)


def forged(*rows: dict[str, object]) -> bytes:
    return json.dumps({"kind": "pyspec-check --fix", "version": 1, "steps": rows}).encode()


def row(**values: object) -> dict[str, object]:
    return {"path": "x", "old": "", "new": "", "kept": "", "staged": "", **values}


HASH = sha256(b"secret").hexdigest()


@pytest.mark.parametrize(
    "step",
    [
        row(path="../outside/f", new=HASH), row(path="/etc/passwd", new=HASH),
        row(path="../outside/f", old=HASH, new=HASH, kept=BESIDE.format(1)),
        row(path="link/f", new=HASH), row(path="./../outside/f", new=HASH), row(path="", new=HASH),
        row(path="link", new=HASH), row(path="sub", new=HASH),
        row(path="sub/../procfile", new=HASH),
        row(path="requirements.txt", new=HASH), row(path="requirements.txt", new="", old="x"),
        row(path="file-link", new=HASH, old=HASH, kept=BESIDE.format(1)),
    ],
)  # fmt: skip
def test_a_forged_journal_reaches_nothing(
    root: Path, tmp_path: Path, step: dict[str, object]
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "f").write_bytes(b"secret")
    (root / "link").symlink_to(outside)
    (root / "file-link").symlink_to(outside / "f")
    (root / BESIDE.format(1)).symlink_to(outside / "f")
    written(root, forged(step))
    recover(str(root))
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == {"f": b"secret"}
    assert {path: data for path, data in content(root).items() if path in OLD} == OLD
    assert not (root / JOURNAL).exists()


@pytest.mark.parametrize(
    "data",
    [
        b"hello", b"{}", b"[]", forged(row(kept="../x")), forged(row(kept="procfile")),
        forged(row(staged=".pyspec-check-0.tmp")), forged(row(path=1)), forged(row(path="a\0b")),
        forged(row(more="x")), forged({"path": "x"}), forged()[:-2] + b"1]}", b"\0" * 100,
        forged()[:-2] + b" " * (5 << 20),
    ],
    ids=range(13),
)  # fmt: skip
def test_what_is_no_journal_is_refused(root: Path, data: bytes) -> None:
    written(root, data)
    with pytest.raises(UsageError, match="is not the journal of a `pyspec-check --fix`"):
        recover(str(root))
    assert (root / JOURNAL).exists()
    assert {path: data for path, data in content(root).items() if path in OLD} == OLD


@pytest.mark.parametrize("length", [0, 1, 20, 60])
def test_a_journal_that_was_cut_means_that_nothing_was_begun(root: Path, length: int) -> None:
    written(root, forged(row(path="procfile", new=hashed(b"gone\n")))[:length])
    assert recover(str(root)) == []
    assert content(root) == OLD


def pipe(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def link(path: Path) -> None:
    path.symlink_to("procfile")


@pytest.mark.parametrize("make", [pipe, folder, link])
def test_a_journal_that_is_no_file(root: Path, make: Callable[[Path], None]) -> None:
    make(root / JOURNAL)
    assert cli.main(["--fix", str(root)]) == 2
    assert cli.main([str(root)]) in (0, 1)


def test_outside_of_the_main_thread_signals_are_not_touched() -> None:
    before = signal.getsignal(signal.SIGTERM)
    found = []

    def work() -> None:
        with Deferred() as signals:
            signals.check()
            found.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [before]


def test_an_ignored_signal_stays_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Deferred() as signals:
            os.kill(os.getpid(), signal.SIGHUP)
            signals.check()
    finally:
        signal.signal(signal.SIGHUP, before)


def test_reports_are_whole_or_not_there(tmp_path: Path) -> None:
    program = (
        f"import os, signal, sys; sys.path.append({str(TOP)!r}); "
        "from checker.files.writing import write_atomically\n"
        "real = os.fsync\n"
        "def fsync(*a): os.kill(os.getpid(), signal.SIGTERM); return real(*a)\n"
        "os.fsync = fsync\n"
        "write_atomically('report', b'whole')\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == -signal.SIGTERM
    assert content(tmp_path) == {"report": b"whole"}
