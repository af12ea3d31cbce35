"""git's time: what it computes and what it sleeps counts, a busy machine does not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from checker.files import git_process, git_time
from checker.files.git_objects import Objects
from checker.files.git_time import Activity, activity, activity_elsewhere, used
from tests.conftest import git

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

linux = pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="needs Linux's /proc")
posix = pytest.mark.skipif(os.name != "posix", reason="needs scripts of a shell")


def process(state: str, ticks: tuple[int, int], threads: str = "", children: str = "") -> str:
    """What /proc says of a process: its own state and time, and those of further threads."""
    return f"1 (a ) R b) {state} " + "0 " * 10 + f"{ticks[0]} {ticks[1]} 0 0\n|{threads}|{children}"


@pytest.fixture
def proc(tmp_path: Path) -> Callable[[dict[int, str]], str]:
    """Writes a folder as /proc is, of processes by number."""

    def write(processes: dict[int, str]) -> str:
        for number, told in processes.items():
            stat, threads, children = told.split("|")
            for index, each in enumerate([stat, *(stat.replace(" S ", f" {t} ") for t in threads)]):
                folder = tmp_path / str(number) / "task" / str(number + index)
                folder.mkdir(parents=True)
                (folder / "stat").write_text(each)
                (folder / "children").write_text(children if not index else "")
            (tmp_path / str(number) / "stat").write_text(stat)
        return str(tmp_path)

    return write


_SECOND = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@pytest.mark.skipif(not hasattr(os, "sysconf"), reason="clock ticks of POSIX")
@pytest.mark.parametrize(
    ("processes", "expected"),
    [
        ({7: process("R", (_SECOND, 0))}, Activity(True, 1)),
        ({7: process("D", (0, 2 * _SECOND))}, Activity(True, 2)),
        ({7: process("S", (_SECOND, _SECOND))}, Activity(False, 2)),
        ({7: process("T", (0, 0))}, Activity(False, 0)),
        ({7: process("Z", (0, 0))}, Activity(False, 0)),
        ({7: process("S", (0, 0), threads="SSR")}, Activity(True, 0)),
        ({7: process("S", (0, 0), threads="SSS")}, Activity(False, 0)),
        ({7: process("S", (0, _SECOND), children="20 "), 20: process("R", (_SECOND, 0))},
         Activity(True, 2)),
        ({7: process("S", (0, 0), children="20 "), 20: process("S", (_SECOND, 0))},
         Activity(False, 1)),
        ({7: process("S", (0, 0), children="20 21 ")}, Activity(False, 0)),
        ({7: process("S", (0, 0), children="7 7 "), 8: process("R", (0, 0))}, Activity(False, 0)),
        ({8: process("R", (0, 0))}, None),
        ({7: "garbage||"}, None),
    ],
)  # fmt: skip
def test_what_a_process_does(
    proc: Callable[[dict[int, str]], str],
    processes: dict[int, str],
    expected: Activity | None,
) -> None:
    assert activity(7, proc(processes)) == expected


@pytest.mark.parametrize(
    ("found", "counted", "silence", "expected"),
    [
        (Activity(busy=True, cpu=0.0), 0.0, 0.1, (0.0, 0.0)),  # waits for a core
        (Activity(busy=True, cpu=0.5), 0.4, 0.1, (0.1, 0.5)),
        (Activity(busy=False, cpu=0.0), 0.0, 0.1, (0.1, 0.0)),  # sleeps
        (Activity(busy=False, cpu=0.7), 0.4, 0.1, (0.3, 0.7)),
        (Activity(busy=True, cpu=0.3), 0.4, 0.1, (0.0, 0.4)),  # a child of it has ended
        (None, 0.4, 0.1, (0.1, 0.4)),
    ],
)
def test_what_counts(
    found: Activity | None,
    counted: float,
    silence: float,
    expected: tuple[float, float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(git_time, "activity", lambda process: found)  # noqa: ARG005
    monkeypatch.setattr(git_time, "activity_elsewhere", lambda *_: None)
    assert used(7, counted, silence) == pytest.approx(expected)


SLEEPS = "import time\ntime.sleep(30)\n"
COMPUTES = """import time
while time.process_time() < 30:
    pass
