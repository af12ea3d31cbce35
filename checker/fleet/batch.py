"""A batch of repositories in one worker process, and what keeps one of them from costing the rest.

A check has a budget of CPU and memory of its own. What that does not see (a call into C that does
not return) ends the process: a thread looks at the clock. Whoever sent the batch finds the worker
dead and sends the repositories one by one.
"""

from __future__ import annotations

import contextlib
import gc
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from checker.fleet.fetching import drop_left_over, fetch
from checker.fleet.job import checked
from checker.fleet.sent import Packing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from concurrent.futures import Future

    from checker.fleet.addresses import Address
    from checker.fleet.fetching import Fetched
    from checker.fleet.order import Order
    from checker.fleet.sent import Sent

OVER_TIME = 79
"""What a worker ends with that spent too long on one repository."""

Item = tuple["Address", str]
"""A repository, and the commit of it that is known; empty for none."""


_SETTLING = 4
"""Batches after which a worker has loaded what it loads."""


def run_batch(items: list[Item], order: Order) -> Sent:
    """Check each, and pack what is to be stored."""
    gc.set_threshold(50_000, 20, 1_000)
    packing = Packing()
    with contextlib.closing(_Fetches(items, order)) as fetches:
        for index, (address, known) in enumerate(items):
            fetched = fetches.of(index)
            with _Watch(order.cpu, order.wall):
                packing.add(checked(address, order, known, fetched))
    _tidy()
    return packing.sent()


_batches = 0
"""That this process has done."""


def _tidy() -> None:
    """Take away what a batch has left; modules and tables are looked at in the first ones only."""
    global _batches  # noqa: PLW0603
    _batches += 1
    gc.collect()
    if _batches <= _SETTLING:
        gc.freeze()


class _Fetches:
    """Fetches those repositories of a batch that are elsewhere, some at a time.

    git waits for servers, so this takes no time from the checks.
    """

    _pool: ThreadPoolExecutor | None = None

    def __init__(self, items: list[Item], order: Order) -> None:
        self._items, self._order = items, order
        self._begun: dict[int, Future[Fetched]] = {}

        remote = [index for index, (address, _) in enumerate(self._items) if address.is_remote]
        if remote:
            if _Fetches._pool is None:
                drop_left_over()
                _Fetches._pool = ThreadPoolExecutor(self._order.fetches, "fetch")
            for index in remote:
                address, known = self._items[index]
                self._begun[index] = _Fetches._pool.submit(
                    fetch, address, known, self._order.fetching
                )

    def of(self, index: int) -> Fetched | None:
        """What came of a repository of the batch; None for one that is here."""
        return self._begun.pop(index).result() if index in self._begun else None

    def close(self) -> None:
        """Begin nothing more."""
        for future in self._begun.values():
            future.cancel()


class _Watch:
    """Ends the process where what it stands around takes longer than so many seconds.

    Args:
        cpu: of this process's CPU time.
        wall: on the clock.
    """

    _until: tuple[float, float] | None = None
    _thread: threading.Thread | None = None

    def __init__(self, cpu: float, wall: float) -> None:
        self._cpu, self._wall = cpu, wall

    def __enter__(self) -> None:
        _Watch._until = time.process_time() + self._cpu, time.monotonic() + self._wall
        if _Watch._thread is None:
            _Watch._thread = threading.Thread(target=_look, name="watch", daemon=True)
            _Watch._thread.start()

    def __exit__(self, *_: object) -> None:
        _Watch._until = None


def _look() -> None:
    while True:
        time.sleep(0.5)
        until = _Watch._until
        if until and (time.process_time() > until[0] or time.monotonic() > until[1]):
            os._exit(OVER_TIME)
