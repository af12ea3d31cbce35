"""Who checks the fleet: batches sent to the workers of a Dask cluster, results as they come.

Without an address the cluster is made here: a process for each worker, restarted where it dies.
The scheduler sees few, large tasks; a worker that has been at one for long gives the rest of it
back. What is lost with a worker is sent once more, at the end and one repository at a time in the
whole cluster, so that the one whose worker dies then is the one that ended it; it is reported as
failed.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import time
from collections import deque
from contextlib import contextmanager

import dask
from distributed import Client, Future, LocalCluster, WorkerPlugin, as_completed
from distributed.comm import connect
from distributed.scheduler import KilledWorker
from distributed.security import Security

from checker.base.errors import UsageError
from checker.base.messages import fill, say
from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.fleet.batch import Batch, OtherVersionError, run, tell_by
from checker.fleet.job import BUG
from checker.fleet.packing import Packing
from checker.fleet.rows import repository_row
from checker.fleet.versions import must_be_the_same, other_version
from checker.fleet.waiting import Waiting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from typing import Any

    from checker.fleet.batch import Item
    from checker.fleet.order import Order
    from checker.fleet.sent import Sent

_SECONDS = 1.5
"""How long a worker is at one batch; it gives back what it has not begun then."""
_AHEAD = 2
"""Batches that are sent for each worker."""
_LOOK = 0.5
"""Seconds that are waited for what ends, before it is looked whether there still are workers."""
_ANSWERING = 10.0
"""Seconds for which a scheduler's answer is waited for."""
_FIRST = 30.0
"""Seconds for which the first worker of a running scheduler is waited for."""
_ALONE = 180.0
"""Seconds after which it is asked whether there still is a worker: on a busy machine one that was
ended is not soon there again."""
_MEMORY = "1GiB"
"""Of one worker; past it, it is restarted. `Order.memory` is less, so that it can say so before."""
_TOPIC = "pyspec-check-fleet"
"""Of the events by which a worker says why it ends."""
_CONFIG = {
    "distributed.scheduler.allowed-failures": 0,
    # On a busy machine a worker is not there after the 30 s that it has by default.
    "distributed.comm.timeouts.connect": "120s",
    # Workers that are started again log as they do by themselves, whatever this process silences.
    "distributed.nanny.pre-spawn-environ.DASK_LOGGING__DISTRIBUTED": "critical",
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.scheduler.work-stealing": False,
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "500ms",
    "distributed.client.scheduler-info-interval": "10s",
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.system-monitor.disk": False,
    "distributed.admin.system-monitor.gil.enabled": False,
}
"""What Dask measures of itself costs the scheduler 3 % of a core and each worker as much; so 0.5 %
and 0.2 %."""


ENDED = "its worker ended twice and could not say why: killed, or one step was too much for it"
OVER = "{why}; tried twice"
UNSTARTED = "the workers cannot be started: {why}"
GONE = "the scheduler has gone; the same command goes on from here"


class Place(NamedTuple):
    """Where the work is done."""

    scheduler: str = ""
    """The address of a running scheduler; empty: here."""
    workers: int = 0
    """Processes of a cluster that is made here; 0: one for each core."""


def run_all(
    items: list[Item], order: Order, place: Place, stopped: Callable[[], bool]
) -> Generator[tuple[int, Sent], None, None]:
    """Check every repository, in any order.

    Args:
        items: what is to be checked.
        order: how. Workers elsewhere do not write into its folder: they send compressed rows.
        place: where.
        stopped: asked before more is sent; once it says yes, only what runs is waited for.

    Yields:
        How many repositories were done, and their rows.

    Raises:
        UsageError: where the scheduler cannot be reached, or has no workers.
    """
    _silence()
    order = order._replace(seconds=_SECONDS)
    if place.scheduler:
        order = order._replace(compressed=True, folder="")
    with _workers(place) as client:
        workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        waiting = Waiting(items, workers)
        suspects: deque[list[Item]] = deque()
        sent: dict[str, tuple[list[Item], bool]] = {}
        running = as_completed()

        def send(batch: list[Item], alone: bool = False) -> None:
            future = client.submit(run, Batch(batch, order), pure=False)
            sent[future.key] = batch, alone
            running.add(future)

        for _ in range(workers * _AHEAD):
            if waiting:
                send(waiting.take())
        for future in _as_they_end(running, client):
            batch, alone = sent.pop(future.key)
            if future.status not in ("finished", "error"):
                raise UsageError(GONE)
            error = future.exception() if future.status == "error" else None
            if isinstance(error, UsageError):
                raise error
            if error is None:
                result = future.result()
                waiting.put_back(batch[result.done :])
                yield result.done, result
            elif isinstance(error, (OtherVersionError, ImportError, AttributeError)):
                raise UsageError(other_version(error))
            elif isinstance(error, KilledWorker) and not alone:
                suspects.extend([one] for one in batch)
            else:
                yield len(batch), _lost(batch, error, client)
            if waiting and not stopped():
                send(waiting.take())
            elif suspects and not sent and not stopped():
                send(suspects.popleft(), alone=True)


