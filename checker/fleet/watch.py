"""Ends a worker process if one repository costs it more than the order allows.

A check has a budget of CPU and memory of its own. What that does not see ends the process: a thread
looks at the clocks and at the memory, notes which repository needed how much, and ends it; if a
call into C keeps even that thread from running, the kernel does: one that computes is ended by its
limit of CPU, one that waits (libgit2 opens a pipe) by an alarm, which the thread puts off as long
as it runs.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time

import psutil

from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.fleet.notes import Note

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Self

    from checker.fleet.order import Order

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


class _Watched(NamedTuple):
    """What a worker is doing, and what it may cost."""

    name: str
    """Of the repository."""
    cpu: float
    """When this process's clock of CPU may show at the most."""
    wall: float
    """The same of the monotonic clock, if no core has to be waited for."""
    order: Order


class Watch:
    """Ends the process if one of a batch's repositories costs more than the order allows.

    What the kernel is told holds for the batch, and is renewed: each call of it takes as long as
    reading a small file.

    Args:
        order: has the limits.
    """

    now: _Watched | None = None
    thread = 0
    """The system's number of the one that checks."""
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
        Watch.thread = threading.get_native_id()
        Watch.busy.set()
        if Watch._thread is None:
            Watch._thread = threading.Thread(target=_look, name="watch", daemon=True)
            Watch._thread.start()
        return self

    def begin(self, name: str) -> None:
        """Count from now on for a repository."""
        if Watch.note is not None:
            Watch.note.write(name)
        cpu = time.process_time() + self._order.cpu
        Watch.now = _Watched(name, cpu, time.monotonic() + self._order.wall, self._order)
        limit = int(cpu) + _LATER
        if limit != self._limited:
            self._limited = limit
            _limit_cpu(limit)
        _forget_peak()

    def end(self) -> None:
        """Count no more: waiting for the next one has no limit."""
        Watch.now = None

    def __exit__(self, *_: object) -> None:
        self.end()
        if Watch.note is not None:
            Watch.note.write("")
        _limit_cpu(None)  # waiting for the next batch costs something, too
        with Watch.alarming:
            Watch.busy.clear()
            _put_off_alarm(0)


def tell_by(tell: Callable[[str, str], None]) -> None:
    """Let this worker say by `tell` at which repository it ends, and why, if it notes nothing."""
    Watch.tell = tell


def note_in(folder: str) -> None:
    """Let this worker note in a folder what it is at; empty: nowhere.

    Raises:
        OSError: where it cannot.
    """
    if not folder:
        Watch.note = None
    elif Watch.note is None or Watch.note.folder != folder:
        Watch.note = Note(folder)


def _look() -> None:
    seen, waited = None, 0.0
    while Watch.busy.wait():
        time.sleep(_LOOK)
        with Watch.alarming:
            if Watch.busy.is_set():
                _put_off_alarm(_SILENT)
        watched = Watch.now
        if watched is not seen:
            seen, waited = watched, _waited()
        reason = "" if watched is None else _over(watched, waited)
        if watched is not None and reason and watched is Watch.now:
            if Watch.note is not None:
                Watch.note.write(watched.name, reason)
            elif Watch.tell is not None:
                Watch.tell(watched.name, reason)
                time.sleep(_TELLING)
            os._exit(OVER)


def _over(watched: _Watched, waited: float) -> str:
    """Which limit is passed, in words; empty for none.

    Args:
        watched: what is checked.
        waited: what `_waited` was when it was begun: a busy machine is no fault of a repository.
    """
    order = watched.order
    if time.process_time() > watched.cpu:
        return fill(CPU, limit=f"{order.cpu:g}")
    if time.monotonic() > watched.wall and time.monotonic() > watched.wall + _waited() - waited:
        return fill(WALL, limit=f"{order.wall:g}")
    used = psutil.Process().memory_info().rss / 1e6
    if used > order.memory:
        return fill(MEMORY, used=f"{used:.0f}", limit=f"{order.memory:g}")
    return ""


def _waited() -> float:
    """Seconds for which the thread that checks was ready to run, and no core was free for it.

    Linux counts them; they are 0 elsewhere.
    """
    try:
        file = os.open(f"/proc/self/task/{Watch.thread}/schedstat", os.O_RDONLY)
    except OSError:
        return 0.0
    try:
        return int(os.read(file, 100).split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0
    finally:
        os.close(file)


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
