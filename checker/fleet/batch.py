"""A batch of repositories in one worker process, and what keeps one of them from costing the rest.

A check has a budget of CPU and memory of its own. What that does not see ends the process: a thread
looks at the clocks and at the memory, says which repository needed how much, and ends it; if a call
into C keeps even that thread from running, the kernel does. Whoever sent the batch finds the worker
dead and sends the repositories one by one.
"""

from __future__ import annotations

import contextlib
import gc
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psutil

from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.fleet.fetching import drop_left_over, fetch
from checker.fleet.job import checked
from checker.fleet.sent import Packing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from checker.fleet.addresses import Address
    from checker.fleet.fetching import Fetched
    from checker.fleet.order import Order
    from checker.fleet.sent import Sent

OVER = 79
"""What a worker ends with that spent too much on one repository."""
CPU = "it needs more than {limit} s of CPU"
WALL = "it needs more than {limit} s"
MEMORY = "it needs more memory than its worker has: {used} MB of {limit} MB"
_LOOK = 0.25
"""Seconds between two looks at the clocks and the memory."""
_TELLING = 0.5
"""Seconds that a worker waits for its last words to be sent."""
_LATER = 2
"""Seconds of CPU after which the kernel ends what the thread did not."""

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
            with _Watch(address.name, order):
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


class _Watched(NamedTuple):
    """What a worker is doing, and what it may cost."""

    name: str
    """Of the repository."""
    cpu: float
    """When this process's clock of CPU may show at the most."""
    wall: float
    """The same of the monotonic clock."""
    order: Order


class _Watch:
    """Ends the process if what it surrounds costs more than an order allows.

    Args:
        name: of the repository.
        order: has the limits.
    """

    now: _Watched | None = None
    tell: Callable[[str, str], None] | None = None
    _thread: threading.Thread | None = None

    def __init__(self, name: str, order: Order) -> None:
        self._name, self._order = name, order

    def __enter__(self) -> None:
        cpu = time.process_time() + self._order.cpu
        _Watch.now = _Watched(self._name, cpu, time.monotonic() + self._order.wall, self._order)
        _limit_cpu(int(cpu) + _LATER)
        if _Watch._thread is None:
            _Watch._thread = threading.Thread(target=_look, name="watch", daemon=True)
            _Watch._thread.start()

    def __exit__(self, *_: object) -> None:
        _Watch.now = None
        _limit_cpu(None)  # waiting for the next batch costs something, too


def tell_by(tell: Callable[[str, str], None]) -> None:
    """Let this worker say by `tell` which repository it ends at, and why, before it ends."""
    _Watch.tell = tell


def _look() -> None:
    while True:
        time.sleep(_LOOK)
        watched = _Watch.now
        reason = "" if watched is None else _over(watched)
        if watched is not None and reason and watched is _Watch.now:
            if _Watch.tell is not None:
                _Watch.tell(watched.name, reason)
                time.sleep(_TELLING)
            os._exit(OVER)


def _over(watched: _Watched) -> str:
    """Which limit is passed, in words; empty for none."""
    order = watched.order
    if time.process_time() > watched.cpu:
        return fill(CPU, limit=f"{order.cpu:g}")
    if time.monotonic() > watched.wall:
        return fill(WALL, limit=f"{order.wall:g}")
    used = psutil.Process().memory_info().rss / 1e6
    if used > order.memory:
        return fill(MEMORY, used=f"{used:.0f}", limit=f"{order.memory:g}")
    return ""


def _limit_cpu(seconds: int | None) -> None:
    """Let the kernel end this process once its clock of CPU shows so much; None for no more."""
    try:
        import resource  # noqa: PLC0415  gate: not on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if seconds is None:
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
    elif hard == resource.RLIM_INFINITY or seconds < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
