"""What is sent to a worker and comes back: nothing twice, nothing lost, and in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.fleet.addresses import Address
from checker.fleet.batch import Batch, run, run_batch
from checker.fleet.order import Order
from checker.fleet.sent import Packing
from checker.fleet.waiting import Waiting
from tests.fleet.making import fleet

if TYPE_CHECKING:
    from pathlib import Path


def test_a_worker_gives_back_what_it_has_no_time_for(tmp_path: Path) -> None:
    fleet(tmp_path, 3)
    items = [(Address(str(path)), "") for path in sorted(tmp_path.glob("*/*.git"))]
    assert run_batch(items, Order()).done == 3
    batch, answered = items, []
    while batch:
        sent = run(Batch(batch, Order(seconds=0)))
        assert sent.done == 1  # one is always done, so that there is an end
        answered += sent.states["checked"]
        waiting = Waiting([], 1)
        waiting.put_back(batch[sent.done :])
        batch = [item for _ in range(len(batch) - 1) for item in waiting.take()]
    assert answered == [address.name for address, _ in items]


def test_batches_keep_the_order_and_get_smaller() -> None:
    items = [(Address(f"{number}.git"), "") for number in range(3_000)]
    waiting, taken, sizes = Waiting(items, 2), [], []
    while waiting:
        batch = waiting.take()
        sizes.append(len(batch))
        waiting.put_back(batch[200:])
        taken += batch[:200]
    assert taken == items
    assert (sizes[0], max(sizes)) == (16, 256)
    assert sizes[-4:] == [1] * 4
    far = Waiting([(Address(f"https://example.org/{n}.git"), "") for n in range(500)], 1)
    assert len(far.take()) == 16


def test_compressed_or_not_the_rows_are_the_same() -> None:
    packing = Packing()
    packing.add({"repositories": [{"repository": "a", "state": "checked", "reason": "é"}]})
    plain, packed = packing.sent(), packing.sent(compressed=True)
    assert packed.tables != plain.tables == plain.lines() == packed.lines()
    assert packed.done == plain.done == 1
