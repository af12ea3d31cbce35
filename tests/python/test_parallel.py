"""Work is divided among processes, but never forked from a process that has threads."""

from __future__ import annotations

import os
import threading

from checker.python.syntax.parallel import each_in_processes


def process_of(item: int) -> tuple[int, int]:
    return item, os.getpid()


def test_the_order_is_kept() -> None:
    found = each_in_processes(process_of, list(range(100)))
    assert [item for item, _ in found] == list(range(100))


def test_few_items_stay_here() -> None:
    assert {pid for _, pid in each_in_processes(process_of, list(range(16)))} == {os.getpid()}


def test_beside_other_threads_all_is_done_here() -> None:
    go_on = threading.Event()
    thread = threading.Thread(target=go_on.wait)
    thread.start()
    try:
        found = each_in_processes(process_of, list(range(100)))
    finally:
        go_on.set()
        thread.join()
    assert {pid for _, pid in found} == {os.getpid()}
