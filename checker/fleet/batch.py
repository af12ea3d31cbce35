"""A batch of repositories in one worker process, watched so that none of them costs the rest.

Whoever sent the batch finds the worker dead that one repository has cost too much.
"""

from __future__ import annotations

import contextlib
import gc
import socket
import time
from concurrent.futures import ThreadPoolExecutor

from checker import __version__
from checker.base.errors import UsageError
from checker.base.text import printable
from checker.fleet.fetching import fetch
from checker.fleet.job import checked
from checker.fleet.packing import Packing
from checker.fleet.stopping import is_asked_to_stop
from checker.fleet.temporary import FETCHED, drop_left_over
from checker.fleet.watch import Watch, note_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from checker.fleet.addresses import Address
    from checker.fleet.fetching import Fetched
    from checker.fleet.order import Order
    from checker.fleet.sent import Sent

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

    After `order.seconds` no more is begun, nor after the first Ctrl-C: the last ones of the batch
    are then not in what is sent.

    Raises:
        OtherVersionError: where the order is another version's.
        UsageError: where the rows cannot be written.
    """
    if order.tool != __version__:
        raise OtherVersionError(socket.gethostname(), __version__)
    gc.set_threshold(50_000, 20, 1_000)
    with _writing(order):
        note_in(order.folder)
    packing, until = Packing(), time.monotonic() + order.seconds
    with contextlib.closing(_Fetches(items, order)) as fetches, Watch(order) as watch:
        for index, (address, known) in enumerate(items):
            late = index and time.monotonic() > until
            if (late or is_asked_to_stop(order.folder)) and not fetches.begun:
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