"""


@pytest.fixture
def running() -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    """Starts a Python that does something; ends it after the test."""
    begun: list[subprocess.Popen[bytes]] = []

    def start(code: str) -> subprocess.Popen[bytes]:
        begun.append(subprocess.Popen([sys.executable, "-S", "-c", code]))
        return begun[-1]

    yield start
    for each in begun:
        each.kill()
        each.wait()


def until(process: int, wanted: Callable[[Activity], bool]) -> None:
    deadline = time.monotonic() + 60
    while not ((found := activity(process)) and wanted(found)):
        assert time.monotonic() < deadline, found
        time.sleep(0.02)


@linux
def test_real_processes(running: Callable[[str], subprocess.Popen[bytes]]) -> None:
    until(running(COMPUTES).pid, lambda found: found.busy and found.cpu > 0.2)
    until(running(SLEEPS).pid, lambda found: not found.busy)
    below = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {COMPUTES!r}])\n"
    until(running(below).pid, lambda found: found.busy and found.cpu > 0.2)


def fake(folder: Path, script: str) -> str:
    """A `git` that is a script, as the whole `PATH`."""
    folder.mkdir()
    (folder / "git").write_text(f"#!{sys.executable} -S\n{script}")
    (folder / "git").chmod(0o755)
    return str(folder)


ANSWERS = "import sys, time\n{before}\nsys.stdout.write('done')\n"


@pytest.fixture
def asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[bytes | None, str, float]]:
    """Asks a git that does something before it answers: the answer, the problem, what it used."""

    def ask(before: str, input: bytes = b"") -> tuple[bytes | None, str, float]:
        monkeypatch.setenv("PATH", fake(tmp_path / "bin", ANSWERS.format(before=before)))
        monkeypatch.setattr(git_process, "_asking", {})
        monkeypatch.setattr(git_process, "_found", {})
        (tmp_path / "root").mkdir()
        root = str(tmp_path / "root")
        answer = git_process.run(root, "x", input=input)
        state = git_process.asking(root)
        return answer, state.problem, git_process.BUDGET - state.seconds

    return ask


INPUTS = [{}, {"input": b"words"}]


@posix
@linux
@pytest.mark.parametrize("words", INPUTS, ids=["spawned", "with input"])
def test_a_git_that_gets_no_core_is_waited_for(
    asked: Callable[..., tuple[bytes | None, str, float]],
    words: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A busy machine is played: the process is told as one that can run, and uses no CPU."""
    monkeypatch.setattr(git_time, "activity", lambda process: Activity(True, 0.0))  # noqa: ARG005
    answer, problem, spent = asked(f"time.sleep({git_process.BUDGET + 0.5})", **words)
    assert (answer, problem) == (b"done", "")
    assert spent < 0.5


@posix
@pytest.mark.parametrize("words", INPUTS, ids=["spawned", "with input"])
def test_one_that_sleeps_is_not(
    asked: Callable[..., tuple[bytes | None, str, float]], words: dict[str, bytes]
) -> None:
    answer, problem, spent = asked("time.sleep(60)", **words)
    assert (answer, problem) == (None, git_process.SLOW)
    assert spent >= git_process.BUDGET


@posix
@pytest.mark.parametrize("words", INPUTS, ids=["spawned", "with input"])
def test_nor_one_that_computes(
    asked: Callable[..., tuple[bytes | None, str, float]],
    words: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(git_process, "BUDGET", 0.5)
    answer, problem, spent = asked("while time.process_time() < 60: pass", **words)
    assert (answer, problem) == (None, git_process.SLOW)
    assert spent >= 0.5


@posix
@pytest.mark.parametrize("words", INPUTS, ids=["spawned", "with input"])
def test_the_clock_is_the_end(
    asked: Callable[..., tuple[bytes | None, str, float]],
    words: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(git_process, "LONGEST", 0.4)
    monkeypatch.setattr(git_time, "activity", lambda process: Activity(True, 0.0))  # noqa: ARG005
    answer, problem, spent = asked("time.sleep(60)", **words)
    assert (answer, problem) == (None, git_process.SLOW)
    assert spent < 0.5


@posix
def test_where_the_system_does_not_tell_the_time_that_passes_counts(
    asked: Callable[..., tuple[bytes | None, str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_process, "BUDGET", 0.5)
    monkeypatch.setattr(git_time, "activity", lambda process: None)  # noqa: ARG005
    assert asked("while time.process_time() < 60: pass")[:2] == (None, git_process.SLOW)


@posix
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("busy", [True, False])
def test_objects_too(
    repository: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, busy: bool
) -> None:
    root = repository({"Procfile": "web: x\n"})
    name = git(root, "rev-parse", ":Procfile").strip()
    monkeypatch.setattr(git_process, "_asking", {})
    monkeypatch.setattr(git_time, "activity", lambda process: Activity(busy, 0.0))  # noqa: ARG005
    objects = Objects(str(root))
    # One that first says nothing for longer than its time.
    late = f"{git_process.BUDGET + 0.5}"
    script = ["/bin/sh", "-c", f"sleep {late}; exec git -C {root} cat-file --batch"]
    monkeypatch.setattr("checker.files.git_objects.command", lambda *_: script)
    found = objects.read(name, 100)
    assert found == ((b"web: x\n", 7) if busy else None)
    assert objects.problem == ("" if busy else git_process.SLOW)
    objects.close()


def test_without_proc_the_cpu_tells_who_is_busy(
    running: Callable[[str], subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on macOS and Windows, in a worker of a fleet: psutil is loaded there."""
    pytest.importorskip("psutil")
    monkeypatch.setattr(git_time, "activity", lambda process: None)  # noqa: ARG005
    busy, idle = running(COMPUTES).pid, running(SLEEPS).pid
    deadline = time.monotonic() + 60
    counted = at_rest = 0.0
    while counted < 0.2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
        found = activity_elsewhere(busy, counted)
        assert found
        work, counted = used(busy, counted, 10)
        assert work < 10 or not found.busy
    resting = False
    while not resting:  # it starts first
        assert time.monotonic() < deadline
        time.sleep(0.1)
        work, at_rest = used(idle, at_rest, 10)
        resting = work == 10


def test_without_psutil_too_the_clock_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "psutil", raising=False)
    assert activity_elsewhere(os.getpid(), 0) is None


def test_a_process_that_has_ended_tells_nothing() -> None:
    pytest.importorskip("psutil")
    ended = subprocess.Popen([sys.executable, "-S", "-c", ""])
    ended.wait()
    assert activity_elsewhere(ended.pid, 0) is None
