"""The cluster that checks a fleet: one that runs already, or one that is made here for a run.

Of that one there is a process for each worker, restarted where it dies.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from contextlib import ExitStack, contextmanager, suppress

import dask
from distributed import Client, LocalCluster, WorkerPlugin
from distributed.comm import connect
from distributed.security import Security
from tornado.ioloop import PeriodicCallback

from checker.base.errors import UsageError
from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.fleet.versions import must_be_the_same
from checker.fleet.watch import tell_by

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_ANSWERING = 10.0
"""Seconds for which a scheduler's answer is waited for."""
_FIRST = 30.0
"""Seconds for which the first worker of a running scheduler is waited for."""
_MEMORY = "1GiB"
"""Of one worker; past it, it is restarted. `Order.memory` is less, so that it can say so before."""
TOPIC = "pyspec-check-fleet"
"""Of the events by which a worker says why it ends."""
_CONFIG = {
    "distributed.scheduler.allowed-failures": 0,
    # On a busy machine a worker is not there after the 30 s that it has by default.
    "distributed.comm.timeouts.connect": "120s",
    # Nor is one that is started again back after 15 s, and then it would be given up for ever: it
    # is ended as soon as it is there, whatever it has begun.
    "distributed.deploy.lost-worker-timeout": "52w",
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
_HEARTBEAT = 5_000
"""Milliseconds between two heartbeats of a worker of this process; Dask's are half a second, and
cost the scheduler more than all else that it does at rest."""
UNSTARTED = "the workers cannot be started: {why}"


class Place(NamedTuple):
    """Where the work is done."""

    scheduler: str = ""
    """The address of a running scheduler; empty: here."""
    workers: int = 0
    """Processes of a cluster that is made here; 0: one for each core."""


@contextmanager
def workers_of(place: Place) -> Iterator[Client]:
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
    with ExitStack() as after:
        after.callback(_end, cluster)
        client = Client(cluster, direct_to_workers=True)
        after.callback(_end, client)
        client.register_plugin(_Own())
        client.register_plugin(_Telling())
        yield client


def _end(made: LocalCluster | Client) -> None:
    """End what was made here, whose work is done.

    Dask raises an error over a worker that it was about to start again; its process ends with this
    one.
    """
    with suppress(Exception):
        made.close()


async def _must_answer(address: str) -> None:
    """Do nothing if somebody at an address speaks as Dask does.

    A client's own timeout ends when it is connected: it waits for the first words for ever.

    Raises:
        OSError, ValueError, asyncio.TimeoutError: if nobody does.
    """
    security = Security().get_connection_args("client")
    found = await asyncio.wait_for(connect(address, timeout=_ANSWERING, **security), _ANSWERING)
    found.abort()


class _Seldom(PeriodicCallback):
    """Stays as seldom as it was made; the scheduler's answers tell a worker another time."""

    def __setattr__(self, name: str, value: object) -> None:
        if name != "callback_time":
            super().__setattr__(name, value)

    callback_time = _HEARTBEAT


class _Own(WorkerPlugin):  # type: ignore[misc]  # Dask has no types
    """Makes a worker ignore the Ctrl-C that is this process's, and say rarely that it lives.

    Its end is seen here anyway.
    """

    name = "own"

    def setup(self, worker: Any) -> None:
        """Called by a worker as it starts, in its main thread."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        often = worker.periodic_callbacks["heartbeat"]
        seldom = _Seldom(worker.heartbeat, _HEARTBEAT)
        worker.periodic_callbacks["heartbeat"] = seldom
        if often.is_running():  # else it is about to be: the worker is just being made
            often.stop()
            seldom.start()


class _Telling(WorkerPlugin):  # type: ignore[misc]  # Dask has no types
    """Lets a worker say at which repository it ends, and why, as an event of the scheduler's."""

    name = "telling"

    def setup(self, worker: Any) -> None:
        """Called by a worker as it starts."""

        def tell(name: str, why: str) -> None:
            # A sentence is a `str` of our own, which Dask does not send.
            said = worker.address, str(name), str(why)
            worker.loop.add_callback(worker.log_event, TOPIC, said)

        tell_by(tell)


def silence() -> None:
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
