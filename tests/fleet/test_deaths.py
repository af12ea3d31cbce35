"""What is known of a worker that died, and what nobody is told who looks at the command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

pytest.importorskip("distributed")

from distributed import CancelledError
from distributed.scheduler import KilledWorker

from checker.base.errors import UsageError
from checker.fleet.addresses import Address
from checker.fleet.deaths import ENDED, Deaths
from checker.fleet.engine import _outcome
from checker.fleet.notes import Note, noted
from checker.fleet.order import Order
from checker.fleet.sent import Sent
from checker.fleet.watch import Watch, note_in

if TYPE_CHECKING:
    from checker.fleet.batch import Item

NAMES = ("a.git", "b.git v1 ?dir=é", "c\udcff.git")
BATCH: list[Item] = [
    (Address("a.git"), ""), (Address("b.git", "v1", "é"), ""), (Address("c\udcff.git"), ""),
]  # fmt: skip


def died(process: int) -> Any:
    worker = SimpleNamespace(pid=process, address=f"tcp://192.0.2.1:{process}")
    return SimpleNamespace(last_worker=worker)


def saying(*told: tuple[str, str, str]) -> Any:
    """A client whose cluster was told this by its workers: their address, at which, and why."""
    return SimpleNamespace(get_events=lambda _: [(0.0, each) for each in told])


def test_a_note_outlives_its_process(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys\nfrom checker.fleet.notes import Note\nnote = Note(sys.argv[1])\n"
        "note.write('a long name that is over'); note.write('b.git', 'so')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
    assert process.wait() == -9
    note = noted(str(tmp_path), process.pid)
    assert note is not None
    assert (note.name, note.why) == (b"b.git", "so")


@pytest.mark.parametrize("at", range(len(BATCH)))
def test_the_one_that_a_worker_has_noted_is_the_suspect(tmp_path: Path, at: int) -> None:
    note, deaths = Note(str(tmp_path)), Deaths(saying(), str(tmp_path))
    for name in NAMES[: at + 1]:
        note.write(name)
    assert deaths.suspects(BATCH, died(os.getpid())) == [BATCH[at]]
    assert deaths.reason(NAMES[at], died(os.getpid())) == ENDED
    note.write(NAMES[at], "it needs more than 3 s")
    assert deaths.reason(NAMES[at], died(os.getpid())) == "it needs more than 3 s; tried twice"
    assert deaths.reason("another", died(os.getpid())) == ENDED


def test_a_batch_that_was_not_begun_is_innocent_once(tmp_path: Path) -> None:
    note, deaths = Note(str(tmp_path)), Deaths(saying(), str(tmp_path))
    note.write("of another batch")
    assert deaths.suspects(BATCH, died(os.getpid())) == []
    assert deaths.suspects(BATCH[1:], died(os.getpid())) == []
    assert deaths.suspects(BATCH, died(os.getpid())) == BATCH


def test_where_nothing_is_known_all_are_suspects(tmp_path: Path) -> None:
    assert Deaths(saying(), str(tmp_path)).suspects(BATCH, died(os.getpid())) == BATCH
    assert Deaths(saying(), str(tmp_path)).suspects(BATCH[:1], died(os.getpid())) == BATCH[:1]
    (tmp_path / f"at-{os.getpid()}").write_bytes(b"")
    assert Deaths(saying(), str(tmp_path)).suspects(BATCH, died(os.getpid())) == BATCH
    assert Deaths(saying(), "").suspects(BATCH, died(1)) == BATCH


def test_workers_elsewhere_say_it() -> None:
    at = "tcp://192.0.2.1:"
    told = (f"{at}1", NAMES[1], "old"), (f"{at}2", "x.git", "other"), (f"{at}1", NAMES[1], "long")
    deaths = Deaths(saying(*told), "")
    assert deaths.suspects(BATCH, died(1)) == [BATCH[1]]
    assert deaths.reason(NAMES[1], died(1)) == "long; tried twice"
    assert deaths.reason(NAMES[0], died(1)) == ENDED
    assert deaths.suspects(BATCH, died(2)) == []
    assert deaths.suspects(BATCH, died(3)) == BATCH
    assert deaths.is_proved(NAMES[1], died(1))
    assert deaths.is_proved(NAMES[1], died(3)), "nobody could say it"
    assert not deaths.is_proved(NAMES[1], died(2))


def test_a_worker_that_was_not_at_it_proves_nothing(tmp_path: Path) -> None:
    deaths, worker = Deaths(saying(), str(tmp_path)), died(os.getpid())
    assert not deaths.is_proved(NAMES[0], worker), "it had not begun a batch"
    note = Note(str(tmp_path))
    assert not deaths.is_proved(NAMES[0], worker), "it had not begun it"
    note.write(NAMES[0])
    assert deaths.is_proved(NAMES[0], worker)
    note.write("")
    assert not deaths.is_proved(NAMES[1], worker), "it was done"
    assert deaths.is_proved(NAMES[0], worker), "this cannot go on for ever"


def test_nothing_is_noted_after_a_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Watch, "note", None)
    note_in(str(tmp_path))
    with Watch(Order()) as watch:
        watch.begin("a.git")
        assert noted(str(tmp_path), os.getpid()) == (b"a.git", "")
    assert noted(str(tmp_path), os.getpid()) == (b"", "")


def future(status: str, outcome: Any = None) -> Any:
    def result() -> Any:
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    return SimpleNamespace(status=status, exception=lambda: outcome, result=result)


def test_what_was_done_and_lost_with_its_worker_is_done_again() -> None:
    client, killed = cast("Any", SimpleNamespace(status="running")), KilledWorker("x", died(1), 0)
    rows = Sent({"checked": ["a.git"]}, {})
    assert _outcome(future("finished", rows), client) == (rows, None)
    assert _outcome(future("error", killed), client) == (None, killed)
    assert _outcome(future("finished", killed), client) == (None, killed)
    assert _outcome(future("pending"), client) == (None, None)
    assert _outcome(future("lost"), client) == (None, None)
    for gone in (
        future("cancelled"),
        future("finished", OSError()),
        future("finished", CancelledError()),
    ):
        with pytest.raises(UsageError, match="the scheduler has gone"):
            _outcome(gone, client)
    with pytest.raises(UsageError, match="the scheduler has gone"):
        _outcome(future("lost"), cast("Any", SimpleNamespace(status="connecting")))


def test_standard_error_is_the_commands_own() -> None:
    code = (
        "import subprocess, sys\nfrom checker.fleet.quiet import own_standard_error\n"
        "child = [sys.executable, '-c', 'import sys; sys.stderr.write(\"theirs \")']\n"
        "with own_standard_error():\n"
        "    sys.stderr.write('ours '); subprocess.run(child, check=True)\n"
        "sys.stderr.write('again '); sys.stderr.flush(); subprocess.run(child, check=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stderr == "ours again theirs "


def test_standard_error_in_memory_stays(capsys: pytest.CaptureFixture[str]) -> None:
    from checker.fleet.quiet import own_standard_error

    with own_standard_error():
        sys.stderr.write("ours")
    assert capsys.readouterr().err == "ours"
