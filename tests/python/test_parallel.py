"""Work is divided among processes, and done here where that fails."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checker.python.syntax import parallel
from checker.python.syntax.parallel import each_in_processes
from tests.python.children import fail_in_a_child, process_of

if TYPE_CHECKING:
    import subprocess

NEEDS = [str(Path(__file__).parent.parent.parent)]


@pytest.fixture(autouse=True)
def four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 4)


@pytest.mark.parametrize("number", [17, 18, 19, 20, 100])
def test_the_order_is_kept(number: int) -> None:
    found = each_in_processes(process_of, list(range(number)), needs=NEEDS)
    assert [item for item, _ in found] == list(range(number))
    assert len({pid for _, pid in found}) == 4


def test_few_items_stay_here() -> None:
    assert {pid for _, pid in each_in_processes(process_of, list(range(16)))} == {os.getpid()}


def test_beside_other_threads() -> None:
    go_on = threading.Event()
    thread = threading.Thread(target=go_on.wait)
    thread.start()
    try:
        found = each_in_processes(process_of, list(range(100)), needs=NEEDS)
    finally:
        go_on.set()
        thread.join()
    assert [item for item, _ in found] == list(range(100))


def test_where_no_process_can_be_had_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here = [(item, os.getpid()) for item in range(100)]
    monkeypatch.setattr(parallel, "_HOME", "")  # the children don't find the package
    assert each_in_processes(process_of, list(range(100))) == here
    monkeypatch.undo()
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    assert each_in_processes(fail_in_a_child, [(n, os.getpid()) for n in range(50)], needs=NEEDS)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert each_in_processes(process_of, list(range(100)), needs=NEEDS) == here
    monkeypatch.undo()
    for python in ("", "python3", "/nowhere/python3"):
        monkeypatch.setattr(sys, "executable", python)
        assert each_in_processes(process_of, list(range(100)), needs=NEEDS) == here


def test_none_is_left_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    real = parallel._start

    def start() -> subprocess.Popen[bytes] | None:
        child = real()
        assert child is not None
        started.append(child)
        return child

    monkeypatch.setattr(parallel, "_start", start)
    with pytest.raises(TypeError):
        each_in_processes(process_of.__class__, list(range(100)), needs=NEEDS)
    assert len(started) == 3
    assert all(child.poll() is not None for child in started)
