"""A batch of repositories in one worker process, and what keeps one of them from costing the rest.

A check has a budget of CPU and memory of its own. What that does not see ends the process: a thread
looks at the clocks and at the memory, says which repository needed how much, and ends it; if a call
into C keeps even that thread from running, the kernel does: one that computes is ended by its limit
of CPU, one that waits (libgit2 opens a pipe) by an alarm, which the thread puts off as long as it
runs. Whoever sent the batch finds the worker
dead and sends the repositories one by one.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psutil

from checker import __version__
from checker.base.errors import UsageError
from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.fleet.fetching import fetch
from checker.fleet.job import checked
from checker.fleet.notes import Note
from checker.fleet.packing import Packing
from checker.fleet.temporary import FETCHED, drop_left_over

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from typing_extensions import Self

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
_SILENT = 60.0
"""Seconds in which no thread of Python runs, after which the kernel ends the process."""

Item = tuple["Address", str]
"""A repository, and the commit of it that is known; empty for none."""


_SETTLING = 4
"""Batches after which a worker has loaded what it loads."""


class OtherVersionError(RuntimeError):
    """This worker is of another version than whoever sent the batch: the machine, the version."""


class Batch:
    """What is sent to a worker. It is no tuple: Dask would look at each value in one.

    Args:
        items: the repositories.
        order: how each is checked.
    """

    def __init__(self, items: list[Item], order: Order) -> None:
        self.items, self.order = items, order


def run(batch: Batch) -> Sent:
    """Check each repository of a batch, and pack what is to be stored."""
    return run_batch(batch.items, batch.order)


def run_batch(items: list[Item], order: Order) -> Sent:
    """Check each, and pack what is to be stored.

    After `order.seconds` no more is begun: the last ones of the batch are then not in what is sent.

    Raises:
        OtherVersionError: where the order is another version's.
        UsageError: where the rows cannot be written.
    """
    if order.tool != __version__:
        raise OtherVersionError(socket.gethostname(), __version__)
    gc.set_threshold(50_000, 20, 1_000)
    with _writing(order):
        _note_in(order.folder)
    packing, until = Packing(), time.monotonic() + order.seconds
    with contextlib.closing(_Fetches(items, order)) as fetches, _Watch(order) as watch:
        for index, (address, known) in enumerate(items):
            if index and not fetches.begun and time.monotonic() > until:
                break
            fetched = fetches.of(index)
            watch.begin(address.name)
            packing.add(checked(address, order, known, fetched))
            watch.end()
    _tidy()
    with _writing(order):
        return packing.sent(order.compressed, order.folder)


@contextlib.contextmanager
def _writing(order: Order) -> Iterator[None]:
    """Make a mistake in one line of what fails as the folder of an order is written."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"`{printable(order.folder)}`: {error.strerror}") from error


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
                drop_left_over(FETCHED)
                _Fetches._pool = ThreadPoolExecutor(self._order.fetches, "fetch")
            for index in remote:
                address, known = self._items[index]
                self._begun[index] = _Fetches._pool.submit(
                    fetch, address, known, self._order.fetching
                )

    @property
    def begun(self) -> bool:
        """Whether there is one that was not asked for so far."""
        return bool(self._begun)

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
    """Ends the process if one of a batch's repositories costs more than the order allows.

    What the kernel is told holds for the batch, and is renewed: each call of it takes as long as
    reading a small file.

    Args:
        order: has the limits.
    """

    now: _Watched | None = None
    tell: Callable[[str, str], None] | None = None
    busy = threading.Event()
    """Set within a batch."""
    alarming = threading.Lock()
    """Held by whoever sets the alarm."""
    note: Note | None = None
    _thread: threading.Thread | None = None

    def __init__(self, order: Order) -> None:
        self._order = order
        self._limited = 0
        """The limit of CPU that the kernel knows, in seconds."""

    def __enter__(self) -> Self:
        _put_off_alarm(_SILENT)
        _Watch.busy.set()
        if _Watch._thread is None:
            _Watch._thread = threading.Thread(target=_look, name="watch", daemon=True)
            _Watch._thread.start()
        return self

    def begin(self, name: str) -> None:
        """Count from now on for a repository."""
        if _Watch.note is not None:
            _Watch.note.write(name)
        cpu = time.process_time() + self._order.cpu
        _Watch.now = _Watched(name, cpu, time.monotonic() + self._order.wall, self._order)
        limit = int(cpu) + _LATER
        if limit != self._limited:
            self._limited = limit
            _limit_cpu(limit)
        _forget_peak()

    def end(self) -> None:
        """Count no more: waiting for the next one has no limit."""
        _Watch.now = None

    def __exit__(self, *_: object) -> None:
        self.end()
        _limit_cpu(None)  # waiting for the next batch costs something, too
        with _Watch.alarming:
            _Watch.busy.clear()
            _put_off_alarm(0)


def tell_by(tell: Callable[[str, str], None]) -> None:
    """Let this worker say by `tell` at which repository it ends, and why, if it notes nothing."""
    _Watch.tell = tell


def _note_in(folder: str) -> None:
    """Let this worker note in a folder what it is at; empty: nowhere.

    Raises:
        OSError: where it cannot.
    """
    if not folder:
        _Watch.note = None
    elif _Watch.note is None or _Watch.note.folder != folder:
        _Watch.note = Note(folder)


def _look() -> None:
    while _Watch.busy.wait():
        time.sleep(_LOOK)
        with _Watch.alarming:
            if _Watch.busy.is_set():
                _put_off_alarm(_SILENT)
        watched = _Watch.now
        reason = "" if watched is None else _over(watched)
        if watched is not None and reason and watched is _Watch.now:
            if _Watch.note is not None:
                _Watch.note.write(watched.name, reason)
            elif _Watch.tell is not None:
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


def _put_off_alarm(seconds: float) -> None:
    """Let the kernel end this process so many seconds from now, and not before; 0: never."""
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _forget_peak() -> None:
    """Let the most memory of this process count from now on.

    The limit of a check is measured by it: without this, what one repository needed before would be
    granted to all that follow, and they would get other answers than `check` gives.
    """
    with contextlib.suppress(OSError):
        file = os.open("/proc/self/clear_refs", os.O_WRONLY)
        try:
            os.write(file, b"5")
        finally:
            os.close(file)
