"""A run of the fleet: what is left of the list is checked, stored as it comes, and summed up."""

from __future__ import annotations

import contextlib
import json
import random
import signal
import sys
import time

from checker.base.records import NamedTuple
from checker.fleet.engine import run_all
from checker.fleet.progress import Progress
from checker.fleet.quiet import own_standard_error
from checker.fleet.temporary import folder_for_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

    from checker.fleet.addresses import Address
    from checker.fleet.batch import Item
    from checker.fleet.cluster import Place
    from checker.fleet.order import Order
    from checker.fleet.sent import Sent
    from checker.fleet.store import Store

_EVERY = 4.0
"""Seconds between two transactions; the first one is made as soon as there is something."""
_BYTES = 64 * 1024 * 1024
"""Bytes that are held until the next one at the most."""

_ROOTS = """
SELECT count(DISTINCT (repository, root)) FILTER (fails), count(DISTINCT (repository, root))
FROM roots WHERE run = $run
"""
_CRASHED = """
SELECT (SELECT count(*) FROM findings WHERE run = $run AND code = 'INT001')
     + (SELECT count(*) FROM repositories WHERE run = $run AND reason LIKE 'this is a bug: %')
"""


class Chosen(NamedTuple):
    """Which part of a list is checked."""

    limit: int = 0
    """The first so many; 0: all."""
    sample: int = 0
    """So many at random; 0: all."""
    seed: int = 0
    """Of the choice: the same seed chooses the same."""


class Listed(NamedTuple):
    """The repositories of one run."""

    addresses: list[Address]
    source: str
    """How the list is called."""
    note: str = ""
    """What the operator says of the run."""
    names: frozenset[str] = frozenset()
    """All that the list names, where only a part of it is checked."""


class Summary(NamedTuple):
    """What a run came to."""

    run: int
    continued: bool
    """Whether it went on with an earlier one."""
    states: dict[str, int]
    """How many repositories were `checked`, `unchanged` (stored, at this commit) or `failed`."""
    interrupted: bool
    seconds: float
    fails: bool
    """Whether any root fails, of those that this run has checked now or before."""
    crashed: bool = False
    """Whether this tool failed over any: a rule (`INT001`), or all of it."""
    roots: tuple[int, int] = (0, 0)
    """How many roots fail for any target, and how many there are, of the whole run."""
    forgotten: int = 0
    """How many repositories were dropped, since the list no longer names them."""


def chosen(addresses: list[Address], which: Chosen) -> list[Address]:
    """A part of the list, in its order."""
    if which.sample and which.sample < len(addresses):
        picked = random.Random(which.seed).sample(range(len(addresses)), which.sample)  # noqa: S311
        addresses = [addresses[index] for index in sorted(picked)]
    return addresses[: which.limit] if which.limit else addresses


def run_fleet(store: Store, listed: Listed, order: Order, place: Place) -> Summary:
    """Check what the store does not have yet.

    Args:
        store: open for writing.
        listed: which repositories.
        order: how each is checked.
        place: where.

    Raises:
        UsageError: where the store or the scheduler fails; what was stored before stays.
        KeyboardInterrupt: at the second Ctrl-C.
    """
    asked = json.dumps({**order.asked._asdict(), "plans": order.plans}, sort_keys=True)
    continued = store.begin(asked, listed.source, len(listed.addresses), listed.note)
    known = store.known()
    forgotten = store.forget_others(listed.names or [each.name for each in listed.addresses])
    items = [(address, known.get(address.name, "")) for address in listed.addresses]
    kept = _Kept(store)
    with own_standard_error(), folder_for_rows() as folder:
        order = order._replace(folder=folder)
        progress = Progress(sys.stderr, len(items))
        with _Interrupts(progress):
            _check(items, order, place, progress, kept)
    if not progress.asked_to_stop:
        store.end()
    failing, roots = store.rows(_ROOTS, {"run": store.run})[0]
    crashed = store.rows(_CRASHED, {"run": store.run})[0][0] > 0
    return Summary(
        store.run,
        continued,
        kept.states,
        progress.asked_to_stop,
        progress.seconds,
        failing > 0,
        crashed,
        (failing, roots),
        forgotten,
    )


def _check(items: list[Item], order: Order, place: Place, progress: Progress, kept: _Kept) -> None:
    """Check everything and store it as it comes; what came before an error, too."""
    results = run_all(items, order, place, lambda: progress.asked_to_stop)
    try:
        with contextlib.closing(results):
            for number, sent in results:
                progress.add(number)
                kept.add(sent)
    finally:
        progress.close()
        kept.store()


class _Kept:
    """What came and is not stored so far: it is, every few seconds.

    Args:
        store: where.
    """

    def __init__(self, store: Store) -> None:
        self.states: dict[str, int] = {}
        self._store = store
        self._sent: list[Sent] = []
        self._size, self._next = 0, 0.0

    def add(self, sent: Sent) -> None:
        """Keep what came of a batch.

        Raises:
            UsageError: where it is time to store, and that fails.
        """
        self._sent.append(sent)
        self._size += sent.size
        if self._size > _BYTES or time.monotonic() > self._next:
            self.store()
            self._next = time.monotonic() + _EVERY

    def store(self) -> None:
        """Store all of it, in one transaction.

        Raises:
            UsageError: where that fails.
        """
        stored = list(self._sent)
        for state, number in self._store.add(stored).items():
            self.states[state] = self.states.get(state, 0) + number
        self._sent.clear()
        self._size = 0
        for each in stored:
            each.drop()


class _Interrupts:
    """The first Ctrl-C asks for the end, the second one is an interrupt as everywhere."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._before: Any = None

    def __enter__(self) -> None:
        self._before = signal.signal(signal.SIGINT, self._heard)

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _heard(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        if self._progress.asked_to_stop:
            raise KeyboardInterrupt
        self._progress.stop()
