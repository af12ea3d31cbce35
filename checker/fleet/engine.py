"""Who checks the fleet: batches sent to the workers of a Dask cluster, results as they come.

The scheduler sees few, large tasks; a worker that has been at one for long gives the rest of it
back. What is lost with a worker is sent once more: the repository at which it died at the end, and
alone in the whole cluster, so that it costs nobody else anything if another worker dies at it, and
is then reported as failed.
"""

from __future__ import annotations

import time
from collections import deque

from distributed import CancelledError, Client, Future, as_completed
from distributed.scheduler import KilledWorker

from checker.base.errors import UsageError
from checker.base.messages import say
from checker.fleet.batch import Batch, OtherVersionError, run
from checker.fleet.cluster import silence, workers_of
from checker.fleet.deaths import Deaths
from checker.fleet.job import BUG
from checker.fleet.packing import Packing
from checker.fleet.rows import repository_row
from checker.fleet.stopping import ask_to_stop
from checker.fleet.versions import other_version
from checker.fleet.waiting import Waiting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from checker.fleet.batch import Item
    from checker.fleet.cluster import Place
    from checker.fleet.order import Order
    from checker.fleet.sent import Sent

_SECONDS, _LARGEST = 3.0, 2048
"""How long a worker is at one batch, which gives back what it has not begun then, and how many
repositories that are at the most: a task costs the scheduler as much whatever is in it."""
_SECONDS_ELSEWHERE, _LARGEST_ELSEWHERE = 1.5, 512
"""The same of workers on other machines: they do not hear of Ctrl-C, nor say at which repository
they were killed."""
_AHEAD = 2
"""Batches that are sent for each worker."""
_LOOK = 0.5
"""Seconds that are waited for what ends, before it is looked whether there still are workers."""
_ALONE = 180.0
"""Seconds after which it is asked whether there still is a worker: on a busy machine one that was
ended is not soon there again."""
GONE = "the scheduler has gone; the same command goes on from here"


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
    silence()
    order, largest = order._replace(seconds=_SECONDS), _LARGEST
    if place.scheduler:
        order = order._replace(seconds=_SECONDS_ELSEWHERE, compressed=True, folder="")
        largest = _LARGEST_ELSEWHERE
    with workers_of(place) as client:
        workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        waiting = Waiting(items, workers, largest)
        deaths = Deaths(client, order.folder)
        suspects: deque[Item] = deque()
        sent: dict[str, tuple[list[Item], bool]] = {}
        running = as_completed()

        def send(batch: list[Item], alone: bool = False) -> None:
            future = client.submit(run, Batch(batch, order), pure=False)
            sent[future.key] = batch, alone
            running.add(future)

        def look() -> None:
            if stopped() and order.folder:
                ask_to_stop(order.folder)

        for _ in range(workers * _AHEAD):
            if waiting:
                send(waiting.take())
        for future in _as_they_end(running, client, look):
            batch, alone = sent.pop(future.key)
            result, error = _outcome(future, client)
            if isinstance(error, UsageError):
                raise error
            if result is not None:
                waiting.put_back(batch[result.done :])
                yield result.done, result
            elif error is None:
                waiting.put_back(batch)
            elif isinstance(error, (OtherVersionError, ImportError, AttributeError)):
                raise UsageError(other_version(error))
            elif isinstance(error, KilledWorker) and not (
                alone and deaths.is_proved(batch[0][0].name, error)
            ):
                found = deaths.suspects(batch, error)
                suspects.extend(found)
                waiting.put_back([item for item in batch if item not in found])
            else:
                yield len(batch), _lost(batch, error, deaths)
            if waiting and not stopped():
                send(waiting.take())
            elif suspects and not sent and not stopped():
                send([suspects.popleft()], alone=True)


def _outcome(future: Future, client: Client) -> tuple[Sent | None, BaseException | None]:
    """What came of a batch, or why nothing did; neither where that was lost with its worker.

    Raises:
        UsageError: where the scheduler has gone.
    """
    if future.status == "error":
        return None, future.exception()
    if future.status == "finished":
        try:
            return future.result(), None
        except KilledWorker as error:  # lost just now, done again, and ended by that
            return None, error
        except (OSError, CancelledError) as error:  # the scheduler itself was lost just now
            raise UsageError(GONE) from error
    if future.status == "cancelled" or client.status != "running":
        raise UsageError(GONE)
    return None, None


def _as_they_end(
    running: as_completed, client: Client, look: Callable[[], None]
) -> Iterator[Future]:
    """Each future as it ends, those too that are added meanwhile; `look` is called while waiting.

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
        look()
        if client.status != "running":
            raise UsageError(GONE)
        if time.monotonic() - there > _ALONE:
            if not client.scheduler_info(n_workers=-1)["workers"]:
                raise UsageError(f"no worker has been there for {_ALONE:g} seconds")
            there = time.monotonic()


def _lost(batch: list[Item], error: BaseException, deaths: Deaths) -> Sent:
    """The rows of repositories whose check did not come to an end."""
    packing = Packing()
    for address, _ in batch:
        if isinstance(error, KilledWorker):
            why = deaths.reason(address.name, error)
        else:
            why = say(BUG, kind=type(error).__name__, error=str(error)[:200])
        packing.add({"repositories": [repository_row(address, state="failed", reason=why)]})
    return packing.sent()