def _as_they_end(running: as_completed, client: Client) -> Iterator[Future]:
    """Each future as it ends, those too that are added meanwhile.

    Raises:
        UsageError: where there has been no worker for a while, or the scheduler has gone: nothing
            would ever end.
    """
    there = time.monotonic()
    while not running.is_empty():
        if running.has_ready():
            there = time.monotonic()
            yield next(running)
            continue
        with running.thread_condition:
            if not running.has_ready():
                running.thread_condition.wait(_LOOK)
        if client.status != "running":
            raise UsageError(GONE)
        if time.monotonic() - there > _ALONE:
            if not client.scheduler_info(n_workers=-1)["workers"]:
                raise UsageError(f"no worker has been there for {_ALONE:g} seconds")
            there = time.monotonic()


def _lost(batch: list[Item], error: BaseException, client: Client) -> Sent:
    """The rows of repositories whose check did not come to an end."""
    reason = say(BUG, kind=type(error).__name__, error=str(error)[:200])
    ended: dict[str, str] = {}
    if isinstance(error, KilledWorker):
        reason = ENDED
        ended = dict(told for _, told in client.get_events(_TOPIC))
    packing = Packing()
    for address, _ in batch:
        why = ended.get(address.name)
        why = fill(OVER, why=why) if why else reason
        packing.add({"repositories": [repository_row(address, state="failed", reason=why)]})
    return packing.sent()


@contextmanager
def _workers(place: Place) -> Iterator[Client]:
    """The workers, ready; what was made for them is ended at the end.

    Raises:
        UsageError: where a scheduler was named that does not answer, or has no workers, or other
            ones than this version's; and where none can be started here.
    """
    if place.scheduler:
        shown = printable(place.scheduler)
        try:
            asyncio.run(_must_answer(place.scheduler))
            client = Client(place.scheduler, timeout=_ANSWERING)
        except (OSError, ValueError, asyncio.TimeoutError) as error:
            raise UsageError(f"--scheduler: `{shown}` does not answer") from error
        with client:
            try:
                client.wait_for_workers(1, timeout=_FIRST)
            except TimeoutError as error:
                raise UsageError(f"--scheduler: `{shown}` has no workers") from error
            must_be_the_same(client)
            client.register_plugin(_Telling())
            yield client
        return
    # Workers must not end at the Ctrl-C that is meant for this process: what is ignored as they
    # are started stays so. Those that are started again later are told.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        cluster = LocalCluster(
            n_workers=place.workers or os.cpu_count() or 1,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},  # else 8787: one run at a time
            scheduler_sync_interval="60s",
            host="127.0.0.1",
            memory_limit=_MEMORY,
            silence_logs=logging.CRITICAL,
        )
    except (OSError, RuntimeError) as error:
        raise UsageError(fill(UNSTARTED, why=printable(str(error), 200))) from error
    finally:
        signal.signal(signal.SIGINT, before)
    with cluster, Client(cluster, direct_to_workers=True) as client:
        client.register_plugin(_Deaf())
        client.register_plugin(_Telling())
        yield client


async def _must_answer(address: str) -> None:
    """Do nothing if somebody at an address speaks as Dask does.

    A client's own timeout ends when it is connected: it waits for the first words for ever.

    Raises:
        OSError, ValueError, asyncio.TimeoutError: if nobody does.
    """
    security = Security().get_connection_args("client")
    found = await asyncio.wait_for(connect(address, timeout=_ANSWERING, **security), _ANSWERING)
    found.abort()


class _Deaf(WorkerPlugin):  # type: ignore[misc]  # Dask has no types
    """Makes a worker ignore Ctrl-C: Dask calls `setup` in the main thread of each."""

    name = "deaf"

    def setup(self, worker: object) -> None:  # noqa: ARG002
        """Called by a worker as it starts."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)


class _Telling(WorkerPlugin):  # type: ignore[misc]  # Dask has no types
    """Lets a worker say at which repository it ends, and why, as an event of the scheduler's."""

    name = "telling"

    def setup(self, worker: Any) -> None:
        """Called by a worker as it starts."""

        def tell(name: str, why: str) -> None:
            # A sentence is a `str` of our own, which Dask does not send.
            worker.loop.add_callback(worker.log_event, _TOPIC, (str(name), str(why)))

        tell_by(tell)


def _silence() -> None:
    """What Dask would print of workers that die goes nowhere: it is in the results."""
    dask.config.set(_CONFIG)
    for name in (
        "distributed",
        "distributed.client",
        "distributed.nanny",
        "distributed.scheduler",
        "tornado",
    ):
        logging.getLogger(name).setLevel(logging.CRITICAL)
